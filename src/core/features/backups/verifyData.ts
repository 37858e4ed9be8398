/** Checks all data of an office as a job: the database file, the journal, the tables, derived columns and attachments. */
import type { JobContext } from '../../jobs/jobs.ts'
import type { Office } from '../../runtime.ts'
import { verify, type VerifyOptions } from '../../store/verify.ts'
import { verifyAttachments } from '../attachments/index.ts'

/** Shares of the whole check, by the titles that the store tells. */
const WEIGHTS: Readonly<Record<string, number>> = { 检查数据库文件: 0.1, 核对日志: 0.25, 核对台账: 0.35, 核对计算列: 0.15, 核对附件: 0.15 }

/** Runs all checks and tells the job how far it is. Writes nothing. */
export async function verifyData(job: JobContext, { store, attachments }: Office): Promise<Awaited<ReturnType<typeof verify>>> {
  job.phase('检查数据库文件', WEIGHTS['检查数据库文件'] ?? 0)
  let phase = ''
  const options: VerifyOptions = {
    step: () => job.step(),
    onProgress: (title, done, total) => {
      if (title !== phase) job.phase(title, WEIGHTS[title] ?? 0)
      phase = title
      job.progress(done, total)
    },
  }
  const { findings } = await verify(store.read, store.derivations, options)
  findings.push(...await verifyAttachments(attachments, store, options))
  return { ok: findings.length === 0, findings }
}
