/** Statistics from a terminal. */
import ExcelJS from 'exceljs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOf, type StatisticTable } from '#core/statistics/table.ts'
import { onlyJson, type CliResult } from './testing/childCli.ts'
import { jsonInProcess, runInProcess } from './testing/inProcess.ts'

let folder: string
let env: Record<string, string>
const cli = (...words: string[]): Promise<CliResult> => runInProcess(words, env)
const json = <T>(...words: string[]): Promise<T> => jsonInProcess<T>(words, env)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-'))
  env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  const made = await cli('demo', '--households', '60', '--seed', '7', '--json')
  if (made.code !== 0) throw new Error(made.stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('统计表', () => {
  it('列出，数一张，某一格的条件交给 query 正好是那些记录', async () => {
    expect((await json<{ code: string }[]>('statistics')).map(({ code }) => code)).toEqual(expect.arrayContaining(['1.0', '2.4', '06-4', 'members']))
    const table = await json<StatisticTable>('statistic', '2.4', '--by', 'village', '--year', '2015')
    const row = table.rows[0]
    const list = listOf(table, row ?? null, 0)
    if (row === undefined || list === null) throw new Error('no rows')
    const found = await json<{ total: number }>('query', list.register, '--where', JSON.stringify(list.where))
    expect(row.cells[0]).toEqual({ value: found.total })
    const text = await cli('statistic', '2.4', '--year', '2015')
    expect(text.stdout).toContain('2.4 贫困户主要致贫原因统计表　2015 年')
    expect(text.stdout).toMatch(/合计/)
    expect(text.stdout).toContain('待核：')
  })

  it('按某一天；没有日期的表和写错的级别说明白', async () => {
    const table = await json<StatisticTable>('statistic', 'members', '--as-of', '2014-06-30')
    expect([table.year, table.day]).toEqual([null, '2014-06-30'])
    const refused = await cli('statistic', '1.3', '--as-of', '2014-06-30', '--json')
    expect(onlyJson(refused)).toMatchObject({ error: { message: expect.stringContaining('没有日期'), action: expect.stringContaining('--year') } })
    expect(onlyJson(await cli('statistic', '1.3', '--by', 'town', '--json'))).toMatchObject({ error: { action: expect.stringContaining('township') } })
    expect(onlyJson(await cli('statistic', '9.9', '--json'))).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('存为上报以后数变了，逐格列出差别', async () => {
    const { id } = await json<{ id: string }>('report', '2.4', '--year', '2015', '--remark', '报县办')
    expect(await json<{ id: string }[]>('reports')).toMatchObject([{ id, code: '2.4', remark: '报县办' }])
    expect((await cli('report', 'compare', id)).stdout).toContain('完全一样')
    const found = await json<{ rows: { id: string; main_cause: string }[] }>(
      'query',
      'household_year',
      '--where',
      '{"year":2015,"exit_status":"0","main_cause":"01"}',
      '--limit',
      '1',
    )
    await json('save', 'household_year', '--id', found.rows[0]?.id ?? '', '--values', '{"main_cause":"07"}', '--reason', '核实')
    const { lines } = await json<{ lines: { row: string; column: string; reported: string; now: string }[] }>('report', 'compare', id)
    const illness = lines.find(({ row, column }) => row === '合计' && column === '因病')
    expect(Number(illness?.now)).toBe(Number(illness?.reported) - 1)
    expect(lines.every(({ reported, now }) => reported !== now)).toBe(true)
    expect(onlyJson(await cli('save', 'report_run', '--id', id, '--values', '{"remark":"改"}', '--json'))).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })

  it('写成工作簿：标题、两行表头、合计、待核说明', async () => {
    const out = join(folder, '表.xlsx')
    await json('statistic', '2.8', '--year', '2015', '--out', out)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(out)
    const sheet = workbook.worksheets[0]
    const texts = (row: number): unknown[] => ((sheet?.getRow(row).values ?? []) as unknown[]).slice(1)
    expect(texts(1)[0]).toBe('2.8 贫困户土地资源统计表')
    expect(texts(3)).toContain('有效灌溉')
    expect(texts(4)).toContain('人均（亩）')
    const total = sheet?.getColumn(2).values.indexOf('合计') ?? 0
    const table = await json<StatisticTable>('statistic', '2.8', '--year', '2015')
    expect(texts(total)[2]).toBe((table.total[0] as { value: number }).value)
    expect(texts(total)[4]).toBe((table.total[2] as { value: number }).value / 100)
  })
})

describe('并村', () => {
  it('先数会带走什么，再办；连同并入的村数到的户一样多；撤销回到原样', async () => {
    const [one, other] = (await json<StatisticTable>('statistic', '2.4', '--by', 'village', '--year', '2015')).rows.flatMap(({ key }) => key ?? [])
    const asked = ['village-change', String(one), '--into', String(other), '--on', '2016-01-01', '--document', '一号', '--reason', '并村']
    const counted = await json<{ kind: string; villages: { goes: { label: string; count: number }[] }[] }>(...asked, '--dry-run')
    const households = counted.villages[0]?.goes.find(({ label }) => label === '户')?.count
    expect(households).toBeGreaterThan(0)
    const total = async (...more: string[]): Promise<unknown> =>
      (await json<StatisticTable>('statistic', '2.4', '--by', 'village', '--year', '2015', '--within', String(other), ...more)).total[0]
    const before = await total()
    const { changeSet } = await json<{ changeSet: string }>(...asked)
    expect(await json('village-changes')).toMatchObject([{ former: one, village: other, households }])
    expect(await total()).toEqual(before)
    expect(await total('--forerunners')).not.toEqual(before)
    await json('undo', changeSet)
    expect(await json('village-changes')).toEqual([])
    expect(await total('--forerunners')).toEqual(before)
  })
})
