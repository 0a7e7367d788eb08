// How values look on a page.
import type { Of } from './api'
import { w } from './words'

export type Verdict = Of<'Target'>['verdict']
export const percent = (share: number | null | undefined, digits = 0): string =>
  share === null || share === undefined ? '—' : (share * 100).toFixed(digits) + '%'

/** A chance in whole percent, cut and not rounded, as the papers say it: no target is promised that is not met. */
export const chance = (share: number | null | undefined): string =>
  share === null || share === undefined ? '—' : share > 0.99 ? '>99%' : share < 0.01 ? '<1%' : Math.floor(100 * share + 1e-9) + '%'

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

const powers: Record<string, number> = { '': 0, 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 }
function cutUnit(unit: string): [number, string] {
  const found = /^(万亿|千万|百万|十万|[十百千万亿])?(.+)$/.exec(unit)
  return found ? [powers[found[1] ?? ''], found[2]] : [0, unit]
}
/** The same printed number in another unit of its kind, digit for digit: 537000万元 in 亿元 is 53.7000亿元. Null where the kinds differ. */
export function inUnit(printed: string, from: string, to: string): string | null {
  const [a, kind] = cutUnit(from)
  const [b, wanted] = cutUnit(to)
  const digits = /^(-?)(\d+)(?:\.(\d+))?$/.exec(printed)
  if (kind !== wanted || !digits) return null
  const [, sign, whole, part = ''] = digits
  const all = whole + part
  const point = whole.length + a - b
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const right = padded.slice(at)
  return sign + left + (right ? '.' + right : '')
}

/** As printed where the server knows it, else the number; in the plan's own unit where that is one of the same kind. */
export function latest(l: Of<'Target'>['latest'], wanted?: string | null): string {
  if (!l) return '—'
  const value = l.value_as_printed ?? (l.value === null ? '' : amount(l.value))
  const other = value && wanted && l.unit && wanted !== l.unit && l.value_as_printed ? inUnit(l.value_as_printed, l.unit, wanted) : null
  const level = other ? other + wanted : value ? value + (l.unit ?? '') : ''
  const growth = l.growth_pct === null ? '' : (l.growth_pct < 0 ? '' : '+') + (l.growth_as_printed ?? l.growth_pct) + '%'
  return [level, growth].filter(Boolean).join('，') || '—'
}

/** 2023-01/2023-09 → 2023年1—9月 and so on; other writings stay as they are. */
export function period(p: string | null | undefined): string {
  if (!p) return ''
  if (w().code === 'en') return englishPeriod(p)
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

/** 2025-01/2025-10 → Jan–Oct 2025. */
function englishPeriod(p: string): string {
  const month = (m: string) => w().month(+m)
  let m = /^(\d{4})-(\d\d)\/(\d{4})-(\d\d)$/.exec(p)
  if (m) return m[1] === m[3] ? `${month(m[2])}–${month(m[4])} ${m[1]}` : `${month(m[2])} ${m[1]} – ${month(m[4])} ${m[3]}`
  m = /^(\d{4})-(\d\d)$/.exec(p)
  if (m) return `${month(m[2])} ${m[1]}`
  m = /^(\d{4})([QH]\d)$/.exec(p)
  return m ? `${m[2]} ${m[1]}` : p
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
