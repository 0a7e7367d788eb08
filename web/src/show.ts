// How values look on a page.
import type { Of } from './api'
import { w } from './words'

export type Verdict = Of<'Target'>['verdict']
export const percent = (share: number | null | undefined, digits = 0): string =>
  share === null || share === undefined ? '—' : (share * 100).toFixed(digits) + '%'

/** A number as short as it is exact, with its unit. */
export function amount(value: number | null | undefined, unit?: string | null): string {
  if (value === null || value === undefined) return '—'
  const text = Number.isInteger(value) ? value.toLocaleString('zh-CN') : String(Number(value.toPrecision(12)))
  return text + (unit ?? '')
}

/** A forecast or a rate that we worked out: to three figures that mean something, never more than two decimals beyond that. */
export function rough(value: number | null | undefined, unit?: string | null): string {
  if (value === null || value === undefined) return '—'
  const size = Math.abs(value)
  return amount(Number(value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : 2)), unit)
}

/** As printed where the server knows it, else the number. */
export function latest(l: Of<'Target'>['latest']): string {
  if (!l) return '—'
  const value = l.value_as_printed ?? (l.value === null ? '' : amount(l.value))
  const level = value ? value + (l.unit ?? '') : ''
  const growth = l.growth_pct === null ? '' : (l.growth_pct < 0 ? '' : '+') + (l.growth_as_printed ?? l.growth_pct) + '%'
  return [level, growth].filter(Boolean).join('，') || '—'
}

/** 2023-01/2023-09 → 2023年1—9月 and so on; other writings stay as they are. */
export function period(p: string | null | undefined): string {
  if (!p) return ''
  if (w().code === 'en') return p
  let m = /^(\d{4})-(\d\d)\/(\d{4})-(\d\d)$/.exec(p)
  if (m) return m[1] === m[3] ? `${m[1]}年${+m[2]}—${+m[4]}月` : `${m[1]}年${+m[2]}月—${m[3]}年${+m[4]}月`
  m = /^(\d{4})-(\d\d)$/.exec(p)
  if (m) return `${m[1]}年${+m[2]}月`
  m = /^(\d{4})Q([1-4])$/.exec(p)
  if (m) return `${m[1]}年${'一二三四'[+m[2] - 1]}季度`
  m = /^(\d{4})H([12])$/.exec(p)
  if (m) return `${m[1]}年${'上下'[+m[2] - 1]}半年`
  return /^\d{4}$/.test(p) ? p + '年' : p
}

/** A shape beside every colour: nobody has to tell red from green. */
export const marks: Record<Verdict, string> = {
  met: '✓',
  on_track: '●',
  at_risk: '▲',
  off_track: '■',
  missed: '✕',
  awaiting_value: '◌',
  no_data: '○',
}
export const tones: Record<Verdict, 'good' | 'warn' | 'bad' | 'dim'> = {
  met: 'good',
  on_track: 'good',
  at_risk: 'warn',
  off_track: 'bad',
  missed: 'bad',
  awaiting_value: 'dim',
  no_data: 'dim',
}
