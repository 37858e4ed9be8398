/** Words in cells that stand for nothing, and how much of a cell is said again in a sentence. */
import { cleanText, compact } from './text.ts'

export interface ParseContext {
  /** Year of the facts in the sheet: decides which items of a code list may be used. */
  readonly year?: number
  /** Unit that the heading of the column gives its numbers; numbers with a unit of their own go by that. */
  readonly unit?: string
}

const PLACEHOLDERS = new Set(['-', '--', '---', '—', '——', '―', '/', '//', '\\', '*', '无', '暂无', '空', '未填', 'N/A', 'NULL', '不详'])
/** What is written where a number is still to come; for remarks it is text like any other. */
const TO_COME = new Set(
  '待定,待补,待补充,待补录,待录入,待核实,待核,待查,待办,待编,待编号,待填,未录入,未编,未编号,未知,未定,未办,未办理,未提供,未登记,未采集,未上传,不清楚,不明,不知道,没有,暂缺,暂未录入,暂未编号,暂不清楚,缺,空号,空缺,空白,无编号,无号码,无户编号,无身份证,无证件,无电话,无银行卡,无账号,忘记,丢失,?,??,???,…,……,NONE,NIL,NA,#N/A,0.0,XX,XXX,XXXX'.split(
    ',',
  ),
)

/** Said where what should be read is hidden by stars. */
export const MASKED = '打了星号，按没有填写处理'

/** Whether a text says that there is nothing to say. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.has(compact(text).toUpperCase()) || PLACEHOLDERS.has(cleanText(text))
}

/** Whether a text says that a number is still to come. */
export function isToCome(text: string): boolean {
  return TO_COME.has(compact(text).toUpperCase())
}

/** What our own papers and lists show to those who need not see all. */
export function isMasked(text: string): boolean {
  return /^[\dXx]*\*{3,}[\dXx]*$/.test(compact(text))
}

/** Enough of a cell to recognise it by, never a whole long number. */
export function shorten(text: string): string {
  const plain = cleanText(text).replace(/\s+/g, ' ')
  return [...plain].length > 30 ? `${[...plain].slice(0, 30).join('')}…` : plain
}
