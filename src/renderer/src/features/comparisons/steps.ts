import { useEffect } from 'react'
import type { CompareOptions, OpenedList } from '#core/features/comparisons/contract.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { isEnded, useJob } from '../../components/jobs/useJobs.ts'

export const listSteps = [
  { key: 'file', label: '选文件' },
  { key: 'columns', label: '列对应' },
  { key: 'result', label: '结果预览' },
  { key: 'saved', label: '存入' },
] as const

/** What is settled of a list so far. */
export interface ListDraft {
  readonly kind: string
  readonly opened: OpenedList
  readonly options: CompareOptions
}

/** A job of the page: while it runs, and how it ended. Its outcome stands on the page, so that the list of tasks need not keep it; who leaves does not wait for it. */
export function useOwnJob(id: string | null): { readonly job: Job | undefined; readonly ended: Job | undefined } {
  const client = useClient()
  const job = useJob(id)
  const ended = job?.id === id && job !== undefined && isEnded(job) ? job : undefined
  useEffect(() => {
    if (ended !== undefined) client.jobs.dismiss({ job: ended.id }).catch(() => undefined)
  }, [client, ended])
  return { job, ended }
}
