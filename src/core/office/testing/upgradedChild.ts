/**
 * A process that opens an office of an earlier version and kills itself before the step told (see `Steps`). Without `dieAt` it opens it
 * and prints what kind each step was.
 */
import { createApp } from '../../app.ts'
import { Steps } from '../../store/testing/steps.ts'
import { cheapKeyring } from '../../testing/keyring.ts'

export interface UpgradeTask { readonly directory: string; readonly resources: string; readonly login: string; readonly password: string; readonly dieAt: number | null }

const task = JSON.parse(process.argv[2] ?? '{}') as UpgradeTask
const app = await createApp({ dataDirectory: task.directory, resourcesDirectory: task.resources, temporaryDirectory: `${task.directory}-temporary`, keyring: cheapKeyring })
const steps = await Steps.watch(task.dieAt)
steps.counting = true
await app.host.login({ session: 'child' }, task.login, task.password)
steps.counting = false
process.stdout.write(`${JSON.stringify(steps.kinds)}\n`)
await app.close()
process.exit()
