import { Badge, Button } from '@mantine/core'
import { IconTruckDelivery } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { useGo, useRouteParameter } from '../../router/navigation.ts'
import { useInitialFromPath } from '../records/RecordRoutes.tsx'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { useMayWrite } from '../records/useMayWrite.ts'
import { PersonTransferDialog } from '../transfers/PersonTransferDialog.tsx'

const screen = screenOf('person')

/** One person: what every record has, and the way into another village. */
export function PersonScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('person')
  return screen === null ? null : <RecordScreen key={id} screen={screen} id={id} initial={initial} actions={(row) => <Move row={row} />} />
}

/** 迁出, or that they are on their way already; nothing for somebody in no household. */
function Move({ row }: { readonly row: Row }): ReactNode {
  const id = String(row['id'])
  const go = useGo()
  const mayMove = useMayWrite('membership')
  const moves = useQuery(useApi().exchange.personTransfers.queryOptions({ input: { person: id, limit: 20 } })).data?.rows
  const [opened, setOpened] = useState(false)
  if (moves?.some((move) => move.state === 'out') === true)
    return (
      <>
        <Badge color="amber" leftSection={<IconTruckDelivery size={13} aria-hidden />}>
          迁移途中
        </Badge>
        <Button variant="default" onClick={() => go('/exchange/transfers')}>
          看迁移
        </Button>
      </>
    )
  if (moves === undefined || !mayMove || row['deleted'] === true || typeof row['household_id'] !== 'string') return null
  return (
    <>
      <Button variant="default" leftSection={<IconTruckDelivery size={16} aria-hidden />} onClick={() => setOpened(true)}>
        迁到别的村
      </Button>
      {opened && <PersonTransferDialog people={[{ id, name: String(row['name'] ?? ''), isHead: row['relation'] === '01' }]} onClose={() => setOpened(false)} />}
    </>
  )
}
