/** One list that was compared: its account, and the way to its suspicions. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { listPath, screenOf } from '#core/catalogue/derive/screen.ts'
import { useOpenList } from '../../components/FilterBar/useRegisterFilter.ts'
import { useRouteParameter } from '../../router/navigation.ts'
import { NotFoundScreen } from '../../router/NotFoundScreen.tsx'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { useMayRead } from '../records/useMayWrite.ts'

/** Opens the list of suspicions with those of one comparison. */
export function useOpenHits(): (comparison: string, name: string) => void {
  const open = useOpenList()
  return (comparison, name) => open('comparison_hit', listPath('comparison_hit'), [], { label: name, where: { comparison_id: comparison } })
}

export function ComparisonScreen(): ReactNode {
  const id = useRouteParameter('id')
  const screen = screenOf('compared_list')
  const mayRead = useMayRead()
  const openHits = useOpenHits()
  if (screen === null || !mayRead(screen.register)) return <NotFoundScreen />
  return <RecordScreen key={id} screen={screen} id={id} actions={(row) => <Button onClick={() => openHits(id, String(row['name']))}>看疑点</Button>} />
}
