import { Alert, Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { counterOf } from '#core/catalogue/derive/screen.ts'
import type { Duplicate } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { useShortcut } from '../../../keyboard/useShortcut.ts'
import { whole } from '../../../components/whole.ts'
import { useMayDecide } from '../shared/standing.ts'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import { RecordLink } from '../../../router/RecordLink.tsx'
import { DuplicatePair } from './DuplicatePair.tsx'
import type { Joined } from './DuplicatePair.tsx'

const PAGE = 100

function keyOf(duplicate: Duplicate): string {
  return duplicate.records.map((record) => record.id).join(' ')
}

/** 重复记录: two records that may be one, side by side. */
export function DuplicatesScreen(): ReactNode {
  const mayDecide = useMayDecide()
  const query = useQuery(useApi().exchange.duplicates.queryOptions({ input: { limit: PAGE } }))
  const [index, setIndex] = useState(0)
  const [joined, setJoined] = useState<Joined | null>(null)
  const rows = query.data?.rows ?? []
  const total = query.data?.total ?? 0
  const at = Math.min(index, Math.max(0, rows.length - 1))
  const current = rows[at]
  const [back, on] = [at > 0, at < rows.length - 1]
  useShortcut(
    'previous',
    () => {
      if (back) setIndex(at - 1)
    },
    rows.length > 0,
  )
  useShortcut(
    'next',
    () => {
      if (on) setIndex(at + 1)
    },
    rows.length > 0,
  )
  return (
    <Page
      header={
        <PageHeader
          title="重复记录"
          detail={
            query.data !== undefined &&
            rows.length > 0 && (
              <span>
                第 {at + 1} 对，共 {whole.format(total)} 对
              </span>
            )
          }
          actions={
            <>
              {rows.length > 1 && (
                <Button variant="default" leftSection={<IconChevronLeft size={15} aria-hidden />} disabled={!back} onClick={() => setIndex(at - 1)}>
                  上一对
                </Button>
              )}
              {rows.length > 1 && (
                <Button variant="default" rightSection={<IconChevronRight size={15} aria-hidden />} disabled={!on} onClick={() => setIndex(at + 1)}>
                  下一对
                </Button>
              )}
            </>
          }
        >
          <ExchangeTabs />
        </PageHeader>
      }
    >
      {joined !== null && joined.linked.length > 1 && <LinkedTwice joined={joined} onClose={() => setJoined(null)} />}
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined && current === undefined && (
        <EmptyState
          icon={<IconCircleCheck size={36} stroke={1.2} />}
          title="没有重复记录"
          hint="两个单位登记了同一个证件号码时，会并排列在这里，由人决定合成一条还是各留各的。"
        />
      )}
      {current !== undefined && <DuplicatePair key={keyOf(current)} duplicate={current} mayDecide={mayDecide} onJoined={setJoined} />}
    </Page>
  )
}

/** One person is one person, but in which household only somebody who knows can say. */
function LinkedTwice({ joined: { title, linked }, onClose }: { readonly joined: Joined; readonly onClose: () => void }): ReactNode {
  const counter = linked[0] === undefined ? '' : counterOf(linked[0].register)
  return (
    <Alert
      mb="sm"
      color="amber"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`“${title}”现在同时是 ${linked.length} ${counter}的成员`}
      withCloseButton
      closeButtonLabel="知道了"
      onClose={onClose}
    >
      请打开不再属于的那一{counter}，在成员里做“成员减少”：
      {linked.map(({ register, id, title: name }, at) => (
        <span key={id}>
          {at > 0 && '；'}
          <RecordLink register={register} id={id}>
            {name}
          </RecordLink>
        </span>
      ))}
      。
    </Alert>
  )
}
