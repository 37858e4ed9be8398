import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '#core/store/history.ts'
import { userOf } from '#core/testing/office.ts'
import type { ImportCounts } from './contract.ts'
import { family, importBench, rosterRows, TITLES, type CellIn, type ImportBench, type RowIn } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

let bench: ImportBench
beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

/** What may have happened to a cell of a sheet. */
const cell = fc.oneof(
  { weight: 60, arbitrary: fc.constant('keep' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<CellIn>(
      null,
      '',
      '　',
      '合计',
      '无',
      '是',
      '柯寨',
      '不存在',
      '6.2E+17',
      -1,
      0,
      3.14159,
      42_000,
      '2015年',
      '户主',
      '=SUM(A1)',
      '621125197503120010',
    ),
  },
)
const spoiledRow = fc.record({
  cells: fc.array(cell, { minLength: ROSTER_HEADINGS.length, maxLength: ROSTER_HEADINGS.length }),
  kind: fc.constantFrom('row', 'row', 'row', 'row', 'blank', 'total', 'heading', 'twice'),
})

/** Sheets of three households, spoiled at random. */
const sheets = fc.array(spoiledRow, { minLength: 9, maxLength: 9 }).map((spoils): RowIn[] => {
  const rows = ['a', 'b', 'c'].flatMap((key) => rosterRows(`X-${key}`, family()))
  return rows.flatMap((row, index) => {
    const { cells, kind } = spoils[index] ?? { cells: [], kind: 'row' }
    const changed = row.map((value, column) => (cells[column] === undefined || cells[column] === 'keep' ? value : cells[column]))
    if (kind === 'blank') return [[]]
    if (kind === 'total') return [['合计', 9]]
    if (kind === 'heading') return [[...ROSTER_HEADINGS], changed]
    return kind === 'twice' ? [changed, changed] : [changed]
  })
})

describe('总是成立的规律', () => {
  it('行数 = 新增 + 修改 + 相同 + 退回，每个退回的行都有原因，先后两次导入的第二次什么都不变，撤销后恢复原样', async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (rows) => {
        const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rows])
        const result = await bench.import('household', path)
        expect(result.rows).toBe(result.new + result.changed + result.same + result.rejected)
        expect(result.rows + Object.values(result.skipped).reduce((sum, count) => sum + count, 0)).toBe(rows.findLastIndex((row) => row.length > 0) + 1)
        expect(new Set(result.problems.map(({ row }) => row)).size).toBe(result.rejected)
        const again = await bench.import('household', path)
        expect(again).toMatchObject({ rows: result.rows, new: 0, changed: 0, rejected: result.rejected, changeSet: null })
        if (result.changeSet !== null) await undo(bench.office.store, { id: 'u', name: '管理员' }, result.changeSet)
        expect(['household', 'person', 'membership', 'person_year', 'household_year'].map(bench.count)).toEqual([0, 0, 0, 0, 0])
      }),
      { numRuns: 25, seed: 20151120, endOnFailure: true },
    )
  })
})

describe('向导：打开、检查、预览、写入', () => {
  it('预览的行加得上，修改的格给出前后值；有退回时不答应不写；写入后出现在最近导入里，备份先做', async () => {
    const members = family()
    await bench.import('household', await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('Y-1', members)]))
    const changed = rosterRows('Y-1', members, { 主要致贫原因: '缺技术' })
    const bad = rosterRows('Y-2', family(), { 行政村: '不存在村' })
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...changed, ...bad, ...rosterRows('Y-3', family())], { name: '向导.xlsx' })
    const user = userOf('administrator')
    const { service, jobs } = bench
    const opened = await bench.open('household', bench.core.files.accept(path, '向导.xlsx', user.id, { temporary: false }).ticket)
    expect(opened).toMatchObject({ file: '向导.xlsx', sheets: [{ recognised: 'national', headingRow: 3, year: 2015 }] })
    const checked = await jobs.finished(service.dryRun(user, opened.import, {}))
    expect(checked.result).toMatchObject({ rows: 9, new: 3, changed: 1, same: 2, rejected: 3 } satisfies Partial<ImportCounts>)
    const pages = (['new', 'changed', 'same', 'rejected'] as const).map((outcome) => service.preview(user, opened.import, outcome, 0, 100))
    expect(pages.map(({ total }) => total)).toEqual([3, 1, 2, 3])
    expect(pages[1]?.rows[0]?.changes).toContainEqual(
      expect.objectContaining({ register: 'household', field: 'main_cause', label: '主要致贫原因', before: '09' }),
    )
    expect(() => service.commit(user, opened.import)).toThrow(expect.objectContaining({ code: 'REJECTED_ROWS' }))

    const file = await jobs.finished(service.problems(user, opened.import))
    expect(file.file?.name).toBe('向导-问题.xlsx')

    // Somebody else changes the data between preview and commit.
    await bench.import('organization', await bench.workbook([['单位名称'], ['县水务局']]))
    const backups = bench.backups.length
    const done = await jobs.finished(service.commit(user, opened.import, true))
    expect(done.error).toBeNull()
    expect(done.result).toMatchObject({ new: 3, changed: 1, rejected: 3 })
    expect(bench.backups).toHaveLength(backups + 1)
    expect(service.recent(userOf('administrator'))[0]).toMatchObject({ register: 'household', file: '向导.xlsx', counts: { rows: 9, new: 3 }, undone: false })
    expect(() => service.commit(user, opened.import, true)).toThrow(expect.objectContaining({ code: 'VALIDATION' }))
    expect((await jobs.finished(service.problems(user, opened.import))).error).toBeNull()
    service.close(user, opened.import)
    expect(() => service.preview(user, opened.import, undefined, 0, 10)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })
})
