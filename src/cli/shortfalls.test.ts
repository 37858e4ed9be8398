/** What is lacking by which standard, from a terminal. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FoundAnswer } from '#core/features/shortfalls/contract.ts'
import { onlyJson } from './testing/childCli.ts'
import { jsonInProcess, runInProcess } from './testing/inProcess.ts'

let folder: string
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-'))
  env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  const made = await runInProcess(['demo', '--households', '20', '--seed', '7', '--json'], env)
  if (made.code !== 0) throw new Error(made.stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('先看有多少，再登记；登记过的不重复，可以整次撤销；没有的区划说清楚', async () => {
  const find = (...more: string[]): Promise<FoundAnswer> => jsonInProcess(['shortfalls', 'find', '--within', '621125', '--year', '2015', ...more], env)
  const count = async (): Promise<number> => (await jsonInProcess<{ total: number }>(['query', 'shortfall'], env)).total
  const before = await count()
  const seen = await find('--dry-run')
  expect(seen).toMatchObject({ changeSet: null, unusable: [] })
  expect(seen.added).toBeGreaterThan(0)
  expect(await count()).toBe(before)
  const found = await find()
  expect(found).toMatchObject({ added: seen.added, known: seen.known, compared: seen.compared })
  expect(await count()).toBe(before + seen.added)
  expect(await find()).toMatchObject({ added: 0, known: seen.known + seen.added })
  expect((await runInProcess(['undo', found.changeSet ?? ''], env)).code).toBe(0)
  expect(await count()).toBe(before)
  expect(onlyJson(await runInProcess(['shortfalls', 'find', '--within', '999999', '--json'], env))).toMatchObject({ error: { code: 'NOT_FOUND' } })
})
