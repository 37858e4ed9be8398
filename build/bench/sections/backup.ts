/** A backup made, and what was written read again. */
import { join } from 'node:path'
import { createBackup } from '../../../src/core/features/backups/index.ts'
import { hostOf, LOGIN, PASSWORD } from '../state.ts'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const host = hostOf(input.state)
await host.login({ session: 'bench' }, LOGIN, PASSWORD)
const { milliseconds } = await timed(() => createBackup({ ...host.backupEnvironment(), backupDirectory: join(input.work, 'backups') }, { key: host.dataKey(), reason: 'manual' }))
await host.close()
tell([{ what: '备份并核对', ours: milliseconds, unit: 'ms' }])
