/** Projects and money of a county that builds a great deal, put beside the households of a benchmark county: synthetic, all alike, every account in order. */
import type { Store, Transaction } from '../../../src/core/store/index.ts'

/** What `mechanisms.md` M08 and the issue of projects count with: a large county's year. */
export const PROJECTS = 2000
export const PAYMENTS_A_PROJECT = 30

const ACTOR = { id: 'demo', name: '演示数据' }
const YEAR = 2015
/** 分 a household. */
const GRANT = 20_000
const TOTAL = GRANT * PAYMENTS_A_PROJECT
const SOURCES = 4
const NODES = [
  ['备料', 2000],
  ['主体', 6000],
  ['验收', 2000],
] as const
const MONTHS = ['2015-04-30', '2015-05-31', '2015-06-30'] as const
/** One after another in a village, so that hardly anybody gets the same kind twice in the year. */
const AID_KINDS = ['01', '05', '06', '07', '08', '09', '99'] as const
const FIRST_ACCOUNT = 6_217_000_000_000_000n
/** Records between two looks at the clock. */
const STRIDE = 50

interface Household {
  readonly id: string
  readonly head: string
  /** The one account of the household. */
  readonly account: string
}

interface Village {
  readonly code: string
  readonly households: readonly Household[]
}

/** Writes so many projects with three steps and their progress, two allocations, a claim and {@link PAYMENTS_A_PROJECT} payments each. */
export async function fillMoney(store: Store, projects: number): Promise<void> {
  const villages = villagesOf(store)
  await store.changeInSteps(ACTOR, { kind: 'demo', title: '装入项目和资金' }, async (transaction, step) => {
    const sources = moneySources(transaction, store.unitCode.padEnd(12, '0'), projects)
    for (let number = 0; number < projects; number += 1) {
      const village = villages[number % villages.length]
      if (village === undefined) return
      oneProject(transaction, village, { number, round: Math.floor(number / villages.length) }, sources)
      if (number % STRIDE === 0) await step()
    }
  })
}

function villagesOf({ read }: Store): readonly Village[] {
  const rows = read.all<{ id: string; village: string; head: string | null }>(
    'SELECT id, village, head_name AS head FROM household WHERE deleted = 0 AND village IS NOT NULL ORDER BY village, id',
  )
  const households = rows.map(({ id, village, head }, index) => ({ village, id, head: head ?? '户主', account: String(FIRST_ACCOUNT + BigInt(index)) }))
  return [...Map.groupBy(households, ({ village }) => village)].map(([code, own]) => ({ code, households: own }))
}

/** Each with enough for its part of all projects, arrived as a whole. */
function moneySources(transaction: Transaction, county: string, projects: number): readonly string[] {
  const amount = (TOTAL * projects) / 2
  return Array.from({ length: SOURCES }, (_, index) => {
    const kind = transaction.insert('fund_kind', { code: `9${index}`, name: `测试资金 ${index + 1}`, level: '1', nature: '1' })
    const document = `测试〔2015〕${index + 1}号`
    const source = transaction.insert('fund_source', { name: `2015 年测试资金 ${index + 1}`, document_no: document, year: YEAR, kind_id: kind, place: county })
    const own = { source_id: source, place: county, amount }
    transaction.insert('fund_quota', { ...own, kind: '1', issued_on: '2015-01-20', document_no: document })
    transaction.insert('fund_arrival', { ...own, arrived_on: '2015-02-15', voucher_no: `测试-${index + 1}` })
    return source
  })
}

interface Turn {
  readonly number: number
  /** Which project of its village it is. */
  readonly round: number
}

function oneProject(transaction: Transaction, { code, households }: Village, { number, round }: Turn, sources: readonly string[]): void {
  const project = transaction.insert('project', {
    name: `测试项目 ${number + 1}`,
    place: code,
    year: YEAR,
    category: String(1 + (number % 5)).padStart(2, '0'),
    nature: '1',
    planned_start: '2015-03-15',
    planned_end: '2015-10-15',
    approved_on: '2015-03-05',
    approval_no: `测试〔2015〕${number + 1}号`,
    approved_investment: TOTAL,
    fiscal_grant: TOTAL,
    household_part: TOTAL,
    performance_target: '验收合格率 100%',
  })
  transaction.insert('project_village', { project_id: project, village: code, size: 100, planned_amount: TOTAL })
  for (const [index, [name, weight]] of NODES.entries()) {
    const node = transaction.insert('project_node', {
      project_id: project,
      position: index + 1,
      name,
      planned_start: '2015-03-15',
      planned_end: '2015-10-15',
      weight,
    })
    for (const [month, asOf] of MONTHS.entries())
      transaction.insert('node_progress', { node_id: node, as_of: asOf, completion: 2000 * (month + 1) + (number % 9) * 100 })
  }
  const claim = transaction.insert('payment_claim', {
    project_id: project,
    place: code,
    year: YEAR,
    batch: '9',
    amount: TOTAL,
    applied_on: '2015-07-10',
    payee: '财政所',
    progress: '验收合格',
    evidence: '到户名单',
  })
  moneyOf(transaction, { code, project, claim }, number, sources)
  payments(transaction, { code, households, claim }, number, AID_KINDS[round % AID_KINDS.length] ?? null)
}

/** Half of it from one source and half from the next, let go by the county, booked by the township, claimed. */
function moneyOf(
  transaction: Transaction,
  { code, project, claim }: { readonly code: string; readonly project: string; readonly claim: string },
  number: number,
  sources: readonly string[],
): void {
  const township = `${code.slice(0, 9)}000`
  const amount = TOTAL / 2
  for (const next of [0, 1]) {
    const source = sources[(number + next) % sources.length] ?? ''
    const allocation = transaction.insert('fund_allocation', {
      source_id: source,
      project_id: project,
      place: township,
      village: code,
      end: 'household',
      year: YEAR,
    })
    const at = { allocation_id: allocation, amount, place: township, village: code }
    const release = transaction.insert('fund_release', { ...at, released_on: '2015-03-12', document_no: '测试〔2015〕4号' })
    transaction.insert('fund_receipt', { ...at, release_id: release, booked_on: '2015-03-18' })
    transaction.insert('claim_line', { claim_id: claim, allocation_id: allocation, amount, paid_on: '2015-07-17', place: township, claim_place: code })
  }
}

function payments(transaction: Transaction, { code, households, claim }: Village & { readonly claim: string }, number: number, aidKind: string | null): void {
  for (let index = 0; index < PAYMENTS_A_PROJECT; index += 1) {
    const household = households[(number + index) % households.length]
    if (household === undefined) return
    const payment = transaction.insert('household_payment', {
      claim_id: claim,
      household: `household:${household.id}`,
      village: code,
      year: YEAR,
      aid_kind: aidKind,
      item: `测试项目 ${number + 1}`,
      standard: GRANT,
      quantity: 100,
      unit: '户',
      amount: GRANT,
      account_name: household.head,
      account_no: household.account,
      bank: '农村信用社',
    })
    transaction.insert('payment_event', {
      payment_id: payment,
      amount: GRANT,
      place: code,
      village: code,
      kind: 'paid',
      happened_on: '2015-07-20',
      bank_no: `测试${number}-${index}`,
      signed: true,
    })
  }
}
