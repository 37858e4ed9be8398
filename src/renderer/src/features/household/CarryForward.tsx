/** Takes the facts of a year over as the draft of the year after, for the places chosen. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useSession } from '../../session/useSession.tsx'
import { useRefresh } from '../records/useRefresh.ts'

interface CarryForwardProps {
  readonly places: readonly string[]
  readonly year: number
  readonly reload: () => Promise<unknown>
}

export function CarryForward({ places, year, reload }: CarryForwardProps): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const { user } = useSession()
  const carrying = useCommand(client.household.carryForward)
  if (user.role !== 'administrator' && user.role !== 'entry') return null
  const carry = async (): Promise<void> => {
    const done = await carrying.run({ places: [...places], from: year })
    if (done === null) return
    refresh('household_year')
    await reload()
    notifyDone(`沿用了 ${done.records} 户、${done.people} 人`, `${year} 年的作为 ${year + 1} 年的草稿，已有的不动`)
  }
  return (
    <Button
      variant="default"
      disabled={places.length === 0}
      loading={carrying.running}
      onClick={() => {
        void carry()
      }}
    >
      沿用为 {year + 1} 年草稿
    </Button>
  )
}
