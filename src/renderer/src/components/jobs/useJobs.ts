/** Long work: its progress as the core tells it, and waiting for its end. Survives a reload, since the core knows the jobs. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Job } from '#core/features/jobs/contract.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'

const ENDED: ReadonlySet<Job['state']> = new Set(['done', 'cancelled', 'failed', 'interrupted'])
/** Jobs whose file is a package. */
const OF_PACKAGES = new Set(['pack', 'receive'])
/** Progress comes by events; asking now and then only helps when the stream is broken. */
const ASK_AGAIN = 700

/** Whether a job will not change any more. */
export function isEnded(job: Job): boolean {
  return ENDED.has(job.state)
}

/** All jobs the core knows, running and ended (until dismissed). */
export function useJobs(): readonly Job[] {
  return useQuery(useApi().jobs.list.queryOptions()).data ?? []
}

/** One job, kept up to date; undefined before the first answer or without an id. */
export function useJob(id: string | null): Job | undefined {
  const api = useApi()
  const query = useQuery({
    ...api.jobs.get.queryOptions({ input: { job: id ?? '' } }),
    enabled: id !== null,
    refetchInterval: (current) => (current.state.data !== undefined && isEnded(current.state.data) ? false : ASK_AGAIN),
  })
  return id === null ? undefined : query.data
}

/** Saves the file that a job made, by dialog or download; tells what came of it. */
export function useSaveJobFile(): (job: Job) => Promise<boolean> {
  const shell = useShell()
  const client = useClient()
  return useCallback(
    async (job) => {
      if (job.file === null) return false
      try {
        const saved = await shell.saveFile(job.file, job.file.name)
        // The outbox knows which of its packages are saved.
        if (saved && OF_PACKAGES.has(job.kind)) await client.exchange.saved({ ticket: job.file.ticket })
        if (saved) notifyDone('文件已保存', job.file.name)
        return saved
      } catch (error) {
        notifyError(error)
        return false
      }
    },
    [shell, client],
  )
}

/**
 * Waits for a job that a call started: `const job = await run(client.exports.start(input))`.
 * Resolves with the job when it is done; with null when it failed, was cancelled or could not start (which was shown).
 * With `saveFile` a file it made is offered for saving at once.
 */
export function useRunJob(options: { readonly saveFile?: boolean } = {}): (started: Promise<{ job: string }>) => Promise<Job | null> {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const save = useSaveJobFile()
  const saveFile = options.saveFile === true
  return useCallback(
    async (started) => {
      try {
        const { job: id } = await started
        void queryClient.invalidateQueries({ queryKey: api.jobs.list.key() })
        const key = api.jobs.get.queryKey({ input: { job: id } })
        let job = await client.jobs.get({ job: id })
        while (!isEnded(job)) {
          queryClient.setQueryData(key, job)
          await untilTold(ASK_AGAIN, (tell) =>
            queryClient.getQueryCache().subscribe((event) => {
              if (event.type === 'updated' && JSON.stringify(event.query.queryKey) === JSON.stringify(key)) tell()
            }),
          )
          const told = queryClient.getQueryData<Job>(key)
          job = told !== undefined && isEnded(told) ? told : await client.jobs.get({ job: id })
        }
        queryClient.setQueryData(key, job)
        if (job.state === 'failed' && job.error !== null) notifyError(job.error)
        if (job.state !== 'done') return null
        if (saveFile) await save(job)
        return job
      } catch (error) {
        notifyError(error)
        return null
      }
    },
    [api, client, queryClient, save, saveFile],
  )
}

/** Resolves when told, or after the time given. */
function untilTold(milliseconds: number, listen: (tell: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    let stop = (): void => undefined
    const end = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    stop = listen(end)
  })
}
