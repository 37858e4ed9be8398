/** From a row of a payment list or of a bank's return to whom and how much it means, by headings. Pure. */
import type { RawCell } from '../../catalogue/derive/cell.ts'
import { headingSpelling } from '../../catalogue/derive/headings.ts'
import { parseCell } from '../../catalogue/derive/parse.ts'
import { cleanName, compact } from '../../catalogue/derive/text.ts'
import { fieldOf } from '../../catalogue/index.ts'
import type { FoundHeadings, HeadingColumn, KnownHeadings } from '../../excel/headings.ts'
import type { SheetRow } from '../../excel/readWorkbook.ts'

/** What a column may mean. */
export type BankRole = 'number' | 'household' | 'account' | 'name' | 'amount' | 'standard' | 'quantity' | 'item' | 'result' | 'reason' | 'bankNo'

const HEADINGS: Readonly<Record<BankRole, readonly string[]>> = {
  number: ['身份证号', '身份证号码', '证件号码', '证件号', '公民身份号码', '户主身份证号', '领取人身份证号'],
  household: ['户编号', '贫困户编号'],
  account: ['一卡通账号', '账号', '银行账号', '银行卡号', '卡号', '收款账号', '存折账号', '一折通账号', '对方账号'],
  name: ['姓名', '户名', '户主', '户主姓名', '账户户名', '开户姓名', '收款人', '收款户名', '领取人', '对方户名'],
  amount: ['金额', '金额（元）', '补助金额', '发放金额', '交易金额', '应发金额', '实发金额', '代发金额', '金额（万元）'],
  standard: ['标准', '补助标准', '标准（元）'],
  quantity: ['数量', '面积', '头数', '只数'],
  item: ['补助项目', '项目', '补贴项目', '摘要', '用途'],
  result: ['结果', '交易结果', '处理结果', '状态', '交易状态', '是否成功', '成功标志', '发放状态'],
  reason: ['失败原因', '原因', '退回原因', '返回信息', '错误信息', '备注'],
  bankNo: ['流水号', '交易流水号', '银行流水号'],
}

const MEANINGS: ReadonlyMap<string, BankRole> = new Map(
  (Object.entries(HEADINGS) as [BankRole, readonly string[]][]).flatMap(([role, headings]) =>
    headings.map((heading) => [headingSpelling(heading), role] as const),
  ),
)

export const knownHeadings: KnownHeadings = (heading) => {
  const role = MEANINGS.get(headingSpelling(heading))
  return role === undefined ? undefined : [role]
}

/** The first column of each meaning. */
export function columnsOf(found: FoundHeadings): ReadonlyMap<BankRole, HeadingColumn> {
  const columns = new Map<BankRole, HeadingColumn>()
  for (const column of found.columns) {
    const role = column.targets[0] as BankRole | undefined
    if (!column.ignored && role !== undefined && !columns.has(role)) columns.set(role, column)
  }
  return columns
}

export interface BankEntry {
  readonly row: number
  readonly number: string
  readonly household: string
  readonly account: string
  readonly name: string
  /** In 分; null where the cell is empty or cannot be read. */
  readonly amount: number | null
  readonly standard: number | null
  readonly quantity: number | null
  readonly item: string
  /** Whether the bank says that it went through; null where the row does not say. */
  readonly passed: boolean | null
  readonly reason: string
  readonly bankNo: string
  /** Why the row cannot be read; null where it can. */
  readonly wrong: string | null
}

const PASSED: readonly string[] = ['成功', '交易成功', '发放成功', '已发放', '是', '已入账', '正常', '1', '0000', 'SUCCESS']
const FAILED: readonly string[] = ['失败', '交易失败', '发放失败', '退回', '退票', '否', '未成功', '不成功', '0', 'FAIL', 'FAILED']
const EXACT_DIGITS = 15

/** Reads a row. Amounts go by the unit in the cell, else by that in the heading, else by 元. */
export function bankEntry({ number: row, cells }: SheetRow, columns: ReadonlyMap<BankRole, HeadingColumn>): BankEntry {
  const problems: string[] = []
  const cellOf = (role: BankRole): RawCell | undefined => {
    const column = columns.get(role)
    return column === undefined ? undefined : cells[column.column - 1]
  }
  const text = (role: BankRole): string => {
    const cell = cellOf(role)
    return cell === undefined || cell.kind === 'error' ? '' : compact(cell.shown ?? cell.text)
  }
  const value = (role: 'amount' | 'standard' | 'quantity'): number | null => {
    const cell = cellOf(role)
    if (cell === undefined) return null
    const unit = /[（(](万元|千元|百元|元)[)）]/u.exec(columns.get(role)?.heading ?? '')?.[1]
    const read = parseCell(fieldOf('household_payment', role), cell, unit === undefined ? {} : { unit })
    if (!read.ok) problems.push(read.problem.message)
    return read.ok && typeof read.value === 'number' ? read.value : null
  }
  for (const role of ['account', 'number'] as const) {
    const cell = cellOf(role)
    if (cell?.kind === 'number' && text(role).replace(/\D/gu, '').length > EXACT_DIGITS)
      problems.push(`“${columns.get(role)?.heading ?? ''}”在表里是数字，第 15 位以后已经丢失；请要“文本”格式的名单。`)
  }
  const [amount, standard, quantity] = [value('amount'), value('standard'), value('quantity')]
  const entry = {
    number: text('number').toUpperCase(),
    household: text('household'),
    account: text('account').replace(/\s/gu, ''),
    name: cleanName(text('name')),
  }
  if (entry.number === '' && entry.household === '' && entry.account === '' && entry.name === '') problems.push('没有证件号码、户编号、账号，也没有姓名。')
  if (amount === null && problems.length === 0) problems.push('没有金额。')
  return {
    row,
    ...entry,
    amount,
    standard,
    quantity,
    item: text('item'),
    passed: passedOf(text('result')),
    reason: text('reason'),
    bankNo: text('bankNo'),
    wrong: problems[0] ?? null,
  }
}

function passedOf(text: string): boolean | null {
  const said = text.toUpperCase()
  if (PASSED.includes(said)) return true
  if (FAILED.includes(said)) return false
  if (said.includes('失败') || said.includes('退')) return false
  return said.includes('成功') ? true : null
}
