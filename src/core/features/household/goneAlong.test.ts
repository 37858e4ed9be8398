/** The standard moment of a yearly figure is the end of its year: who moves within it counts for it where they are then, whichever way they moved. */
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { countStatistic } from '../../statistics/count.ts'
import type { StatisticTable } from '../../statistics/table.ts'
import type { StatisticDefinition } from '../../statistics/types.ts'
import { undo } from '../../store/history.ts'
import type { Transaction } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { nationalDivisions } from '../../testing/builders.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { mergeHousehold, splitHousehold } from '../balance/acts.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'
import { settleTransfer, transferOut } from '../transfers/households.ts'
import { personTransferOut, settlePersonTransfer } from '../transfers/people.ts'
import { gatherHouseholds, householdsCounted } from './forPaper.ts'

const [HERE, THERE] = ['621125100204', '621125100205'] as const
/** Where nobody but the random lives are. */
const [ONE, OTHER] = ['621125101201', '621125101202'] as const
const [JUNE, LATER] = ['2015-06-10', '2015-12-20']
/** A move that says no day is one of the year in which it is entered. */
const NOW = new Date().getFullYear()

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
  readonly memberships: readonly string[]
}

/** A household with its yearly records, entered in March of the last of the years. */
function enterFamily(transaction: Transaction, village: string, names: readonly string[], years: readonly number[]): Family {
  const household = transaction.insert('household', { village, exit_status: '0', valid: true })
  const entered = names.map((name, index) => {
    const person = transaction.insert('person', { name })
    const relation = index === 0 ? '01' : '03'
    return {
      person,
      membership: transaction.insert('membership', { household_id: household, person_id: person, relation, status: '1', start_date: '2010-01-01' }),
    }
  })
  for (const year of years) {
    transaction.insert('household_year', { household_id: household, year, wage_income: 100, exit_status: '0' })
    for (const { person } of entered) transaction.insert('person_year', { person_id: person, year, work_months: 3 })
  }
  return { household, persons: entered.map(({ person }) => person), memberships: entered.map(({ membership }) => membership) }
}

let family: Family
let other: Family
let kin: Family
/** Who moves, where one person does. */
let daughter: string
beforeEach(async () => {
  const years = [2014, 2015, NOW]
  const { result } = await change((transaction) => [
    enterFamily(transaction, HERE, ['王大', '王小', '王三'], years),
    enterFamily(transaction, THERE, ['李大'], years),
    enterFamily(transaction, HERE, ['王二'], years),
  ])
  ;[family, other, kin] = result as [Family, Family, Family]
  daughter = family.persons[1] ?? ''
  made = ''
})

const PEOPLE: StatisticDefinition = {
  code: 'x',
  title: '人数',
  group: '试',
  populations: { people: { register: 'person_year', time: 'year' } },
  columns: [{ key: 'people', label: '人数', count: 'people' }],
}

function byVillage({ rows }: StatisticTable, villages: readonly string[], column = 0): (number | null)[] {
  return villages.map((village) => {
    const cell = rows.find(({ key }) => key === village)?.cells[column]
    return cell !== undefined && 'value' in cell ? cell.value : null
  })
}

/** People of villages in a year by the statistic of the year, and by memberships at its end. */
const counted = (year: number, villages: readonly string[] = [HERE, THERE]): (number | null)[] =>
  byVillage(countStatistic(countingFor(office, administrator, `${NOW}-12-31`), PEOPLE, { by: 'village', year }), villages)
const members = (year: number, villages: readonly string[] = [HERE, THERE]): (number | null)[] =>
  byVillage(
    countStatistic(countingFor(office, administrator, `${NOW}-12-31`), statisticOf('members'), { by: 'village', year, asOf: `${year}-12-31` }),
    villages,
    1,
  )
const difference = (after: readonly (number | null)[], before: readonly (number | null)[]): number[] =>
  after.map((value, index) => (value ?? 0) - (before[index] ?? 0))

/** Where somebody counts in a year. */
const whereOf = (person: string, year: number) =>
  office.store.read.get('SELECT counted_household_id AS household, counted_village AS village FROM person_year WHERE person_id = ? AND year = ?', person, year)
const villageOf = (household: string, year: number) =>
  office.store.read.get<{ village: string }>('SELECT counted_village AS village FROM household_year WHERE household_id = ? AND year = ?', household, year)
    ?.village

/** The households on whose cards somebody stands in a year, of the two villages. */
const cardsOf = (person: string, year: number): string[] => {
  const options = { year, masked: false, today: `${NOW}-12-31` }
  const households = [HERE, THERE].flatMap((village) => householdsCounted(office, village, options))
  return [...gatherHouseholds(office, households, options)].flatMap(({ id, members: all }) =>
    all.some(({ person: { id: of, name } }) => of === person || name === nameOf(person)) && [family.household, other.household, made].includes(id) ? [id] : [],
  )
}
const nameOf = (person: string): string => office.store.read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', person)?.name ?? ''
/** A household that an act made. */
let made = ''

interface Way {
  readonly year: number
  /** Moves the daughter, or the whole household; returns the change set that does it. */
  readonly go: () => Promise<string | null>
  readonly into: () => string
  readonly village: string
  readonly all?: true
  /** What was settled between offices is not taken back. */
  readonly final?: true
}

const first = (family_: Family, index: number): string => family_.memberships[index] ?? ''
const ways: Record<string, Way> = {
  分户: {
    year: 2015,
    village: HERE,
    into: () => made,
    go: async () => {
      const request = { household: family.household, on: JUNE, reason: '1', members: [{ membership: first(family, 1), relation: '01' }] }
      const done = await splitHousehold(office, administrator, request, '2015-06-20')
      made = done.household
      return done.changeSet
    },
  },
  并户: {
    year: 2015,
    village: HERE,
    into: () => made,
    all: true,
    go: async () => {
      made = kin.household
      const people = family.memberships.map((membership) => ({ membership, relation: '10' }))
      const request = { household: family.household, on: JUNE, reason: '1', into: made, members: people }
      return (await mergeHousehold(office, administrator, request, '2015-06-20')).changeSet
    },
  },
  出嫁到别的村: {
    year: 2015,
    village: THERE,
    into: () => other.household,
    final: true,
    go: async () => {
      const leaving = { person: daughter, toVillage: THERE, decreaseReason: '02', reason: '婚嫁' }
      const { id } = await personTransferOut(office, administrator, nationalDivisions, leaving, JUNE)
      const into = { household: other.household, relation: '02', increaseReason: '05' }
      return (await settlePersonTransfer(office, administrator, { id, to: 'in', into, remark: '已核实' }, JUNE)).changeSet
    },
  },
  户迁移: {
    year: 2015,
    village: THERE,
    into: () => family.household,
    all: true,
    final: true,
    go: async () => {
      const { id } = await transferOut(office, administrator, nationalDivisions, { household: family.household, toVillage: THERE, reason: '搬迁' }, JUNE)
      return (await settleTransfer(office, administrator, { id, to: 'in', remark: '已核实' }, JUNE)).changeSet
    },
  },
  直接改成员关系的户: {
    year: NOW,
    village: THERE,
    into: () => other.household,
    go: async () =>
      (
        await change((transaction) => {
          transaction.update('membership', first(family, 1), { household_id: other.household })
        })
      ).changeSet,
  },
  直接改户的村: {
    year: NOW,
    village: THERE,
    into: () => family.household,
    all: true,
    go: async () => (await change((transaction) => transaction.update('household', family.household, { village: THERE }), 'import')).changeSet,
  },
}

describe.each(Object.entries(ways))('%s', (_, way) => {
  const moving = (): readonly string[] => (way.all === true ? family.persons : [daughter])

  it('年初已录的当年记录，年末计入现在的村和户：统计、卡片和按日统计一致；以往年度照旧；撤销以后和以前一样', async () => {
    const before = [2014, 2015, NOW].map((year) => ({ year, counted: counted(year), where: family.persons.map((person) => whereOf(person, year)) }))
    const [byYear, byDay] = [counted(way.year), members(way.year)]
    const changeSet = await way.go()
    for (const { year, where, counted: was } of before.filter((one) => one.year < way.year)) {
      expect(family.persons.map((person) => whereOf(person, year))).toEqual(where)
      expect(counted(year)).toEqual(was)
      expect(villageOf(family.household, year)).toBe(HERE)
    }
    for (const person of moving()) {
      expect(whereOf(person, way.year)).toEqual({ household: way.into(), village: way.village })
      expect(cardsOf(person, way.year)).toEqual([way.into()])
    }
    const stays = family.persons.filter((person) => !moving().includes(person))
    for (const person of stays) expect(whereOf(person, way.year)).toEqual({ household: family.household, village: HERE })
    if (way.all === true && way.into() === family.household) expect(villageOf(family.household, way.year)).toBe(THERE)
    const moved = difference(counted(way.year), byYear)
    expect(moved).toEqual(difference(members(way.year), byDay))
    expect(moved).toEqual(way.village === HERE ? [0, 0] : [-moving().length, moving().length])
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
    if (way.final === true) return
    await undo(office.store, actor, changeSet ?? '')
    for (const { year, where, counted: was } of before) {
      expect(family.persons.map((person) => whereOf(person, year))).toEqual(where)
      expect(counted(year)).toEqual(was)
    }
  })

  it('已经锁定的年度照上报的数字不动', async () => {
    const where = moving().map((person) => whereOf(person, way.year))
    await change((transaction) => {
      for (const division of [HERE, THERE]) transaction.insert('year_lock', { division, year: way.year, level: 'township', state: 'locked' })
    }, 'lock')
    await way.go()
    expect(moving().map((person) => whereOf(person, way.year))).toEqual(where)
    await change((transaction) => {
      for (const { id } of transaction.all<{ id: string }>('SELECT id FROM year_lock WHERE deleted = 0')) transaction.remove('year_lock', id)
    }, 'lock')
  })
})

/** Ends one membership and begins another, as every act with a day does. */
const marry = (on: string) => async (): Promise<string> =>
  (
    await change((transaction) => {
      transaction.update('membership', first(family, 1), { end_date: on })
      return transaction.insert('membership', { household_id: other.household, person_id: daughter, relation: '02', status: '1', start_date: on })
    })
  ).result

describe('按日期', () => {
  it('补录去年年底的，去年的记录也跟着；日期改到年后，又回到原来的户', async () => {
    const membership = await marry(LATER)()
    expect(whereOf(daughter, 2015)).toEqual({ household: other.household, village: THERE })
    expect(whereOf(daughter, 2014)).toEqual({ household: family.household, village: HERE })
    await change((transaction) => {
      transaction.update('membership', first(family, 1), { end_date: '2016-01-05' })
      transaction.update('membership', membership, { start_date: '2016-01-05' })
    })
    expect(whereOf(daughter, 2015)).toEqual({ household: family.household, village: HERE })
    expect(whereOf(daughter, NOW)).toEqual({ household: other.household, village: THERE })
  })

  it('有人更正过的统计村、统计户不动', async () => {
    const { id } = office.store.read.get<{ id: string }>('SELECT id FROM person_year WHERE person_id = ? AND year = 2015', daughter) ?? { id: '' }
    await office.records.save(administrator, { register: 'person_year', id, values: { counted_village: '621125101205' }, reason: '当年在这个村' })
    await marry(JUNE)()
    expect(whereOf(daughter, 2015)).toEqual({ household: family.household, village: '621125101205' })
  })

  it('离开本县、去世的，没有到哪一户，仍计入原来的户', async () => {
    await change((transaction) => transaction.update('membership', first(family, 1), { end_date: JUNE, status: '3', decrease_reason: '08' }))
    expect(whereOf(daughter, 2015)).toEqual({ household: family.household, village: HERE })
  })

  it('早先的程序没有写下的，也计入年末所在的户', async () => {
    await change((transaction) => {
      for (const { id } of transaction.all<{ id: string }>('SELECT id FROM person_year WHERE person_id = ?', daughter))
        transaction.update('person_year', id, { counted_household_id: null, counted_village: null })
    })
    await marry(JUNE)()
    expect([2014, 2015].map((year) => whereOf(daughter, year))).toEqual([
      { household: family.household, village: HERE },
      { household: other.household, village: THERE },
    ])
  })
})

describe('任意的人生', () => {
  /** A day of 2013–2015. */
  const day = fc.date({ min: new Date('2013-01-02'), max: new Date('2015-12-31'), noInvalidDate: true }).map((moment) => moment.toISOString().slice(0, 10))
  const life = fc.array(fc.record({ on: day, to: fc.nat({ max: 3 }), village: fc.boolean() }), { minLength: 1, maxLength: 5 })

  it('录在前、搬在后：每个年度的记录都计在年末所在的户和村，每村人数之和等于年末在册的人', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 3 }), async (lives) => {
        const years = [2012, 2013, 2014, 2015]
        const { result } = await change((transaction) => {
          const homes = [ONE, OTHER, ONE, OTHER].map((village) => ({
            village,
            id: transaction.insert('household', { village, exit_status: '0', valid: true }),
          }))
          const persons = lives.map((_, index) => {
            const person = transaction.insert('person', { name: `人${index}` })
            transaction.insert('membership', { household_id: homes[0]?.id ?? '', person_id: person, relation: '99', status: '1', start_date: '2010-01-01' })
            for (const year of years) transaction.insert('person_year', { person_id: person, year, work_months: 1 })
            return person
          })
          return { homes, persons }
        })
        for (const [index, steps] of lives.entries()) {
          const person = result.persons[index] ?? ''
          let at = 0
          const moves = [...new Map(steps.map((step) => [step.on, step])).values()].sort((one, two) => one.on.localeCompare(two.on))
          const timeline: { on: string; home: number }[] = [{ on: '2010-01-01', home: 0 }]
          for (const { on, to } of moves) {
            if (to === at) continue
            await change((transaction) => {
              const now = transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ? AND end_date IS NULL AND deleted = 0', person)
              transaction.update('membership', now?.id ?? '', { end_date: on })
              transaction.insert('membership', { household_id: result.homes[to]?.id ?? '', person_id: person, relation: '99', status: '1', start_date: on })
            })
            at = to
            timeline.push({ on, home: to })
          }
          for (const year of years) {
            const home = result.homes[timeline.filter(({ on }) => on <= `${year}-12-31`).at(-1)?.home ?? 0]
            expect(whereOf(person, year)).toEqual({ household: home?.id, village: home?.village })
          }
        }
        for (const year of years) expect(counted(year, [ONE, OTHER])).toEqual(members(year, [ONE, OTHER]))
        expect(difference(counted(2012, [ONE]), [0])[0]).toBeGreaterThan(0)
      }),
      lawRuns(12),
    )
  })
})
