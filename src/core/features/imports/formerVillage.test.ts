/** Sheets that name a village which has gone into another one. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { userOf } from '#core/testing/office.ts'
import { applyChange } from '../succession/changes.ts'
import { family, importBench, rosterRows, TITLES, type ImportBench } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

const [FORMER, NOW] = ['621125100204', '621125100205'] as const
let bench: ImportBench
beforeAll(async () => {
  bench = await importBench()
})
afterAll(() => bench.end())

const all = (sql: string): unknown[] => bench.office.store.read.all(sql)

it('原村的花名册：户还是那些户，行归现在的村，社认得出改过的名，说一次；村的年度表仍按那一年', async () => {
  const people = family()
  const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('1001', people)])
  await bench.import('household', path)
  await bench.office.store.change({ id: 'u', name: '甲' }, { kind: 'edit', title: '社' }, (transaction) => {
    const { name = '' } = transaction.get<{ name: string }>('SELECT name FROM village_group WHERE village = ?', FORMER) ?? {}
    transaction.insert('village_group', { village: NOW, name })
    for (const village of [FORMER, NOW]) transaction.insert('village', { village })
  })
  const names = [FORMER, NOW].map((code) => bench.office.divisions.nameOf(code))
  await applyChange(
    bench.office,
    userOf('administrator'),
    { villages: [FORMER], into: { village: NOW }, on: '2015-07-01', documentNo: '一号', reason: '并村' },
    '2015-11-20',
  )
  const before = all('SELECT id, village, group_id FROM household ORDER BY id')

  const again = await bench.import('household', path)
  expect(again).toMatchObject({ rows: 3, new: 0, changed: 0, same: 3, rejected: 0 })
  const told = again.warnings.filter(({ code }) => code === 'division_changed')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ message: expect.stringContaining(`${names[0]}自 2015-07-01 起是`) })
  expect(all('SELECT id, village, group_id FROM household ORDER BY id')).toEqual(before)

  const added = await bench.import('household', await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('1002', family())]))
  expect(added.rejected).toBe(0)
  expect(all('SELECT DISTINCT village, group_id FROM household')).toEqual([{ village: NOW, group_id: (before[0] as { group_id: string }).group_id }])

  const sheets = await bench.workbook([
    ['乡镇', '行政村', '年度', '总户数'],
    ['武阳镇', names[0], 2014, 310],
    ['武阳镇', names[0], 2016, 640],
  ])
  const result = await bench.import('village_year', sheets)
  expect(result.rejected).toBe(0)
  expect(all('SELECT village, year, households FROM village_year ORDER BY year')).toEqual([
    { village: FORMER, year: 2014, households: 310 },
    { village: NOW, year: 2016, households: 640 },
  ])
})
