import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { userOf } from '#core/testing/office.ts'
import { listFindings } from '../checks/service.ts'
import type { ImportResult } from './contract.ts'
import { importBench, type ImportBench, type RowIn } from './testing/importing.ts'

let bench: ImportBench
beforeAll(async () => {
  bench = await importBench({ households: 30 })
})
afterAll(() => bench.end())

const village = (): string => bench.office.divisions.get('621125100204')?.name ?? ''

const run = async (register: string, rows: readonly RowIn[], dryRun = false): Promise<ImportResult> =>
  bench.import(register, await bench.workbook(rows), {}, { dryRun })

describe('导入逐行的台账，也按同样的规则核对', () => {
  it('自相矛盾的行不导入，其余照常；说明规则和数', async () => {
    const result = await run('village_year', [
      ['乡镇', '行政村', '年度', '总户数', '总人口', '妇女人口'],
      ['武阳镇', village(), 2031, 100, 400, 401],
      ['武阳镇', village(), 2032, 100, 400, 200],
    ])
    expect(result).toMatchObject({ rows: 2, new: 1, rejected: 1 })
    expect(result.problems).toMatchObject([{ row: 2, code: 'rule', message: expect.stringContaining('比总人口') as unknown }])
    expect(result.problems[0]?.message).toContain('规则 6-E66')
    expect(bench.office.store.read.all('SELECT year FROM village_year WHERE year > 2030')).toEqual([{ year: 2032 }])
  })

  it('疑点照样导入，提醒并列为问题，谁也没有写过的理由不记在谁的名下', async () => {
    const result = await run('helper', [
      ['姓名', '联系电话'],
      ['孙电话', '09324862301'],
      ['周电话', '13800138000'],
    ])
    expect(result).toMatchObject({ new: 2, rejected: 0, warnings: [{ row: 2, message: expect.stringContaining('13.1-10r') as unknown }] })
    await bench.office.checks.settled()
    const raised = listFindings(bench.office, userOf('administrator'), { filter: { raisedBy: result.changeSet ?? '' }, limit: 10, offset: 0 }, '2015-11-20')
    expect(raised.rows).toMatchObject([{ rule: '13.1-10r', state: 'open', reason: null, statedBy: null }])
    expect(bench.office.store.read.get('SELECT reason FROM change_set WHERE id = ?', result.changeSet)).toEqual({ reason: null })
  })

  it('只检查时什么也不写，编号也不占用', async () => {
    const before = bench.office.store.read.all('SELECT * FROM journal')
    await run(
      'helper',
      [
        ['姓名', '联系电话'],
        ['吴电话', '09324862301'],
      ],
      true,
    )
    expect(bench.office.store.read.all('SELECT * FROM journal')).toEqual(before)
  })
})
