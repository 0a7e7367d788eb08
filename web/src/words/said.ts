/**
 * Sentences that the program says of a target or a project, in English: remarks, why there is no seasonal pace, how a forecast was made. The
 * server writes them in Chinese, in few shapes; what has none of these shapes (a quotation, words of an office's own) stays as it is.
 */
type Shape = [RegExp, string]

/** $1, $2: what the shape's brackets caught, put through the shapes as well. */
const shapes: Shape[] = [
  // Remarks on the figure and the line
  [/^价格涨幅目标按“不高于”理解$/, 'A target of prices is read as “not above”'],
  [/^“左右”按相差(.+)(?:个百分点|%)以内算达到$/, '“左右” (about) counts as reached within $1 percentage points'],
  [/^“同步”按不低于(.+)增速（容差(.+)个百分点）理解$/, '“同步” is read as not below the growth of $1, with $2 points to spare'],
  [/^最新数是由已公布数推算的，不是直接公布的$/, 'The latest figure is derived from published ones'],
  [/^最新数是推算的：(.+)$/, 'The latest figure is derived: $1'],
  [/^最新数是预计数，不是统计结果$/, 'The latest figure is an estimate'],
  [/^增速未公布，由今年和上年同期总量相除得到$/, 'its growth is not published and was divided from the two levels'],
  [/^若基数调整过则不准$/, 'wrong if last year’s base was revised'],
  [/^来源未写明年份，年份是推断的$/, 'The source prints no year; it is inferred'],
  [/^最新增速的口径是“(.+)”，没有公布同口径以外的同比增速$/, 'The latest growth is on the basis “$1”; no other is published'],
  [/^另有(.+)口径：(.+)$/, 'Also on the basis $1: $2'],
  [/^发布日期只写到月，按(.+)已公布处理$/, 'The day of publication is known to the month only and taken as $1'],
  [/^发布日期只写到年，按(.+)已公布处理$/, 'The day of publication is known to the year only and taken as $1'],
  [/^上年全年总量(.+)取自计划报告(?:，没有找到公布数)?$/, 'Last year’s total of $1 is the plan report’s; no published one was found'],
  [/^误差按经验取值：(.+)$/, 'The spread is set by experience: $1'],
  // Projects
  [/^已?完成年度计划的([\d.]+%)$/, '$1 of the year’s plan done'],
  [/^表上完成率为([\d.]+%)$/, 'the sheet gives a rate of $1'],
  [/^比时序(?:进度)?（([\d.]+%)）快([\d.]+)个百分点$/, '$2 points ahead of the calendar ($1)'],
  [/^比时序(?:进度)?（([\d.]+%)）慢([\d.]+)个百分点$/, '$2 points behind the calendar ($1)'],
  [/^比时序快([\d.]+)个百分点$/, '$1 points ahead of the calendar'],
  [/^比时序慢([\d.]+)个百分点$/, '$1 points behind the calendar'],
  [/^比(各地同月|往年同月)（([\d.]+%)）快([\d.]+)个百分点$/, '$3 points ahead of $1 ($2)'],
  [/^比(各地同月|往年同月)（([\d.]+%)）慢([\d.]+)个百分点$/, '$3 points behind $1 ($2)'],
  [/^比(各地同月|往年同月)快([\d.]+)个百分点$/, '$2 points ahead of $1'],
  [/^比(各地同月|往年同月)慢([\d.]+)个百分点$/, '$2 points behind $1'],
  [/^各地同月$/, 'other areas in the same month'],
  [/^往年同月$/, 'earlier years in the same month'],
  [/^计划(.+月)开工$/, 'to begin in $1'],
  [/^到(.+月)底仍未开工$/, 'not begun by the end of $1'],
  [/^本年新开工项目$/, 'to begin this year'],
  [/^到(.+月)底仍在前期$/, 'still in preparation at the end of $1'],
  [/^表上没有计划开工月份$/, 'the sheet gives no month of beginning'],
  [/^计划(.+月)竣工$/, 'to be finished in $1'],
  [/^现为(.+)阶段$/, 'now at the stage $1'],
  [/^到(.+月)底表上没有写明竣工(.*)$/, 'the sheet does not say finished by the end of $1$2'],
  [/^(\d+)个月没有完成投资$/, 'no investment in $1 months'],
  [/^形象进度已有(\d+)个月没有变化$/, 'the same words of progress for $1 months'],
  [/^形象进度写明停工$/, 'the sheet says that work has stopped'],
  [/^形象进度为(.+)$/, 'progress: $1'],
  [/^还没有到时间$/, 'not yet due'],
  [/^表上没有本年累计完成投资(.*)$/, 'the sheet gives no investment of the year to date$1'],
  [/^表上没有年度计划投资(.*)$/, 'the sheet gives no plan of the year$1'],
  [/^年度计划为(.+)$/, 'plan of the year $1'],
  [/^已完成([\d.]+(?:万|亿)?元)$/, '$1 done'],
  [/^无从判断快慢$/, 'no telling whether it is fast or slow'],
  // Tasks past their day
  [
    /^(\d+)项任务的期限早于(.+?)，已经过了(?:，没有读到办结的消息)?：(.+)。没有办完的请催办$/,
    '$1 tasks were due before $2 and nothing says that they are done: $3. Press for those that are not',
  ],
  [/^(\d{4})年(\d+)月(\d+)日$/, '$1-$2-$3'],
  [/^(\d{4})年(\d+)月$/, '$1-$2'],
  [/^(.+)（经验取值）$/, '$1 (by experience)'],
  // Pace
  [/^不是逐月累加的正向指标，不作进度$/, 'not a sum that grows month by month: no pace'],
  [/^缺少上年全年总量，不作季节进度$/, 'last year’s total is missing: no seasonal pace'],
  [/^缺少上年全年总量，目标不能折算成总量$/, 'last year’s total is missing: the target is not turned into an amount'],
  [/^只公布增速、未公布总量，不作进度折算$/, 'only growth is published: no pace'],
  [/^增速按不变价格计算，目标不折算成总量$/, 'Growth is at constant prices: the target is not turned into an amount'],
  [/^季节进度取自上年现价总量$/, 'the seasonal pace is from last year’s levels at current prices'],
  [
    /^增速按不变价格计算，与现价总量不能互推，(?:不折算总量，也)?不作季节进度$/,
    'growth at constant prices and levels at current prices do not give each other: no seasonal pace',
  ],
  [
    /^上年同期总量未公布，也无按现价的增速可推，不作季节进度$/,
    'last year’s level by then is not published, nor a growth to work it out from: no seasonal pace',
  ],
  [
    /^由增速倒推的上年同期数不合理（基数可能调整过），不作季节进度$/,
    'the level of last year that the growth implies cannot be (its base may have been revised): no seasonal pace',
  ],
  [
    /^(\d+)年同期总量与今年增速对不上（基数已调整），未直接采用(?:：.+)?$/,
    'the level published for the same months of $1 does not fit this year’s growth (its base was revised) and is not used as it is',
  ],
  // How the forecast was made
  [
    /^以最新(.+)为中心，误差取自历年同月到年末的变动(.*)$/,
    'about the latest $1; spread as figures moved from this month to the year’s end$2',
  ],
  [
    /^以最新(.+)为中心，计入收入向年度预算靠拢的惯例（全国2010年以来各年），误差取自历年同月(.*)$/,
    'about the latest $1, with the habit of revenue to close in on the budget (the nation since 2010)$2',
  ],
  [/^，并参考本地区(\d+)组历史（收缩处理）(.*)$/, ', with $1 years of the area’s own, shrunk$2'],
  [/^，计入本地区近期走势、基数和往年增速$/, ', with the area’s recent run, its base and its earlier growth'],
  [/^以全年预计数为中心，误差按年末变动$/, 'about the estimate for the year; spread as figures move at the year’s end'],
  [/^以最新数为中心，误差按(.+)$/, 'about the latest figure; spread as for $1'],
  [/^上年全年总量按预计增速推算$/, 'last year’s total grown by the expected growth'],
  [/^累计数按时序进度折算到全年$/, 'the year to date by the calendar'],
  [/^累计数按上年同期占全年的份额折算到全年$/, 'the year to date by last year’s share of the year'],
]

function part(text: string): string {
  for (const [shape, english] of shapes) {
    const m = shape.exec(text)
    if (m) return english.replace(/\$(\d)/g, (_, n) => part(m[Number(n)] ?? ''))
  }
  return text
}

const byCommas = (text: string): string => {
  const whole = part(text)
  if (whole !== text) return whole
  const parts = text.split('，')
  const told = parts.map(part)
  return told.some((one, i) => one !== parts[i]) ? told.join(', ') : text
}

/** Whole, else part by part: between semicolons, then between commas. */
export function inEnglish(text: string): string {
  const whole = part(text)
  if (whole !== text) return whole
  const parts = text.split('；')
  const told = parts.map(byCommas)
  return told.some((one, i) => one !== parts[i]) ? told.join('; ') : text
}
