/** Checking all data, and backups: by hand, and the one before a merge where no younger one excuses it. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BareHost } from '../bare/host.ts'
import { memoryBar, type BenchInput } from '../input.ts'
import { kind, settle, single, timed, type Measured } from '../measure.ts'
import { blockOf, finish, longest, longestBlock, type BenchOffice } from '../office.ts'

export async function checks(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const alone = await bare.ask('rawReadAll', { directory: input.office, key: office.app.host.dataKey() })
  const done = await finish(office, () => office.client.backups.verify())
  const { ok, findings } = done.result.result as { ok: boolean; findings: unknown[] }
  if (!ok) throw new Error(`the data is not sound: ${JSON.stringify(findings.slice(0, 3))}`)
  return [
    kind('verify', '检查全部数据', [{ ...done, at: '', bare: alone }], { bareWhat: '直接读全部行，日志逐条 SHA-256', ratioBar: 3 }),
    blockOf('verify', '检查全部数据时', done.block),
    single('memory.verify', '内存峰值：检查全部数据', done.peak, 'MB', memoryBar(input.people)),
  ]
}

export async function backups(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const folder = join(input.office, 'backups')
  rmSync(folder, { recursive: true, force: true })
  const from = office.slow.length
  const before = await timed(() => office.app.host.backupBefore('before-merge'))
  await settle()
  const made = readdirSync(folder).length
  if (made !== 1) throw new Error(`${made} backups instead of one before the merge`)
  const copy = await bare.ask('rawCopy', { directory: input.office, key: office.app.host.dataKey(), target: join(input.work, 'copy.db') })
  const byHand = await finish(office, () => office.client.backups.create({}))
  return [
    single('backup.merge', '合并前的备份（之前没有备份）', before.milliseconds, 'ms'),
    kind('backup', '立即备份并核对', [{ ...byHand, at: '', bare: copy }], { bareWhat: 'SQLite 自己的 VACUUM INTO' }),
    blockOf('backup', '备份时', longest([byHand.block, longestBlock(office.slow.slice(from))])),
    single('memory.backup', '内存峰值：备份', byHand.peak, 'MB', memoryBar(input.people)),
  ]
}
