/**
 * The text inside the files of `resources/divisions`: one national list a province, and beside it what changed over the years.
 * Reading and writing stand together so that they cannot differ. Pure.
 *
 * List, one division a line in the order of codes, each with its own part of the code and its short name:
 * `62甘肃省`, `=11定西市`, `+25漳县`, `-100武阳镇`, `204柯寨村`.
 *
 * History, one division a line, tab-separated: code (as many digits as the level has), first year, last year (empty where not known to begin or end),
 * name (only where the division is gone), former states `own part of the code,name,last year` joined by `;` (empty parts = as later).
 */

/** One division of a list; codes as long as their level (2, 4, 6, 9, 12). */
export interface ArchiveEntry {
  readonly code: string
  readonly name: string
}

/** How a division was called or numbered up to a year. */
export interface ArchiveFormer {
  /** Own part of the code (3 digits), or a whole code where it moved under another parent; absent where it did not change. */
  readonly code?: string
  readonly name?: string
  /** Last year in which it held. */
  readonly until: number
}

export interface ArchiveHistory {
  readonly code: string
  readonly from: number | null
  readonly to: number | null
  /** Present where the division is gone and therefore not in the list. */
  readonly name?: string
  /** Oldest first. */
  readonly former: readonly ArchiveFormer[]
}

const MARKS: Record<string, number> = { '=': 4, '+': 6, '-': 9 }

export function encodeList(entries: readonly ArchiveEntry[]): string {
  return entries
    .map(({ code, name }) => {
      const mark = code.length === 4 ? '=' : code.length === 6 ? '+' : code.length === 9 ? '-' : ''
      return `${mark}${code.slice(code.length <= 6 ? -2 : -3)}${name}`
    })
    .join('\n')
}

/** Entries in the order of the file: parents before children. */
export function* decodeList(text: string): Generator<ArchiveEntry> {
  const path = ['', '', '', '']
  for (const line of text.split('\n')) {
    const length = MARKS[line[0] ?? ''] ?? (path[0] === '' ? 2 : 12)
    const digits = length <= 6 ? 2 : 3
    const start = length === 2 || length === 12 ? 0 : 1
    const depth = length === 12 ? 4 : length === 9 ? 3 : length / 2 - 1
    const parent = depth === 0 ? '' : nearest(path, depth - 1)
    const own = line.slice(start, start + digits)
    // Towns straight under a city (东莞) have the county part of their code filled by the city itself.
    const code = (length >= 9 && parent.length === 4 ? `${parent}00` : parent) + own
    if (depth < 4) {
      path[depth] = code
      path.fill('', depth + 1)
    }
    yield { code, name: line.slice(start + digits) }
  }
}

function nearest(path: readonly string[], depth: number): string {
  for (let index = depth; index >= 0; index -= 1) {
    const code = path[index]
    if (code !== undefined && code !== '') return code
  }
  return ''
}

export function encodeHistory(entries: readonly ArchiveHistory[]): string {
  return entries
    .map(({ code, from, to, name, former }) =>
      [code, from ?? '', to ?? '', name ?? '', former.map((state) => [state.code ?? '', state.name ?? '', state.until].join(',')).join(';')].join('\t'),
    )
    .join('\n')
}

export function* decodeHistory(text: string): Generator<ArchiveHistory> {
  for (const line of text.split('\n')) {
    const [code = '', from = '', to = '', name = '', former = ''] = line.split('\t')
    if (code === '') continue
    yield {
      code,
      from: yearOf(from),
      to: yearOf(to),
      ...(name === '' ? {} : { name }),
      former:
        former === ''
          ? []
          : former.split(';').map((state) => {
              const [own = '', called = '', until = ''] = state.split(',')
              return { ...(own === '' ? {} : { code: own }), ...(called === '' ? {} : { name: called }), until: Number(until) }
            }),
    }
  }
}

function yearOf(text: string): number | null {
  return text === '' ? null : Number(text)
}
