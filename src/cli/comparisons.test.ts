/** Lists of other departments from a terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SavedList } from '#core/features/comparisons/contract.ts'
import { onlyJson, type CliResult } from './testing/childCli.ts'
import { jsonInProcess, runInProcess } from './testing/inProcess.ts'

let folder: string
let env: Record<string, string>
const cli = (...words: string[]): Promise<CliResult> => runInProcess(words, env)
const json = <T>(...words: string[]): Promise<T> => jsonInProcess<T>(words, env)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-'))
  env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  const made = await cli('demo', '--households', '20', '--seed', '7', '--json')
  if (made.code !== 0) throw new Error(made.stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('比对名单', () => {
  it('先看结果，再存入，可以整次撤销；没有写明怎样、没有这种名单的说清楚', async () => {
    const { rows } = await json<{ rows: { name: string; id_number: string }[] }>(
      'query',
      'person',
      '--where',
      '{"household_id":{"empty":false}}',
      '--limit',
      '1',
    )
    const path = join(folder, '名单.csv')
    writeFileSync(path, `\ufeff甲,乙,丙\n${rows[0]?.name ?? ''},${rows[0]?.id_number ?? ''},甘J1\n`)
    const map = join(folder, 'map.json')
    writeFileSync(map, JSON.stringify({ 甲: '姓名', 乙: '证件号码', 丙: '登记号' }))
    const seen = await json<SavedList>('compare', path, '--kind', 'car', '--map', map, '--dry-run')
    expect(seen).toMatchObject({ id: null, changeSet: null, account: { read: 1, matched: 1, hits: 1 } })
    const saved = await json<SavedList>('compare', path, '--kind', '车辆', '--map', map, '--save')
    expect(await json('query', 'comparison_hit')).toMatchObject({ total: 1, rows: [{ item: '甘J1', state: 'open' }] })
    // 疑点照列表导出成工作簿。
    expect((await cli('export', 'comparison_hit', '--out', join(folder, '疑点.xlsx'))).code).toBe(0)
    expect((await cli('undo', saved.changeSet ?? '')).code).toBe(0)
    expect(await json('query', 'comparison_hit')).toMatchObject({ total: 0 })
    expect((await cli('compare', 'kinds')).stdout).toContain('财政供养')
    expect(onlyJson(await cli('compare', path, '--kind', 'car', '--json'))).toMatchObject({ error: { message: expect.stringContaining('--dry-run') } })
    expect(onlyJson(await cli('compare', path, '--kind', 'boat', '--dry-run', '--json'))).toMatchObject({
      error: { code: 'VALIDATION', action: expect.stringContaining('car（车辆）') },
    })
  })
})
