/** What each procedure is called with in the table of rights: on one's own village, another, the county, both at once, and by masked fields. */
import { registerOf, type RegisterName } from '../../catalogue/index.ts'
import { FOREIGN, OWN, PASSWORD, type Asker, type RightsOffice, type VillageRecords } from './office.ts'
import type { Target } from './policy.ts'
import { DECISION_KIND } from '../../exchange/contested.ts'
import { syntheticPerson } from '../builders.ts'

export interface Situation {
  readonly office: RightsOffice
  readonly asker: Asker
  readonly target: Target
  /** Whether the policy lets the call through: then what it uses up is made for it. */
  readonly allowed: boolean
  /** The village that the target means. */
  readonly of: VillageRecords
  /** Records of that village that nothing else needs. */
  fresh(): Promise<VillageRecords>
}

export interface Call {
  input(situation: Situation): unknown
  /** Codes with which a call that is let through may end: the office stands alone and has nothing to exchange. */
  readonly fails?: readonly string[]
}

const call = (input: Call['input'] = () => undefined, ...fails: string[]): Call => ({ input, fails })
/** The same input whatever the situation. */
const same = (input: unknown, ...fails: string[]): Call => call(() => input, ...fails)
const page = { limit: 100, offset: 0 }
const unknown = '00000000-0000-0000-0000-000000000000'

/** Filters of lists by target. */
function list({ office, target, of }: Situation): Record<string, unknown> {
  switch (target) {
    case 'own':
    case 'foreign':
      return { register: 'person', where: { village: of.village } }
    case 'county':
      return { register: 'helper' }
    case 'mixed':
      return { register: 'household', where: { id: { in: [office.own.household, office.foreign.household] } } }
    case 'hidden':
      return { register: 'person', where: { id_number: { startsWith: '621125' } } }
  }
}

/** The column that names the records of a register. */
function titleOf(register: unknown): string {
  return registerOf(register as RegisterName).title
}

/** Something that the checks found in a village. */
function findingIn({ app }: RightsOffice, village: string): Record<string, unknown> {
  const found = app.host
    .office()
    .store.read.get('SELECT rule, register, record, field FROM finding WHERE division = ? ORDER BY rule, record, field LIMIT 1', village)
  if (found === undefined) throw new Error(`nothing found in ${village}`)
  return found
}

/** Records to change, by target. */
async function records(situation: Situation): Promise<{ register: string; ids: string[] }> {
  const { office, target } = situation
  if (target === 'county') return { register: 'helper', ids: [office.helper] }
  if (target === 'mixed') return { register: 'household', ids: [office.own.household, office.foreign.household] }
  return { register: 'household', ids: [(await situation.fresh()).household] }
}

/** A household without members, and a helper without pairings, which may be removed. */
async function removable(situation: Situation, removed: boolean): Promise<{ register: string; ids: string[]; reason: string }> {
  const { office, target } = situation
  const villages = target === 'mixed' ? [OWN, FOREIGN] : [situation.of.village]
  const { result } = await office.app.host.office().store.change({ id: 'A', name: '王主任' }, { kind: 'edit', title: '备' }, (transaction) => {
    const ids =
      target === 'county'
        ? [transaction.insert('helper', { name: '闲着的' })]
        : villages.map((village) => transaction.insert('household', { village, exit_status: '0', valid: true }))
    const register = target === 'county' ? 'helper' : 'household'
    if (removed) for (const id of ids) transaction.remove(register, id)
    return { register, ids }
  })
  return { ...result, reason: '不用了' }
}

/** A report of a village, or of the county, made by the administrator. */
async function reported({ office, target, of }: Situation): Promise<string> {
  const made = { code: '1.0', by: 'village' as const, year: 2015, ...(target === 'county' ? {} : { within: of.village }) }
  const administrator = office.askers.find(({ letter }) => letter === 'A')
  if (administrator === undefined) throw new Error('no administrator')
  return (await administrator.client.statistics.freeze(made)).id
}

/** A table: of a village, of the county by village, by what is masked for some. */
function statistic({ target, of }: Situation): Record<string, unknown> {
  const table = { code: '1.0', by: 'village', year: 2015 }
  if (target === 'own' || target === 'foreign') return { ...table, within: of.village }
  return target === 'hidden' ? { ...table, code: '1.2' } : table
}

const QUESTIONNAIRE = {
  code: 'asked',
  name: '调查',
  about: ['household'],
  source: null,
  unverified: false,
  tree: { items: [{ type: 'boolean' as const, code: 'q1', label: '好不好', yes: '1' }] },
}

function administratorOf({ office }: Situation): Asker {
  const administrator = office.askers.find(({ letter }) => letter === 'A')
  if (administrator === undefined) throw new Error('no administrator')
  return administrator
}

const asked = new WeakMap<RightsOffice, string>()

/** A questionnaire that the administrator published: one for all, or one that is used up. */
async function questionnaire(situation: Situation, fresh = false): Promise<string> {
  const known = asked.get(situation.office)
  if (known !== undefined && !fresh) return known
  const { id } = await administratorOf(situation).client.questionnaires.publish({ ...QUESTIONNAIRE, code: fresh ? 'withdrawn' : 'asked' })
  if (!fresh) asked.set(situation.office, id)
  return id
}

function answers({ of }: Situation) {
  const subject = { register: 'household', id: of.household }
  return { subject, askedOn: '2015-10-08', askedBy: '张三', answeredBy: null, remark: null, answers: { q1: '1' } }
}

/** A sheet about the household of the target, entered by the administrator. */
async function answered(situation: Situation): Promise<string> {
  const { client } = administratorOf(situation)
  return (await client.questionnaires.saveSheet({ questionnaire: await questionnaire(situation), sheet: answers(situation) })).id
}

/** A frame of a village, or of helpers of the county: the same again and again, which needs a reason. */
function frame({ target, of }: Situation): Record<string, unknown> {
  const drawn = target === 'county' ? { register: 'helper' } : { register: 'household', within: of.village }
  return { ...drawn, rule: { by: 'number', count: 1 }, again: '再抽一次' }
}

/** A draw that waits for its seed, made by the administrator. */
async function frozen(situation: Situation): Promise<string> {
  const administrator = situation.office.askers.find(({ letter }) => letter === 'A')
  if (administrator === undefined) throw new Error('no administrator')
  return (await administrator.client.draws.freeze({ ...frame(situation), name: '抽查' } as never)).id
}

async function draft(situation: Situation): Promise<unknown> {
  const { office, target } = situation
  const records = await situation.fresh()
  const member = {
    person: { id: records.person, name: records.name },
    membership: { id: records.membership, relation: '01' },
    personYear: { id: records.personYear },
  }
  const stranger = {
    person: situation.allowed ? { id: await freePerson(office), name: '无户人' } : { id: office.foreign.person, name: '改名' },
    membership: { relation: '03' },
    personYear: {},
  }
  return {
    year: 2015,
    reason: '测试',
    household: { id: records.household, village: records.village, address: `新址${Math.random()}` },
    householdYear: null,
    members: target === 'mixed' ? [member, stranger] : [member],
  }
}

const happened = (household: string) => ({ household, on: '2015-06-01', reason: '9' })

/** A household of two. */
async function family(situation: Situation): Promise<{ household: string; head: string; membership: string }> {
  const { household, membership: head } = await situation.fresh()
  const person = await freePerson(situation.office)
  const { result } = await situation.office.app.host
    .office()
    .store.change({ id: 'A', name: '王主任' }, { kind: 'edit', title: '备' }, (transaction) =>
      transaction.insert('membership', { household_id: household, person_id: person, relation: '03', status: '1' }),
    )
  return { household, head, membership: result }
}

/** Somebody in no household. */
async function freePerson(office: RightsOffice): Promise<string> {
  const { sex, id_number, birth_date } = syntheticPerson({ birthDate: '1999-05-06' })
  return (
    await office.app.host
      .office()
      .store.change({ id: 'A', name: '王主任' }, { kind: 'edit', title: '备' }, (transaction) =>
        transaction.insert('person', { name: '无户人', sex, id_number, birth_date }),
      )
  ).result
}

const sheet = ({ office, target, of }: Situation): { register: string; text: string } =>
  target === 'county'
    ? { register: 'helper', text: '姓名,职务\n县直李帮扶,改过\n' }
    : {
        register: 'household_year',
        text: `户编号,年度,工资性收入\n${(target === 'mixed' ? ['户号己', '户号彼'] : [of === office.own ? '户号己' : '户号彼']).map((number) => `${number},2016,100\n`).join('')}`,
      }

const ticketFor = ({ office, asker }: Situation, name: string, content: string): Promise<string> => office.ticket(asker, name, content)
const sheetTicket = async (situation: Situation): Promise<{ register: string; ticket: string }> => ({
  register: sheet(situation).register,
  ticket: await ticketFor(situation, '表.csv', sheet(situation).text),
})

const imports = new WeakMap<RightsOffice, Map<string, string>>()

/** An import that is open and checked: of the asker, or of somebody else. One for each suffices. */
async function openImport(situation: Situation): Promise<string> {
  const { office, asker, target, allowed } = situation
  const other = office.askers.find(({ letter }) => letter === (asker.letter === 'U' ? 'A' : 'U')) ?? asker
  const owner = target === 'foreign' || !allowed ? other : asker
  let known = imports.get(office)
  if (known === undefined) imports.set(office, (known = new Map()))
  let id = known.get(owner.letter)
  if (id === undefined) {
    const { register, ticket } = await sheetTicket({ ...situation, asker: owner, target: 'own', of: office.own })
    const opened = await office.app.host.jobs.finished((await owner.client.imports.open({ register, ticket })).job)
    id = (opened.result as { import: string }).import
    await office.app.host.jobs.finished((await owner.client.imports.dryRun({ import: id, options: {} })).job)
    known.set(owner.letter, id)
  }
  return id
}

const lists = new WeakMap<RightsOffice, Map<string, string>>()

/** A department's list that is open and compared: of the asker, or of somebody else. One for each suffices. */
async function openList(situation: Situation): Promise<string> {
  const { office, asker, target, allowed } = situation
  const other = office.askers.find(({ letter }) => letter === (asker.letter === 'U' ? 'A' : 'U')) ?? asker
  const owner = target === 'foreign' || !allowed ? other : asker
  let known = lists.get(office)
  if (known === undefined) lists.set(office, (known = new Map()))
  let id = known.get(owner.letter)
  if (id === undefined) {
    const opened = await office.app.host.jobs.finished((await owner.client.comparisons.open(await listTicket({ ...situation, asker: owner }))).job)
    id = (opened.result as { comparison: string }).comparison
    await office.app.host.jobs.finished((await owner.client.comparisons.check({ comparison: id, options: {} })).job)
    known.set(owner.letter, id)
  }
  return id
}

/** A list that names somebody of one's own village. */
const listTicket = async (situation: Situation): Promise<{ kind: string; ticket: string }> => ({
  kind: 'car',
  ticket: await ticketFor(situation, '名单.csv', `姓名,身份证号,车牌号\n甲,${situation.office.own.number},甘J1\n`),
})

/** The change set of an import: of the asker, or of somebody else. */
async function imported(situation: Situation): Promise<{ changeSet: string }> {
  const { office, asker, target, allowed } = situation
  const other = office.askers.find(({ letter }) => letter === (asker.letter === 'U' ? 'A' : 'U')) ?? asker
  const owner = target === 'foreign' || !allowed ? other : asker
  const text = `户编号,年度,工资性收入\n户号己,2016,${Math.ceil(Math.random() * 1e6)}\n`
  const ticket = await office.ticket(owner, '表.csv', text)
  const { job: started } = await owner.client.imports.run({ register: 'household_year', ticket, options: {} })
  const { result } = await office.app.host.jobs.finished(started)
  return { changeSet: (result as { changeSet: string }).changeSet }
}

/** The same, looked at by the asker as far as they may. */
async function lookedAt(situation: Situation): Promise<{ changeSet: string }> {
  const { office, asker, allowed } = situation
  const one = await imported(situation)
  if (allowed) await office.app.host.jobs.finished((await asker.client.undoing.look(one)).job)
  return one
}

/** A job of the asker, or of another of the same name. */
async function job({ office, asker, target, allowed }: Situation): Promise<{ job: string }> {
  const other = office.askers.find(({ letter }) => letter === (asker.letter === 'U' ? 'R' : 'U')) ?? asker
  const owner = target === 'foreign' || !allowed ? other : asker
  const started = await owner.client.exports.start({ register: 'household', format: 'csv' })
  await office.app.host.jobs.finished(started.job)
  return started
}

async function attachment(situation: Situation, removed = false): Promise<{ id: string }> {
  const { office, of, allowed } = situation
  if (!allowed) return { id: of.attachment }
  const admin = office.askers.find(({ letter }) => letter === 'A') ?? situation.asker
  const target = await situation.fresh()
  const added = await admin.client.attachments.add({
    ticket: await office.ticket(admin, '附件.pdf', `%PDF-1.4\n${Math.random()}\n%%EOF\n`),
    register: 'household',
    record: target.household,
  })
  const id = added.state === 'added' ? added.id : ''
  if (removed) await admin.client.attachments.remove({ id, reason: '备' })
  return { id }
}

/** A return of a household of the target, open. */
async function returned(situation: Situation): Promise<string> {
  const { office } = situation
  const { household } = await situation.fresh()
  const known = office.app.host
    .office()
    .store.read.get<{ id: string }>('SELECT id FROM review_return WHERE household_id = ? AND state <> ?', household, 'closed')
  if (known !== undefined) return known.id
  const admin = office.askers.find(({ letter }) => letter === 'A') ?? situation.asker
  return (await admin.client.exchange.returnHousehold({ household, remark: '备' })).id
}

async function transfer(situation: Situation): Promise<string> {
  const { office } = situation
  const admin = office.askers.find(({ letter }) => letter === 'A') ?? situation.asker
  // Into the village of the target: whoever is there takes it in.
  const { household } = await office.fresh(FOREIGN)
  const toVillage = situation.of.village === OWN ? OWN : VILLAGE_THREE
  return (await admin.client.exchange.transferOut({ household, toVillage, reason: '备' })).id
}

/** Somebody in a household who is not its head. */
async function member({ office, asker }: Situation, household: string): Promise<string> {
  const { client } = office.askers.find(({ letter }) => letter === 'A') ?? asker
  const { id } = await client.records.save({ register: 'person', values: { name: '王小明', sex: '1', id_type: '01' }, reason: '备' })
  await client.records.save({ register: 'membership', values: { household_id: household, person_id: id, relation: '03', status: '1' }, reason: '备' })
  return id
}

/** A transfer of somebody into the village of the target, and the household there that takes them in. */
async function personTransfer(situation: Situation): Promise<{ id: string; household: string }> {
  const { office } = situation
  const admin = office.askers.find(({ letter }) => letter === 'A') ?? situation.asker
  const { household } = await office.fresh(FOREIGN)
  const toVillage = situation.of.village === OWN ? OWN : VILLAGE_THREE
  const person = await member(situation, household)
  const { id } = await admin.client.exchange.personTransferOut({ person, toVillage, decreaseReason: '02', reason: '备' })
  return { id, household: (await office.fresh(toVillage)).household }
}

/** A transfer that an office above called off. */
async function overruled(situation: Situation): Promise<string> {
  const id = await transfer(situation)
  await situation.office.app.host
    .office()
    .store.change({ id: 'u', name: '上级' }, { kind: DECISION_KIND, title: '裁定' }, (transaction) =>
      transaction.update('transfer', id, { state: 'cancelled' }),
    )
  return id
}

/** A village that is nobody's in particular. */
const VILLAGE_THREE = '621125100201'

const photo = async (situation: Situation): Promise<unknown> => ({
  ticket: await ticketFor(situation, '附件.pdf', `%PDF-1.4\n${Math.random()}\n%%EOF\n`),
  register: 'household',
  record: (await situation.fresh()).household,
})

/** A file that is no workbook: it is refused by whoever may bring one back. */
const paperTicket = async (situation: Situation): Promise<{ ticket: string }> => ({ ticket: await ticketFor(situation, '表样.xlsx', 'x') })

const paper = ({ office, target, of }: Situation): Record<string, unknown> => ({
  code: 'household_card',
  year: 2015,
  for: target === 'mixed' ? [office.own.household, office.foreign.household] : [of.household],
})

export const calls: Readonly<Record<string, Call>> = {
  'session.status': call(),
  'session.opening': call(),
  'session.cancelOpening': call(),
  'session.logout': call(),
  'session.lock': call(),
  'divisions.national': same({}),
  'divisions.search': same({ text: '漳县', under: '621100000000' }),
  'session.setUp': same({ unit: '621125', login: 'x', displayName: 'x', password: PASSWORD }, 'ALREADY_SET_UP'),
  'session.login': same({ login: '没有这个人', password: 'x' }, 'WRONG_PASSWORD', 'TOO_MANY_ATTEMPTS'),
  'session.recover': same({ recoveryCode: 'x', login: '没有这个人', password: PASSWORD }, 'WRONG_PASSWORD', 'TOO_MANY_ATTEMPTS', 'VALIDATION', 'NOT_FOUND'),
  'session.unlock': same({ password: PASSWORD }),
  'session.changePassword': same({ current: PASSWORD, next: PASSWORD }, 'VALIDATION'),
  'session.renewRecoveryCode': same({ password: PASSWORD }),
  'session.recoveryCode': same(undefined),
  'session.confirmRecoveryCode': same(undefined),
  'session.renewDataKey': same({ password: '' }, 'VALIDATION'),
  'users.list': call(),
  'users.create': call(() => ({ login: `n${Math.random()}`.slice(0, 20), displayName: '新来', role: 'reader', divisions: [], password: PASSWORD })),
  'users.update': call(({ office }) => ({ id: office.spare, displayName: '备用' })),
  'users.resetPassword': call(({ office }) => ({ id: office.spare, password: PASSWORD })),

  'records.query': call((situation) => ({ ...list(situation), limit: 100 })),
  'records.count': call((situation) => list(situation)),
  'records.values': call((situation) => ({ ...list(situation), column: titleOf(list(situation)['register']) })),
  'records.readyViews': call((situation) => ({ register: list(situation)['register'], year: 2015 })),
  'records.places': call((situation) => ({ register: list(situation)['register'] })),
  'records.find': call(({ target }) => ({ text: target === 'county' ? '李' : '牛', limit: 20 })),
  'records.choices': call((situation) => ({ ...list(situation), text: situation.target === 'county' ? '李' : '牛', limit: 20 })),
  'records.get': call(({ office, target, of }) => (target === 'county' ? { register: 'helper', id: office.helper } : { register: 'person', id: of.person })),
  'records.moments': call(({ of }) => ({ register: 'household', id: of.household })),
  'records.history': call(({ office, target, of }) =>
    target === 'county' ? { register: 'helper', id: office.helper, related: true } : { register: 'household', id: of.household, related: true },
  ),
  'records.save': call(async (situation) => {
    const { target, of, office } = situation
    if (target === 'county') return { register: 'helper', id: office.helper, values: { position: `职务${Math.random()}` } }
    if (target === 'mixed')
      return {
        register: 'membership',
        values: {
          household_id: office.own.household,
          person_id: situation.allowed ? await freePerson(office) : office.foreign.person,
          relation: '03',
          status: '1',
          end_date: '2015-01-01',
        },
        reason: '测试',
      }
    return { register: 'household', id: of.household, values: { other_mark: `标记${Math.random()}` } }
  }),
  'records.batch': call(async (situation) => {
    const { register, ids } = await records(situation)
    return { register, ids, values: register === 'helper' ? { address: `地址${Math.random()}` } : { other_mark: `标记${Math.random()}` }, reason: '测试' }
  }),
  'records.begin': call(async (situation) => {
    const { register: of, ids } = await records(situation)
    const values = { campaign_id: situation.office.campaign, direction: '2', ground: '3', opened_on: '2015-09-02' }
    return { register: 'identification', of, ids, values }
  }),
  'records.remove': call((situation) => removable(situation, false)),
  'records.restore': call((situation) => removable(situation, true)),
  'records.names': call(({ office, of, target }) => ({
    records: [
      { register: 'person', ids: target === 'mixed' ? [office.own.person, office.foreign.person] : [of.person] },
      { register: 'helper', ids: [office.helper] },
      { register: 'membership', ids: [of.membership] },
      { register: 'attachment', ids: [of.attachment] },
    ],
    divisions: [OWN, FOREIGN],
  })),
  'records.views': call((situation) => ({ register: list(situation)['register'] })),
  'records.saveView': call((situation) => ({
    register: list(situation)['register'],
    name: '看法',
    where: list(situation)['where'] ?? null,
    sort: null,
    columns: null,
    shared: false,
  })),
  'records.removeView': same({ id: unknown }),
  'records.changes': same({ limit: 500, offset: 0 }),
  'records.changeEntries': call(({ of }) => ({ changeSet: of.changeSet, limit: 500, offset: 0 })),
  'records.undo': call(async ({ office, asker, allowed, target, of }) => {
    if (!allowed || target === 'foreign') return { changeSet: (await office.fresh(of.village)).changeSet }
    const saved = await asker.client.records.save({ register: 'household', id: of.household, values: { other_mark: `撤销${Math.random()}` } })
    return { changeSet: saved.changeSet ?? '' }
  }),

  'household.detail': call(({ of }) => ({ id: of.household, year: 2015 })),
  'household.locate': call(({ of }) => ({ key: of.number })),
  'household.save': call(draft),
  'household.check': call(draft),
  'household.carryForward': call(({ of }) => ({ places: [of.village], from: 2011 })),
  'balance.split': call(async (situation) => {
    const { household, membership } = await family(situation)
    return { ...happened(household), members: [{ membership, relation: '01' }] }
  }),
  'balance.merge': call(async (situation) => {
    const [{ household, membership }, into] = [await situation.fresh(), await situation.fresh()]
    return { ...happened(household), into: into.household, members: [{ membership, relation: '99' }] }
  }),
  'balance.close': call(async (situation) => happened((await situation.fresh()).household)),
  'balance.changeHead': call(async (situation) => {
    const { household, head, membership } = await family(situation)
    return { ...happened(household), head: membership, relations: [{ membership: head, relation: '02' }] }
  }),
  'divisions.tree': same({}),
  'checks.rules': call(),
  'checks.summary': call(({ of }) => ({ by: 'rule', filter: { division: of.village } })),
  'checks.list': call(({ of }) => ({ filter: { division: of.village }, ...page })),
  'checks.export': call(({ of }) => ({ filter: { division: of.village } })),
  'checks.act': call(({ office, of }) => ({ findings: [findingIn(office, of.village)], does: { act: 'explain', reason: '已经核实' } })),
  'checks.setRule': same({ rule: '13.1-10h', off: true, reason: '座机多' }),
  'checks.run': call(),
  'home.summary': same({ year: 2015 }),
  'statistics.list': call(),
  'statistics.count': call(statistic),
  'statistics.export': call(statistic),
  'statistics.freeze': call(statistic),
  'statistics.runs': same({}),
  'statistics.compare': call(async (situation) => ({ id: await reported(situation) })),
  'paper.forms': call(),
  'targets.measures': call(),
  'targets.columns': call(),
  'plans.judge': same({ village: null, year: 2015, targetExitYear: 2015, people: 4, baseIncome: 920_000, increase: 640_000 }),
  'money.allocate': same({ allocation: unknown, amount: 100, on: '2015-05-01' }, 'NOT_FOUND'),
  'money.book': same({ ids: [unknown], on: '2015-05-01' }, 'CONFLICT'),
  'money.giveBack': same({ allocation: unknown, amount: 100, on: '2015-05-01', reason: '项目取消' }, 'NOT_FOUND'),
  'money.carryOver': same({ year: 2001, on: '2001-12-31' }),
  'money.transit': call(),
  'battle.view': same({ map: unknown }, 'NOT_FOUND'),
  'battle.unplaced': same({ map: unknown, sign: unknown }, 'NOT_FOUND'),
  'battle.setPicture': same({ map: unknown, attachment: unknown }, 'NOT_FOUND'),
  'battle.preview': same({ map: unknown, version: 'inner', paper: 'A3' }, 'NOT_FOUND'),
  'battle.print': same({ map: unknown, version: 'inner', paper: 'A3' }, 'NOT_FOUND'),
  'money.flow': same({ year: 2015 }),
  'money.bankList': same({ claim: unknown, ticket: unknown, kind: 'list', on: '2015-05-01', save: false }, 'NOT_FOUND'),
  'shortfalls.find': call(({ of }) => ({ division: of.village, year: 2015 })),
  'projects.progress': same({ year: 2015 }),
  'projects.reports': same({ project: unknown, day: '2015-06-30' }, 'NOT_FOUND'),
  'projects.report': same({ asOf: '2015-06-30', rows: [{ node: unknown, completion: 100, words: null }] }, 'NOT_FOUND'),
  'targets.table': same({ measure: unknown, year: 2015 }, 'NOT_FOUND'),
  'targets.assign': same({ measure: unknown, year: 2015, rows: [{ place: '621125100000', amount: 100 }] }, 'NOT_FOUND'),
  'paper.template': same({ wanted: { code: 'household_card', year: 2015 } }),
  'paper.tryTemplate': call(async (situation) => ({ ...(await paperTicket(situation)), wanted: { code: 'household_card', year: 2015 } }), 'FILE_FORMAT'),
  'paper.putTemplate': same({ code: 'household_card', year: 2015, ticket: null }),
  'paper.addForm': call(
    async (situation) => ({ ...(await paperTicket(situation)), title: '样表', source: '', from: { kind: 'record', register: 'organization' } }),
    'FILE_FORMAT',
  ),
  'paper.changeForm': same({ code: 'own_999', title: '没有的表', source: '', from: { kind: 'list', register: 'organization' }, workbook: 'kept' }, 'NOT_FOUND'),
  'paper.removeForm': same({ code: 'household_card' }, 'VALIDATION'),
  'due.list': call(({ of }) => ({ within: of.village })),
  'due.days': call(({ of }) => ({ within: of.village })),
  'notices.week': call(() => ({ day: '2015-11-12' })),
  'procedures.list': call(),
  'procedures.show': same({ register: 'household', id: unknown }, 'NOT_FOUND'),
  'procedures.board': same({ register: 'household', by: 'village' }, 'NOT_FOUND'),
  'procedures.rounds': same({ register: 'household' }, 'NOT_FOUND'),
  'procedures.step': same({ register: 'household', ids: [unknown], step: 'x', on: '2015-01-01' }, 'NOT_FOUND'),
  'procedures.undo': same({ register: 'household', id: unknown, step: 'x', reason: 'x' }, 'NOT_FOUND'),
  'procedures.open': same({ register: 'household', ids: [unknown], state: 'x', on: '2015-01-01', basis: 'x' }, 'NOT_FOUND'),
  'questionnaires.list': call(),
  'questionnaires.show': call(async (situation) => ({ id: await questionnaire(situation) })),
  'questionnaires.builtIn': call(),
  'questionnaires.exportDefinition': call(async (situation) => ({ id: await questionnaire(situation) })),
  'questionnaires.drafts': call(),
  'questionnaires.saveDraft': same(QUESTIONNAIRE),
  'questionnaires.removeDraft': call(async (situation) => ({ id: (await administratorOf(situation).client.questionnaires.saveDraft(QUESTIONNAIRE)).id })),
  'questionnaires.publish': same(QUESTIONNAIRE),
  'questionnaires.withdraw': call(async (situation) => ({ id: await questionnaire(situation, true), reason: '换新的' })),
  'questionnaires.importDefinition': call(async (situation) => ({ ticket: await ticketFor(situation, '问卷.csv', '编号\n') })),
  'questionnaires.sheets': call(({ of }) => ({ subject: { register: 'household', id: of.household } })),
  'questionnaires.exportAnswers': call(async (situation) => ({ id: await questionnaire(situation) })),
  'questionnaires.sheet': call(async (situation) => ({ id: await answered(situation) })),
  'questionnaires.saveSheet': call(async (situation) => ({ questionnaire: await questionnaire(situation), sheet: answers(situation) })),
  'questionnaires.saveSheets': call(async (situation) => ({ questionnaire: await questionnaire(situation), sheets: [answers(situation)] })),
  'questionnaires.removeSheet': call(async (situation) => ({ id: await answered(situation), reason: '重问' })),
  'questionnaires.importAnswers': call(async (situation) => ({ id: await questionnaire(situation), ticket: await ticketFor(situation, '答卷.csv', '编号\n') })),
  'draws.list': call(),
  'draws.show': call(async (situation) => ({ id: await frozen(situation) })),
  'draws.export': call(async (situation) => ({ id: await frozen(situation) })),
  'draws.frame': call((situation) => ({ ...list(situation), rule: { by: 'number', count: 1 } }), 'VALIDATION'),
  'draws.freeze': call((situation) => ({ ...frame(situation), name: '抽查' })),
  'draws.draw': call(async (situation) => ({ id: await frozen(situation), seed: '4817', seedFrom: '现场摇号' })),
  'locks.list': call(),
  'locks.set': call(({ office, target, of }) => ({
    year: 2011,
    villages: target === 'mixed' ? [office.own.village, office.foreign.village] : [of.village],
    level: 'village',
    locked: true,
  })),
  'succession.list': call(),
  'succession.forerunners': call(({ of }) => ({ division: of.village })),
  'succession.preview': call(({ of }) => ({ villages: [of.village], into: { code: `${of.village.slice(0, 9)}290`, name: '甲村' }, on: '2011-01-01' })),
  'succession.apply': same({ villages: ['621125999999'], into: { village: '621125999998' }, on: '2011-01-01', documentNo: 'x', reason: 'x' }, 'VALIDATION'),
  'succession.rename': same({ village: '621125999999', name: 'x', on: '2011-01-01', documentNo: 'x', reason: 'x' }, 'VALIDATION'),
  'imports.template': same({ register: 'household' }),
  'imports.targets': same({ register: 'household' }),
  'imports.open': call(sheetTicket),
  'imports.run': call(async (situation) => ({ ...(await sheetTicket(situation)), options: {} })),
  'imports.dryRun': call(async (situation) => ({ import: await openImport(situation), options: {} })),
  'imports.preview': call(async (situation) => ({ import: await openImport(situation) })),
  'imports.wrong': call(async (situation) => ({ import: await openImport(situation) })),
  'imports.mend': call(async (situation) => ({ import: await openImport(situation), mends: [], choices: [] })),
  'imports.problems': call(async (situation) => ({ import: await openImport(situation) })),
  'imports.commit': call(async (situation) => ({ import: await openImport(situation), acceptRejected: true })),
  'imports.close': call(async (situation) => ({ import: await openImport(situation) })),
  'imports.recent': call(),
  'comparisons.kinds': call(),
  'comparisons.keepKinds': call(),
  'comparisons.open': call(listTicket),
  'comparisons.run': call(async (situation) => ({ ...(await listTicket(situation)), options: {} })),
  'comparisons.check': call(async (situation) => ({ comparison: await openList(situation), options: {} })),
  'comparisons.rows': call(async (situation) => ({ comparison: await openList(situation), shown: 'hit' })),
  'comparisons.save': call(async (situation) => ({ comparison: await openList(situation) })),
  'comparisons.close': call(async (situation) => ({ comparison: await openList(situation) })),
  'undoing.look': call(imported),
  'undoing.preview': call(lookedAt),
  'undoing.kept': call(lookedAt),
  'undoing.carryOut': call(imported),
  'exports.start': call((situation) => ({ ...list(situation), format: 'xlsx' })),
  'exports.dictionary': call(),
  'paper.preview': call(paper),
  'paper.make': call((situation) => ({ ...paper(situation), format: 'html' })),

  'jobs.list': call(),
  'jobs.watch': call(),
  'jobs.get': call(job),
  'jobs.cancel': call(job),
  'jobs.dismiss': call(job),
  'backups.list': call(),
  'backups.create': same({}),
  'backups.attachmentSize': call(),
  'backups.folder': call(),
  'backups.file': same({ name: '没有的备份' }, 'NOT_FOUND'),
  'backups.verify': call(),
  'backups.restore': same({ name: '没有的备份', login: 'admin', password: 'x' }, 'NOT_FOUND', 'WRONG_PASSWORD'),
  'rescue.run': same({ login: 'admin', password: 'x' }, 'WRONG_PASSWORD', 'TOO_MANY_ATTEMPTS'),
  'rescue.reports': call(),

  'attachments.list': call(({ of }) => ({ register: 'household', record: of.household })),
  'attachments.thumbnail': call(({ of }) => ({ id: of.attachment })),
  'attachments.picture': call(({ of }) => ({ id: of.attachment })),
  'attachments.file': call(({ of }) => ({ id: of.attachment })),
  'attachments.add': call(photo),
  'attachments.update': call(async (situation) => ({ ...(await attachment(situation)), remark: '新说明' })),
  'attachments.remove': call(async (situation) => ({ ...(await attachment(situation)), reason: '测试' })),
  'attachments.restore': call(async (situation) => ({ ...(await attachment(situation, true)), reason: '测试' })),

  'exchange.overview': call(),
  'exchange.sites': call(),
  'exchange.destinations': same({ text: '' }),
  'exchange.digest': call(),
  'exchange.recipients': call(),
  'exchange.places': call(),
  'exchange.packPreview': same({ to: '621125100000' }, 'NOT_FOUND', 'VALIDATION', 'FORBIDDEN'),
  'exchange.pack': same({ to: '621125100000' }),
  'exchange.packages': same(page),
  'exchange.grid': same({ year: 2015 }),
  'exchange.scan': same({ place: unknown }, 'FILE_NOT_FOUND'),
  'exchange.inspect': call(async (situation) => ({ ticket: await ticketFor(situation, 'a.bfx', 'x') })),
  'exchange.open': call(async (situation) => ({ ticket: await ticketFor(situation, 'a.bfx', 'x') })),
  'exchange.folder': call(async ({ office, asker }) => ({
    ticket: (await office.app.files.accept(office.directory, '盘', { temporary: false, session: asker.session ?? '' })).ticket,
  })),
  'exchange.previewRows': same({ package: unknown, ...page }, 'NOT_FOUND'),
  'exchange.apply': same({ package: unknown }, 'NOT_FOUND'),
  'exchange.close': same({ package: unknown }),
  'exchange.undoApply': same({ package: unknown }, 'CANNOT_UNDO'),
  'exchange.receipt': same({ package: unknown }, 'NOT_FOUND'),
  'exchange.packageFile': same({ package: unknown }, 'NOT_FOUND'),
  'exchange.saved': same({ ticket: unknown }),
  'exchange.upgraded': same({ to: unknown }, 'NOT_FOUND'),
  'exchange.request': same({ label: '一号机' }, 'VALIDATION', 'CONFLICT', 'FORBIDDEN'),
  'exchange.withdraw': call(({ office }) => ({ site: office.app.host.office().store.site, reason: '测试' }), 'VALIDATION'),
  'exchange.readRequest': call(async (situation) => ({ ticket: await ticketFor(situation, 'a.json', 'x') }), 'FILE_FORMAT', 'VALIDATION', 'PACKAGE_DAMAGED'),
  'exchange.admit': call(async (situation) => ({ ticket: await ticketFor(situation, 'a.json', 'x') }), 'FILE_FORMAT', 'VALIDATION', 'PACKAGE_DAMAGED'),

  'exchange.formerEdits': same(page),
  'exchange.settleFormerEdits': same({ records: [unknown], take: true, reason: '测试' }, 'NOT_FOUND'),
  'exchange.conflicts': call(({ of }) => ({ place: of.village, ...page })),
  'exchange.duplicates': same(page),
  'exchange.proposals': call(({ of }) => ({ place: of.village, ...page })),
  'exchange.personTransfers': call(({ of }) => ({ person: of.person, ...page })),
  'exchange.transfers': call(({ of }) => ({ household: of.household, ...page })),
  'exchange.returns': call(({ of }) => ({ household: of.household, ...page })),
  'exchange.inCharge': call(({ of }) => ({ place: of.village })),
  'exchange.resolve': call(
    ({ of }) => ({ decisions: [{ register: 'person', record: of.person, field: 'name', take: 'ours' }], reason: '测试' }),
    'CONFLICT',
    'NOT_FOUND',
  ),
  'exchange.conflictChecks': call(({ of }) => ({ register: 'person', record: of.person, field: 'name' }), 'CONFLICT', 'NOT_FOUND'),
  'exchange.resolveByRule': call(({ of }) => ({ rule: 'ours', place: of.village, reason: '测试' })),
  'exchange.mergeDuplicates': call(
    ({ office, of, allowed }) => ({
      register: 'person',
      keep: of.person,
      drop: allowed ? unknown : office.own.person === of.person ? office.foreign.person : office.own.person,
      values: {},
      reason: '测试',
    }),
    'NOT_FOUND',
  ),
  'exchange.keepApart': call(
    ({ office, of, allowed }) => ({
      register: 'person',
      one: of.person,
      other: allowed ? unknown : office.own.person === of.person ? office.foreign.person : office.own.person,
      reason: '测试',
    }),
    'NOT_FOUND',
  ),
  'exchange.settleProposals': call(({ of }) => ({ ids: [of.proposal], accept: true }), 'CONFLICT'),
  'exchange.proposalChecks': call(({ of }) => ({ ids: [of.proposal] }), 'CONFLICT'),
  'exchange.transferOut': call(async (situation) => ({ household: (await situation.fresh()).household, toVillage: VILLAGE_THREE, reason: '测试' })),
  'exchange.personTransferOut': call(async (situation) => ({
    person: await member(situation, (await situation.fresh()).household),
    toVillage: VILLAGE_THREE,
    decreaseReason: '02',
    reason: '测试',
  })),
  'exchange.settlePersonTransfer': call(async (situation) => {
    const { id, household } = await personTransfer(situation)
    return { id, to: 'in', into: { household, relation: '03', increaseReason: '05' } }
  }),
  'exchange.settleTransfer': call(async (situation) => ({ id: await transfer(situation), to: 'in' })),
  'exchange.noteDecision': call(async (situation) => ({ id: await overruled(situation) })),
  'exchange.returnHousehold': call(async (situation) => ({ household: (await situation.fresh()).household, remark: '测试' })),
  'exchange.answerReturn': call(async (situation) => ({ id: await returned(situation), answer: '已改' })),
  'exchange.closeReturn': call(async (situation) => ({ id: await returned(situation) })),
}
