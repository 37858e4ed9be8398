import { Button, Loader, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Proposal } from '#core/features/exchange/contract.ts'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyError, notifyInfo } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { useSearchParameter } from '../../../router/navigation.ts'
import { whole } from '../../../components/whole.ts'
import { NextPage } from '../../../components/NextPage.tsx'
import { Panel } from '../../home/Panel.tsx'
import { attempt } from '../../records/attempt.ts'
import { useMayDecide } from '../shared/standing.ts'
import { ChoosableTable, useChosen } from '../shared/ChoosableTable.tsx'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import layout from '../../../components/layout.module.css'
import { nextOffset } from '../shared/pages.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { useValueText } from '../shared/useValueText.ts'
import { ProposalRow } from './ProposalRow.tsx'

const PAGE = 100
/** Proposals whose outcome is worked out before they are accepted, at most. */
const MOST_CHECKED = 500
const states = [
  { value: 'open', label: '待处理' },
  { value: 'accepted', label: '已采纳' },
  { value: 'declined', label: '没有采纳' },
] as const

/** 修改建议: what others would like changed here, and what became of ours. */
export function ProposalsScreen(): ReactNode {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const mayDecide = useMayDecide()
  const [mine, setMine] = useState(useSearchParameter('mine') === 'yes')
  const [state, setState] = useState<Proposal['state']>('open')
  const chosen = useChosen<number>()
  const query = useInfiniteQuery(
    useApi().exchange.proposals.infiniteOptions({
      input: (offset: number) => ({ state, mine, limit: PAGE, offset }),
      initialPageParam: 0,
      getNextPageParam: nextOffset,
    }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows).filter((row) => row.mine === mine) ?? [], [query.data, mine])
  const shown = useMemo(
    () =>
      rows.flatMap((row) =>
        row.changes.map((change) => ({ register: row.register, record: row.record, field: change.field, values: [change.now, change.proposed] })),
      ),
    [rows],
  )
  const textOf = useValueText(shown)
  const decides = !mine && state === 'open' && mayDecide
  const picked = rows.filter((row) => chosen.has(row.id))
  const settle = async (accept: boolean): Promise<void> => {
    const count = whole.format(picked.length)
    // What the checks will say is asked before; many at once are told of afterwards.
    const checked = accept && picked.length <= MOST_CHECKED ? await attempt(client.proposalChecks({ ids: picked.map((row) => row.id) })) : null
    if (checked?.ok === false) {
      notifyError(checked.error)
      return
    }
    const findings = checked?.ok === true ? checked.value.findings : []
    const answer = await confirm(
      accept
        ? {
            title: `采纳 ${count} 条建议？`,
            message: `建议的内容写进本单位的数据，记入历史；这是一次操作，可以整次撤销。${findings.length === 0 ? '' : `采纳以后，检查会提示：${findings.join(' ')}`}`,
            confirmLabel: `采纳 ${count} 条`,
            reason: findings.length > 0 ? 'required' : 'optional',
          }
        : {
            title: `不采纳 ${count} 条建议？`,
            message: '数据不变；理由会随文件带回给提建议的单位。',
            confirmLabel: `不采纳 ${count} 条`,
            danger: true,
            reason: 'required',
          },
    )
    if (!answer.confirmed) return
    const done = await attempt(client.settleProposals({ ids: picked.map((row) => row.id), accept, ...(answer.reason === '' ? {} : { reason: answer.reason }) }))
    if (!done.ok) {
      notifyError(done.error)
      return
    }
    notifyDone(accept ? '已采纳' : '没有采纳', `${whole.format(done.value.settled)} 条`)
    if (done.value.findings.length > 0) notifyInfo('检查提示', done.value.findings.join(' '))
    chosen.clear()
    refresh()
  }
  return (
    <Page
      header={
        <PageHeader
          title="修改建议"
          actions={
            decides && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconX size={16} aria-hidden />}
                  disabled={picked.length === 0}
                  onClick={() => {
                    void settle(false)
                  }}
                >
                  不采纳{picked.length > 0 && ` ${picked.length} 条`}
                </Button>
                <Button
                  leftSection={<IconCheck size={16} aria-hidden />}
                  disabled={picked.length === 0}
                  onClick={() => {
                    void settle(true)
                  }}
                >
                  采纳{picked.length > 0 && ` ${picked.length} 条`}
                </Button>
              </>
            )
          }
        >
          <ExchangeTabs />
        </PageHeader>
      }
    >
      <div className={layout['stack']}>
        <div className={layout['buttons']}>
          <SegmentedControl
            size="xs"
            aria-label="看谁提的"
            value={mine ? 'mine' : 'theirs'}
            onChange={(value) => {
              setMine(value === 'mine')
              chosen.clear()
            }}
            data={[
              { value: 'theirs', label: '别的单位提的' },
              { value: 'mine', label: '本单位提的' },
            ]}
          />
          <NativeSelect
            aria-label="建议的状态"
            value={state}
            data={[...states]}
            onChange={(event) => {
              setState(states.find((one) => one.value === event.currentTarget.value)?.value ?? 'open')
              chosen.clear()
            }}
            w={130}
          />
        </div>
        {query.error !== null && (
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
        {query.data !== undefined && (
          <Panel
            title={mine ? '本单位提的建议' : '收到的建议'}
            detail={mine ? '改了别的单位负责的村，就成为建议，由那个单位决定' : '别的单位改了本单位负责的村；采纳以前，本单位的数据不变'}
            flush
          >
            {rows.length === 0 ? (
              <EmptyState
                title={state === 'open' ? '没有待处理的建议' : '没有这样的建议'}
                hint={mine ? '修改不归本单位负责的户以后，建议会列在这里，写明对方采不采纳。' : '别的单位发来修改建议以后列在这里。'}
              />
            ) : (
              <ChoosableTable
                label="修改建议"
                columns={[
                  { title: '名称', width: '14rem' },
                  { title: '建议改成' },
                  { title: '提建议的人', width: '13rem' },
                  { title: state === 'open' ? '理由' : '理由和结果', width: '12rem' },
                ]}
                rows={rows}
                keyOf={(row) => row.id}
                titleOf={(row) => row.title}
                chosen={decides ? chosen : null}
                cells={(row) => <ProposalRow row={row} textOf={textOf} />}
              />
            )}
            <NextPage query={query} size={PAGE} unit="条" m="xs" />
          </Panel>
        )}
      </div>
    </Page>
  )
}
