// The parts of the pages that reckon, without a browser: asked of the very modules that the pages are built from.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createServer } from 'vite'

let vite, series
before(async () => {
  vite = await createServer({
    root: new URL('..', import.meta.url).pathname,
    server: { middlewareMode: true, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    logLevel: 'error',
  })
  series = await vite.ssrLoadModule('/src/parts/series.ts')
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
