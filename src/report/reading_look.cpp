#include "report/reading_look.hpp"

namespace report {

const std::string_view reading_style = R"css(
:root{--ink:#1c2430;--soft:#5b6675;--line:#d9dee6;--paper:#fff;--desk:#f3f5f8;--accent:#1f4e8c;
--figure:#dbe9fb;--figure-line:#2f6fbd;--planned:#fdeccb;--planned-line:#b36b00;--context:#e8ebef;--context-line:#7b8794;
--target:#b3261e;--measure:#2e7d4f;--problem:#7a3fa0;--doubt:#c2185b}
*{box-sizing:border-box}
html{scroll-padding-top:64px}
body{margin:0;background:var(--desk);color:var(--ink);font:16px/1.9 "Noto Serif CJK SC","Source Han Serif SC",SimSun,"Songti SC",serif}
header,nav,aside,.lists{font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;line-height:1.5}
header{position:sticky;top:0;z-index:5;background:var(--paper);border-bottom:1px solid var(--line);padding:7px 16px;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center}
header b{font-size:16px}header .from{color:var(--soft);font-size:12.5px}
.legend{display:flex;flex-wrap:wrap;gap:2px 12px;margin-left:auto;font-size:13px}
.legend label{display:inline-flex;align-items:center;gap:4px;cursor:pointer;white-space:nowrap}
.legend i{font-style:normal;padding:0 4px;line-height:1.35}.legend b{font-size:13px;font-weight:600}
.legend input{margin:0}.step{display:inline-flex;gap:4px}
button{font:inherit;font-size:13px;border:1px solid var(--line);background:var(--desk);color:var(--ink);border-radius:4px;padding:1px 9px;cursor:pointer}
button:hover{border-color:var(--accent)}
.page{display:grid;grid-template-columns:230px minmax(0,1fr) 320px;max-width:1440px;margin:0 auto}
nav,aside{position:sticky;top:49px;align-self:start;max-height:calc(100vh - 49px);overflow-y:auto;padding:12px 14px;font-size:13.5px}
nav summary,aside h2,.lists h2{font-size:13px;color:var(--soft);font-weight:600;margin:0 0 6px;letter-spacing:.06em}
nav summary{cursor:pointer}
nav ol{list-style:none;margin:0;padding:0}nav ol ol{padding-left:13px}
nav a{display:block;padding:2px 6px;border-left:2px solid transparent;color:var(--ink);text-decoration:none;border-radius:0 3px 3px 0}
nav a:hover{background:#e6ebf2}nav a.here{border-left-color:var(--accent);background:#e6ebf2}
nav .l1{font-weight:600;margin-top:5px}nav .l3{color:var(--soft);font-size:12.5px}
main{background:var(--paper);border:solid var(--line);border-width:0 1px;padding:22px 46px 60px;min-height:100vh}
main p{margin:0;text-indent:2em;overflow-wrap:anywhere}main p.title{text-indent:0;text-align:center;font-weight:700;font-size:21px;line-height:1.6;margin:6px 0 10px}
main p.plain{text-indent:0}main h2{font-size:18px;margin:22px 0 6px;line-height:1.6}main h3{font-size:16px;margin:14px 0 2px;line-height:1.7}
main .lead{font-weight:700}
main table{border-collapse:collapse;margin:10px 0;font-size:13.5px;line-height:1.5;width:100%}main td{border:1px solid var(--line);padding:2px 6px;vertical-align:top}
.scroll{overflow-x:auto}
.x{cursor:help;border-radius:2px;padding:1px 0}
.f{background:var(--figure);box-shadow:inset 0 -1px 0 var(--figure-line)}
.g{background:var(--planned);box-shadow:inset 0 -1px 0 var(--planned-line)}
.c{background:var(--context);box-shadow:inset 0 -1px 0 var(--context-line)}
.m{text-decoration:underline dotted 2px var(--measure);text-underline-offset:5px}
.p{text-decoration:underline dashed 1.5px var(--problem);text-underline-offset:5px}
.t{border-bottom:3px double var(--target)}
.n{color:#5b6675;border-bottom:1px dotted #8a95a3}
main h2 .n,main h3 .n{color:inherit;border-bottom:0}
.u{outline:2px solid var(--doubt);outline-offset:1px}
.d{background-image:linear-gradient(135deg,transparent 45%,rgba(194,24,91,.35) 45%,rgba(194,24,91,.35) 60%,transparent 60%);background-size:7px 7px}
.x:focus{outline:2px solid var(--accent);outline-offset:1px}
.lit{background-color:#ffe27a!important}
.hide-f .f,.hide-g .g,.hide-c .c{background:none;box-shadow:none}.hide-m .m{text-decoration:none}.hide-t .t{border-bottom:0}
.hide-p .p{text-decoration:none}.hide-n .n{color:inherit;border-bottom:0}.hide-d .d{background-image:none}
#card{border:1px solid var(--line);border-radius:6px;background:var(--paper);padding:10px 12px;margin-bottom:16px;min-height:96px}
#card h3{margin:0 0 4px;font-size:14px;color:var(--accent)}#card h3+dl{margin-top:0}
#card q{display:block;quotes:none;background:var(--desk);border-radius:4px;padding:4px 7px;margin-bottom:6px;font-size:13px}
#card dl{display:grid;grid-template-columns:auto 1fr;gap:1px 9px;margin:0 0 10px}#card dt{color:var(--soft);white-space:nowrap}#card dd{margin:0;overflow-wrap:anywhere}
#card .what{font-weight:600}#card p{margin:0;color:var(--soft);font-size:13px}
.doubts{list-style:none;margin:0;padding:0}.doubts li{padding:4px 0;border-top:1px solid var(--line)}.doubts a{color:var(--ink);text-decoration:none;display:block}
.doubts a:hover{color:var(--accent)}.doubts small{color:var(--soft)}.ok{color:var(--measure)}
.lists{max-width:1440px;margin:0 auto;padding:18px;background:var(--paper);border-top:1px solid var(--line);font-size:13px}
.lists details{margin:0 0 8px}.lists summary{cursor:pointer;font-weight:600;font-size:14px;padding:3px 0}
.lists table{border-collapse:collapse;min-width:100%}.lists th,.lists td{border:1px solid var(--line);padding:2px 6px;text-align:left;vertical-align:top}
.lists th{background:var(--desk);white-space:nowrap}.lists td:first-child{white-space:nowrap}.lists td{min-width:3.2em}.lists td:nth-child(2){min-width:15em}.lists td:nth-child(3){min-width:9em}
.lists tr.doubt td:first-child{box-shadow:inset 3px 0 0 var(--doubt)}
.about{color:var(--soft);font-size:12.5px;margin:10px 0 0}
@media(max-width:1180px){.page{grid-template-columns:200px minmax(0,1fr) 290px}main{padding:20px 26px 60px}}
@media(max-width:900px){html{scroll-padding-top:12px}.page{display:block}header{position:static}.legend{margin-left:0}
nav,aside{position:static;max-height:none}main{border-width:1px 0;padding:14px 16px 30px;min-height:0}main p.title{font-size:19px}
#card{position:fixed;left:0;right:0;bottom:0;margin:0;border-radius:10px 10px 0 0;max-height:46vh;overflow-y:auto;z-index:9;box-shadow:0 -4px 18px rgba(0,0,0,.18);min-height:0}
#card.empty{display:none}body{padding-bottom:40px}}
@media print{@page{margin:18mm 16mm}body{background:#fff;font-size:11pt;line-height:1.75}.page{display:block}nav,.step,#card,.legend input,.lists .long,.about{display:none}
header{position:static;border-bottom:1px solid #999;padding:0 0 4pt}.x,.legend i{-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{border:0;padding:8pt 0;min-height:0}aside{position:static;max-height:none;overflow:visible;padding:0}.lists{padding:8pt 0;border-top:1px solid #999;font-size:8pt}
.lists th:nth-child(n+9),.lists td:nth-child(n+9){display:none}.scroll{overflow:visible}main h2,main h3{break-after:avoid}tr{break-inside:avoid}}
)css";

const std::string_view reading_script = R"js(
(function(){
"use strict";
var body=document.body,main=document.querySelector("main"),card=document.getElementById("card"),pinned=false,lit=[],current=null;
var hint=card.textContent;
function make(name,text,cls){var e=document.createElement(name);if(text)e.textContent=text;if(cls)e.className=cls;return e;}
function each(list,f){Array.prototype.forEach.call(list,f);}
function ids(x){return x.getAttribute("data-s").split(" ");}
function row(id){return document.getElementById(id);}
function put(id){
  var tr=row(id);if(!tr)return;
  var heads=tr.parentNode.parentNode.querySelectorAll("th"),title=tr.parentNode.parentNode.getAttribute("data-one");
  card.appendChild(make("h3",title+" "+id));
  card.appendChild(make("q",tr.cells[1].textContent));
  var dl=make("dl");
  for(var i=2;i<tr.cells.length;i++){var t=tr.cells[i].textContent;if(!t)continue;
    dl.appendChild(make("dt",heads[i].textContent));dl.appendChild(make("dd",t,i===2?"what":""));}
  card.appendChild(dl);
}
function light(id){each(main.querySelectorAll(".x"),function(e){if(ids(e).indexOf(id)>=0){e.classList.add("lit");lit.push(e);}});}
function clear(){lit.forEach(function(e){e.classList.remove("lit");});lit=[];}
function show(x){clear();card.textContent="";card.classList.remove("empty");var all=ids(x);all.forEach(put);light(all[0]);card.scrollTop=0;}
function empty(){clear();pinned=false;card.textContent="";card.appendChild(make("p",hint.trim()));card.classList.add("empty");}
function at(e){var n=e.target;while(n&&n!==main){if(n.classList&&n.classList.contains("x"))return n;n=n.parentNode;}return null;}
function hold(x){if(current)current.tabIndex=-1;current=x;x.tabIndex=0;}
main.addEventListener("mouseover",function(e){var x=at(e);if(x&&!pinned)show(x);});
main.addEventListener("click",function(e){var x=at(e);if(!x){if(pinned)empty();return;}pinned=true;hold(x);show(x);});
main.addEventListener("focusin",function(e){var x=at(e);if(x){hold(x);show(x);}});
function wanted(x){return x.id2&&!x.id2.every(function(k){return body.classList.contains("hide-"+k);});}
var stops=[];
each(main.querySelectorAll(".x[data-k]"),function(x){x.id2=x.getAttribute("data-k").split(" ");stops.push(x);});
if(stops.length){current=stops[0];current.tabIndex=0;}
function move(by){
  var i=stops.indexOf(current);
  if(i<0){for(i=0;i<stops.length-1;i++)if(current&&(current.compareDocumentPosition(stops[i])&4))break;if(by>0)i--;}
  else if(document.activeElement!==current&&!pinned&&by>0&&i===0)i=-1;
  for(i+=by;i>=0&&i<stops.length;i+=by)if(wanted(stops[i])){hold(stops[i]);pinned=true;stops[i].focus({preventScroll:true});stops[i].scrollIntoView({block:"center"});show(stops[i]);return;}
}
each(document.querySelectorAll("[data-step]"),function(b){b.addEventListener("click",function(){move(+b.getAttribute("data-step"));});});
document.addEventListener("keydown",function(e){
  if(e.ctrlKey||e.altKey||e.metaKey)return;
  if(e.key==="Escape"){empty();return;}
  if(e.target.tagName==="INPUT")return;
  var on=at(e)!==null;
  if(e.key==="j"||(on&&e.key==="ArrowRight")){move(1);e.preventDefault();}
  if(e.key==="k"||(on&&e.key==="ArrowLeft")){move(-1);e.preventDefault();}
});
each(document.querySelectorAll("[data-hide]"),function(box){
  function set(){var c="hide-"+box.getAttribute("data-hide");if(box.checked)body.classList.remove(c);else body.classList.add(c);}
  box.addEventListener("change",set);set();
});
function follow(){
  var m=/^#at-(.+)$/.exec(location.hash);if(!m)return;
  each(main.querySelectorAll(".x"),function(x){if(x.getAttribute("data-s").split(" ").indexOf(m[1])>=0&&!x.seen&&!follow.done){follow.done=true;
    pinned=true;hold(x);clear();card.textContent="";card.classList.remove("empty");put(m[1]);light(m[1]);}});
  follow.done=false;
}
window.addEventListener("hashchange",follow);follow();
var links={};each(document.querySelectorAll("nav a"),function(a){links[a.getAttribute("href").slice(1)]=a;});
if(window.IntersectionObserver){
  var here=null,seen=new IntersectionObserver(function(all){all.forEach(function(o){if(!o.isIntersecting)return;var a=links[o.target.id];if(!a)return;
    if(here)here.classList.remove("here");here=a;a.classList.add("here");});},{rootMargin:"-60px 0px -75% 0px"});
  Object.keys(links).forEach(function(id){var e=document.getElementById(id);if(e)seen.observe(e);});
}
if(window.innerWidth<=900){var d=document.querySelector("nav details");if(d)d.removeAttribute("open");}
window.addEventListener("beforeprint",function(){each(document.querySelectorAll(".lists details:not(.long)"),function(d){d.open=true;});});
})();
)js";

}  // namespace report
