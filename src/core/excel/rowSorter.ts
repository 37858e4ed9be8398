/** Tells rows of data from all the other rows that sheets hold below their headings, so that each is counted and none dropped in silence. */
import type { RawCell } from '../catalogue/derive/cell.ts'
import { compact, spelling } from '../catalogue/derive/text.ts'
import type { FoundHeadings } from './headings.ts'
import type { SheetRow } from './readWorkbook.ts'

/**
 * What a row is: `data`; `total` (合计, 小计); `heading` (repeated on a further page); `numbering` (甲, 1, 2, 3 below the headings);
 * `note` (填表人, 说明, units, a repeated title); `example` (the filled example of a template).
 */
export type RowKind = 'data' | 'total' | 'heading' | 'numbering' | 'note' | 'example'

/** What the first cell of the example row of our templates begins with. */
export const EXAMPLE_MARK = '【示例】'

/** How often each kind was met, rows without anything among them as `blank`. */
export type RowCounts = Readonly<Record<RowKind | 'blank', number>>

const TOTAL = /^(?:合计|小计|总计|共计|累计|总合计|本页合计|本页小计)[:：]?$/
const TOTAL_AT_END = /^.{0,12}(?:合计|小计|总计|共计)[:：]?$/
const TOTAL_SENTENCE = /^(?:合计|小计|总计|共计|累计)[:：].*\d/
const SIGNATURE =
  /^(?:填表人|填报人|制表人|制表|经办人|审核人|复核人|审核|复核|负责人|单位负责人|主要负责人|分管领导|主要领导|包村领导|驻村工作队长?|村(?:支部)?书记|村(?:委会)?主任|签字|签章|盖章|填报单位|填报日期|填表日期|填表时间|制表日期|统计日期|联系人|填表说明|填报说明|说明|备注|注)(?:签字|签名|签章|盖章|[(（].*?[)）])?(?:[:：]|\d*[、.．]|$)/
const REMARK = /^(?:第\d+页|共\d+页|续表|以下空白|[(（]?以下无正文[)）]?|[-—_*]{3,})/
const EXAMPLE = /^(?:【示例】|(?:填写)?(?:示例|样例)(?:[:：]|$)|例[:：])/
const UNITS: ReadonlySet<string> = new Set([
  '元',
  '万元',
  '亩',
  '公顷',
  '人',
  '口',
  '户',
  '个',
  '头',
  '只',
  '月',
  '个月',
  '年',
  '天',
  '公里',
  '千米',
  '米',
  '平方米',
  '㎡',
  'M2',
  '度',
  '%',
  '元/年',
  '单位',
  '人次',
  '岁',
])

export class RowSorter {
  readonly #found: FoundHeadings
  readonly #counts = { data: 0, total: 0, heading: 0, numbering: 0, note: 0, example: 0, blank: 0 }
  #last: number

  constructor(found: FoundHeadings) {
    this.#found = found
    this.#last = found.lastRow
  }

  /** Counts so far. `blank` are rows without anything between the headings and the last row sorted. */
  get counts(): RowCounts {
    return { ...this.#counts }
  }

  /** What this row is; undefined for the headings and what stands above. Rows must come in order. */
  sort(row: SheetRow): RowKind | undefined {
    if (row.number <= this.#found.lastRow) return undefined
    this.#counts.blank += row.number - this.#last - 1
    this.#last = row.number
    const kind = rowKind(row, this.#found)
    this.#counts[kind] += 1
    return kind
  }
}

/** What a row below the headings is. */
export function rowKind(row: SheetRow, found: FoundHeadings): RowKind {
  const filled = row.cells.filter((cell) => cell.kind !== 'empty')
  const first = filled.find((cell) => cell.kind === 'text')
  const text = first === undefined ? '' : compact(first.text)
  if (EXAMPLE.test(text)) return 'example'
  if (repeatsHeadings(row, filled.length, found)) return 'heading'
  if (isTotal(filled, text, found)) return 'total'
  if (isNote(filled, text, found)) return 'note'
  return isNumbering(filled, row, found) ? 'numbering' : 'data'
}

/** At least two cells, and at least half of those filled, say what the heading above them says. */
function repeatsHeadings(row: SheetRow, filled: number, found: FoundHeadings): boolean {
  return found.lines.some((line) => {
    let same = 0
    for (const [index, cell] of row.cells.entries()) {
      if (cell.kind === 'text' && line.get(index + 1) === spelling(cell.text)) same += 1
    }
    return (same >= 2 || (same === 1 && filled === 1 && line.size === 1)) && same * 2 >= filled
  })
}

function isTotal(filled: readonly RawCell[], first: string, found: FoundHeadings): boolean {
  if (TOTAL_AT_END.test(first) && first === compact(filled[0]?.text ?? '')) return true
  if (TOTAL_SENTENCE.test(first)) return true
  // In narrow sheets the third cell may already be a remark.
  const searched = found.columns.length > 4 ? 3 : 1
  return filled.slice(0, searched).some((cell) => cell.kind === 'text' && TOTAL.test(compact(cell.text)))
}

function isNote(filled: readonly RawCell[], first: string, found: FoundHeadings): boolean {
  if (filled.length === 1 && found.above.has(spelling(filled[0]?.text ?? ''))) return true
  if (filled.length > 1 && filled.every((cell) => UNITS.has(spelling(cell.text)))) return true
  // Signatures stand apart: whatever else is in the row, most columns are empty.
  const sparse = filled.length <= Math.max(1, Math.floor(found.columns.length / 2))
  return sparse && (REMARK.test(first) || (SIGNATURE.test(first) && first === compact(filled[0]?.text ?? '')))
}

/** A line that only numbers the columns: 甲, 乙, 1, 2, 3 … */
function isNumbering(filled: readonly RawCell[], row: SheetRow, found: FoundHeadings): boolean {
  if (filled.length < 3 || row.number > found.lastRow + 2) return false
  const numbers = filled
    .filter((cell) => !/^[甲乙丙丁戊己庚辛]$/.test(compact(cell.text)))
    .map((cell) => Number(compact(cell.text).replace(/^[(（]|[)）]$/g, '')))
  return (
    numbers.length >= 2 &&
    numbers.every((number, index) => Number.isInteger(number) && number === (numbers[0] ?? 0) + index) &&
    (numbers[0] === 1 || numbers[0] === 0)
  )
}
