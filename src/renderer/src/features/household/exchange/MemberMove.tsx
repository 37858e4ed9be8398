import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Member } from '#core/features/household/contract.ts'
import { useOverview } from '../../exchange/shared/standing.ts'
import { PersonTransferDialog } from '../../transfers/PersonTransferDialog.tsx'

/** Under the members: one of them marries or moves into another village. Nothing while it is not known how the office exchanges data. */
export function MemberMove({ members }: { readonly members: readonly Member[] }): ReactNode {
  const known = useOverview() !== undefined
  const [opened, setOpened] = useState(false)
  if (!known) return null
  const people = members.map(({ person, membership }) => ({
    id: String(person['id']),
    name: typeof person['name'] === 'string' ? person['name'] : '（未填姓名）',
    isHead: membership['relation'] === '01',
  }))
  return (
    <>
      <Button variant="subtle" size="compact-sm" disabled={people.length < 2} onClick={() => setOpened(true)}>
        迁到别的村…
      </Button>
      {opened && <PersonTransferDialog people={people} onClose={() => setOpened(false)} />}
    </>
  )
}
