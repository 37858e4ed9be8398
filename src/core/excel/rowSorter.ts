/** Tells rows of data from all the other rows that sheets hold below their headings, so that each is counted and none dropped in silence. */
import type { RawCell } from '../catalogue/derive/cell.ts'
import { compact, spelling } from '../catalogue/derive/text.ts'
import { isUnit } from '../catalogue/derive/units.ts'
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

const TOTALS = '(?:本页|本表|本村|本社|本乡镇?|全村|全社|全乡|全镇|全县|全户|累计|总|页|以上|各村)?(?:合计|小计|总计|共计|累计)(?:数|人数|户数)?'
const TOTAL = new RegExp(`^${TOTALS}[:：]?$`)
const TOTAL_AT_END = /^.{0,12}(?:合计|小计|总计|共计)[:：]?$/
const TOTAL_SENTENCE =
  /^(?:本页|本表|本村|本社|全村|全社|全乡|全镇|全县)?(?:(?:合计|小计|总计|共计|累计)[:：]?.*\d|共[:：]?\d|总(?:户数|人数|人口数?)[:：]?\d|(?:户数|人数|人口)(?:合计|小计|总计|共计)$)/
const SUBTOTAL = /^[\p{Script=Han}\d]{0,12}(?:合计|小计|总计|共计)[:：]?$/u
const NUMBER_OF_SOMEBODY = /\d{11}/
/** 2户, 4人: what a total without the word counts. */
const COUNT = /^(?:共|计|共计)?\d+(?:户|人|口)$/
const ROLES =
  '填表人|填报人|填写人|制表人|制表|统计人|统计员|录入人|录入员|核实人|调查人|采集人|经办人|承办人|审核人|审批人|复核人|审核|复核|审批|负责人|单位负责人|主要负责人|分管领导|分管负责人|主要领导|包村领导|驻村工作队长?|统计负责人|经手人|村(?:支部|党支部)?书记|村(?:委会)?主任|签字|签章|盖章|填报单位|填表单位|报送单位|填报日期|填表日期|填表时间|填报时间|制表日期|制表时间|统计日期|上报日期|报送日期|联系人|填表说明|填报说明|说明|备注|注'
/** What may as well be a value of a cell: with a colon or a mark of signature it is none. */
const ROLES_WITH_COLON =
  '入户人|包村干部|驻村干部|第一书记|帮扶责任人|帮扶干部|村支书|村干部|村文书|乡镇?长|乡镇?领导|户主|农户|签名|公章|单位|村委会|村民委员会|乡镇?人民政府|乡政府|镇政府|扶贫办|日期|时间|联系电话|电话|领导|经办|经手|核对|校对|见证人|村两委|报出日期|报送时间|公示期|公示时间|公示日期|公示地点|监督电话|举报电话|咨询电话|监督举报电话'
const SIGNED = '(?:签字|签名|签章|盖章|公章|[(（].*?[)）])'
const SIGNATURE = new RegExp(
  `^(?:(?:${ROLES})(?:${SIGNED}|$|[:：]|\\d*[、.．])|(?:${ROLES_WITH_COLON})(?:[:：]|(?:签字|签名|签章|盖章|公章|[(（](?:签字|签名|签章|盖章|公章|章)[)）])))`,
)
/** A stamp, a signature or a day at the foot of a page: 村委会（盖章）, 新寺村（公章）, 2015年3月1日. */
const STAMP = /[(（](?:盖章|公章|签章|签字|签名|章)[)）]|(?:盖章|签章|签字|签名)[:：]?$|^.{0,12}意见[:：]?$/
/** The office that made the sheet, alone in its row. */
const OFFICE = /(?:人民政府|村民委员会|居民委员会|村委会|居委会|党支部|扶贫(?:开发)?(?:工作)?(?:领导小组)?办(?:公室)?|驻村工作队|工作站)(?:编?制|监制|印制?)?$/
const DAY =
  /^(?:日期|时间)?[:：]?\d{4}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}[日号]?$|^年月日$|^\d{0,4}年\d{0,2}月\d{0,2}日$|^[二〇○零一三四五六七八九\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}[日号]$/
const REMARK =
  /^(?:第\d+页|共\d+页|第\d+\/\d+页|续表|续上表|接上页|转下页|以下空白|以下无|空白|[(（]?以下无正文[)）]?|[(（]?以下空白[)）]?|[-—_*=]{3,}|\d+\/\d+$|此页无正文|本页完|完$|打印日期|导出日期|打印时间|导出时间|[-—_(（]+以下(?:空白|无)|以上(?:数据|情况|信息|内容|人员)|特此|[-—]\d+[-—]$)/
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
  #lastHeading: number

  constructor(found: FoundHeadings) {
    this.#found = found
    this.#last = found.lastRow
    this.#lastHeading = found.lastRow
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
    const kind = rowKind(row, this.#found, this.#lastHeading)
    if (kind === 'heading') this.#lastHeading = row.number
    this.#counts[kind] += 1
    return kind
  }
}

/** What a row below the headings is; `lastHeading` is the number of the last row of headings above it. */
export function rowKind(row: SheetRow, found: FoundHeadings, lastHeading = found.lastRow): RowKind {
  const filled = row.cells.filter((cell) => cell.kind !== 'empty')
  const first = filled.find((cell) => cell.kind === 'text')
  const text = first === undefined ? '' : compact(first.text)
  if (EXAMPLE.test(text)) return 'example'
  if (repeatsHeadings(row, filled.length, found)) return 'heading'
  if (isTitle(filled, text, found)) return 'note'
  if (isTotal(filled, text, found)) return 'total'
  if (isNote(filled, text, found)) return 'note'
  return isNumbering(filled, row.number - lastHeading) ? 'numbering' : 'data'
}

/** At least two cells, and at least half of those filled, say what the heading above them says. */
function repeatsHeadings(row: SheetRow, filled: number, found: FoundHeadings): boolean {
  return found.lines.some((line) => {
    let [same, other] = [0, 0]
    for (const [index, cell] of row.cells.entries()) {
      if (cell.kind === 'empty') continue
      if (cell.kind === 'text' && line.get(index + 1) === spelling(cell.text)) same += 1
      else other += 1
      // Of a row of data that is known half-way.
      if (other * 2 > filled) return false
    }
    return (same >= 2 || (same === 1 && filled === 1 && line.size === 1)) && same * 2 >= filled
  })
}

function isTotal(filled: readonly RawCell[], first: string, found: FoundHeadings): boolean {
  if (TOTAL_AT_END.test(first) && first === compact(filled[0]?.text ?? '')) return true
  if (TOTAL_SENTENCE.test(first)) return true
  const texts = filled.map((cell) => compact(cell.text))
  if (texts.length > 1 && texts.every((text) => COUNT.test(text))) return true
  // 新寺镇 | 一社小计 | 2户: behind where the rows lie, and nobody's number anywhere.
  if (found.columns.length > 4 && texts.slice(0, 4).some((text) => SUBTOTAL.test(text)) && !texts.some((text) => NUMBER_OF_SOMEBODY.test(text))) return true
  // In narrow sheets the third cell may already be a remark.
  const searched = found.columns.length > 4 ? 3 : 1
  return filled.slice(0, searched).some((cell) => cell.kind === 'text' && TOTAL.test(compact(cell.text)))
}

const TITLE = /(?:花名册|名册|名单|登记表|统计表|明细表|汇总表|台账|信息表|情况表|一览表|调查表|公示表|花名表|档案)(?:[(（].*[)）])?$/

/** A title that stands again on a further page, also where the sheet begins without one. */
function isTitle(filled: readonly RawCell[], first: string, found: FoundHeadings): boolean {
  return filled.length === 1 && found.columns.length > 2 && TITLE.test(first) && first.length <= 60
}

function isNote(filled: readonly RawCell[], first: string, found: FoundHeadings): boolean {
  if (filled.length === 1 && found.above.has(spelling(filled[0]?.text ?? ''))) return true
  if (isUnitLine(filled)) return true
  if (filled.length === 1 && found.columns.length > 2 && OFFICE.test(first)) return true
  // Signatures stand apart: whatever else is in the row, most columns are empty.
  const sparse = filled.length <= Math.max(1, Math.floor(found.columns.length / 2))
  if (!sparse) return false
  const texts = filled.map((cell) => compact(cell.text))
  if (REMARK.test(first) && texts.every((text) => !/^\d{6,}/.test(text))) return true
  return isFoot(texts)
}

/** Every cell is a signature, a stamp, a day or what a signature stands for; the first of them leaves no doubt. */
function isFoot(texts: readonly string[]): boolean {
  const [first = ''] = texts
  if (SIGNATURE.test(first) || STAMP.test(first)) return true
  return texts.every((text) => SIGNATURE.test(text) || STAMP.test(text) || DAY.test(text) || REMARK.test(text))
}

function isUnitLine(filled: readonly RawCell[]): boolean {
  const isUnitCell = (cell: RawCell): boolean => {
    const text = spelling(cell.text).replace(/^[([]|[)\]]$/g, '')
    return UNITS.has(text) || isUnit(text.replace(/^单位:?/, ''))
  }
  return filled.every(isUnitCell) && filled.some((cell) => cell.kind === 'text' && spelling(cell.text) !== '')
}

/** The numbers of the items of a form under its headings, of which a sheet has only some: 1, 12, 13, 17. Nobody's figures rise from column to column. */
function isNumberedForm(filled: readonly RawCell[]): boolean {
  const numbers = filled.map((cell) => compact(cell.text)).map((text) => (/^[A-Z]?\d{1,3}$/.test(text) ? Number(text.replace(/^[A-Z]/, '')) : Number.NaN))
  return numbers.length >= 5 && numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number))
}

/** A line that only numbers the columns: 甲, 乙, 1, 2, 3 …; `below` is how far it stands below the headings. */
function isNumbering(filled: readonly RawCell[], below: number): boolean {
  if (filled.length < 3 || below > 2) return false
  if (below === 1 && isNumberedForm(filled)) return true
  const marks = filled.map((cell) => compact(cell.text).replace(/^[(（]|[)）]$/g, ''))
  const numbers = marks.filter((mark) => !/^[甲乙丙丁戊己庚辛壬癸A-H]$/.test(mark)).map(Number)
  return numbers.every((number, index) => Number.isInteger(number) && number === (numbers[0] ?? 0) + index) && [undefined, 0, 1].includes(numbers[0])
}
