import { Button, Loader, SegmentedControl } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { returning } from '#core/catalogue/entities/procedures/returning.ts'
import type { ReviewReturn } from '#core/features/exchange/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useSearchParameter } from '../../router/navigation.ts'
import { RecordLink } from '../../router/RecordLink.tsx'
import { whole } from '../../components/whole.ts'
import { NextPage } from '../../components/NextPage.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import layout from '../../components/layout.module.css'
import { ExchangeTabs } from '../exchange/shared/ExchangeTabs.tsx'
import { nextOffset } from '../exchange/shared/pages.ts'
import { ProcedurePanel } from '../procedures/ProcedurePanel.tsx'
import { StateBadge } from '../procedures/StateBadge.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { useReturnActions } from './useReturnActions.ts'

const PAGE = 100
const states = returning.states.map(({ key, label }) => ({ value: key, label }))

/** 审核退回: households sent back with a remark, the answers, and what is closed. */
export function ReturnsScreen(): ReactNode {
  const initial = useSearchParameter('state')
  const [state, setState] = useState<ReviewReturn['state']>(states.find((one) => one.value === initial)?.value ?? 'open')
  const [answering, setAnswering] = useState<ReviewReturn | null>(null)
  const { close } = useReturnActions()
  const query = useInfiniteQuery(
    useApi().exchange.returns.infiniteOptions({
      input: (offset: number) => ({ state, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page
      header={
        <PageHeader
          title="审核退回"
          detail={query.data !== undefined && <span>共 {whole.format(query.data.pages[0]?.total ?? 0)} 户</span>}
          actions={
            <SegmentedControl
              size="xs"
              aria-label="退回的状态"
              value={state}
              data={states}
              onChange={(value) => setState(states.find((one) => one.value === value)?.value ?? 'open')}
            />
          }
        >
          <ExchangeTabs />
        </PageHeader>
      }
    >
      <div className={layout['stack']}>
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
          <EmptyState
            icon={<IconCircleCheck size={36} stroke={1.2} />}
            title={state === 'open' ? '没有待整改的户' : '没有这样的户'}
            hint="上级审核时退回的户列在这里；改好以后写回复，随下次上报带回去。"
          />
        )}
        {rows.length > 0 && (
          <Panel
            title={states.find((one) => one.value === state)?.label ?? ''}
            detail={state === 'open' && rows.some((row) => row.mayAnswer) ? '打开这一户改好，保存，再写回复' : undefined}
            flush
          >
            <table className={table['table']} aria-label="退回的户">
              <thead>
                <tr>
                  <th scope="col">户主</th>
                  <th scope="col">村</th>
                  <th scope="col">退回意见</th>
                  <th scope="col">退回</th>
                  <th scope="col">回复</th>
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
                    <td className={table['nowrap']}>{row.villageName}</td>
                    <td>{row.remark}</td>
                    <td className={table['nowrap']}>
                      {row.returnedOn}
                      <div className={layout['note']}>{row.returnedBy}</div>
                    </td>
                    <td>
                      {row.answer ?? '—'}
                      {row.answeredOn !== null && <div className={layout['note']}>{row.answeredOn}</div>}
                    </td>
                    <td>
                      <StateBadge procedure={returning} state={row.state} />
                    </td>
                    <td>
                      <span className={layout['buttons']}>
                        {row.mayAnswer && (
                          <Button size="compact-sm" aria-label={`回复${row.headName}户`} onClick={() => setAnswering(row)}>
                            回复
                          </Button>
                        )}
                        {row.mayClose && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`办结${row.headName}户`}
                            onClick={() => {
                              void close(row)
                            }}
                          >
                            办结
                          </Button>
                        )}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
        )}
        <NextPage query={query} size={PAGE} unit="户" />
        <ProcedurePanel register="review_return" />
      </div>
      {answering !== null && <AnswerDialog one={answering} onClose={() => setAnswering(null)} />}
    </Page>
  )
}
