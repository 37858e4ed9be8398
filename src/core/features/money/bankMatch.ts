/** Whom the rows of a payment list mean, which payments those of a bank's return: matched, unsure, unmatched, unreadable, repeated; and an account of them that adds up. */
import { isSameName } from '../../catalogue/derive/names.ts'
import type { ReadDatabase } from '../../store/index.ts'
import type { BankEntry } from './bankRows.ts'

type Outcome = 'matched' | 'unsure' | 'unmatched' | 'unreadable' | 'repeated'

export interface Matched {
  readonly entry: BankEntry
  readonly outcome: Outcome
  /** Why it is not matched. */
  readonly note: string
  /** What it means: the household and, where the list names somebody else than the head, the person; of a return the payment. */
  readonly target: { readonly household: string; readonly village: string } | { readonly payment: string } | null
}

export interface BankAccount {
  readonly rows: number
  readonly matched: number
  readonly unsure: number
  readonly unmatched: number
  readonly unreadable: number
  readonly repeated: number
  /** In 分, by outcome; those of all rows that could be read are their sum. */
  readonly amounts: Readonly<Record<Outcome | 'all', number>>
}

/** rows = matched + unsure + unmatched + unreadable + repeated, in rows and in 分. */
export function accountOf(rows: readonly Matched[]): BankAccount {
  const count = (outcome: Outcome): number => rows.filter((one) => one.outcome === outcome).length
  const amount = (is: (one: Matched) => boolean): number => rows.filter(is).reduce((sum, { entry }) => sum + (entry.amount ?? 0), 0)
  const outcomes = ['matched', 'unsure', 'unmatched', 'unreadable', 'repeated'] as const
  return {
    rows: rows.length,
    matched: count('matched'),
    unsure: count('unsure'),
    unmatched: count('unmatched'),
    unreadable: count('unreadable'),
    repeated: count('repeated'),
    amounts: {
      ...(Object.fromEntries(outcomes.map((one) => [one, amount(({ outcome }) => outcome === one)])) as Record<Outcome, number>),
      all: amount(() => true),
    },
  }
}

interface Found {
  readonly household: string
  readonly village: string
  readonly name: string
}

/** Rows of a list of those to be paid: by document number, by number of the household, by account; a name alone is unsure. */
export function matchList(database: ReadDatabase, entries: readonly BankEntry[]): readonly Matched[] {
  const seen = new Set<string>()
  return entries.map((entry) => {
    if (entry.wrong !== null) return { entry, outcome: 'unreadable', note: entry.wrong, target: null }
    const found = whoIs(database, entry)
    const [only] = found
    if (only === undefined) return { entry, outcome: 'unmatched', note: '台账里没有这一户（人）。', target: null }
    if (new Set(found.map(({ household }) => household)).size > 1) return { entry, outcome: 'unsure', note: '对得上几户，请补证件号码或户编号。', target: null }
    const target = { household: only.household, village: only.village }
    const key = `${only.household} ${entry.item} ${entry.amount ?? ''}`
    if (seen.has(key)) return { entry, outcome: 'repeated', note: '表里前面有同一户、同一项、同样金额的一行。', target: null }
    if (entry.number === '' && entry.household === '' && entry.account === '')
      return { entry, outcome: 'unsure', note: '只凭姓名对上，请补证件号码或户编号。', target: null }
    if (entry.name !== '' && !found.some(({ name }) => isSameName(name, entry.name)))
      return { entry, outcome: 'unsure', note: `号码对上的是${only.name}，表里写的是${entry.name}。`, target: null }
    seen.add(key)
    return { entry, outcome: 'matched', note: '', target }
  })
}

const MEMBER = `SELECT h.id AS household, h.village, p.name FROM person p JOIN membership m ON m.person_id = p.id AND m.deleted = 0 AND m.end_date IS NULL
  JOIN household h ON h.id = m.household_id AND h.deleted = 0`

function whoIs(database: ReadDatabase, { number, household, account, name }: BankEntry): readonly Found[] {
  if (number !== '') return database.all<Found>(`${MEMBER} WHERE p.id_number = ? AND p.deleted = 0`, number)
  if (household !== '') return database.all<Found>(`${MEMBER} WHERE h.household_no = ? AND p.deleted = 0`, household)
  const byAccount = account === '' ? [] : database.all<Found>(`${MEMBER} WHERE h.bank_account = ? AND p.deleted = 0`, account)
  return byAccount.length > 0 ? byAccount : database.all<Found>(`${MEMBER} WHERE p.name = ? AND p.deleted = 0 LIMIT 20`, name)
}

interface Waiting {
  readonly id: string
  readonly account_no: string | null
  readonly account_name: string | null
  readonly amount: number
  readonly paid: number
}

/** Rows of a bank's return of a claim: by account, then by amount where one account has several; a differing name or amount is unsure. */
export function matchReturn(database: ReadDatabase, claim: string, entries: readonly BankEntry[]): readonly Matched[] {
  const payments = database.all<Waiting>(
    'SELECT id, account_no, account_name, amount, paid FROM household_payment WHERE claim_id = ? AND deleted = 0 ORDER BY id',
    claim,
  )
  const byAccount = Map.groupBy(payments, ({ account_no: account }) => account ?? '')
  const taken = new Set<string>()
  return entries.map((entry) => {
    if (entry.wrong !== null) return { entry, outcome: 'unreadable', note: entry.wrong, target: null }
    if (entry.passed === null) return { entry, outcome: 'unreadable', note: '没有说明成功还是失败。', target: null }
    const known =
      entry.account === '' ? payments.filter(({ account_name: name }) => name !== null && isSameName(name, entry.name)) : (byAccount.get(entry.account) ?? [])
    if (known.length === 0) return { entry, outcome: 'unmatched', note: '这张报账单里没有这个账号。', target: null }
    const fits = known.filter(({ amount }) => amount === entry.amount)
    const open = fits.find(({ id }) => !taken.has(id))
    if (fits.length === 0) return { entry, outcome: 'unsure', note: '账号对上，金额不符。', target: null }
    if (open === undefined) return { entry, outcome: 'repeated', note: '表里前面已有这一笔。', target: null }
    if (entry.account === '') return { entry, outcome: 'unsure', note: '只凭户名对上，请补账号。', target: null }
    if (entry.name !== '' && open.account_name !== null && !isSameName(open.account_name, entry.name))
      return { entry, outcome: 'unsure', note: `账号对上，户名是${open.account_name}，表里写的是${entry.name}。`, target: null }
    if (entry.passed === open.paid >= open.amount)
      return { entry, outcome: 'repeated', note: entry.passed ? '这一笔已经登记发放。' : '这一笔没有登记发放，或者已经登记退回。', target: null }
    taken.add(open.id)
    return { entry, outcome: 'matched', note: '', target: { payment: open.id } }
  })
}
