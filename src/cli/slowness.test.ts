/** What is slow in a command stands in its log; the clock is one of our own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runInProcess } from './testing/inProcess.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-slow-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

it('the log of the command line names the slow statement and the procedure, and not what was looked for', async () => {
  const env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  expect(await runInProcess(['init', '--unit', '621125', '--json'], env)).toMatchObject({ code: 0 })
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 250))
  const { code } = await runInProcess(['query', 'person', '--text', '金丝雀', '--json'], env)
  vi.restoreAllMocks()
  expect(code).toBe(0)
  const log = readFileSync(join(folder, 'data', 'logs', 'cli.log'), 'utf8')
  expect(log).toMatch(/info slow statement 250 ms \(records\.query\): SELECT/)
  expect(log).not.toContain('金丝雀')
})
