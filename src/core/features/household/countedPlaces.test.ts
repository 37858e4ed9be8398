/** Where yearly records count: entered once, from the state at their date, and left there by whatever happens later. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asCounted } from '../../catalogue/derive/kept.ts'
import { registerOf } from '../../catalogue/index.ts'
import { gatherHouseholds, householdsCounted } from './forPaper.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Row } from '../../shapes.ts'
import { historyOf, undo } from '../../store/history.ts'
import type { SqlRow, Transaction } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { joinRecords } from '../exchange/joinRecords.ts'
import { moveIn } from '../transfers/households.ts'

const BEFORE = '621125100204'
const NOW = '621125100205'
const ELSEWHERE = '621125101201'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
})
afterAll(() => office.end())

const administrator = userOf('administrator')
const actor = { id: 'u', name: '测试' }
const change = async <T>(work: (transaction: Transaction) => T, kind = 'edit') => office.store.change(actor, { kind, title: '测试' }, work)

interface Family {
  readonly household: string
  readonly persons: readonly string[]
}

function enterFamily(transaction: Transaction, village: string, names: readonly string[], start: string | null = '2010-01-01'): Family {
  const household = transaction.insert('household', { village, exit_status: '0', valid: true })
  const persons = names.map((name, index) => {
    const person = transaction.insert('person', { name })
    transaction.insert('membership', { household_id: household, person_id: person, relation: index === 0 ? '01' : '03', status: '1', start_date: start })
    return person
  })
  return { household, persons }
}

function enterYear(transaction: Transaction, { household, persons }: Family, year: number): void {
  transaction.insert('household_year', { household_id: household, year, wage_income: 100 })
  for (const person of persons) transaction.insert('person_year', { person_id: person, year, work_months: 3 })
}

/** Everything that makes a record one of earlier programs, in table and journal alike. */
async function forget(register: 'household_year' | 'person_year', where: string): Promise<void> {
  const fields = register === 'household_year' ? ['counted_village'] : ['counted_household_id', 'counted_village']
  await change((transaction) => {
    for (const { id } of transaction.all<{ id: string }>(`SELECT id FROM ${register} WHERE ${where}`))
      transaction.update(register, id, Object.fromEntries(fields.map((key) => [key, null])))
  })
}

let family: Family
beforeEach(async () => {
  family = (
    await change((transaction) => {
      const made = enterFamily(transaction, BEFORE, ['王大', '王小'])
      for (const year of [2014, 2015]) enterYear(transaction, made, year)
      return made
    })
  ).result
})

const listed = (register: string, where: Row, user: SessionUser = administrator): Row[] =>
  office.records.query(user, { register, where: { ...where, year: 2014 }, limit: 500 }).rows
const ofHousehold = (village: string): boolean => listed('household_year', { counted_village: village }).some((row) => row['household_id'] === family.household)
const countedPeople = (where: Row): unknown[] =>
  listed('person_year', where)
    .map((row) => row['person_id'])
    .filter((id) => family.persons.includes(String(id)))
const rowOf = (register: string, where: string): Record<string, unknown> =>
  asCounted<unknown>(registerOf(register), { ...office.store.read.get<SqlRow>(`SELECT * FROM ${register} WHERE ${where}`) })

describe.each(['录入时写下的', '早先版本没有写下的'])('%s', (kind) => {
  beforeEach(async () => {
    if (kind === '录入时写下的') return
    await forget('household_year', `household_id = '${family.household}'`)
    await forget('person_year', `person_id IN ('${family.persons.join("', '")}')`)
  })

  it('户迁到别的村，以往年度的户记录和人记录仍计入原来的村，谁能看随户走', async () => {
    await change((transaction) => transaction.update('household', family.household, { village: NOW }))
    expect([ofHousehold(BEFORE), ofHousehold(NOW)]).toEqual([true, false])
    expect(countedPeople({ counted_village: BEFORE })).toHaveLength(2)
    expect(countedPeople({ counted_village: NOW })).toHaveLength(0)
    expect(rowOf('household_year', `household_id = '${family.household}' AND year = 2014`)).toMatchObject({ village: NOW, counted_village: BEFORE })
    expect(rowOf('person_year', `person_id = '${family.persons[0]}' AND year = 2014`)).toMatchObject({
      village: NOW,
      counted_village: BEFORE,
      counted_household_id: family.household,
    })
  })

  it('迁入办完之后也一样，乡镇之间的也一样', async () => {
    await change((transaction) => {
      const transfer = transaction.insert('transfer', {
        household_id: family.household,
        from_village: BEFORE,
        to_village: ELSEWHERE,
        state: 'out',
        out_on: '2016-03-01',
      })
      transaction.update('transfer', transfer, { state: 'in', settled_on: '2016-03-02' })
      moveIn(transaction, { household_id: family.household, to_village: ELSEWHERE })
    }, 'transfer')
    expect([ofHousehold(BEFORE), ofHousehold(ELSEWHERE)]).toEqual([true, false])
    expect(countedPeople({ counted_village: BEFORE })).toHaveLength(2)
  })

  it.each([
    ['写了日期', true],
    ['没有写日期', false],
  ])('分户、结婚（%s），以往年度的人记录仍计入原来的户和村', async (_, dated) => {
    const [, person = ''] = family.persons
    const bride = (
      await change((transaction) => {
        const other = enterFamily(transaction, NOW, ['李大'])
        const { id } = transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', person) ?? { id: '' }
        if (dated) {
          transaction.update('membership', id, { end_date: '2016-02-01' })
          transaction.insert('membership', { household_id: other.household, person_id: person, relation: '03', status: '1', start_date: '2016-02-01' })
        } else transaction.update('membership', id, { household_id: other.household })
        return other
      })
    ).result
    const counted = rowOf('person_year', `person_id = '${person}' AND year = 2014`)
    expect(counted).toMatchObject({ household_id: bride.household, village: NOW, counted_household_id: family.household, counted_village: BEFORE })
    expect(countedPeople({ counted_household_id: family.household })).toHaveLength(2)
    expect(countedPeople({ counted_village: NOW })).toHaveLength(0)
  })

  it('重复的两户、两人合并，原来各村的以往年度照旧', async () => {
    const twin = (
      await change((transaction) => {
        const made = enterFamily(transaction, NOW, ['王大'])
        transaction.insert('household_year', { household_id: made.household, year: 2013 })
        transaction.insert('person_year', { person_id: made.persons[0] ?? '', year: 2013 })
        return made
      })
    ).result
    if (kind !== '录入时写下的') {
      await forget('household_year', `household_id = '${twin.household}'`)
      await forget('person_year', `person_id = '${twin.persons[0]}'`)
    }
    await change((transaction) => {
      joinRecords(transaction, 'person', family.persons[0] ?? '', twin.persons[0] ?? '', {})
      joinRecords(transaction, 'household', family.household, twin.household, {})
    }, 'duplicate')
    expect(rowOf('household_year', `household_id = '${family.household}' AND year = 2013`)).toMatchObject({ village: BEFORE, counted_village: NOW })
    expect(rowOf('household_year', `household_id = '${family.household}' AND year = 2014`)).toMatchObject({ counted_village: BEFORE })
    // The household is one and the same now.
    expect(rowOf('person_year', `person_id = '${family.persons[0]}' AND year = 2013`)).toMatchObject({
      counted_village: NOW,
      counted_household_id: family.household,
    })
    expect(rowOf('person_year', `person_id = '${family.persons[0]}' AND year = 2014`)).toMatchObject({
      counted_village: BEFORE,
      counted_household_id: family.household,
    })
  })

  it('撤销迁移，什么都和以前一样；改动都在日志里', async () => {
    const year = rowOf('household_year', `household_id = '${family.household}' AND year = 2014`)
    const { changeSet } = await change((transaction) => transaction.update('household', family.household, { village: NOW }))
    const written = historyOf(office.store.read, [String(year['id'])]).filter(({ changeSet: of, field }) => of === changeSet && field === 'counted_village')
    expect(written.map(({ before, after }) => [before, after])).toEqual(kind === '录入时写下的' ? [] : [[null, BEFORE]])
    await undo(office.store, actor, changeSet ?? '')
    expect(rowOf('household_year', `household_id = '${family.household}' AND year = 2014`)).toMatchObject({ village: BEFORE, counted_village: BEFORE })
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })

  it('当年的花名册和户表印当年的村和当年的人', async () => {
    const [, person = ''] = family.persons
    await change((transaction) => {
      const other = enterFamily(transaction, NOW, ['赵大'])
      transaction.update('membership', transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', person)?.id ?? '', {
        household_id: other.household,
      })
      transaction.update('household', family.household, { village: ELSEWHERE })
    })
    const options = (year: number) => ({ year, masked: false, today: '2026-11-28' })
    const names = (code: string, year: number): string[] =>
      [...gatherHouseholds(office, householdsCounted(office, code, options(year)), options(year))].flatMap(({ members }) =>
        members.map(({ person: { name } }) => String(name)),
      )
    expect(names(BEFORE, 2014)).toEqual(expect.arrayContaining(['王大', '王小']))
    expect(names(ELSEWHERE, 2014)).not.toContain('王大')
    expect(names(ELSEWHERE, 2016)).toContain('王大')
    expect(names(NOW, 2016)).toContain('王小')
    const [card] = [...gatherHouseholds(office, [family.household], options(2014))]
    expect(card?.division.village).toBe(office.divisions.nameOf(BEFORE, 2014))
    expect(card?.members).toHaveLength(2)
  })
})

describe('年度中间分户、结婚', () => {
  it('年初已经录了那一年的记录：年末在哪一户，就印在哪一户的表上，只印一次', async () => {
    const [, person = ''] = family.persons
    const { result: other } = await change((transaction) => {
      const made = enterFamily(transaction, BEFORE, ['王三'])
      const { id } = transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', person) ?? { id: '' }
      transaction.update('membership', id, { end_date: '2015-06-10' })
      transaction.insert('membership', { household_id: made.household, person_id: person, relation: '03', status: '1', start_date: '2015-06-10' })
      return made
    })
    const namesIn = (year: number): string[][] =>
      [...gatherHouseholds(office, [family.household, other.household], { year, masked: false, today: '2016-11-28' })].map(({ members }) =>
        members.map(({ person: { name } }) => String(name)),
      )
    expect(namesIn(2014)).toEqual([['王大', '王小'], ['王三']])
    expect(namesIn(2015)).toEqual([['王大'], ['王三', '王小']])
  })
})

describe('录入时', () => {
  it('取记录那一年年末的情况：在那以后迁走、结婚的，计入原来的村和户', async () => {
    const [, person = ''] = family.persons
    await change((transaction) => {
      const other = enterFamily(transaction, NOW, ['孙大'])
      transaction.update('membership', transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', person)?.id ?? '', {
        end_date: '2015-06-01',
      })
      transaction.insert('membership', { household_id: other.household, person_id: person, relation: '03', status: '1', start_date: '2015-06-01' })
      const transfer = transaction.insert('transfer', {
        household_id: family.household,
        from_village: BEFORE,
        to_village: ELSEWHERE,
        state: 'out',
        out_on: '2014-03-01',
      })
      transaction.update('transfer', transfer, { state: 'in', settled_on: '2014-03-02' })
      moveIn(transaction, { household_id: family.household, to_village: ELSEWHERE })
      for (const year of [2013, 2016]) enterYear(transaction, { ...family, persons: [person] }, year)
    })
    expect(rowOf('household_year', `household_id = '${family.household}' AND year = 2013`)).toMatchObject({ counted_village: BEFORE })
    expect(rowOf('household_year', `household_id = '${family.household}' AND year = 2016`)).toMatchObject({ counted_village: ELSEWHERE })
    expect(rowOf('person_year', `person_id = '${person}' AND year = 2013`)).toMatchObject({ counted_household_id: family.household, counted_village: BEFORE })
    expect(rowOf('person_year', `person_id = '${person}' AND year = 2016`)).toMatchObject({ counted_village: NOW })
  })

  it('先录年度记录、后录成员关系，也写下来；还不在任何户的，等有了户以后按那一户算', async () => {
    const { result } = await change((transaction) => {
      const person = transaction.insert('person', { name: '周一' })
      transaction.insert('person_year', { person_id: person, year: 2014 })
      const household = transaction.insert('household', { village: NOW, exit_status: '0', valid: true })
      transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
      const stray = transaction.insert('person', { name: '周二' })
      transaction.insert('person_year', { person_id: stray, year: 2014 })
      return { person, household, stray }
    })
    expect(
      office.store.read.get(`SELECT counted_village AS village, counted_household_id AS household FROM person_year WHERE person_id = ?`, result.person),
    ).toEqual({ village: NOW, household: result.household })
    await change((transaction) => {
      transaction.insert('membership', { household_id: result.household, person_id: result.stray, relation: '03', status: '1' })
    })
    expect(rowOf('person_year', `person_id = '${result.stray}'`)).toMatchObject({ counted_household_id: result.household, counted_village: NOW })
  })

  it('记错了可以改正，改正以后迁移也不再动它', async () => {
    const { id } = rowOf('household_year', `household_id = '${family.household}' AND year = 2014`)
    await office.records.save(administrator, { register: 'household_year', id: String(id), values: { counted_village: ELSEWHERE }, reason: '当年在这个村' })
    await change((transaction) => transaction.update('household', family.household, { village: NOW }))
    expect(ofHousehold(ELSEWHERE)).toBe(true)
  })
})

describe('改一条计入外单位的记录', () => {
  it('统计村、统计户本单位没有，别的内容照样能改；改成没有的村不行', async () => {
    const [person = ''] = family.persons
    const [year, personYear] = [
      rowOf('household_year', `household_id = '${family.household}' AND year = 2014`),
      rowOf('person_year', `person_id = '${person}' AND year = 2014`),
    ]
    await change((transaction) => {
      transaction.update('household_year', String(year['id']), { counted_village: '621126100201' })
      transaction.update('person_year', String(personYear['id']), { counted_village: '621126100201', counted_household_id: 'elsewhere' })
    })
    const send = (register: string, row: Record<string, unknown>, values: Row) =>
      office.records.save(administrator, { register, id: String(row['id']), values })
    await send('household_year', year, { counted_village: '621126100201', farmland: 200 })
    await send('person_year', personYear, { counted_village: '621126100201', counted_household_id: 'elsewhere', work_months: 6 })
    expect(rowOf('person_year', `id = '${String(personYear['id'])}'`)).toMatchObject({ work_months: 6, counted_household_id: 'elsewhere' })
    await expect(send('household_year', year, { counted_village: '621126100202' })).rejects.toThrow(/不在本单位范围内/)
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })
})

describe('谁能看', () => {
  const clerkOf = (village: string): SessionUser => ({ ...userOf('clerk'), id: `u-${village}`, divisions: [village] })

  it('户迁走以后由新村的人看，列在户下；按村列的仍在原来的村，原村的录入员看不到了', async () => {
    await change((transaction) => transaction.update('household', family.household, { village: NOW }))
    const [old, current] = [clerkOf(BEFORE), clerkOf(NOW)]
    const { id } = rowOf('household_year', `household_id = '${family.household}' AND year = 2014`)
    expect(office.records.get(current, 'household_year', String(id))).toMatchObject({ counted_village: BEFORE })
    expect(() => office.records.get(old, 'household_year', String(id))).toThrow()
    expect(listed('household_year', { household_id: family.household }, current)).toHaveLength(1)
    expect(listed('household_year', { counted_village: NOW }, current).some((row) => row['household_id'] === family.household)).toBe(false)
    expect(listed('household_year', { counted_village: BEFORE }, old).some((row) => row['household_id'] === family.household)).toBe(false)
  })

  it('删除一户不因以往年度计入它而受阻', async () => {
    const [first = '', second = ''] = family.persons
    await change((transaction) => {
      const other = enterFamily(transaction, NOW, ['吴大'])
      for (const person of [first, second])
        transaction.update('membership', transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', person)?.id ?? '', {
          household_id: other.household,
        })
      for (const { id } of transaction.all<{ id: string }>('SELECT id FROM household_year WHERE household_id = ?', family.household))
        transaction.remove('household_year', id)
    })
    await office.records.remove(administrator, { register: 'household', ids: [family.household], reason: '录错' })
    expect(rowOf('person_year', `person_id = '${first}' AND year = 2014`)).toMatchObject({ counted_household_id: family.household, counted_village: BEFORE })
  })
})
