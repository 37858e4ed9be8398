/** Checking all data and making a backup: how long, and how much memory. */
import { join } from 'node:path'
import { createBackup } from '../../../src/core/features/backups/index.ts'
import { verify } from '../../../src/core/store/verify.ts'
import { hostOf, LOGIN, PASSWORD } from '../state.ts'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const host = hostOf(input.state)
await host.login({ session: 'bench' }, LOGIN, PASSWORD)
const { store } = host.office()
const checked = await timed(() => verify(store.read, store.derivations))
if (!checked.result.ok) throw new Error(JSON.stringify(checked.result.findings.slice(0, 3)))
const backup = await timed(() => createBackup({ ...host.backupEnvironment(), backupDirectory: join(input.work, 'backups') }, { key: host.dataKey(), reason: 'manual' }))
await host.close()
tell([{ what: '检查全部数据', ours: checked.milliseconds, unit: 'ms' }, { what: '备份并核对', ours: backup.milliseconds, unit: 'ms' }])
