/** A process that restores a backup and kills itself at a given step, as a power cut would. Arguments: JSON of what to do. */
import { restoreBackup } from '../restoreBackup.ts'

const { environment, file, key, dieAt } = JSON.parse(process.argv[2] ?? '{}') as { environment: Parameters<typeof restoreBackup>[0]; file: string; key: string; dieAt: string }

await restoreBackup(environment, {
  file, access: { key: Buffer.from(key, 'hex') },
  onStep: (step) => { if (step === dieAt) process.kill(process.pid, 'SIGKILL') },
  onProgress: (phase) => { if (phase === dieAt) process.kill(process.pid, 'SIGKILL') },
})
