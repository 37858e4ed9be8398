import { Badge, Button, Loader, NativeSelect, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ChangeSetSummary } from '#core/features/records/contract.ts'
import { may } from '#core/access/permissions.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { changeFigure, changesFigure } from '../../components/figure.tsx'
import { HistoryPanel } from '../../components/history/HistoryPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { dateTimeText } from '../../components/time.ts'
import { NextPage } from '../../components/NextPage.tsx'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useHistoryTitles } from '../records/RecordHistoryTab.tsx'
import { useRecordActions } from '../records/useRecordActions.ts'
import classes from './changes.module.css'

const PAGE = 100
const IMPORT_KIND = 'import'
const ENTRIES = 200
const KINDS = [
  { value: '', label: '全部操作' },
  { value: 'edit', label: '录入和修改' },
  { value: 'batch', label: '批量修改' },
  { value: 'import', label: '导入' },
  { value: 'undo', label: '撤销' },
  { value: 'user', label: '用户与权限' },
]

/** 操作记录: every accepted change, newest first; what it changed; taking it back. */
export function ChangesScreen(): ReactNode {
  const api = useApi()
  const { user } = useSession()
  const [kind, setKind] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const allowed = may(user, 'see change log')
  const query = useInfiniteQuery({
    ...api.records.changes.infiniteOptions({
      input: (offset: number) => ({ limit: PAGE, offset, ...(kind === '' ? {} : { kind }) }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const seen = pages.reduce((sum, page) => sum + page.rows.length, 0)
        return seen < last.total ? seen : undefined
      },
    }),
    enabled: allowed,
  })
  const sets = query.data?.pages.flatMap((page) => page.rows) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  const current = sets.find((set) => set.id === chosen) ?? sets[0]
  if (!allowed)
    return (
      <Page header={<PageHeader title="操作记录" />}>
        <EmptyState title="没有查看操作记录的权限" hint="需要查看时请找管理员。" />
      </Page>
    )
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="操作记录"
          detail={<span {...changesFigure(kind)}>共 {total.toLocaleString('zh-CN')} 次</span>}
          actions={
            <NativeSelect
              aria-label="操作种类"
              data={KINDS}
              value={kind}
              onChange={(event) => {
                setKind(event.currentTarget.value)
                setChosen(null)
              }}
              w={140}
            />
          }
        />
      }
    >
      <div className={classes['split']}>
        <nav className={classes['list']} aria-label="操作列表">
          {query.error !== null && (
            <ErrorPanel
              error={query.error}
              onRetry={() => {
                void query.refetch()
              }}
            />
          )}
          {query.isLoading && <Loader size="sm" m="md" role="status" aria-label="正在读取" />}
          {!query.isLoading && sets.length === 0 && <EmptyState title="还没有操作记录" />}
          {sets.map((set) => (
            <button
              key={set.id}
              type="button"
              className={classes['set']}
              aria-current={set.id === current?.id}
              data-undone={set.undoneBy !== null || undefined}
              onClick={() => setChosen(set.id)}
            >
              <span className={classes['title']}>
                {set.title}
                {(set.undoneBy !== null || set.undoneInPart) && (
                  <Badge size="sm" color="gray">
                    {set.undoneInPart ? '撤销了一部分' : '已撤销'}
                  </Badge>
                )}
              </span>
              <span className={classes['meta']}>
                <time dateTime={set.at}>{dateTimeText(set.at)}</time>
                <span>{set.by}</span>
                <span {...changeFigure(set.id, kind)}>{set.entries.toLocaleString('zh-CN')} 条记录</span>
              </span>
            </button>
          ))}
          <NextPage query={query} size={PAGE} unit="次" fullWidth />
        </nav>
        <section className={classes['detail']} aria-label="这次操作的内容" tabIndex={-1}>
          {current !== undefined && <ChangeSetDetail key={current.id} set={current} />}
        </section>
      </div>
    </Page>
  )
}

function ChangeSetDetail({ set }: { readonly set: ChangeSetSummary }): ReactNode {
  const query = useQuery(useApi().records.changeEntries.queryOptions({ input: { changeSet: set.id, limit: ENTRIES } }))
  const { mayWrite } = useSession()
  const { undo } = useRecordActions()
  const go = useGo()
  const entries = query.data?.entries ?? []
  const { titleOf, recordTitleOf } = useHistoryTitles(entries)
  return (
    <>
      <div className={classes['head']}>
        <div>
          <h2 className={classes['heading']}>{set.title}</h2>
          <Text size="sm" c="gray.7">
            {dateTimeText(set.at)}　{set.by}　{set.entries.toLocaleString('zh-CN')} 条记录{set.reason === null ? '' : `　原因：${set.reason}`}
          </Text>
        </div>
        {mayWrite && set.kind !== 'user' && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            disabled={set.undoneBy !== null}
            onClick={() => {
              // What came in from a sheet may be taken back in part.
              if (set.kind === IMPORT_KIND) go('/imports/undo', { changeSet: set.id })
              else void undo(set.id, set.title)
            }}
          >
            {set.undoneBy === null ? '撤销这次操作' : '已撤销'}
          </Button>
        )}
      </div>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isLoading && <Loader size="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined && entries.length > 0 && <HistoryPanel entries={entries} titleOf={titleOf} recordTitleOf={recordTitleOf} />}
      {query.data !== undefined && entries.length === 0 && <EmptyState title="这次操作没有改动台账" hint="例如只改了用户或设置。" />}
      {query.data !== undefined && query.data.total > ENTRIES && (
        <Text size="sm" c="gray.7" mt="sm">
          只列出前 {ENTRIES} 处改动，共 {query.data.total.toLocaleString('zh-CN')} 处。
        </Text>
      )}
    </>
  )
}
