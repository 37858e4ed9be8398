/** What each form that the program ships is asked for in a small demonstration office, so that it has something on it. */
import { referenceTo } from '../../../catalogue/derive/subject.ts'
import { formOf, forms } from '../../../forms/registry.ts'
import { publish } from '../../../questionnaires/keep.ts'
import { openAt } from '../../../procedures/make.ts'
import { opening } from '../../../procedures/state.ts'
import { saveSheet } from '../../../questionnaires/sheets.ts'
import { addFunds } from '../../../testing/funds.ts'
import { addPlan } from '../../../testing/plans.ts'
import { addProjects } from '../../../testing/projects.ts'
import { freezeFrame } from '../../../draws/keep.ts'
import { addExits } from '../../../testing/exits.ts'
import { addIdentifications } from '../../../testing/identifications.ts'
import { addMonitored } from '../../../testing/monitored.ts'
import { addShortfalls } from '../../../testing/shortfalls.ts'
import { addSurveys } from '../../../testing/surveys.ts'
import { addWorks } from '../../../testing/works.ts'
import { userOf, type TestOffice } from '../../../testing/office.ts'
import { builtIn } from '../../questionnaires/builtIn/index.ts'

const YEAR = 2015
/** `member_decrease_reason`. */
const DEATH = '01'
const user = userOf('administrator')

/** A step of the procedure that its register has, as it is kept; resolves to its id. */
export async function madeStep({ store }: TestOffice, register: string, procedure: string, step: string): Promise<string> {
  const record = store.read.get<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0 AND year = ? ORDER BY id LIMIT 1`, YEAR)?.id ?? ''
  const { result } = await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
    transaction.insert('procedure_step', {
      subject: referenceTo({ type: 'subject' }, { register, id: record }),
      procedure,
      step,
      round: 1,
      level: 'village',
      done_on: '2015-11-02',
      done_by: '李文书',
      signatures: '王核实、赵核实',
    }),
  )
  return result
}

/** Answers of those that have a paper of their own. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  entry_assessment: { house: '2', farming: '3', labour: '3', study: '3', health: '1', agrees: '0', reason: '嫌分低', note: '户主外出，由妻子回答' },
  household_check: {
    people: '5',
    workers: '2',
    farmland: '12.5',
    water: '1',
    allowance: '0',
    potato_size: '4.5',
    potato_sold: '6000',
    potato_income: '5000',
    wages: '18000',
  },
}

/** Publishes what the program brings and answers it once; resolves to the ids of version and sheet. */
export async function answeredOnce(office: TestOffice, code?: string): Promise<{ version: string; sheet: string }> {
  const written = builtIn.find((one) => one.about.includes('household') && (code === undefined || one.code === code))
  if (written === undefined) throw new Error('the program brings no questionnaire about households')
  const { id: version } = await publish(office, user, written, '2015-11-01')
  const subject = {
    register: 'household',
    id: office.store.read.get<{ id: string }>('SELECT id FROM household WHERE deleted = 0 ORDER BY id LIMIT 1')?.id ?? '',
  }
  const { id: sheet } = await saveSheet(office, user, version, {
    subject,
    askedOn: '2015-11-02',
    askedBy: code === undefined ? '李调查' : '李调查、王调查',
    answeredBy: '张户主',
    remark: '雨后再看',
    answers: ANSWERS[code ?? ''] ?? {},
  })
  return { version, sheet }
}

/** Somebody leaves a household in the year, so that there is a change to be listed. */
async function leave({ store }: TestOffice): Promise<void> {
  const id = store.read.get<{ id: string }>(`SELECT id FROM membership WHERE deleted = 0 AND end_date IS NULL AND relation <> '01' ORDER BY id LIMIT 1`)?.id
  if (id === undefined) throw new Error('nobody lives with a head of a household')
  await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
    transaction.update('membership', id, { end_date: `${YEAR}-06-01`, decrease_reason: DEATH }),
  )
}

/** A case on the wall and one that is decided. */
async function examined(office: TestOffice): Promise<void> {
  const { id: household = '', village = '' } =
    office.store.read.get<{ id: string; village: string }>('SELECT id, village FROM household WHERE deleted = 0 ORDER BY id LIMIT 1') ?? {}
  const { result } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
    addIdentifications(transaction, { village, household }),
  )
  await applied(office, { village, household })
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    addSurveys(transaction, { village, household })
    addWorks(transaction, { village, household })
  })
  const { result: lacking } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    const one = addShortfalls(transaction, { village, household }).shortfall
    const place = office.store.read.get<{ id: string }>('SELECT id FROM village WHERE village = ?', village)?.id ?? ''
    const of = { village, year: 2015, found_on: '2015-09-02', origin: '2', description: '没有卫生室' }
    return [one, transaction.insert('shortfall', { subject: `village:${place}`, category: '06', current: 0, required: 100, unit: '个', ...of })]
  })
  const { result: built } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
    addProjects(transaction, { village, household }),
  )
  await openAt(office, user, { register: 'project', ids: [built.project], state: 'building', on: '2015-04-01', basis: '开工报告' })
  await openAt(office, user, { register: 'shortfall', ids: lacking.slice(0, 1), state: 'closed', on: '2015-10-20', basis: '验收单' })
  for (const [index, state] of ['noticed', 'upheld'].entries())
    await openAt(office, user, { register: 'identification', ids: [result[index] ?? ''], state, on: '2015-09-20', basis: '会议记录' })
}

/** A case that is scored, ranked, on a notice and objected to. */
async function applied({ store }: TestOffice, { village, household }: { readonly village: string; readonly household: string }): Promise<void> {
  await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    const campaign = transaction.insert('campaign', {
      name: '2015 年第二轮',
      year: YEAR,
      round: 2,
      issued_by: `${village.slice(0, 6)}000000`,
      starts_on: '2015-09-01',
      ends_on: '2015-12-31',
      score_sheet: 'entry_assessment',
    })
    const about = { campaign_id: campaign, village, scope: '1', direction: '1', ground: '1', opened_on: '2015-11-01', people: 4, reason: '缺劳力' }
    const id = transaction.insert('identification', { ...about, subject: `household:${household}` })
    const days = { held_on: '2015-11-12', ends_on: '2015-11-18' }
    const act = transaction.insert('shared_act', {
      name: '第一次公示',
      kind: 'notice',
      division: village,
      matter: '民主评议结果',
      report_line: '0932-4866001',
      ...days,
    })
    transaction.insert('shared_act_line', {
      act_id: act,
      subject: `identification:${id}`,
      objection: '家里有车',
      objected_on: '2015-11-14',
      settlement: '查明是借用的车，异议不成立',
      settled_on: '2015-11-16',
    })
  })
}

/** Money from a source to a household, a claim that is paid, and what is carried into the next year. */
async function funded(office: TestOffice): Promise<void> {
  const { id: household = '', village = '' } =
    office.store.read.get<{ id: string; village: string }>('SELECT id, village FROM household WHERE deleted = 0 ORDER BY id LIMIT 1') ?? {}
  const { result } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    const { project } = addProjects(transaction, { village, household, number: 9 })
    const funds = addFunds(transaction, { project, village, household })
    const carried = { issued_on: '2015-12-31', place: `${village.slice(0, 6)}000000`, amount: -100 }
    transaction.insert('fund_quota', { source_id: funds.source, kind: '5', ...carried })
    return funds
  })
  await openAt(office, user, { register: 'payment_claim', ids: [result.claim], state: 'paid', on: '2015-05-20', basis: '拨付凭证' })
}

/** A plan in force of which one measure is late. */
async function planned(office: TestOffice): Promise<void> {
  const household = office.store.read.get<{ id: string }>('SELECT id FROM household WHERE deleted = 0 ORDER BY id LIMIT 1')?.id ?? ''
  const { result } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => addPlan(transaction, { household }))
  await openAt(office, user, { register: 'household_plan', ids: [result.plan], state: 'executing', on: '2015-03-01', basis: '签字的方案' })
}

/** Two monitored households on the roster, one about to be monitored and one about to leave. */
async function monitored(office: TestOffice): Promise<void> {
  const households = office.store.read.all<{ id: string; village: string; person: string }>(
    'SELECT id, village, head_person_id AS person FROM household WHERE deleted = 0 AND head_person_id IS NOT NULL ORDER BY id LIMIT 2',
  )
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    const [one = '', other = ''] = households.flatMap(({ id, village, person }, index) =>
      addMonitored(transaction, { village, household: id, person, number: index + 1, year: YEAR }),
    )
    // The first from where it was found, the other from where a sheet says that it is.
    const gone = { [one]: ['verify', 'compare', 'deliberate', 'post'], [other]: [opening('included'), 'help', 'propose', 'post_again'] }
    for (const [record, steps] of Object.entries(gone)) {
      let follows: string | undefined
      for (const step of steps) {
        const made = { subject: referenceTo({ type: 'subject' }, { register: 'monitored_household', id: record }), procedure: 'monitoring_stage', step }
        const id = transaction.insert('procedure_step', {
          ...made,
          round: 1,
          level: 'county',
          done_on: '2015-09-20',
          done_by: '李文书',
          ...(follows ? { follows } : {}),
        })
        follows = id
      }
    }
  })
}

/** Households on their way out of poverty and gone, what was judged and inspected of one, a meeting about it, a village that leaves, a draw. */
async function leaving(office: TestOffice): Promise<{ villageStep: string }> {
  const household =
    office.store.read.get<{ id: string; village: string }>("SELECT id, village FROM household WHERE deleted = 0 AND exit_standing = '0' ORDER BY id LIMIT 1") ??
    undefined
  const { id = '', village = '' } = household ?? {}
  const { result: yearly } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    addExits(transaction, { village, household: id, year: YEAR })
    const first = transaction.get<{ id: string }>('SELECT id FROM exit_inspection ORDER BY id LIMIT 1')?.id ?? ''
    const year = transaction.get<{ of: string }>('SELECT household_year_id AS of FROM exit_inspection WHERE id = ?', first)?.of ?? ''
    transaction.insert('exit_inspection', {
      household_year_id: year,
      village,
      look: '1',
      chosen: '2',
      phase: '1',
      people: 4,
      inspected_on: `${YEAR}-10-30`,
      inspected_by: '孙初验',
      result: '1',
    })
    const act = transaction.insert('shared_act', {
      name: '民主评议会',
      kind: 'meeting',
      division: village,
      held_on: `${YEAR}-10-08`,
      expected: 31,
      present: 21,
    })
    transaction.insert('shared_act_line', { act_id: act, subject: `household_year:${year}`, in_favour: 15, against: 4, abstained: 2 })
    return transaction
      .all<{ id: string }>("SELECT id FROM household_year WHERE year = ? AND deleted = 0 AND exit_stage = 'listed' ORDER BY id DESC LIMIT 2", YEAR)
      .map((row) => row.id)
  })
  const posted = ['propose', 'verify', 'agree', 'post']
  await stepsOf(office, 'household_year', 'household_exit', yearly[0] ?? '', posted)
  await stepsOf(office, 'household_year', 'household_exit', yearly[1] ?? '', [...posted, 'review', 'announce'])
  await freezeFrame(office, user, { name: '退出抽查', register: 'household', where: {}, rule: { by: 'number', count: 2 }, reserves: 1 }, `${YEAR}-11-01`)
  const villageYear = office.store.read.get<{ id: string }>('SELECT id FROM village_year WHERE year = ? AND deleted = 0 ORDER BY id LIMIT 1', YEAR)?.id ?? ''
  return { villageStep: await stepsOf(office, 'village_year', 'village_exit', villageYear, ['propose', 'verify']) }
}

/** Steps as they are kept, each after the one before; the id of the last. */
async function stepsOf({ store }: TestOffice, register: string, procedure: string, record: string, keys: readonly string[]): Promise<string> {
  const subject = referenceTo({ type: 'subject' }, { register, id: record })
  const { result } = await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    let follows: string | null = null
    for (const step of keys) {
      const on = `${YEAR}-10-2${keys.indexOf(step)}`
      follows = transaction.insert('procedure_step', { subject, procedure, step, round: 1, follows, level: 'county', done_on: on, signatures: '王验收' })
    }
    return follows ?? ''
  })
  return result
}

/** What to ask for, by the code of a form. */
export async function printsOf(office: TestOffice): Promise<(code: string) => { readonly for: string[]; readonly year: number }> {
  const [step, { version, sheet }] = [await madeStep(office, 'household_year', 'household_exit', 'verify'), await answeredOnce(office)]
  const first = (sql: string): string => office.store.read.get<{ id: string }>(sql)?.id ?? ''
  const exited = office.store.read.get<{ year: number }>(
    'SELECT exit_year AS year FROM household WHERE exit_year IS NOT NULL AND deleted = 0 ORDER BY exit_year LIMIT 1',
  )
  await leave(office)
  await examined(office)
  const { villageStep } = await leaving(office)
  const answered = new Map<string, { readonly version: string; readonly sheet: string }>()
  for (const { from } of forms) if (from.kind === 'questionnaire' && from.code !== undefined) answered.set(from.code, await answeredOnce(office, from.code))
  await planned(office)
  await funded(office)
  await monitored(office)
  return (code) => {
    const from = formOf(code)?.from
    if (from?.kind === 'record') return { for: [first(`SELECT id FROM ${from.register} WHERE deleted = 0 ORDER BY id LIMIT 1`)], year: YEAR }
    if (from?.kind === 'step') return { for: [from.register === 'village_year' ? villageStep : step], year: YEAR }
    if (from?.kind === 'questionnaire') {
      const own = answered.get(from.code ?? '') ?? { version, sheet }
      return { for: [own.version, own.sheet], year: YEAR }
    }
    return { for: [office.unit.code], year: code === 'exit_notice' ? (exited?.year ?? YEAR) : YEAR }
  }
}
