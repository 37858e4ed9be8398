import { Loader, SegmentedControl, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { packagesFigure } from '../../../components/figure.tsx'
import { useKeptState } from '../../../preferences/useKeptState.ts'
import { useSearchParameter } from '../../../router/navigation.ts'
import { whole } from '../../../components/whole.ts'
import { NextPage } from '../../../components/NextPage.tsx'
import { Panel } from '../../home/Panel.tsx'
import table from '../../../components/PlainTable.module.css'
import { FRESH } from '../shared/standing.ts'
import { nextOffset } from '../shared/pages.ts'
import { PackageLine } from './PackageLine.tsx'

const PAGE = 50

type Direction = 'out' | 'in'

/** Outbox and inbox: what became of every package. */
export function Packages(): ReactNode {
  const [kept, setKept] = useKeptState<Direction>('exchange.direction', 'out')
  const asked = useSearchParameter('box')
  const [here, setHere] = useState<Direction | null>(asked === 'in' || asked === 'out' ? asked : null)
  const direction = here ?? kept
  const setDirection = (to: Direction): void => {
    setHere(null)
    setKept(to)
  }
  const [opened, setOpened] = useState<string | null>(null)
  const query = useInfiniteQuery({
    ...useApi().exchange.packages.infiniteOptions({
      input: (offset: number) => ({ direction, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
    ...FRESH,
  })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  return (
    <Panel
      title={direction === 'out' ? '发件箱' : '收件箱'}
      detail={query.data !== undefined && <span {...packagesFigure(direction)}>共 {whole.format(total)} 个文件</span>}
      flush
      actions={
        <SegmentedControl
          size="xs"
          aria-label="看发出的还是收到的"
          value={direction}
          onChange={(value) => {
            setDirection(value === 'in' ? 'in' : 'out')
            setOpened(null)
          }}
          data={[
            { value: 'out', label: '发出的' },
            { value: 'in', label: '收到的' },
          ]}
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
      {query.isPending && <Loader size="sm" m="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined &&
        rows.length === 0 &&
        (direction === 'out' ? (
          <EmptyState title="还没有发送过" hint="点“发送”，选收件单位和 U 盘；每个文件走到哪一步会列在这里。" />
        ) : (
          <EmptyState title="还没有接收过" hint="插上 U 盘，点“接收”；合并以前先看核对结果，合并以后也可以撤销。" />
        ))}
      {rows.length > 0 && (
        <table className={table['table']} aria-label={direction === 'out' ? '发件箱' : '收件箱'}>
          <thead>
            <tr>
              <th scope="col" style={{ width: '2rem' }}>
                <VisuallyHidden>展开</VisuallyHidden>
              </th>
              <th scope="col">{direction === 'out' ? '发给' : '来自'}</th>
              <th scope="col">种类</th>
              <th scope="col" data-number>
                编号
              </th>
              <th scope="col">制作时间</th>
              <th scope="col">{direction === 'out' ? '写出时间' : '接收时间'}</th>
              <th scope="col" data-number>
                记录
              </th>
              <th scope="col">状态</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PackageLine key={row.id} row={row} opened={opened === row.id} onToggle={() => setOpened(opened === row.id ? null : row.id)} />
            ))}
          </tbody>
        </table>
      )}
      <NextPage query={query} size={PAGE} unit="个" m="xs" />
    </Panel>
  )
}
