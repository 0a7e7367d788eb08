// A series as it was known: levels or growth by month, each basis and each year to date a line of its own.
import type { EChartsCoreOption } from 'echarts/core'
import type { Of } from '../api'
import { amount } from '../show'
import { named, w } from '../words'
import { axisText, tooltip } from './fan'

/** Months since year 0 at which a period ends. */
export function ends(period: string): number | null {
  let m = /(\d{4})-(\d\d)$/.exec(period)
  if (m) return +m[1] * 12 + +m[2] - 1
  m = /^(\d{4})H([12])$/.exec(period)
  if (m) return +m[1] * 12 + +m[2] * 6 - 1
  m = /^(\d{4})Q([1-4])$/.exec(period)
  if (m) return +m[1] * 12 + +m[2] * 3 - 1
  m = /^(\d{4})$/.exec(period)
  return m ? +m[1] * 12 + 11 : null
}

/** From the first to the last month; around fewer than three months a month to each side, since an axis of no length is drawn over a thousand years. */
export function monthsShown(points: number[]): { min?: number; max?: number } {
  if (!points.length) return {}
  const first = Math.min(...points)
  const last = Math.max(...points)
  return last - first >= 2 ? { min: first, max: last } : { min: first - 1, max: last + 1 }
}

const colours = ['#123a63', '#b4451f', '#1a7040', '#7a4fa3', '#8a6d00', '#0b7285']

export function seriesOption(facts: Of<'Fact'>[]): EChartsCoreOption {
  // Growth tells more than level wherever every figure has it; levels of unlike length (a month, a year to date) are never joined.
  const growths = facts.filter((f) => f.growth_pct !== null).length
  const growth = growths >= facts.length / 2
  const unit = growth ? '%' : (facts.find((f) => f.value !== null)?.unit ?? '')
  const lines = new Map<string, [number, number][]>()
  for (const f of facts) {
    const at = ends(f.period)
    const value = growth ? f.growth_pct : f.unit === unit ? f.value : null
    if (at === null || value === null) continue
    const name = [f.area, w().spans[f.span], f.basis && f.basis !== 'none' ? named(w().bases, f.basis) : '', f.scope ?? '']
      .filter(Boolean)
      .join(' · ')
    const line = lines.get(name) ?? []
    line.push([at, value])
    lines.set(name, line)
  }
  const areas = new Set(facts.map((f) => f.area))
  const drawn = [...lines].map(([name, points]) => [areas.size === 1 ? name.split(' · ').slice(1).join(' · ') : name, points] as const)
  return {
    animation: false,
    color: colours,
    grid: { left: 8, right: 20, top: 36, bottom: 6, containLabel: true },
    legend: { top: 0, type: 'plain', textStyle: axisText, itemWidth: 18, itemHeight: 8 },
    tooltip: {
      ...tooltip,
      valueFormatter: (v: unknown) => (typeof v === 'number' ? amount(v, unit) : '—'),
      axisPointer: { label: { formatter: (p: { value: number }) => label(p.value) } },
    },
    xAxis: {
      type: 'value',
      ...monthsShown([...lines.values()].flatMap((points) => points.map(([at]) => at))),
      minInterval: 1,
      axisLabel: { ...axisText, formatter: label, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      name: growth ? w().chart.growthAxis : unit,
      nameTextStyle: axisText,
      axisLabel: axisText,
      splitLine: { lineStyle: { color: '#e8ecef' } },
    },
    series: drawn.map(([name, points]) => ({
      name,
      type: 'line',
      data: points.sort((a, b) => a[0] - b[0]),
      symbolSize: 5,
      lineStyle: { width: 1.8 },
    })),
  }
}

const label = (at: number) => `${Math.floor(at / 12)}-${String((Math.round(at) % 12) + 1).padStart(2, '0')}`
