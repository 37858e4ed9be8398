/** What a statistic must never tell, what no move may change, which day may be asked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AskingUser } from '../../access/asker.ts'
import { countStatistic } from '../../statistics/count.ts'
import { LEAST } from '../../statistics/protect.ts'
import { cellText, listOf, type StatisticTable } from '../../statistics/table.ts'
import type { PlaceLevel, StatisticDefinition, StatisticRequest } from '../../statistics/types.ts'
import { testOffice, TODAY, type TestOffice } from '../../testing/office.ts'
import { countingFor } from './counting.ts'
import { statisticOf, statistics } from './registry.ts'

const administrator: AskingUser = { id: 'a', displayName: '王主任', role: 'administrator', divisions: [] }
const reader: AskingUser = { id: 'r', displayName: '赵只读', role: 'reader', divisions: [] }
let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ households: 300 })
})
afterAll(() => office.end())

const count = (user: AskingUser, code: string, request: Partial<StatisticRequest> = {}): StatisticTable =>
  countStatistic(countingFor(office, user, TODAY), statisticOf(code), { by: 'township', year: 2015, ...request })

describe('敏感内容', () => {
  const tables = (by: PlaceLevel, within?: string): StatisticTable => count(reader, '1.2', { by, within })

  it('看不到病情的人：小于 5 的不显示，哪一格也列不出人来，别的列照常', () => {
    for (const by of ['village', 'township', 'county'] as const) {
      const table = tables(by)
      table.columns.forEach(({ key }, index) => {
        if (key === 'people') return expect(listOf(table, null, index)).not.toBeNull()
        expect(listOf(table, table.rows[0] ?? null, index)).toBeNull()
        for (const { cells } of [...table.rows, { cells: table.total }]) {
          const cell = cells[index]
          if (cell !== undefined && 'value' in cell) expect(cell.value).toBeGreaterThanOrEqual(LEAST)
        }
      })
    }
    expect(tables('township').rows.some(({ cells }) => cells.some((cell) => 'hidden' in cell))).toBe(true)
    expect(tables('county').total.some((cell) => 'value' in cell)).toBe(true)
  })

  it('用合计减去看得到的各行，推不出合并掉的数；分乡镇查也一样', () => {
    const county = tables('township')
    const villages = tables('village')
    county.columns.forEach(({ ratio }, index) => {
      if (ratio !== null || index === 0) return
      lone(
        county.rows.map(({ cells }) => cells[index]).filter((cell) => cell !== undefined && 'hidden' in cell).length,
        'hidden' in (county.total[index] ?? {}),
      )
      for (const { key, cells } of county.rows) {
        const own = villages.rows.filter((row) => row.key?.slice(0, 9) === key?.slice(0, 9)).map((row) => row.cells[index])
        lone(own.filter((cell) => cell !== undefined && 'hidden' in cell).length, 'hidden' in (cells[index] ?? {}))
        const asked = tables('village', key ?? undefined)
        for (const row of asked.rows)
          if ('hidden' in (villages.rows.find((one) => one.key === row.key)?.cells[index] ?? {})) expect(row.cells[index]).toEqual({ hidden: true })
      }
    })
    function lone(hidden: number, total: boolean): void {
      expect(hidden + (total ? 1 : 0)).not.toBe(1)
    }
  })

  it('没有声明可统计的敏感字段，谁看不到谁就不能按它统计', () => {
    const illness: StatisticDefinition = {
      code: 'x',
      title: '按疾病',
      group: '试',
      populations: { people: { register: 'person_year', time: 'year' } },
      columns: [{ key: 'ill', label: '有病', count: 'people', where: { illness: { contains: '癌' } } }],
    }
    expect(() => countStatistic(countingFor(office, reader, TODAY), illness, { by: 'county', year: 2015 })).toThrow('您看不到完整的“疾病名称”')
    expect(countStatistic(countingFor(office, administrator, TODAY), illness, { by: 'county', year: 2015 }).columns).toHaveLength(1)
    for (const rows of [{ by: 'field', field: 'illness' } as const]) {
      expect(() =>
        countStatistic(
          countingFor(office, reader, TODAY),
          { ...illness, rows, columns: [{ key: 'n', label: '人', count: 'people' }] },
          { by: 'county', year: 2015 },
        ),
      ).toThrow('您看不到完整的“疾病名称”')
    }
  })

  it('筛选条件里套着的别的台账，也只能问看得到的字段', () => {
    const where = { household_id: { is: { exists: { register: 'person_year', by: 'counted_household_id', where: { health: { has: '03' } } } } } }
    expect(() => office.records.count(reader, { register: 'household_year', where })).toThrow('健康状况')
    expect(office.records.count(administrator, { register: 'household_year', where })).toBeGreaterThanOrEqual(0)
  })
})

describe('某一天', () => {
  it('按起止日期数，没有日期的说出名字来拒绝', () => {
    const day = '2014-06-30'
    const table = count(administrator, 'members', { asOf: day })
    const expected = office.store.read.get<{ people: number; households: number }>(
      `SELECT count(*) AS people, count(DISTINCT household_id) AS households FROM membership WHERE deleted = 0 AND (start_date IS NULL OR start_date <= '${day}')
       AND CASE WHEN end_date IS NULL THEN coalesce(status, '1') = '1' ELSE end_date > '${day}' END`,
    )
    expect(table.total.slice(0, 2)).toEqual([{ value: expected?.households }, { value: expected?.people }])
    expect(table.day).toBe(day)
    expect(() => count(administrator, '1.2', { asOf: day })).toThrow('健康状况')
    expect(() => count(administrator, '2.5', { asOf: day })).toThrow('脱贫标志')
    expect(() => count(administrator, 'members', { asOf: '2014-6-30' })).toThrow('不是日期')
  })
})

describe('数字的写法', () => {
  it('比率由合计相除，四舍五入；分母为零写“—”', () => {
    const table = count(administrator, '2.9')
    const share = table.columns.findIndex(({ key }) => key === 'i2800.share')
    const column = table.columns[share]
    if (column === undefined) throw new Error('2.9 has no share')
    expect(cellText(column, { over: 312, under: 1260 })).toBe('24.76')
    expect(cellText(column, { over: 1, under: 0 })).toBe('—')
    const mean = count(administrator, '2.8').columns.find(({ key }) => key === 'farmland_mean')
    if (mean === undefined) throw new Error('2.8 has no mean')
    // 10.05 mu over 2 people: 5.025, half up.
    expect(cellText(mean, { over: 1005, under: 2 })).toBe('5.03')
  })

  it('单位自己定的口径按参数算，从那一年起', async () => {
    const before = count(administrator, '2.4').total[0]
    await office.store.change({ id: 'a', name: '王主任' }, { kind: 'edit', title: '定口径' }, (transaction) =>
      transaction.insert('parameter', { year: 2015, key: 'statistic_poor_status', label: '算作贫困户的脱贫标志', value: '0,1,2,3,4' }),
    )
    const households = office.records.count(administrator, { register: 'household_year', where: { year: 2015, exit_status: { empty: false } } })
    expect(count(administrator, '2.4').total[0]).toEqual({ value: households })
    expect(before).not.toEqual({ value: households })
    await office.store.change({ id: 'a', name: '王主任' }, { kind: 'edit', title: '恢复口径' }, (transaction) => {
      const [row] = office.store.read.all<{ id: string }>("SELECT id FROM parameter WHERE key = 'statistic_poor_status'")
      if (row !== undefined) transaction.remove('parameter', row.id)
    })
    expect(count(administrator, '2.4').total[0]).toEqual(before)
  })
})

describe('过去的年度', () => {
  it('今天搬走、嫁出、分家，往年的数一个也不变', async () => {
    const closed = statistics.filter(({ populations }) => Object.values(populations).every(({ time }) => time !== 'today'))
    const all = (): unknown[] => closed.map(({ code }) => count(administrator, code, { by: 'village', year: 2014 })).map(({ rows, total }) => ({ rows, total }))
    const before = all().map((table) => JSON.stringify(table))
    await today()
    expect(all().map((table) => JSON.stringify(table))).toEqual(before)
    const now = count(administrator, 'members', { by: 'village', asOf: TODAY })
    expect(now.rows.length).toBeGreaterThan(0)
  })

  it('搬走以后，按从前某一天列出的仍是那天在那里的人', () => {
    const table = count(administrator, 'pairings', { by: 'village', year: 2014 })
    expect(table.columns[0]?.list?.moved.length).toBeGreaterThan(0)
    for (const row of table.rows) {
      const list = listOf(table, row, 0)
      expect(list === null ? null : office.records.count(administrator, list)).toBe(
        'value' in (row.cells[0] ?? {}) ? (row.cells[0] as { value: number }).value : null,
      )
    }
  })
})

/** Moves two households, with what says so, and lets people marry into another. */
async function today(): Promise<void> {
  const households = office.store.read.all<{ id: string; village: string }>(
    "SELECT DISTINCT h.id, h.village FROM household h JOIN pairing p ON p.household_id = h.id WHERE h.exit_status = '0' ORDER BY h.id",
  )
  const [one, two, three] = households
  const target = households.find(({ village }) => village !== one?.village)
  if (one === undefined || two === undefined || three === undefined || target === undefined) throw new Error('the demo is too small')
  await office.store.change({ id: 'a', name: '王主任' }, { kind: 'edit', title: '今天的变动' }, (transaction) => {
    for (const { id, village } of [one, two]) {
      const to = village === target.village ? one.village : target.village
      transaction.insert('transfer', { household_id: id, from_village: village, to_village: to, state: 'in', out_on: TODAY, settled_on: TODAY })
      transaction.update('household', id, { village: to })
    }
    const [member] = office.store.read.all<{ id: string; person_id: string }>(
      "SELECT id, person_id FROM membership WHERE household_id = ? AND relation <> '01' AND end_date IS NULL",
      three.id,
    )
    if (member === undefined) return
    transaction.update('membership', member.id, { end_date: TODAY, decrease_reason: '02', status: '5' })
    transaction.insert('membership', {
      household_id: target.id,
      person_id: member.person_id,
      relation: '05',
      status: '1',
      start_date: TODAY,
      increase_reason: '05',
    })
  })
}
