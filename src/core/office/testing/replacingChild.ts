/**
 * A process that replaces or upgrades the data of an office and kills itself before the step told, or before the write of that number. Without `dieAt` it does
 * all of it and prints how many writes it made. Argument: JSON of what to do.
 */
import { Steps } from '../../store/testing/steps.ts'
import { rekeyIn, restoreIn, upgradeIn, type Rekeying, type RestoringIn, type Upgrading } from './replacing.ts'

export interface KilledTask {
  readonly work: Rekeying | RestoringIn | Upgrading
  readonly dieAt: number | string | null
}

const { work, dieAt } = JSON.parse(process.argv[2] ?? '{}') as KilledTask
const steps = await Steps.watch(typeof dieAt === 'number' ? dieAt : null)
const onStep = (step: string): void => {
  if (step === dieAt) process.kill(process.pid, 'SIGKILL')
}
steps.counting = true
if (work.kind === 'rekey') await rekeyIn(work, { onStep })
else if (work.kind === 'upgrade') await (await upgradeIn(work)).close()
else await restoreIn(work, { onStep, onProgress: onStep })
process.stdout.write(String(steps.kinds.length))
process.exit()
