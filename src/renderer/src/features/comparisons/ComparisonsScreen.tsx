/** The lists that were compared, each with its account. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { may } from '#core/access/permissions.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo } from '../../router/navigation.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { useSession } from '../../session/useSession.tsx'
import { PlacedList } from '../records/PlacedList.tsx'
import { useMayRead } from '../records/useMayWrite.ts'

export function ComparisonsScreen(): ReactNode {
  const screen = screenOf('compared_list')
  const mayRead = useMayRead()
  const go = useGo()
  const { user } = useSession()
  const mayCompare = may(user, 'import')
  const add = (): void => go('/comparisons/new')
  useShortcut('new', add, mayCompare)
  if (screen === null || !mayRead(screen.register)) return <NotFoundScreen />
  return (
    <PlacedList
      screen={screen}
      actions={
        <>
          <Button variant="default" onClick={() => go('/records/comparison_kind')}>
            比对种类
          </Button>
          {mayCompare && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add} title="Ctrl+N 或 Alt+N">
              比对一份名单
            </Button>
          )}
        </>
      }
    />
  )
}
