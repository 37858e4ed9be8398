import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { isEnded, useJob } from '../../components/jobs/useJobs.ts'
import { attempt } from '../records/attempt.ts'
import type { Mending } from './MendGrid.tsx'
import type { StepProps } from './steps.ts'

/** Sends what was mended, one request after the other, and has everything read anew when it was checked. */
export function useMending(draft: StepProps['draft'], onChange: StepProps['onChange']): { mend: (mending: Mending) => void; waiting: boolean } {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  }, [draft])
  const job = useJob(draft.checking)
  const ended = job !== undefined && isEnded(job) ? job.id : null
  const first = useRef(draft.checking)
  const superseded = useRef<string[]>([])
  useEffect(() => {
    if (ended === null || ended === first.current) return
    void queryClient.invalidateQueries({ queryKey: api.imports.preview.key() })
    void queryClient.invalidateQueries({ queryKey: api.imports.wrong.key() })
    // What earlier checks found stands no more.
    for (const older of superseded.current.splice(0)) client.jobs.dismiss({ job: older }).catch(() => undefined)
  }, [api, client, ended, queryClient])
  const queue = useRef<Mending[]>([])
  const [waiting, setWaiting] = useState(false)
  const sending = useRef(false)
  const send = async (): Promise<void> => {
    sending.current = true
    setWaiting(true)
    while (queue.current.length > 0) {
      const all = queue.current.splice(0)
      const mending = { mends: all.flatMap(({ mends = [] }) => mends), choices: all.flatMap(({ choices = [] }) => choices) }
      const started = await attempt(client.imports.mend({ import: draft.import, ...mending }))
      if (!started.ok) {
        notifyError(started.error)
        continue
      }
      if (latest.current.checking !== null) superseded.current.push(latest.current.checking)
      latest.current = { ...latest.current, checking: started.value.job }
      onChange(latest.current)
    }
    sending.current = false
    setWaiting(false)
  }
  const mend = (mending: Mending): void => {
    queue.current.push(mending)
    if (!sending.current) void send()
  }
  return { mend, waiting }
}
