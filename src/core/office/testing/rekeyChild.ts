/** A process that re-keys an office and kills itself before the step told, or before the disk step of that number. Arguments: JSON of what to do. */
import { createApp } from '../../app.ts'
import { Steps } from '../../store/testing/steps.ts'
import { openStore } from '../openOffice.ts'
import { rekeyData } from '../rekey.ts'
import { cheapKeyring } from '../../testing/keyring.ts'

export interface RekeyTask { readonly directory: string; readonly resources: string; readonly key: string; readonly by: { id: string; displayName: string; login: string }; readonly password: string; readonly dieAt: number | string | null }

const task = JSON.parse(process.argv[2] ?? '{}') as RekeyTask
const app = await createApp({ dataDirectory: task.directory, resourcesDirectory: task.resources, temporaryDirectory: `${task.directory}-temporary`, keyring: cheapKeyring })
const steps = await Steps.watch(typeof task.dieAt === 'number' ? task.dieAt : null)
steps.counting = true
await rekeyData({
  directory: task.directory, key: Buffer.from(task.key, 'hex'), by: task.by, password: task.password, keyring: { cost: { N: 16, r: 1, p: 1 } },
  openStore: (key, directory) => openStore({ dataDirectory: directory, now: () => new Date(), backups: null }, key),
  onStep: (step) => { if (step === task.dieAt) process.kill(process.pid, 'SIGKILL') },
})
process.stdout.write(String(steps.kinds.length))
await app.close()
process.exit()
