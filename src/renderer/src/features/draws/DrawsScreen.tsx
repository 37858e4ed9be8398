/** The draws there were, the newest first. */
import { Anchor, Button, Loader } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { DrawSummary } from '#core/features/draws/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import table from '../../components/PlainTable.module.css'

/** Headings of columns of numbers. */
const NUMBERS = new Set(['名单条数'])

export function DrawsScreen(): ReactNode {
  const query = useQuery(useApi().draws.list.queryOptions())
  const go = useGo()
  const { mayWrite } = useSession()
  const add = (): void => go('/draws/new')
  useShortcut('new', add, mayWrite)
  return (
    <Page
      header={
        <PageHeader
          title="随机抽取"
          actions={
            mayWrite && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                定一份名单
              </Button>
            )
          }
        />
      }
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {query.data?.length === 0 && <EmptyState title="还没有随机抽取" hint="先定下名单，名单就不再变；再用当众产生的随机数来抽，谁都能用纸笔重抽一遍核对。" />}
      {query.data !== undefined && query.data.length > 0 && <Draws draws={query.data} onOpen={(id) => go(`/draws/${id}`)} />}
    </Page>
  )
}

function Draws({ draws, onOpen }: { readonly draws: readonly DrawSummary[]; readonly onOpen: (id: string) => void }): ReactNode {
  return (
    <table className={table['table']} aria-label="随机抽取">
      <thead>
        <tr>
          {['编号', '名称', '范围', '从哪里抽', '名单条数', '定名单', '随机数', '抽取'].map((label) => (
            <th key={label} scope="col" data-number={NUMBERS.has(label) || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {draws.map((draw) => (
          <tr key={draw.id}>
            <td className={table['nowrap']}>{draw.number}</td>
            <td>
              <Anchor component="button" type="button" fz="inherit" onClick={() => onOpen(draw.id)}>
                {draw.name}
              </Anchor>
            </td>
            <td>{draw.place}</td>
            <td>{isRegisterName(draw.register) ? registerOf(draw.register).label : draw.register}</td>
            <td data-number>{draw.frameSize}</td>
            <td className={table['nowrap']}>{draw.frozenOn}</td>
            <td className={table['nowrap']}>{draw.seed ?? '等随机数'}</td>
            <td className={table['nowrap']}>{draw.drawnOn ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
