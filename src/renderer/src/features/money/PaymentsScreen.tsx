/** What households are sent, with the buttons that read payment lists and returns of the bank. */
import { Button } from '@mantine/core'
import { IconBuildingBank, IconFileSpreadsheet } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { may } from '#core/access/permissions.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { useSession } from '../../session/useSession.tsx'
import { PlacedList } from '../records/PlacedList.tsx'
import { useMayRead, useMayWrite } from '../records/useMayWrite.ts'
import { BankDialog } from './BankDialog.tsx'

export function PaymentsScreen(): ReactNode {
  const screen = screenOf('household_payment')
  const mayRead = useMayRead()
  const mayAdd = useMayWrite('household_payment', 'insert')
  const { user } = useSession()
  const [open, setOpen] = useState<'list' | 'return' | null>(null)
  if (screen === null || !mayRead(screen.register)) return <NotFoundScreen />
  return (
    <>
      <PlacedList
        screen={screen}
        actions={
          mayAdd &&
          may(user, 'import') && (
            <>
              <Button variant="default" leftSection={<IconFileSpreadsheet size={16} aria-hidden />} onClick={() => setOpen('list')}>
                读发放名单
              </Button>
              <Button variant="default" leftSection={<IconBuildingBank size={16} aria-hidden />} onClick={() => setOpen('return')}>
                读银行回单
              </Button>
            </>
          )
        }
      />
      {open !== null && <BankDialog kind={open} onClose={() => setOpen(null)} />}
    </>
  )
}
