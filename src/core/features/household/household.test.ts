import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { codeListOf, registerOf } from '../../catalogue/index.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import type { Core } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { Database } from '../../store/index.ts'
import { uniqueSets } from '../../store/schema.ts'
import { watchPrepared } from '../../store/testing/prepared.ts'
import { undo, historyOf } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import type { HouseholdDraft } from './contract.ts'
import { householdHandlers } from './handlers.ts'
import { rehearseFirstSave } from './rehearsal.ts'

let office: TestOffice
let user = userOf('administrator')
const core = { office: () => office, user: () => user, now: () => new Date(`${TODAY}T08:00:00Z`) } as unknown as Core
const client = () => createRouterClient(householdHandlers(core), { context: { session: 'test' } })

beforeAll(async () => {
  office = await testOffice({ households: 60 })
})
afterAll(() => office.end())

/** Code of 死亡 in the list of reasons. */
const DEATH = codeListOf('member_decrease_reason').items.find((item) => item.label === '死亡')?.code ?? ''
const VILLAGE = '621125100204'

function member(relation: string, wish: Parameters<typeof syntheticPerson>[0], year: Row = {}): HouseholdDraft['members'][number] {
  const { name, id_number } = syntheticPerson(wish)
  // Sex and birth date are left for the program to read off the number.
  return {
    person: { name, id_number, ethnicity: '01' },
    membership: { relation },
    personYear: { health: '01', labour: '01', student_status: '01', education: '03', ...year },
  }
}

function draft(members: HouseholdDraft['members'], household: Row = {}, householdYear: Row = {}): HouseholdDraft {
  return {
    year: 2015,
    reason: '测试用户',
    household: { village: VILLAGE, attribute: '01', exit_status: '0', main_cause: '09', identification_standard: '1', phone: '15000001234', ...household },
    householdYear: { wage_income: 1_200_000, business_income: 300_050, business_expense: 100_000, ...householdYear },
    members,
  }
}

/** Sets of values that no two records of a register share: each is looked up when a record of it is checked. */
const setsOf = (register: string): number => uniqueSets(registerOf(register)).length

/** How many Zod schemas are built meanwhile: each begins with the trait of all. */
async function schemasBuilt(work: () => Promise<unknown>): Promise<number> {
  const added = vi.spyOn(Set.prototype, 'add')
  try {
    await work()
    return added.mock.calls.filter(([value]) => value === '$ZodType').length
  } finally {
    added.mockRestore()
  }
}

const family = (): HouseholdDraft['members'] => [
  member('01', { name: '周大山', birthDate: '1970-01-02' }, { work_place: '04', work_months: 8 }),
  member('02', { sex: '2', birthDate: '1972-03-04' }),
  member('03', { birthDate: '1994-05-06' }),
]

describe('户卡片', () => {
  it('一次保存建立户、成员、年度记录，计算列随之而来，一步撤销', async () => {
    const before = office.store.read.get<{ n: number }>('SELECT count(*) AS n FROM person WHERE deleted = 0')?.n ?? 0
    const saved = await client().save(draft(family()))
    const card = await client().detail({ id: saved.id, year: 2015 })
    expect(card.household).toMatchObject({ head_name: '周大山', population: 3, village$title: expect.stringContaining('柯寨') as unknown })
    expect(card.householdYear).toMatchObject({ total_income: 1_500_050, net_income: 1_400_050, net_income_per_person: 466_683, population: 3 })
    expect(card.members.map(({ person, membership }) => [person['sex'], person['birth_date'], membership['relation']])).toEqual([
      ['1', '1970-01-02', '01'],
      ['2', '1972-03-04', '02'],
      ['1', '1994-05-06', '03'],
    ])
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
    await undo(office.store, { id: 'x', name: '王主任' }, saved.changeSet ?? '')
    expect(office.store.read.get<{ n: number }>('SELECT count(*) AS n FROM person WHERE deleted = 0')?.n).toBe(before)
    await expect(client().detail({ id: saved.id, year: 2015 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('校验的模式只在第一次用到时建立，再保存不再建', async () => {
    const saved = await client().save(draft(family()))
    const again = async (remark: string): Promise<number> => {
      const { household, householdYear, members } = await client().detail({ id: saved.id, year: 2015 })
      return schemasBuilt(() => client().save({ year: 2015, reason: '测试用户', household: { ...household, remark }, householdYear, members }))
    }
    await again('第一次改')
    expect(await again('第二次改')).toBe(0)
    expect(await schemasBuilt(async () => z.object({ name: z.string() }))).toBe(2)
  })

  it('卡片里没有改的记录不再核对：只改户的备注，查重的只有户', async () => {
    const saved = await client().save(draft(family()))
    const { household, householdYear, members } = await client().detail({ id: saved.id, year: 2015 })
    const asked = vi.spyOn(Database.prototype, 'get')
    const looked = (): number => asked.mock.calls.filter(([sql]) => sql.includes('FROM duplicate_case')).length
    try {
      await client().save({ year: 2015, reason: '测试用户', household: { ...household, remark: '只改了备注' }, householdYear, members })
      const unchanged = looked()
      const [head, ...others] = members
      const again = await client().detail({ id: saved.id, year: 2015 })
      const member = { ...head, person: { ...head?.person, remark: '也改了' } } as (typeof members)[number]
      await client().save({ year: 2015, reason: '测试用户', household: again.household, householdYear: again.householdYear, members: [member, ...others] })
      expect([unchanged, looked() - unchanged]).toEqual([setsOf('household'), setsOf('person')])
    } finally {
      asked.mockRestore()
    }
    expect((await client().detail({ id: saved.id, year: 2015 })).members[0]?.person['remark']).toBe('也改了')
  })

  it('没有改的记录若已被别人改过，仍然说出来', async () => {
    const saved = await client().save(draft(family()))
    const { household, householdYear, members } = await client().detail({ id: saved.id, year: 2015 })
    const [head] = members
    const id = String(head?.person['id'])
    await office.store.change({ id: 'x', name: '别人' }, { kind: 'edit', title: '改过又改回' }, (transaction) => {
      transaction.update('person', id, { remark: '别人改过' })
      transaction.update('person', id, { remark: null })
    })
    await expect(client().save({ year: 2015, reason: '测试用户', household, householdYear, members })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('预演过以后，第一次保存不再准备语句、不再建模式；预演什么也没有留下', async () => {
    const fresh = await testOffice({ households: 12 })
    const prepared = watchPrepared()
    try {
      const journal = fresh.store.read.all('SELECT * FROM journal')
      const told = vi.fn()
      const stop = fresh.store.onChange(told)
      await rehearseFirstSave(fresh, userOf('administrator'))
      stop()
      expect(prepared.texts().length).toBeGreaterThan(20)
      expect(told).not.toHaveBeenCalled()
      expect(fresh.store.read.all('SELECT * FROM journal')).toEqual(journal)
      const { id } = fresh.store.read.get<{ id: string }>('SELECT id FROM household WHERE deleted = 0 ORDER BY id DESC LIMIT 1') ?? { id: '' }
      const card = createRouterClient(householdHandlers({ ...core, office: () => fresh } as unknown as Core), { context: { session: 'test' } })
      const { household, householdYear, members } = await card.detail({ id, year: 2015 })
      const before = prepared.texts().length
      const built = await schemasBuilt(() =>
        card.save({ year: 2015, reason: '测试用户', household: { ...household, remark: '第一次' }, householdYear, members }),
      )
      const first = prepared.texts().slice(before)
      expect({ built, first }).toEqual({ built: 0, first: ['SELECT revision FROM household WHERE id = ?'] })
      // Last of all: the check asks so much that the statements kept for saves make room for its own.
      expect((await verify(fresh.store.read, fresh.store.derivations)).findings).toEqual([])
    } finally {
      prepared.end()
      await fresh.end()
    }
  })

  it('两个户主被拒绝，什么也不写', async () => {
    const before = office.store.read.get('SELECT count(*) AS n FROM journal')
    const two = [member('01', { birthDate: '1970-01-02' }), member('01', { birthDate: '1975-01-02' })]
    await expect(client().save(draft(two))).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: expect.arrayContaining([expect.objectContaining({ rule: '13.1-7' }) as unknown]) as unknown,
    })
    expect(office.store.read.get('SELECT count(*) AS n FROM journal')).toEqual(before)
  })

  it('指出的是草稿里的第几个成员，与档案里的先后无关', async () => {
    const members = [member('03', { birthDate: '1994-05-06' }), member('02', { sex: '2', birthDate: '1972-03-04' }), member('01', { birthDate: '1970-01-02' })]
    const wrong = { ...(members[0] as HouseholdDraft['members'][number]), person: { ...members[0]?.person, sex: '2' } }
    await expect(client().save(draft([wrong, ...members.slice(1)]))).rejects.toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({ path: expect.stringMatching(/^members\.0\./) as unknown, rule: '13.1-5' }) as unknown,
      ]) as unknown,
    })
  })

  it('疑点要写原因，写了原因就保留在历史里', async () => {
    const doubtful = draft(family(), { phone: '12345678901' })
    const { reason: _, ...silent } = doubtful
    await expect(client().save(silent)).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: expect.arrayContaining([expect.objectContaining({ severity: 'warning', rule: '13.1-10h' }) as unknown]) as unknown,
    })
    const saved = await client().save({ ...doubtful, reason: '固定电话，已核实' })
    expect(saved.warnings.map((warning) => warning.rule)).toContain('13.1-10h')
    expect(historyOf(office.store.read, [saved.id])[0]?.reason).toBe('固定电话，已核实')
  })

  it('证件号已在别户登记的人不能再加一次，并指出那一户', async () => {
    const taken = office.store.read.get<{ name: string; id_number: string; head: string }>(
      `SELECT p.name, p.id_number, h.head_name AS head FROM person p JOIN household h ON h.id = p.household_id WHERE p.relation = '02' LIMIT 1`,
    )
    const members = [...family(), { person: { name: taken?.name ?? '', id_number: taken?.id_number ?? '' }, membership: { relation: '99' }, personYear: {} }]
    await expect(client().save(draft(members))).rejects.toMatchObject({ code: 'DUPLICATE', message: expect.stringContaining(taken?.head ?? '?') as unknown })
  })

  it('换户主、成员死亡之后人口和户主姓名跟着变，往年的人口不变', async () => {
    const saved = await client().save(draft(family()))
    await client().save({ year: 2014, household: { id: saved.id }, householdYear: { wage_income: 900_000 }, members: [], reason: '补录上年' })
    const card = await client().detail({ id: saved.id, year: 2015 })
    const [head, wife, son] = card.members
    if (head === undefined || wife === undefined || son === undefined) throw new Error('three members expected')
    await client().save({
      year: 2015,
      reason: '户主去世',
      household: card.household,
      householdYear: card.householdYear,
      members: [
        { ...head, membership: { ...head.membership, status: '2', end_date: '2015-11-01', decrease_reason: DEATH, relation: '11' } },
        { ...wife, membership: { ...wife.membership, relation: '12' } },
        { ...son, membership: { ...son.membership, relation: '01' } },
      ],
    })
    const after = await client().detail({ id: saved.id, year: 2015 })
    expect(after.household).toMatchObject({ head_name: son.person['name'], population: 2 })
    expect(after.householdYear?.['population']).toBe(2)
    expect((await client().detail({ id: saved.id, year: 2014 })).householdYear).toMatchObject({ population: 3, net_income_per_person: 300_000 })
    expect(after.former.map(({ person }) => person['name'])).toEqual(['周大山'])
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })

  it('两个窗口同时改一户，后保存的被告知', async () => {
    const saved = await client().save(draft(family()))
    const first = await client().detail({ id: saved.id, year: 2015 })
    await client().save({ year: 2015, household: { ...first.household, bank_name: '农村信用社' }, householdYear: null, members: [], reason: '补开户行' })
    await expect(
      client().save({ year: 2015, household: { ...first.household, bank_name: '农业银行' }, householdYear: null, members: [], reason: '补开户行' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('外乡镇的录入员看不到也改不了', async () => {
    const saved = await client().save(draft(family()))
    const other = office.store.read.get<{ id: string }>(`SELECT id FROM household WHERE village NOT LIKE '621125100%' LIMIT 1`)?.id ?? ''
    user = userOf('clerk')
    try {
      await expect(client().detail({ id: other, year: 2015 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect((await client().detail({ id: saved.id, year: 2015 })).household['head_name']).toBe('周大山')
      await expect(client().save(draft(family(), { village: '621125101201' }))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    } finally {
      user = userOf('administrator')
    }
  })

  it('按户编号、证件号、姓名找到户；重名时说清楚', async () => {
    const row = office.store.read.get<{ id: string; household_no: string; head_id_number: string }>(
      'SELECT id, household_no, head_id_number FROM household WHERE household_no IS NOT NULL LIMIT 1',
    )
    for (const key of [row?.id, row?.household_no, row?.head_id_number]) expect(await client().locate({ key: key ?? '' })).toEqual({ id: row?.id })
    await expect(client().locate({ key: '周大山' })).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('不止一户') as unknown })
  })
})
