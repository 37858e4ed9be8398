/** What was given to whom, with the buttons that let money go and give it back. */
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowFork } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { PlacedList } from '../records/PlacedList.tsx'
import { useMayRead, useMayWrite } from '../records/useMayWrite.ts'
import { AllocateDialog } from './AllocateDialog.tsx'
import { GiveBackDialog } from './GiveBackDialog.tsx'

export function AllocationsScreen(): ReactNode {
  const screen = screenOf('fund_allocation')
  const mayRead = useMayRead()
  const mayAllocate = useMayWrite('fund_allocation', 'insert')
  const mayReturn = useMayWrite('fund_return', 'insert')
  const [open, setOpen] = useState<'allocate' | 'back' | null>(null)
  if (screen === null || !mayRead(screen.register)) return <NotFoundScreen />
  return (
    <>
      <PlacedList
        screen={screen}
        actions={
          <>
            {mayAllocate && (
              <Button variant="default" leftSection={<IconArrowFork size={16} aria-hidden />} onClick={() => setOpen('allocate')}>
                分配资金
              </Button>
            )}
            {mayReturn && (
              <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setOpen('back')}>
                退回资金
              </Button>
            )}
          </>
        }
      />
      {open === 'allocate' && <AllocateDialog onClose={() => setOpen(null)} />}
      {open === 'back' && <GiveBackDialog onClose={() => setOpen(null)} />}
    </>
  )
}
