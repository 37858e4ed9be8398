import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onlyJson, type CliResult } from './testing/childCli.ts'
import { runInProcess } from './testing/inProcess.ts'

let folder: string
let env: Record<string, string>
const cli = (...words: string[]): Promise<CliResult> => runInProcess(words, env)
const json = async (...words: string[]): Promise<Record<string, unknown>> => onlyJson(await cli(...words, '--json'))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-checks-'))
  env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  const made = await cli('demo', '--households', '60', '--seed', '7', '--json')
  if (made.code !== 0) throw new Error(made.stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('核查、列出、交办、说明、销号、停用', async () => {
  const [household] = ((await json('query', 'household', '--limit', '1')) as unknown as { rows: { id: string }[] }).rows
  const id = household?.id ?? ''
  await json('save', 'household', '--id', id, '--values', '{"phone":"09324862301"}', '--reason', '座机')
  const list = async (...words: string[]): Promise<{ total: number; rows: Record<string, unknown>[] }> => (await json('checks', 'list', ...words)) as never
  expect(await list('--rule', '13.1-10h')).toMatchObject({ total: 1, rows: [{ about: id, field: 'phone', level: 'doubt', state: 'open' }] })
  expect(await json('checks', 'assign', '--rule', '13.1-10h', '--to', '李干部', '--due', '2015-12-01')).toMatchObject({ done: 1 })
  expect(await list('--state', 'overdue')).toMatchObject({ total: 1, rows: [{ assignee: '李干部', dueOn: '2015-12-01' }] })
  expect(await json('checks', 'explain', '--rule', '13.1-10h', '--reason', '村里只有座机')).toMatchObject({ done: 1 })
  expect(await list('--state', 'explained')).toMatchObject({ total: 1, rows: [{ reason: '村里只有座机', statedBy: '演示管理员' }] })
  // What was said of one number does not stand for another.
  await json('save', 'household', '--id', id, '--values', '{"phone":"09324862302"}', '--reason', '换了')
  expect(await list('--state', 'explained')).toMatchObject({ total: 0 })
  expect(await json('checks', 'close', '--record', id, '--rule', '13.1-10h', '--reason', '已核实')).toMatchObject({ done: 1 })
  expect(await list('--state', 'closed')).toMatchObject({ total: 1 })
  const run = await cli('checks', 'run', '--json')
  expect(onlyJson(run)).toMatchObject({ looked: expect.any(Number) as unknown, raised: 0 })
  expect(await json('checks', 'off', '13.1-10h', '--reason', '座机多')).toMatchObject({ off: true })
  expect(await list('--rule', '13.1-10h')).toMatchObject({ total: 0 })
  expect((await json('checks', 'rules')) as unknown).toContainEqual(
    expect.objectContaining({ id: '13.1-10h', off: { reason: '座机多', by: '演示管理员', on: expect.any(String) as unknown } }),
  )
  const out = join(folder, '问题.xlsx')
  expect(await json('checks', 'list', '--out', out)).toMatchObject({ file: out })
  expect(readFileSync(out).length).toBeGreaterThan(1000)
  expect(await cli('checks', 'explain', '--reason', '都对')).toMatchObject({ code: 2 })
})
