// The parts of the pages that reckon, without a browser: asked of the very modules that the pages are built from.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createServer } from 'vite'

let vite, series, words
before(async () => {
  vite = await createServer({
    root: new URL('..', import.meta.url).pathname,
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    logLevel: 'error',
  })
  series = await vite.ssrLoadModule('/src/parts/series.ts')
  words = await vite.ssrLoadModule('/src/words/said.ts')
})
after(() => vite?.close())

const fact = (period, value) => ({
  area: '清河县',
  period,
  span: 'cumulative',
  basis: '同比',
  scope: null,
  value,
  unit: '亿元',
  growth_pct: null,
})
const axis = (...facts) => series.seriesOption(facts).xAxis
const months = (...all) => all.map(([y, m]) => y * 12 + m - 1)

test('a series of one value has an axis of the months around it, not of a thousand years', () => {
  const { min, max } = axis(fact('2025-01/2025-09', 208.6))
  assert.deepEqual([min, max], months([2025, 8], [2025, 10]))
})
test('two values side by side have a month to each side, a longer series ends where it ends', () => {
  const short = axis(fact('2025-01/2025-08', 180), fact('2025-01/2025-09', 208.6))
  assert.deepEqual([short.min, short.max], months([2025, 7], [2025, 10]))
  const long = axis(fact('2024', 250), fact('2025-01/2025-09', 208.6))
  assert.deepEqual([long.min, long.max], months([2024, 12], [2025, 9]))
})
test('a series without a number that can be drawn has no axis of its own', () => {
  const { min, max } = axis(fact('2025-01/2025-09', null))
  assert.deepEqual([min, max], [undefined, undefined])
})

test('a period is said as each language says it', async () => {
  const { period } = await vite.ssrLoadModule('/src/show.ts')
  const words = await vite.ssrLoadModule('/src/words/index.ts')
  const all = ['2025-01/2025-10', '2025-09', '2025Q3', '2025H1', '2025']
  assert.deepEqual(all.map(period), ['2025年1—10月', '2025年9月', '2025年三季度', '2025年上半年', '2025年'])
  globalThis.document ??= { documentElement: {} }
  globalThis.localStorage ??= { setItem() {} }
  await words.speak('en')
  assert.deepEqual(all.map(period), ['Jan–Oct 2025', 'Sep 2025', 'Q3 2025', 'H1 2025', '2025'])
  await words.speak('zh')
})
test('what the program says of a target has an English, part by part, and a quotation stays', () => {
  const said = words.inEnglish
  for (const chinese of [
    '价格涨幅目标按“不高于”理解',
    '“左右”按相差0.1个百分点以内算达到',
    '不是逐月累加的正向指标，不作进度',
    '增速按不变价格计算，目标不折算成总量；季节进度取自上年现价总量',
    '上年全年总量按预计增速推算；以全年预计数为中心，误差按年末变动',
    '完成年度计划的90.2%，比时序进度（83.3%）快6.9个百分点，比各地同月（91.3%）慢1.1个百分点',
    '计划2025年9月开工，到2025年10月底仍未开工；形象进度已有3个月没有变化',
    '上年全年总量412.5取自计划报告，没有找到公布数',
  ])
    assert.doesNotMatch(said(chinese).replace('“左右”', ''), /[\u4e00-\u9fff]/u, said(chinese))
  assert.equal(said('桐岭县水务局：已完工7处'), '桐岭县水务局：已完工7处')
  assert.equal(
    said('以最新财政收入累计增速为中心，误差取自历年同月到年末的变动，并参考本地区3组历史（收缩处理）'),
    'about the latest 财政收入累计增速; spread as figures moved from this month to the year’s end, with 3 years of the area’s own, shrunk',
  )
})
