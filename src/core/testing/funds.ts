/** Money for a project, from the source to a household: for laws over all registers, of which the demonstration has none of these. */
import type { Transaction } from '../store/index.ts'

export interface AddedFunds {
  readonly source: string
  readonly allocation: string
  readonly claim: string
  readonly payment: string
}

/** A quota of 100,000 元 of which 60,000 arrived, an allocation of 90,000 with 80,000 booked, a claim of 20,000 paid, and 5,000 of it sent to a household. */
export function addFunds(
  transaction: Transaction,
  {
    project,
    village,
    household,
    number = 1,
    place = `${village.slice(0, 9)}000`,
    county = `${village.slice(0, 6)}000000`,
  }: {
    readonly project: string
    readonly village: string
    readonly household: string
    readonly number?: number
    readonly place?: string
    readonly county?: string
  },
): AddedFunds {
  const kind =
    transaction.get<{ id: string }>(`SELECT id FROM fund_kind WHERE code = '01' AND deleted = 0`)?.id ??
    transaction.insert('fund_kind', { code: '01', name: '中央财政专项扶贫资金', level: '1', nature: '1', county_column: '1', project_column: '1' })
  const source = transaction.insert('fund_source', {
    name: `2015 年中央财政专项扶贫资金${number}`,
    document_no: `甘财农〔2015〕${number}号`,
    year: 2015,
    kind_id: kind,
    place: county,
  })
  transaction.insert('fund_quota', {
    source_id: source,
    kind: '1',
    amount: 10_000_000,
    issued_on: '2015-03-01',
    document_no: `甘财农〔2015〕${number}号`,
    place: county,
  })
  transaction.insert('fund_arrival', { source_id: source, amount: 6_000_000, arrived_on: '2015-03-20', voucher_no: `P-${number}`, place: county })
  const allocation = transaction.insert('fund_allocation', { source_id: source, project_id: project, place, village, end: 'village', year: 2015 })
  const entry = { allocation_id: allocation, place, village }
  const release = transaction.insert('fund_release', { ...entry, amount: 9_000_000, released_on: '2015-04-01', document_no: `漳扶发〔2015〕${number}号` })
  transaction.insert('fund_receipt', { ...entry, release_id: release, amount: 8_000_000, booked_on: '2015-04-05' })
  const returned = transaction.insert('fund_return', { ...entry, amount: 500_000, returned_on: '2015-11-01' })
  transaction.insert('fund_refund', { ...entry, return_id: returned, amount: 500_000, booked_on: '2015-11-03' })
  const claim = transaction.insert('payment_claim', {
    project_id: project,
    place: village,
    year: 2015,
    batch: '1',
    amount: 2_000_000,
    applied_on: '2015-05-01',
    payee: '漳县建筑公司',
    evidence: '合同、发票',
  })
  transaction.insert('claim_line', { claim_id: claim, allocation_id: allocation, amount: 2_000_000, paid_on: '2015-05-20', place, claim_place: village })
  const payment = transaction.insert('household_payment', {
    claim_id: claim,
    household: `household:${household}`,
    village,
    year: 2015,
    aid_kind: '07',
    item: '自来水入户',
    standard: 500_000,
    quantity: 100,
    unit: '户',
    amount: 500_000,
    account_name: '张三',
    account_no: '6217000000000000001',
  })
  transaction.insert('payment_event', {
    payment_id: payment,
    kind: 'paid',
    amount: 500_000,
    happened_on: '2015-06-01',
    bank_no: `L-${number}`,
    signed: true,
    place: village,
    village,
  })
  transaction.insert('fund_notice', {
    subject: `project:${project}`,
    place: village,
    level: 'village',
    phase: 'before',
    due_on: '2015-04-10',
    posted_on: '2015-04-08',
    ends_on: '2015-04-14',
    spot: '村务公开栏',
  })
  return { source, allocation, claim, payment }
}
