import { Badge, Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Transfer } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { RecordLink } from '../../../router/RecordLink.tsx'
import { whole } from '../../home/figures.ts'
import { Panel } from '../../home/Panel.tsx'
import table from '../../imports/imports.module.css'
import classes from '../shared/exchange.module.css'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import { nextOffset } from '../shared/pages.ts'
import { useTransferActions } from './useTransferActions.ts'

const PAGE = 100
const states: Readonly<Record<Transfer['state'], { readonly label: string; readonly color: string }>> = {
  out: { label: '迁移途中', color: 'amber' },
  in: { label: '已迁入', color: 'green' },
  declined: { label: '对方不接收', color: 'red' },
  cancelled: { label: '已取消', color: 'gray' },
}

/** 户迁移: households on their way, and those settled. */
export function TransfersScreen(): ReactNode {
  const query = useInfiniteQuery(
    useApi().exchange.transfers.infiniteOptions({ input: (offset: number) => ({ limit: PAGE, offset }), initialPageParam: 0, getNextPageParam: nextOffset }),
  )
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const overruled = rows.filter((row) => row.overruled)
  const waiting = rows.filter((row) => row.mayAccept)
  const rest = rows.filter((row) => !row.mayAccept && !row.overruled)
  return (
    <Page
      header={
        <PageHeader title="户迁移" detail={query.data !== undefined && <span>共 {whole.format(query.data.pages[0]?.total ?? 0)} 户</span>}>
          <ExchangeTabs />
        </PageHeader>
      }
    >
      <div className={classes['stack']}>
        {query.error !== null && (
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
        {query.data !== undefined && rows.length === 0 && (
          <EmptyState title="没有户迁移" hint="一户要迁到别的村时，打开这一户，在“更多”里办“迁出”；对方接收以后，户和历年记录都归那个村。" />
        )}
        {overruled.length > 0 && (
          <Panel title="上级已裁定归别处" detail="这些户不止一个单位接收；裁定以后不再算在本单位，理由也写在户的修改历史里" flush>
            <TransferTable label="上级已裁定归别处" rows={overruled} />
          </Panel>
        )}
        {waiting.length > 0 && (
          <Panel title="等本单位接收" detail="接收以前，人口仍算在迁出村" flush>
            <TransferTable label="等本单位接收" rows={waiting} />
          </Panel>
        )}
        {rest.length > 0 && (
          <Panel title={waiting.length + overruled.length > 0 ? '其他迁移' : '迁移'} flush>
            <TransferTable label="其他迁移" rows={rest} />
          </Panel>
        )}
        {query.hasNextPage && (
          <Button
            variant="subtle"
            loading={query.isFetchingNextPage}
            onClick={() => {
              void query.fetchNextPage()
            }}
          >
            再看 {PAGE} 户
          </Button>
        )}
      </div>
    </Page>
  )
}

function TransferTable({ label, rows }: { readonly label: string; readonly rows: readonly Transfer[] }): ReactNode {
  const { accept, decline, cancel, note } = useTransferActions()
  return (
    <table className={table['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">户主</th>
          <th scope="col" data-number>
            人口
          </th>
          <th scope="col">从</th>
          <th scope="col">到</th>
          <th scope="col">原因</th>
          <th scope="col">迁出</th>
          <th scope="col">状态</th>
          <th scope="col">操作</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className={table['nowrap']}>
              <RecordLink register="household" id={row.household}>
                {row.headName}
              </RecordLink>
            </td>
            <td data-number>{row.population}</td>
            <td>{row.fromName}</td>
            <td>{row.toName}</td>
            <td>{row.reason}</td>
            <td className={table['nowrap']}>
              {row.outOn}
              <div className={classes['note']}>{row.outBy}</div>
            </td>
            <td>
              <Badge color={states[row.state].color}>{states[row.state].label}</Badge>
              {row.unconfirmed && <div className={classes['note']}>县里还没有收到</div>}
              {row.settledOn !== null && (
                <div className={classes['note']}>
                  {row.settledOn} {row.settledBy}
                </div>
              )}
              {row.remark !== null && <div className={classes['note']}>{row.remark}</div>}
              {row.gone && (
                <div className={classes['note']}>
                  这一户已不在迁出的村：{row.mayCancel ? '请取消这次迁出' : row.mayDecline ? '请选择“不接收”' : '等迁出方取消'}
                </div>
              )}
            </td>
            <td className={table['nowrap']}>
              <span className={classes['buttons']}>
                {row.mayAccept && (
                  <Button
                    size="compact-sm"
                    aria-label={`接收${row.headName}户`}
                    onClick={() => {
                      void accept(row)
                    }}
                  >
                    接收
                  </Button>
                )}
                {row.mayDecline && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`不接收${row.headName}户`}
                    onClick={() => {
                      void decline(row)
                    }}
                  >
                    不接收
                  </Button>
                )}
                {row.mayCancel && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="red"
                    aria-label={`取消${row.headName}户的迁出`}
                    onClick={() => {
                      void cancel(row)
                    }}
                  >
                    取消迁出
                  </Button>
                )}
                {row.overruled && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`知道${row.headName}户的裁定了`}
                    onClick={() => {
                      void note(row)
                    }}
                  >
                    知道了
                  </Button>
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
