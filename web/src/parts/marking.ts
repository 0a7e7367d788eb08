// From places in code points to pieces of a page.

/** The place in UTF-16 units of each code point of `text` that is asked for; `places` in any order. */
export function units(text: string, places: number[]): Map<number, number> {
  const wanted = [...new Set(places)].sort((a, b) => a - b)
  const found = new Map<number, number>()
  let point = 0
  let next = 0
  for (let unit = 0; next < wanted.length;) {
    while (next < wanted.length && wanted[next] <= point) found.set(wanted[next++], unit)
    if (unit >= text.length) break
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1
    point++
  }
  while (next < wanted.length) found.set(wanted[next++], text.length)
  return found
}

export interface Mark {
  start: number // code points
  end: number
  kind: 'figure' | 'target' | 'unsure' | 'note' | 'warning' | 'error'
  index: number // in the list it comes from
}
export interface Piece {
  text: string
  kinds: Mark['kind'][]
  marks: Mark[]
}

const rank: Mark['kind'][] = ['figure', 'target', 'unsure', 'note', 'warning', 'error']

/** Cuts `text` at every border of a mark; marks may overlap. */
export function pieces(text: string, marks: Mark[]): Piece[] {
  const at = units(
    text,
    marks.flatMap((m) => [m.start, m.end]),
  )
  const placed = marks
    .map((m) => ({ mark: m, from: at.get(m.start)!, to: at.get(m.end)! }))
    .filter((m) => m.to > m.from)
    .sort((a, b) => a.from - b.from)
  const borders = [...new Set([0, text.length, ...placed.flatMap((m) => [m.from, m.to])])].sort((a, b) => a - b)
  const result: Piece[] = []
  let open: typeof placed = []
  let next = 0
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i], borders[i + 1]]
    open = open.filter((m) => m.to > from)
    while (next < placed.length && placed[next].from <= from) open.push(placed[next++])
    const kinds = [...new Set(open.map((m) => m.mark.kind))].sort((a, b) => rank.indexOf(b) - rank.indexOf(a))
    result.push({ text: text.slice(from, to), kinds, marks: open.map((m) => m.mark) })
  }
  return result
}

/** The place in code points of a place in UTF-16 units. */
export function point(text: string, unit: number): number {
  let n = 0
  for (let i = 0; i < unit && i < text.length; n++) i += text.codePointAt(i)! > 0xffff ? 2 : 1
  return n
}
