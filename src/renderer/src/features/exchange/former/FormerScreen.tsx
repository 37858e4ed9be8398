import { Button, Loader } from '@mantine/core'
import { IconArrowBackUp, IconPinned } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { whole } from '../../../components/whole.ts'
import { NextPage } from '../../../components/NextPage.tsx'
import { Panel } from '../../home/Panel.tsx'
import { attempt } from '../../records/attempt.ts'
import { ChoosableTable, useChosen } from '../shared/ChoosableTable.tsx'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import layout from '../../../components/layout.module.css'
import { nextOffset } from '../shared/pages.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { useMayExchange } from '../shared/standing.ts'
import { useValueText } from '../shared/useValueText.ts'
import { FormerRow } from './FormerRow.tsx'

const PAGE = 100

/** 以前的修改: what was made on this PC before it went back, or on a copy of it; taken in, or overruled by what stands now. */
export function FormerScreen(): ReactNode {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const mayDecide = useMayExchange()
  const chosen = useChosen<string>()
  const query = useInfiniteQuery(
    useApi().exchange.formerEdits.infiniteOptions({ input: (offset: number) => ({ limit: PAGE, offset }), initialPageParam: 0, getNextPageParam: nextOffset }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const total = query.data?.pages[0]?.total ?? 0
  const shown = useMemo(
    () =>
      rows.flatMap((row) =>
        row.changes.map((change) => ({ register: row.register, record: row.record, field: change.field, values: [change.now, change.former] })),
      ),
    [rows],
  )
  const textOf = useValueText(shown)
  const picked = rows.filter((row) => chosen.has(row.record))
  const settle = async (take: boolean): Promise<void> => {
    const what = picked.length === 0 ? `全部 ${whole.format(total)} 条` : ` ${whole.format(picked.length)} 条`
    const answer = await confirm(
      take
        ? {
            title: `收回${what}以前的修改？`,
            message: '以前做的修改回到本机，记在当时经办人的名下。同一处后来又改过的，列入冲突台，由您决定用哪个。选中的记录所属的户、人和它们的记录一起收回。',
            confirmLabel: `收回${what}`,
            reason: 'required',
          }
        : {
            title: `${what}不收回，保留现在的内容？`,
            message: '以前做的修改只记入历史，本机现在的内容不变；对方收到下一个文件以后，也改成本机现在的内容。',
            confirmLabel: '保留现在的',
            danger: true,
            reason: 'required',
          },
    )
    if (!answer.confirmed) return
    const done = await attempt(
      client.settleFormerEdits({ take, reason: answer.reason, ...(picked.length === 0 ? {} : { records: picked.map((row) => row.record) }) }),
    )
    if (!done.ok) {
      notifyError(done.error)
      return
    }
    notifyDone(
      take ? '已收回' : '保留了现在的内容',
      `${whole.format(done.value.settled)} 条${done.value.left === 0 ? '' : `；另有 ${whole.format(done.value.left)} 条的记录本机还没有，继续等待`}`,
    )
    chosen.clear()
    refresh()
  }
  const label = picked.length > 0 ? ` ${picked.length} 条` : '全部'
  return (
    <Page
      header={
        <PageHeader
          title="以前的修改"
          actions={
            mayDecide &&
            total > 0 && (
              <>
                <Button
                  variant="default"
                  leftSection={<IconPinned size={16} aria-hidden />}
                  onClick={() => {
                    void settle(false)
                  }}
                >
                  {label}保留现在的
                </Button>
                <Button
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  onClick={() => {
                    void settle(true)
                  }}
                >
                  {picked.length > 0 ? `收回 ${picked.length} 条` : '全部收回'}
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
            title="本机以前做过、现在没有的修改"
            detail="本机恢复过备份、还原过系统，或者数据目录被复制到别的电脑上用过；这些修改别的单位收到过，现在随文件带了回来"
            flush
          >
            {rows.length === 0 ? (
              <EmptyState
                title="没有以前的修改"
                hint="本机退回到较早的数据以后，退回以前做过、已经发给别的单位的修改会随对方的文件回来，列在这里，由您决定收回，还是保留现在的内容。"
              />
            ) : (
              <ChoosableTable
                label="以前的修改"
                columns={[
                  { title: '名称', width: '14rem' },
                  { title: '现在 → 以前' },
                  { title: '以前谁做的', width: '11rem' },
                  { title: '从哪里带回来', width: '13rem' },
                ]}
                rows={rows}
                keyOf={(row) => row.record}
                titleOf={(row) => row.title}
                chosen={mayDecide ? chosen : null}
                cells={(row) => <FormerRow row={row} textOf={textOf} />}
              />
            )}
            <NextPage query={query} size={PAGE} unit="条" m="xs" />
          </Panel>
        )}
      </div>
    </Page>
  )
}
