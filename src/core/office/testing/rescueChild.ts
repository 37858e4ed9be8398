/** A process that rescues an office and kills itself before the step told, or before the disk step of that number. Arguments: JSON of what to do. */
import { createApp } from '../../app.ts'
import { Steps } from '../../store/testing/steps.ts'
import { cheapKeyring } from '../../testing/keyring.ts'
import { rescueOffice } from '../rescue.ts'
import { ADMIN, rescuing } from './damagedOffice.ts'

export interface RescueTask {
  readonly directory: string
  readonly resources: string
  readonly dieAt: number | string | null
}

const task = JSON.parse(process.argv[2] ?? '{}') as RescueTask
const app = await createApp({
  dataDirectory: task.directory,
  resourcesDirectory: task.resources,
  temporaryDirectory: `${task.directory}-temporary`,
  keyring: cheapKeyring,
})
const steps = await Steps.watch(typeof task.dieAt === 'number' ? task.dieAt : null)
steps.counting = true
await rescueOffice(
  rescuing(task.directory, {
    onStep: (step) => {
      if (step === task.dieAt) process.kill(process.pid, 'SIGKILL')
    },
  }),
  ADMIN,
)
process.stdout.write(String(steps.kinds.length))
await app.close()
process.exit()
