/** What hangs on the walls this week: notices by place, how long each still hangs, and what was said against it. */
import { ActionIcon, Badge, Group, Loader } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconClipboardText } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { daysLater } from '#core/rules/dates.ts'
import type { NoticeShown, NoticeState } from '#core/features/notices/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { RecordLink } from '../../router/RecordLink.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'

const WEEK = 7

export function NoticesScreen(): ReactNode {
  const [day, setDay] = useState<string>()
  const { data, error, isPending, refetch } = useQuery(useApi().notices.week.queryOptions({ input: day === undefined ? {} : { day } }))
  const move = (days: number): void => {
    if (data !== undefined) setDay(daysLater(data.from, days))
  }
  return (
    <Page
      header={
        <PageHeader
          title="本周公示"
          detail={data !== undefined && <span>{`${data.from} 至 ${data.until}`}</span>}
          actions={
            <Group gap={4}>
              <ActionIcon variant="default" aria-label="前一周" onClick={() => move(-WEEK)}>
                <IconChevronLeft size={16} />
              </ActionIcon>
              <ActionIcon variant="default" aria-label="后一周" onClick={() => move(WEEK)}>
                <IconChevronRight size={16} />
              </ActionIcon>
            </Group>
          }
        />
      }
    >
      {error !== null && (
        <ErrorPanel
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      )}
      {isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
      {data?.notices.length === 0 && (
        <EmptyState
          icon={<IconClipboardText size={36} stroke={1.2} />}
          title="这一周没有公示"
          hint="“会议与公示”里类别是公示的，张贴以后列在这里，期满以前看得到还剩几天。"
        />
      )}
      {data !== undefined && data.notices.length > 0 && (
        <Panel title={`${data.notices.length} 次公示`} detail="点名称看公示的内容、异议和照片" flush>
          <Notices notices={data.notices} />
        </Panel>
      )}
    </Page>
  )
}

function Notices({ notices }: { readonly notices: readonly NoticeShown[] }): ReactNode {
  return (
    <table className={table['table']} aria-label="本周公示">
      <thead>
        <tr>
          <th scope="col">地方</th>
          <th scope="col">公示</th>
          <th scope="col">张贴</th>
          <th scope="col">截止</th>
          <th scope="col">状态</th>
          <th scope="col" data-number>
            户（条）
          </th>
          <th scope="col" data-number>
            异议
          </th>
          <th scope="col" data-number>
            未处理
          </th>
          <th scope="col" data-number>
            张贴照片
          </th>
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <tr key={notice.id}>
            <td>{notice.place}</td>
            <td>
              <RecordLink register="shared_act" id={notice.id}>
                {notice.name}
              </RecordLink>
            </td>
            <td>{notice.begins}</td>
            <td>{notice.ends ?? '没有写'}</td>
            <td>
              <Standing notice={notice} />
            </td>
            <td data-number>{notice.records}</td>
            <td data-number>{notice.objections}</td>
            <td data-number>{notice.unsettled}</td>
            <td data-number>{notice.photos}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const COLOURS: Readonly<Record<NoticeState, string>> = { coming: 'gray', running: 'blue', last: 'orange', over: 'green', open: 'gray' }

function Standing({ notice: { state, days } }: { readonly notice: NoticeShown }): ReactNode {
  const words: Readonly<Record<NoticeState, string>> = {
    coming: '还没有张贴',
    running: `公示中，还剩 ${days ?? 0} 天`,
    last: '今天期满',
    over: '已期满',
    open: '没有截止日期',
  }
  return (
    <Badge variant="light" color={COLOURS[state]}>
      {words[state]}
    </Badge>
  )
}
