/** What is lacking by which standard, with the button that compares a place with the standards of a year. */
import { Button } from '@mantine/core'
import { IconRuler } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { may } from '#core/access/permissions.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { useSession } from '../../session/useSession.tsx'
import { PlacedList } from '../records/PlacedList.tsx'
import { useMayRead, useMayWrite } from '../records/useMayWrite.ts'
import { FindDialog } from './FindDialog.tsx'

export function ShortfallsScreen(): ReactNode {
  const screen = screenOf('shortfall')
  const mayRead = useMayRead()
  const mayAdd = useMayWrite('shortfall', 'insert')
  const { user } = useSession()
  const [open, setOpen] = useState(false)
  if (screen === null || !mayRead(screen.register)) return <NotFoundScreen />
  return (
    <>
      <PlacedList
        screen={screen}
        actions={
          mayAdd &&
          may(user, 'batch edit') && (
            <Button variant="default" leftSection={<IconRuler size={16} aria-hidden />} onClick={() => setOpen(true)}>
              按标准查短板
            </Button>
          )
        }
      />
      {open && <FindDialog onClose={() => setOpen(false)} />}
    </>
  )
}
