import { Alert, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Opening } from '#core/features/session/contract.ts'
import { useApi, useClient } from '../bridge/client.tsx'
import { useCommand } from '../bridge/useCommand.ts'

/** Time between two looks, in milliseconds. */
const LOOK_EVERY = 500

export interface DoorWork extends Opening {
  /** Ends it with everything as it was; what waits for it fails with CANCELLED. */
  readonly cancel: () => void
}

/** What is being done to the data behind the closed door, while a call of this window waits for it. */
export function useDoorWork(running: boolean): DoorWork {
  const query = useQuery({ ...useApi().session.opening.queryOptions(), enabled: running, refetchInterval: LOOK_EVERY, gcTime: 0 })
  const cancelling = useCommand(useClient().session.cancelOpening)
  const found = running ? query.data : undefined
  return {
    step: found?.step ?? null,
    share: found?.share ?? null,
    cancellable: found?.cancellable === true && !cancelling.running,
    cancel: () => {
      void cancelling.run(undefined)
    },
  }
}

/** Shows it, with a sentence on what to expect; nothing while there is nothing to tell. */
export function DoorProgress({
  work: { step, share },
  title,
  children,
}: {
  readonly work: DoorWork
  readonly title: string
  readonly children: ReactNode
}): ReactNode {
  if (step === null) return null
  const percent = share === null ? null : Math.floor(share * 100)
  return (
    <Alert color="blue" role="status">
      {title}：{step}
      {percent === null ? '' : `　${percent}%`}。{children}
      {percent !== null && <Progress value={percent} size={6} mt={6} aria-label={`${title}的进度`} />}
    </Alert>
  )
}
