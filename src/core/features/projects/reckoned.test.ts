/** What lists work out for the day and keep nowhere: the same figures as the screen of progress, asked in a few statements, filtered and counted by them; who may not read a project learns nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { reckonedKey, reckonedOf } from '../../catalogue/derive/listing.ts'
import type { Row } from '../../shapes.ts'
import type { Transaction } from '../../store/index.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import { RECKONERS } from '../reckoners.ts'
import { progressOf } from './reckoned.ts'
import { progressTable } from './service.ts'

const admin = userOf('administrator')
const [VILLAGE, ELSEWHERE] = ['621125100204', '621125105203']
let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
    // Of 100 that should be done by today.
    for (const [name, completion] of [
      ['跟上', 9_700],
      ['慢', 9_000],
      ['很慢', 2_000],
    ] as const)
      addProject(transaction, name, { completion, from: '2015-03-01', until: '2015-10-31' })
    addProject(transaction, '没到期', { completion: null, from: '2015-12-01', until: '2015-12-31' })
    transaction.insert('project', { name: '没有工序', place: VILLAGE, year: 2015, category: '01' })
    addProject(transaction, '别处', { completion: 0, from: '2014-03-01', until: '2014-10-31', place: ELSEWHERE, year: 2014 })
  })
})
afterAll(() => office.end())

function addProject(
  transaction: Transaction,
  name: string,
  {
    completion,
    from,
    until,
    place = VILLAGE,
    year = 2015,
  }: { readonly completion: number | null; readonly from: string; readonly until: string; readonly place?: string; readonly year?: number },
): void {
  const project = transaction.insert('project', { name, place, year, category: '01' })
  const node = transaction.insert('project_node', { project_id: project, position: 1, name: '施工', weight: 10_000, planned_start: from, planned_end: until })
  if (completion !== null) transaction.insert('node_progress', { node_id: node, as_of: '2015-10-31', completion, words: '在建' })
}

const MORE = reckonedOf('project').map(reckonedKey)
const listed = (where: Row | object = {}, user = admin): Row[] =>
  office.records.query(user, { register: 'project', where: where as never, more: MORE, sort: [{ field: 'name' }] }).rows
const namesOf = (where: object): string[] =>
  listed(where)
    .map(({ name }) => String(name))
    .toSorted()

describe('按当天算的列', () => {
  it('声明了的都有人算，算的都声明了', () => {
    const declared = registerNames.filter((name) => reckonedOf(name).length > 0)
    expect(Object.keys(RECKONERS).toSorted()).toEqual([...declared].toSorted())
    const found = progressOf(
      { store: office.store, parameters: () => office.parameters() },
      listed().map(({ id }) => String(id)),
      TODAY,
    )
    const keys = new Set([...found.values()].flatMap((row) => Object.keys(row)))
    expect([...keys].toSorted()).toEqual(
      reckonedOf('project')
        .map(({ key }) => key)
        .toSorted(),
    )
  })

  it('和“项目进度”的数一样；没有工序的空着，往年的算到那年年底', () => {
    const table = new Map(progressTable(office, admin, { year: 2015, day: TODAY }).rows.map((row) => [row.id, row]))
    for (const row of listed({ year: 2015 })) {
      const told = table.get(String(row['id']))
      expect([row['reckoned.planned_progress'], row['reckoned.actual_progress'], row['reckoned.deviation'], row['reckoned.progress']]).toEqual([
        told?.planned,
        told?.actual,
        told?.deviation,
        told?.colour,
      ])
    }
    expect(listed({ name: '没有工序' })).toMatchObject([{ 'reckoned.progress': null }])
    expect(listed({ name: '别处' })).toMatchObject([{ 'reckoned.actual_progress': 0, 'reckoned.progress': 'red' }])
  })

  it('按颜色、按偏差筛选，也能说“不是”“没有”；筛选的下拉数得对', () => {
    expect(namesOf({ reckoned: { progress: { in: ['amber', 'red'] } } })).toEqual(['慢', '很慢', '别处'].toSorted())
    expect(namesOf({ year: 2015, reckoned: { deviation: { lt: -1_500 } } })).toEqual(['很慢'])
    expect(namesOf({ not: { reckoned: { progress: { empty: false } } } })).toEqual(['没有工序'])
    const { values, blank } = office.records.values(admin, { register: 'project', column: 'reckoned.progress', where: { year: 2015 } })
    expect(values.map(({ value, count }) => [value, count])).toEqual([
      ['grey', 1],
      ['green', 1],
      ['amber', 1],
      ['red', 1],
    ])
    expect(blank).toBe(1)
  })

  it('不认识的列、不能用的比较说清楚；统计的条件里不能用', () => {
    expect(() => listed({ reckoned: { speed: 1 } })).toThrow('项目没有按当天算出来的“speed”')
    expect(() => listed({ reckoned: { progress: { like: 'r' } } })).toThrow('不认识的比较方式“like”')
    expect(() => listed({ reckoned: { progress: {} } })).toThrow('“进度”的筛选条件是空的')
    expect(() => listed({ reckoned: { deviation: { lt: [1] } } })).toThrow('“进度偏差”的筛选值不对')
    expect(() => listed({ reckoned: 'red' })).toThrow('要写明按当天算出来的列')
  })

  it('按它排序：数按大小，颜色按码表的次序，没有的在最前，一样的按下一列', () => {
    const inOrder = (...sort: { field: string; descending?: boolean }[]): string[] =>
      office.records.query(admin, { register: 'project', sort, limit: 4, offset: 1 }).rows.map(({ name }) => String(name))
    const all = (...sort: { field: string; descending?: boolean }[]): string[] =>
      [...office.records.select(admin, { register: 'project', sort })].map(({ name }) => String(name))
    const byActual = ['没有工序', '没到期', '别处', '很慢', '慢', '跟上']
    expect(all({ field: 'reckoned.actual_progress' }, { field: 'place' })).toEqual(byActual)
    expect(inOrder({ field: 'reckoned.actual_progress' }, { field: 'place' })).toEqual(byActual.slice(1, 5))
    expect(inOrder({ field: 'reckoned.actual_progress', descending: true })).toEqual(byActual.toReversed().slice(1, 5))
    const byColour = ['没有工序', '没到期', '跟上', '慢', '很慢', '别处']
    expect(all({ field: 'reckoned.progress' }, { field: 'reckoned.actual_progress', descending: true })).toEqual(byColour)
    expect(() => all({ field: 'reckoned.speed' })).toThrow('项目没有字段“reckoned.speed”')
  })

  it('看不到的项目，按它筛选也看不到', () => {
    const clerk = { ...userOf('reader'), divisions: [ELSEWHERE] }
    expect(listed({ reckoned: { progress: 'red' } }, clerk).map(({ name }) => name)).toEqual(['别处'])
  })

  it('一页多少个项目都是那么几句查询', () => {
    const asked = (count: number): number => {
      let statements = 0
      const read = new Proxy(office.store.read, {
        get: (target, key) => {
          const own = Reflect.get(target, key) as unknown
          if (typeof own !== 'function') return own
          return (...given: unknown[]) => {
            statements += 1
            return (own as (...all: unknown[]) => unknown).apply(target, given)
          }
        },
      })
      const ids = listed({ year: 2015 }).map(({ id }) => String(id))
      progressOf({ store: { ...office.store, read } as never, parameters: () => office.parameters() }, ids.slice(0, count), TODAY)
      return statements
    }
    expect(asked(5)).toBe(asked(1))
  })
})

it('按当天算的列都有可看的种类', () => {
  for (const name of registerNames)
    for (const { type } of reckonedOf(name))
      expect(['rate', 'decimal', 'integer', 'money', 'date', 'code', 'boolean', 'text'], registerOf(name).label).toContain(type)
})
