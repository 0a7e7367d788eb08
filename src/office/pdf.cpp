#include "office/office.hpp"

// LibreOffice as a kept tool: its own profile, a time limit, and a font map, so that a page does not change with what
// happens to be installed. The map lists, for each font that GB/T 9704 names, the real one first and then what stands
// in for it.
namespace office {
namespace {

constexpr std::chrono::seconds time_limit{120};

const char* const font_map = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <alias binding="same"><family>仿宋_GB2312</family><accept>
    <family>仿宋</family><family>FangSong</family><family>FangSong_GB2312</family><family>STFangsong</family><family>方正仿宋_GBK</family>
    <family>FandolFang</family><family>FandolFang R</family><family>Noto Serif CJK SC</family><family>Source Han Serif SC</family></accept></alias>
  <alias binding="same"><family>楷体_GB2312</family><accept>
    <family>楷体</family><family>KaiTi</family><family>KaiTi_GB2312</family><family>STKaiti</family><family>方正楷体_GBK</family>
    <family>LXGW WenKai</family><family>AR PL UKai CN</family><family>AR PL KaitiM GB</family><family>FandolKai</family>
    <family>Noto Serif CJK SC</family><family>Source Han Serif SC</family></accept></alias>
  <alias binding="same"><family>方正小标宋简体</family><accept>
    <family>方正小标宋_GBK</family><family>FZXiaoBiaoSong-B05S</family><family>华文中宋</family><family>STZhongsong</family>
    <family>Noto Serif CJK SC</family><family>Source Han Serif SC</family></accept></alias>
  <alias binding="same"><family>黑体</family><accept>
    <family>SimHei</family><family>STHeiti</family><family>方正黑体_GBK</family><family>Noto Sans CJK SC</family>
    <family>Source Han Sans SC</family><family>WenQuanYi Zen Hei</family></accept></alias>
  <alias binding="same"><family>宋体</family><accept>
    <family>SimSun</family><family>NSimSun</family><family>STSong</family><family>方正书宋_GBK</family><family>Noto Serif CJK SC</family>
    <family>Source Han Serif SC</family></accept></alias>
</fontconfig>
)";

}  // namespace

base::Result<std::string> docx_to_pdf(std::string_view docx, base::World& world) {
  auto program = world.subprocess->find("soffice");
  if (program.empty()) program = world.subprocess->find("libreoffice");
  if (program.empty())
    return base::fail("program.missing", "这台电脑上没有 LibreOffice，不能生成 PDF", {},
                      "用 Word 或 WPS 打开 .docx 文件，另存为 PDF");
  auto folder = world.files->make_temporary_folder();
  if (!folder) return base::fail(folder.error());
  const auto convert = [&]() -> base::Result<std::string> {
    const auto source = *folder + "/page.docx", map = *folder + "/fonts.conf";
    if (auto written = world.files->write_whole(source, docx); !written) return base::fail(written.error());
    if (auto written = world.files->write_whole(map, font_map); !written) return base::fail(written.error());
    const auto outcome =
        world.subprocess->run({program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
                               "-env:UserInstallation=file://" + *folder + "/profile", "--convert-to",
                               "pdf:writer_pdf_Export", "--outdir", *folder, source},
                              time_limit, {"FONTCONFIG_FILE=" + map, "HOME=" + *folder, "LC_ALL=C.UTF-8"});
    if (!outcome) return base::fail(outcome.error());
    const std::string remedy = "用 Word 或 WPS 打开 .docx 文件，另存为 PDF";
    if (outcome->timed_out) return base::fail("pdf.failed", "LibreOffice 两分钟内没有转完 PDF，已停止", {}, remedy);
    const auto pdf_path = *folder + "/page.pdf";
    if (!world.files->exists(pdf_path)) return base::fail("pdf.failed", "LibreOffice 没有生成 PDF", {}, remedy);
    auto pdf = world.files->read(pdf_path);
    if (!pdf || !pdf->starts_with("%PDF")) return base::fail("pdf.failed", "LibreOffice 生成的 PDF 不能用", {}, remedy);
    return pdf;
  };
  auto pdf = convert();
  world.files->remove_tree(*folder);
  return pdf;
}

}  // namespace office
