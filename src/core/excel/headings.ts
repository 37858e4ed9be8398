/**
 * Finds the headings of a sheet as they are met in offices: below titles and explanations, in one line or several with merged cells
 * above (收入 over 工资性收入). Pure functions.
 */
import type { RawCell } from '../catalogue/derive/cell.ts'
import { cleanText, compact, spelling } from '../catalogue/derive/text.ts'
import { AppError } from '../errors.ts'
import type { MergedRange } from './merges.ts'
import { lettersOfColumn } from './columnLetters.ts'
import type { SheetRow } from './readWorkbook.ts'

/** Says what a heading may stand for; undefined or nothing if it is not known. Spelling is the caller's business, structure is ours. */
export type KnownHeadings = (heading: string) => readonly string[] | undefined

export interface HeadingColumn {
  /** From 1. */
  readonly column: number
  /** As shown at the top of the sheet: A, AB. */
  readonly letter: string
  /** Text as a person would say it; lines joined by `/` (收入/工资性收入). */
  readonly heading: string
  /** What it may stand for, as answered by the caller; empty if not known. */
  readonly targets: readonly string[]
  /** Columns that are never data: running numbers, and the problems our own problem workbook appends. */
  readonly ignored: boolean
}

export interface FoundHeadings {
  /** Numbers of the first and last row of the headings. */
  readonly firstRow: number
  readonly lastRow: number
  readonly columns: readonly HeadingColumn[]
  /** How many columns are known. 0 means that the row is only a guess. */
  readonly recognised: number
  /** Headings that stand over several columns. */
  readonly duplicates: readonly { readonly heading: string; readonly columns: readonly number[] }[]
  /** Spelling of each line by column, to tell repeated headings further down. */
  readonly lines: readonly ReadonlyMap<number, string>[]
  /** Spellings of the texts above the headings, to tell titles repeated further down. */
  readonly above: ReadonlySet<string>
}

/** Heading of the column in which problem workbooks explain what is wrong. */
export const PROBLEM_HEADING = '问题说明'

/** How many filled rows from the top may be headings. */
export const HEADING_ROWS = 15
const MOST_LINES = 3
const LONGEST_HEADING = 60
const NUMBER_HEADINGS: ReadonlySet<string> = new Set(['序号', '序', 'NO', 'NO.', '№', '#'])

/**
 * Finds the headings among the first rows of a sheet (give at least {@link HEADING_ROWS}), read with merged cells as `first`.
 * The rows of most known headings win; if none is known, the row that looks most like headings is returned with `recognised` 0.
 * Undefined if no row could be headings.
 */
export function findHeadings(rows: readonly SheetRow[], merges: readonly MergedRange[], known: KnownHeadings): FoundHeadings | undefined {
  const top = rows.slice(0, HEADING_ROWS)
  let best: Candidate | undefined
  for (const [start, row] of top.entries()) {
    for (let lines = 1; lines <= MOST_LINES && start + lines <= top.length; lines += 1) {
      const block = top.slice(start, start + lines)
      if (block.at(-1)?.number !== row.number + lines - 1) break
      const candidate = readBlock(block, merges, known)
      if (candidate !== undefined && isBetter(candidate, best)) best = candidate
    }
  }
  const chosen = best !== undefined && isConvincing(best) ? best : (guess(top, merges, known) ?? best)
  return chosen === undefined ? undefined : describe(chosen, top)
}

/** The refusal of a sheet without headings, or without any that is known. */
export function headingsError(sheet: string, found: FoundHeadings | undefined): AppError {
  const seen = (found?.columns ?? [])
    .slice(0, 6)
    .map(({ heading }) => `“${heading}”`)
    .join('、')
  return new AppError(
    'HEADINGS',
    seen === '' ? `工作表“${sheet}”的前 ${HEADING_ROWS} 行里没有找到表头。` : `工作表“${sheet}”的表头一个也不认识：第 ${found?.firstRow ?? 1} 行是${seen}等。`,
    '请检查是否选错了工作表或台账；也可以手工指定每一列对应的项目，或下载模板，把数据粘贴到模板里再导入。',
  )
}

interface Candidate {
  readonly rows: readonly SheetRow[]
  readonly columns: readonly HeadingColumn[]
  readonly recognised: number
}

/** More known headings; if as many, in fewer lines (a title is no line of headings), then further up. */
function isBetter(candidate: Candidate, best: Candidate | undefined): boolean {
  if (candidate.recognised !== (best?.recognised ?? 0)) return candidate.recognised > (best?.recognised ?? 0)
  return best !== undefined && candidate.rows.length < best.rows.length
}

/** One known word among many unknown ones is chance (a title that happens to be 村名). */
function isConvincing({ recognised, columns }: Candidate): boolean {
  return recognised >= 2 || recognised * 2 >= columns.length
}

/** Undefined if these rows cannot be lines of headings: every line but the last must hold a heading that groups several columns. */
function readBlock(block: readonly SheetRow[], merges: readonly MergedRange[], known: KnownHeadings): Candidate | undefined {
  const columns: HeadingColumn[] = []
  // Each once: a group heading stands over several columns and says no more for it.
  const recognised = new Set<string>()
  const lines = block.map((row, index) => readLine(row, merges, Math.max(...block.map(({ cells }) => cells.length)), block[index + 1]))
  if (lines.slice(0, -1).some((line) => !line.groups)) return undefined
  for (const [column, path] of paths(lines.map(({ texts }) => texts))) {
    const heading = path.map(displayed).join('/')
    const targets = path.some((text) => text.length > LONGEST_HEADING) ? [] : targetsOf(path, known)
    const plain = spelling(heading)
    if (targets.length > 0) recognised.add(plain)
    columns.push({ column, letter: lettersOfColumn(column), heading, targets, ignored: plain === PROBLEM_HEADING || NUMBER_HEADINGS.has(plain) })
  }
  return { rows: block, columns, recognised: recognised.size }
}

/** For every column with a heading the texts from the upper line to the lowest. */
function paths(lines: readonly (readonly string[])[]): Map<number, string[]> {
  const result = new Map<number, string[]>()
  for (let index = 0; index < (lines[0]?.length ?? 0); index += 1) {
    const path: string[] = []
    for (const line of lines) {
      const text = line[index] ?? ''
      if (text !== '' && text !== path.at(-1)) path.push(text)
    }
    if (path.length > 0) result.set(index + 1, path)
  }
  return result
}

interface Line {
  readonly texts: readonly string[]
  /** Whether a heading of this line stands over several columns. */
  readonly groups: boolean
}

/** One line of headings; a group heading is repeated over all the columns it stands above. */
function readLine(row: SheetRow, merges: readonly MergedRange[], width: number, below: SheetRow | undefined): Line {
  const texts = Array.from({ length: width }, (_, index) => textOf(row.cells[index]))
  let groups = false
  for (const merge of merges) {
    if (merge.top !== row.number || merge.right === merge.left) continue
    groups = true
    const text = texts[merge.left - 1] ?? ''
    for (let column = merge.left; column <= Math.min(merge.right, width); column += 1) texts[column - 1] = text
  }
  if (below === undefined || groups) return { texts, groups }
  // Files without merged cells (CSV) leave blanks to the right of a group heading, above the headings it groups.
  const grouped = (index: number): boolean => textOf(below.cells[index]) !== ''
  for (let index = 1; index < width; index += 1) {
    if (texts[index] !== '' || texts[index - 1] === '' || !grouped(index) || !grouped(index - 1)) continue
    texts[index] = texts[index - 1] ?? ''
    groups = true
  }
  return { texts, groups }
}

/** What the heading stands for; the most telling wording is tried first (户主 over 姓名 is 户主姓名 before it is 姓名). */
function targetsOf(path: readonly string[], known: KnownHeadings): readonly string[] {
  for (let from = 0; from < path.length; from += 1) {
    const parts = path.slice(from)
    // 务工时间 over 月 is often written as one heading, 务工时间(月).
    const bracketed = parts.length > 1 ? [`${parts.slice(0, -1).join('')}(${parts.at(-1) ?? ''})`] : []
    for (const spelled of [...headingSpellings(parts.join('')), ...bracketed, ...askedAbove(parts)]) {
      const targets = known(spelled)
      if (targets !== undefined && targets.length > 0) return targets
    }
  }
  return []
}

/** 是否 below 开工 asks 是否开工, and 时间 below 是否开工 means 开工时间. */
function askedAbove(path: readonly string[]): string[] {
  const [last, above] = [compact(path.at(-1) ?? ''), compact(path.slice(0, -1).join(''))]
  if (above === '') return []
  const bare = above.replace(WHETHER, '')
  return WHETHER_ALONE.test(last) ? [`是否${bare}`, above] : bare === above ? [] : [`${bare}${last}`]
}

const WHETHER = /^(?:是否|有无)已?/
const WHETHER_ALONE = /^(?:是否|是\/否|有无|情况)$/
const MARKS = /^[*＊★☆●▲※\s]+|[*＊★☆●▲※：:\s]+$/g
const REQUIRED = /[(（[【](?:必填|必录|选填|非必填|下拉选择|可选)项?[)）\]】]/g
/** The number of an item before its name: 12. 12、 (12) 十二、 ⑫ B12 and, as other provinces write it, a bare 12; the year of 16年人均纯收入 is none. */
const NUMBERING =
  /^(?:[A-Z]?\d{1,3}[.、．:：)）-]|[(（][A-Z]?\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳㉑-㊿]|[A-Z]?\d{1,3}(?=\p{Script=Han})(?![年月日]))\s*/u
const BRACKETS = /[(（[【][^()（）[\]【】]*[)）\]】]$/

/** The heading as it stands, then without marks, without its number, without the remark in brackets at its end. */
export function headingSpellings(text: string): string[] {
  const plain = compact(text).replace(REQUIRED, '').replace(MARKS, '')
  const bare = plain.replace(NUMBERING, '')
  const short = bare.replace(BRACKETS, '')
  return [...new Set([text, plain, bare, short])].filter((spelled) => spelled !== '')
}

/** The row that looks most like headings: the most different short texts, no numbers. */
function guess(top: readonly SheetRow[], merges: readonly MergedRange[], known: KnownHeadings): Candidate | undefined {
  let best: SheetRow | undefined
  let bestCount = 0
  for (const row of top) {
    const filled = row.cells.filter((cell) => cell.kind !== 'empty')
    const texts = new Set(
      filled.filter((cell) => cell.kind === 'text' && cell.text.length <= LONGEST_HEADING && !/^[\d.,-]+$/.test(compact(cell.text))).map((cell) => cell.text),
    )
    if (texts.size < filled.length || texts.size <= bestCount) continue
    best = row
    bestCount = texts.size
  }
  const widest = Math.max(0, ...top.map((row) => row.cells.filter((cell) => cell.kind !== 'empty').length))
  if (best === undefined || bestCount * 2 < widest) return undefined
  return readBlock([best], merges, known)
}

function describe({ rows, columns, recognised }: Candidate, top: readonly SheetRow[]): FoundHeadings {
  const firstRow = rows[0]?.number ?? 1
  const byHeading = new Map<string, HeadingColumn[]>()
  for (const column of columns) {
    const key = spelling(column.heading)
    byHeading.set(key, [...(byHeading.get(key) ?? []), column])
  }
  return {
    firstRow,
    lastRow: rows.at(-1)?.number ?? firstRow,
    columns,
    recognised,
    duplicates: [...byHeading.values()]
      .filter((same) => same.length > 1)
      .map((same) => ({ heading: same[0]?.heading ?? '', columns: same.map(({ column }) => column) })),
    lines: rows.map((row) => new Map(row.cells.flatMap((cell, index) => (cell.kind === 'empty' ? [] : [[index + 1, spelling(cell.text)] as const])))),
    above: new Set(
      top.filter((row) => row.number < firstRow).flatMap((row) => row.cells.filter((cell) => cell.kind !== 'empty').map((cell) => spelling(cell.text))),
    ),
  }
}

function textOf(cell: RawCell | undefined): string {
  return cell === undefined ? '' : cleanText(cell.text)
}

/** A heading in one line, without the marks that only say that it must be filled. */
function displayed(text: string): string {
  return cleanText(text)
    .replace(/\s+/g, '')
    .replace(/^[*＊★]+|[*＊★]+$/g, '')
}
