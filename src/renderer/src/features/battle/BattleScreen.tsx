import { Button, Loader, Select } from '@mantine/core'
import { IconPresentation, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useGo, useSearchParameter } from '../../router/navigation.ts'
import { useMayWrite } from '../records/useMayWrite.ts'
import { Board } from './Board.tsx'
import { Editor } from './Editor.tsx'
import { FIRST, type Kept } from './kept.ts'
import { PictureButton } from './PictureButton.tsx'
import { PrintDialog } from './PrintDialog.tsx'

const MOST_MAPS = 500

/** The battle maps of the office: one of them to be worked on, printed, or shown on the wall. */
export function BattleScreen(): ReactNode {
  const api = useApi()
  const go = useGo()
  const asked = useSearchParameter('map')
  const [kept, keep] = useKeptState<Kept>('battle', FIRST)
  const [open, setOpen] = useState<'print' | 'board' | null>(null)
  const mayAdd = useMayWrite('battle_map', 'insert')
  const maps = useQuery(api.records.query.queryOptions({ input: { register: 'battle_map', limit: MOST_MAPS } }))
  const choices = (maps.data?.rows ?? []).map((row) => ({
    value: String(row['id']),
    label: `${String(row['year'])} 年 ${String(row['place$title'] ?? '')} ${String(row['title'])}`,
  }))
  const wanted = asked ?? kept.map
  const chosen = choices.some(({ value }) => value === wanted) ? wanted : (choices[0]?.value ?? null)
  const view = useQuery({ ...api.battle.view.queryOptions({ input: { map: chosen ?? '' } }), enabled: chosen !== null })
  const map = view.data
  const error = maps.error ?? view.error
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="挂图作战"
          actions={
            <>
              <Select
                aria-label="作战图"
                data={choices}
                value={chosen}
                allowDeselect={false}
                searchable
                w="22rem"
                comboboxProps={{ withinPortal: false }}
                onChange={(value) => {
                  keep((now) => ({ ...now, map: value }))
                  if (asked !== undefined) go('/battle', {}, true)
                }}
              />
              {mayAdd && (
                <Button variant="default" onClick={() => go('/battle_maps/new')}>
                  新建作战图
                </Button>
              )}
              {map?.mayWrite === true && <PictureButton map={map} />}
              <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} disabled={map === undefined} onClick={() => setOpen('print')}>
                打印
              </Button>
              <Button leftSection={<IconPresentation size={16} aria-hidden />} disabled={map === undefined} onClick={() => setOpen('board')}>
                大屏
              </Button>
            </>
          }
        />
      }
    >
      {error !== null && (
        <ErrorPanel
          error={error}
          onRetry={() => {
            void maps.refetch()
            void view.refetch()
          }}
        />
      )}
      {error === null && map === undefined && (maps.isPending || chosen !== null) && <Loader m="md" size="sm" role="status" aria-label="正在打开作战图" />}
      {error === null && maps.data !== undefined && chosen === null && (
        <EmptyState title="还没有作战图" hint="点“新建作战图”，填区划、年度和图名；再回到这里上传底图，把户、项目拖到图上。" />
      )}
      {map !== undefined && (
        <Editor
          key={map.id}
          map={map}
          hidden={kept.hidden}
          onHide={(hidden) => keep((now) => ({ ...now, hidden }))}
          onOpen={(register, id) => go(recordPath(register, id))}
        />
      )}
      {map !== undefined && open === 'print' && <PrintDialog map={map} onClose={() => setOpen(null)} />}
      {map !== undefined && open === 'board' && <Board map={map} onClose={() => setOpen(null)} />}
    </Page>
  )
}
