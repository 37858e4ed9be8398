/** The money of the demo's projects: sources with what was handed down and arrived, allocations, claims, and what households got. */
import { builtInFundKinds } from '../../../money/index.ts'
import { bankAccount } from '../../numbers.ts'
import { after, stepRecords } from '../steps.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import type { Random } from '../../random.ts'
import { isBegun, isFinished, type PlannedProject } from './planned.ts'

const DAY = { issued: '2015-01-20', added: '2015-05-18', arrived: '2015-02-15', rest: '2015-06-10', released: '2015-03-12', booked: '2015-03-18' } as const
/** 万元, in 分. */
const TEN_THOUSAND = 1_000_000
/** Of every hundred 元 handed down so many had arrived. */
const ARRIVED = 95
/** For every hundred 元 allocated so many are handed down. */
const ALLOCATED = 102
const NUMBERS: Readonly<Record<string, string>> = {
  '01': '甘财农〔2015〕演示3号',
  '02': '甘财农〔2015〕演示11号',
  '04': '漳财农〔2015〕演示2号',
  '06': '甘交规划〔2015〕演示5号',
}
/** Accounts of the demo's payments lie beside those of its households. */
const BESIDE = 600_000

/** A household as money reaches it. */
export interface Paid {
  readonly id: string
  readonly head: string
  readonly account: string | null
}

/** Ids of the sources by 资金种类. */
export type FundSources = ReadonlyMap<string, string>

/** The kinds of money, and a source of each kind that is needed, with a little more handed down than is allocated. */
export function fundSources(
  county: string,
  planned: readonly PlannedProject[],
  { ids }: Sources,
): { readonly sources: FundSources; readonly records: readonly DemoRecord[] } {
  const records: DemoRecord[] = []
  const kinds = new Map<string, { readonly id: string; readonly name: string }>()
  for (const row of builtInFundKinds) {
    const [code, name] = [String(row['code']), String(row['name'])]
    const id = ids.next('fund_kind', { code })
    kinds.set(code, { id, name })
    records.push({ register: 'fund_kind', id, values: row })
  }
  const needed = new Map<string, number>()
  for (const [code, amount] of planned.flatMap(({ parts }) => parts)) needed.set(code, (needed.get(code) ?? 0) + amount)
  const sources = new Map<string, string>()
  for (const [code, amount] of [...needed].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const id = ids.next('fund_source')
    sources.set(code, id)
    const document = NUMBERS[code] ?? `漳财农〔2015〕演示${code}号`
    const kind = kinds.get(code)
    if (kind === undefined) throw new RangeError(`no such kind of money: ${code}`)
    // In 万元: sources are handed down and arrive in round sums.
    const quota = Math.ceil((amount * ALLOCATED) / (100 * TEN_THOUSAND)) * TEN_THOUSAND
    const first = Math.floor((quota * 8) / (10 * TEN_THOUSAND)) * TEN_THOUSAND
    const arrived = Math.ceil((quota * ARRIVED) / (100 * TEN_THOUSAND)) * TEN_THOUSAND
    const early = Math.floor(arrived / (2 * TEN_THOUSAND)) * TEN_THOUSAND
    const own = { source_id: id, place: county }
    records.push(
      {
        register: 'fund_source',
        id,
        values: {
          name: `2015 年${kind.name}`,
          document_no: document,
          year: 2015,
          kind_id: kind.id,
          place: county,
          purpose: '整村推进和当年退出村的项目',
        },
      },
      { register: 'fund_quota', id: ids.next('fund_quota'), values: { ...own, kind: '1', amount: first, issued_on: DAY.issued, document_no: document } },
      { register: 'fund_quota', id: ids.next('fund_quota'), values: { ...own, kind: '2', amount: quota - first, issued_on: DAY.added, document_no: document } },
      { register: 'fund_arrival', id: ids.next('fund_arrival'), values: { ...own, amount: early, arrived_on: DAY.arrived, voucher_no: `演示-${code}-1` } },
      {
        register: 'fund_arrival',
        id: ids.next('fund_arrival'),
        values: { ...own, amount: arrived - early, arrived_on: DAY.rest, voucher_no: `演示-${code}-2` },
      },
    )
  }
  return { sources, records }
}

interface OfProject {
  readonly planned: PlannedProject
  readonly projectId: string
  readonly payee: string
  readonly households: readonly Paid[]
}

/** Allocations of a project, released by the county and booked by the township; what was claimed of them, and what households got. */
export function* moneyOf(project: OfProject, funds: FundSources, random: Random, sources: Sources): Generator<DemoRecord> {
  const { planned, projectId } = project
  const { kind, village } = planned
  const open: { id: string; amount: number }[] = []
  for (const [code, amount] of planned.parts) {
    const source = funds.get(code)
    if (source === undefined || amount === 0) continue
    const id = sources.ids.next('fund_allocation')
    const place = village.townshipCode
    const at = { allocation_id: id, amount, place, village: village.code }
    yield {
      register: 'fund_allocation',
      id,
      values: { source_id: source, project_id: projectId, place, village: village.code, end: kind.end, year: 2015 },
    }
    const release = sources.ids.next('fund_release')
    yield { register: 'fund_release', id: release, values: { ...at, released_on: DAY.released, document_no: '漳扶领发〔2015〕演示4号' } }
    if (planned.booked) yield { register: 'fund_receipt', id: sources.ids.next('fund_receipt'), values: { ...at, release_id: release, booked_on: DAY.booked } }
    open.push({ id, amount })
  }
  yield* notices(project, sources)
  if (planned.booked && isBegun(planned)) yield* claims(project, open, random, sources)
}

/** What the village was told of the money: before it is spent, and once the work was accepted. */
function* notices({ planned: { kind, village, course }, projectId }: OfProject, { ids }: Sources): Generator<DemoRecord> {
  const told = (phase: string, due: string, on: string): DemoRecord => ({
    register: 'fund_notice',
    id: ids.next('fund_notice'),
    values: {
      subject: `project:${projectId}`,
      place: village.code,
      level: 'village',
      phase,
      due_on: due,
      posted_on: on,
      ends_on: after(on, 6),
      spot: '村务公开栏',
    },
  })
  yield told('before', after(DAY.released, 7), after(DAY.released, 2))
  if (course === 'accepted') yield told('after', after(kind.until, 14), after(kind.until, 8))
}

interface Batch {
  readonly batch: string
  /** Hundredths of the whole. */
  readonly share: number
  readonly on: string
  readonly progress: string
}

/** 4:5:1 of what is built, the last part kept until a year after acceptance; what goes to households is claimed at once when the work is done. */
function batchesOf({ kind, course }: PlannedProject): readonly Batch[] {
  const finished = isFinished({ course })
  if (kind.aid !== null) return course === 'accepted' ? [{ batch: '9', share: 100, on: '2015-07-10', progress: '验收合格，到户名单已公示' }] : []
  return [
    { batch: '1', share: 40, on: after(kind.from, 6), progress: '已开工' },
    ...(finished ? [{ batch: '2', share: 50, on: kind.until < '2015-09-20' ? after(kind.until, 4) : '2015-09-27', progress: '基本完工' }] : []),
  ]
}

function* claims(
  project: OfProject,
  open: readonly { readonly id: string; readonly amount: number }[],
  random: Random,
  sources: Sources,
): Generator<DemoRecord> {
  const { planned, projectId } = project
  const { village, total, kind } = planned
  for (const { batch, share, on, progress } of batchesOf(planned)) {
    const day = kind.aid === null || kind.until < on ? on : after(kind.until, 5)
    const id = sources.ids.next('payment_claim')
    yield {
      register: 'payment_claim',
      id,
      values: {
        project_id: projectId,
        place: village.code,
        year: 2015,
        batch,
        amount: (total / 100) * share,
        applied_on: day,
        payee: kind.aid === null ? project.payee : `${village.townshipName}财政所`,
        progress,
        evidence: kind.aid === null ? '合同\n发票\n进度证明' : '到户名单\n公示照片\n验收单',
      },
    }
    yield* stepRecords(
      `payment_claim:${id}`,
      'claim_stage',
      [
        { key: 'apply', level: 'village', on: day, by: '村文书（演示）' },
        { key: 'review', level: 'township', on: after(day, 2), by: '乡镇项目专干（演示）' },
        { key: 'approve', level: 'county', on: after(day, 5), by: '县财政局（演示）' },
        { key: 'pay', level: 'township', on: after(day, 7), by: '乡镇财政所（演示）' },
      ],
      sources,
    )
    for (const { id: allocation, amount } of open)
      yield {
        register: 'claim_line',
        id: sources.ids.next('claim_line'),
        values: {
          claim_id: id,
          allocation_id: allocation,
          amount: (amount / 100) * share,
          paid_on: after(day, 7),
          place: village.townshipCode,
          claim_place: village.code,
        },
      }
    if (kind.aid !== null) yield* payments(project, { claim: id, aid: kind.aid, on: after(day, 9) }, random, sources)
  }
}

/** What each household got; a few accounts were wrong, and were paid again. */
function* payments(
  { planned, households }: OfProject,
  { claim, aid, on: day }: { readonly claim: string; readonly aid: string; readonly on: string },
  random: Random,
  { ids }: Sources,
): Generator<DemoRecord> {
  const { kind, village } = planned
  for (const [index, { id: household, head, account }] of households.entries()) {
    const id = ids.next('household_payment')
    const at = { payment_id: id, amount: kind.price, place: village.code, village: village.code }
    yield {
      register: 'household_payment',
      id,
      values: {
        claim_id: claim,
        household: `household:${household}`,
        village: village.code,
        year: 2015,
        aid_kind: aid,
        item: kind.name,
        standard: kind.price,
        quantity: 100,
        unit: kind.unit,
        amount: kind.price,
        account_name: head,
        account_no: account ?? bankAccount(BESIDE + index),
        bank: '农村信用社',
      },
    }
    const number = `演示${id.slice(-6)}`
    const sent = (on: string, mark: string, signed: boolean): DemoRecord => ({
      register: 'payment_event',
      id: ids.next('payment_event'),
      values: { ...at, kind: 'paid', happened_on: on, bank_no: `${number}${mark}`, signed },
    })
    if (random.chance(0.03)) {
      yield sent(day, '-1', false)
      yield {
        register: 'payment_event',
        id: ids.next('payment_event'),
        values: { ...at, kind: 'failed', happened_on: after(day, 1), reason: '账号不对', bank_no: `${number}-2` },
      }
      yield sent(after(day, 6), '-3', true)
    } else yield sent(day, '', random.chance(0.93))
  }
}
