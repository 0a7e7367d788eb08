// The fan chart of a target: this year's path among earlier years, where the year may end, and the line to reach.
import type { EChartsCoreOption } from 'echarts/core'
import type { Of } from '../api'
import { amount } from '../show'
import { w } from '../words'

export const tooltip = { trigger: 'axis', renderMode: 'richText', confine: true, textStyle: { fontSize: 12 } }
export const axisText = { color: '#52606d', fontSize: 12 }

export function fanOption(target: Of<'Target'>, year: number): EChartsCoreOption {
  const fan = target.fan!
  const unit = fan.growth ? '%' : fan.unit
  const months = Array.from({ length: 12 }, (_, i) => w().month(i + 1))
  const years = [...new Set(fan.points.map((p) => p.year))].sort()
  const of = (y: number) => {
    const row: (number | null)[] = Array(12).fill(null)
    for (const p of fan.points) if (p.year === y) row[p.month - 1] = p.value
    return row
  }
  const earlier = years.filter((y) => y < year).slice(-4)
  const series: object[] = earlier.map((y, i) => ({
    name: String(y),
    type: 'line',
    data: of(y),
    connectNulls: true,
    symbol: 'none',
    lineStyle: { width: 1, color: ['#c3ccd4', '#aab5c0', '#8f9caa', '#758494'][i + 4 - earlier.length] },
    itemStyle: { color: '#8f9caa' },
    z: 1,
  }))
  const now = of(year)
  const last = now.reduce<number>((found, v, i) => (v === null ? found : i), -1)
  const f = target.forecast
  if (f && last < 11) {
    const from = last < 0 ? null : (now[last] as number)
    const wedge = (lo: number, hi: number, opacity: number) => ({
      type: 'custom',
      silent: true,
      tooltip: { show: false },
      z: 0,
      data: [0],
      renderItem: (_: unknown, api: { coord: (p: [number, number]) => [number, number] }) => {
        const start = last < 0 ? 10.6 : last
        const a = api.coord([start, from ?? lo])
        const b = api.coord([start, from ?? hi])
        return { type: 'polygon', shape: { points: [a, api.coord([11, hi]), api.coord([11, lo]), b] }, style: { fill: '#1a5fa8', opacity } }
      },
    })
    series.push({ ...wedge(f.lo95, f.hi95, 0.12), name: '95 %' }, { ...wedge(f.lo80, f.hi80, 0.2), name: '80 %' })
    const path: (number | null)[] = Array(12).fill(null)
    if (last >= 0) path[last] = from
    path[11] = f.mean
    series.push({
      name: w().chart.expected,
      type: 'line',
      data: path,
      connectNulls: true,
      symbol: 'circle',
      symbolSize: 5,
      lineStyle: { type: 'dashed', width: 1.5, color: '#1a5fa8' },
      itemStyle: { color: '#1a5fa8' },
      z: 3,
    })
  }
  if (f && last < 11) {
    // The wedge is drawn by hand, so the axis does not know how far it reaches: two unseen points say it.
    for (const bound of [f.lo95, f.hi95])
      series.push({ type: 'line', data: [...Array(11).fill(null), bound], symbol: 'none', silent: true, tooltip: { show: false } })
  }
  series.push({
    name: String(year),
    type: 'line',
    data: now,
    connectNulls: true,
    symbolSize: 6,
    lineStyle: { width: 2.5, color: '#123a63' },
    itemStyle: { color: '#123a63' },
    z: 4,
    markLine: {
      symbol: 'none',
      silent: true,
      label: { formatter: w().chart.line(amount(fan.line, unit)), position: 'insideStartTop', color: '#8a2a12', fontSize: 12 },
      lineStyle: { color: '#b4451f', type: 'solid', width: 1.5 },
      data: [{ yAxis: fan.line }, ...(fan.line_hi !== undefined ? [{ yAxis: fan.line_hi }] : [])],
    },
  })
  return {
    animation: false,
    grid: { left: 8, right: 18, top: 34, bottom: 6, containLabel: true },
    legend: {
      top: 0,
      itemWidth: 18,
      itemHeight: 8,
      textStyle: axisText,
      data: [...earlier.map(String), String(year), ...(f && last < 11 ? [w().chart.expected] : [])],
    },
    tooltip: { ...tooltip, valueFormatter: (v: unknown) => (typeof v === 'number' ? amount(v, unit) : '—') },
    xAxis: { type: 'category', data: months, boundaryGap: false, axisLabel: axisText },
    yAxis: {
      type: 'value',
      scale: true,
      name: unit,
      nameTextStyle: axisText,
      axisLabel: axisText,
      splitLine: { lineStyle: { color: '#e8ecef' } },
    },
    series,
  }
}
