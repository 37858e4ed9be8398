/** Reads a list of those to be paid, or a bank's return, into a claim: looked at first where wanted, then written as one change set. */
import { mayWriteRecord, askerOf } from '../../access/asker.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { findHeadings, headingsError, HEADING_ROWS } from '../../excel/headings.ts'
import { openWorkbook } from '../../excel/readWorkbook.ts'
import { RowSorter } from '../../excel/rowSorter.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { accountOf, matchList, matchReturn, type Matched } from './bankMatch.ts'
import { bankEntry, columnsOf, knownHeadings, type BankEntry } from './bankRows.ts'
import type { BankListInput, BankListAnswer } from './contract.ts'

interface Claim {
  readonly id: string
  readonly place: string
  readonly year: number
}

/** The claim of a list. Throws NOT_FOUND, and FORBIDDEN where the asker enters nothing there. */
export function claimFor(office: Office, user: SessionUser, id: string): Claim {
  const claim = office.store.read.get<Claim>('SELECT id, place, year FROM payment_claim WHERE id = ? AND deleted = 0', id)
  if (claim === undefined) throw new AppError('NOT_FOUND', '这张报账单不在台账里。', '请刷新后再办。')
  if (!mayWriteRecord(askerOf(user, office.unit.code), registerOf('payment_claim'), claim.place, 'update'))
    throw new AppError('FORBIDDEN', '您没有登记这张报账单的权限。', '请由报账单位的录入员办理。')
  return claim
}

export async function readBankList(office: Office, user: SessionUser, input: BankListInput, path: string, job: JobContext): Promise<BankListAnswer> {
  const claim = claimFor(office, user, input.claim)
  const entries = await entriesOf(path, job)
  const { read } = office.store
  const matched = input.kind === 'list' ? matchList(read, entries) : matchReturn(read, claim.id, entries)
  const changeSet = input.save ? await write(office, user, input, claim, matched) : null
  return {
    changeSet,
    account: accountOf(matched),
    others: matched
      .filter(({ outcome }) => outcome !== 'matched')
      .slice(0, 500)
      .map(({ entry, outcome, note }) => ({ row: entry.row, name: entry.name, amount: entry.amount, outcome, note })),
  }
}

async function entriesOf(path: string, job: JobContext): Promise<readonly BankEntry[]> {
  job.phase('读名单', 1)
  const workbook = await openWorkbook(path, { signal: job.signal })
  try {
    const sheet = workbook.sheets.find(({ hidden, filledRows, refused }) => !hidden && filledRows > 0 && refused === undefined)
    if (sheet === undefined) throw new AppError('FILE_EMPTY', '文件是空的，没有数据。', '请核对是不是选错了文件。')
    const found = findHeadings(await sheet.head(HEADING_ROWS), sheet.merges, knownHeadings)
    if (found === undefined || found.recognised === 0) throw headingsError(sheet.name, found)
    const columns = columnsOf(found)
    const sorter = new RowSorter(found)
    const entries: BankEntry[] = []
    for await (const portion of sheet.portions({ signal: job.signal, merged: 'down' })) {
      for (const row of portion) if (sorter.sort(row) === 'data') entries.push(bankEntry(row, columns))
      await job.step()
    }
    if (entries.length === 0) throw new AppError('FILE_EMPTY', `工作表“${sheet.name}”里没有数据。`, '请核对文件。')
    return entries
  } finally {
    await workbook.close()
  }
}

async function write(
  office: Office,
  user: SessionUser,
  { kind, on, aidKind, item }: BankListInput,
  claim: Claim,
  matched: readonly Matched[],
): Promise<string | null> {
  const register = registerOf(kind === 'list' ? 'household_payment' : 'payment_event')
  const title = kind === 'list' ? '导入到户发放名单' : '登记银行回单'
  const { changeSet } = await office.records.writer.change(user, { kind: 'batch', title }, (door) => {
    const check = door.checking(register, [])
    const written = matched.flatMap(({ entry, target }) => {
      if (target === null || entry.amount === null) return []
      if ('payment' in target) {
        const values = {
          payment_id: target.payment,
          kind: entry.passed === true ? 'paid' : 'failed',
          amount: entry.amount,
          happened_on: on,
          reason: entry.passed === true ? null : entry.reason,
        }
        return [door.insert(register, { ...values, bank_no: entry.bankNo === '' ? null : entry.bankNo })]
      }
      const { household, village } = target
      const paid = { standard: entry.standard, quantity: entry.quantity, amount: entry.amount, account_no: entry.account === '' ? null : entry.account }
      const called = { account_name: entry.name === '' ? null : entry.name, item: entry.item === '' ? (item ?? null) : entry.item }
      return [
        door.insert(register, {
          claim_id: claim.id,
          household: `household:${household}`,
          village,
          year: claim.year,
          aid_kind: aidKind ?? '99',
          ...paid,
          ...called,
        }),
      ]
    })
    refuseContradictions(check, written)
  })
  return changeSet
}

/** Contradictions refuse the list as a whole; doubts are kept as findings, since a list has no reason row by row. */
function refuseContradictions(
  check: (written: readonly string[]) => readonly { readonly severity: string; readonly message: string }[],
  written: readonly string[],
): void {
  try {
    check(written)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const wrong = (error.issues ?? []).filter(({ severity }) => severity === 'error')
    if (wrong.length > 0 || (error.issues ?? []).length === 0) throw error
  }
}
