/** What is due: late things first, then by day; a calendar of the month beside it, by person where somebody is named. */
import { ActionIcon, Group, NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { DueItem } from '#core/features/due/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { RecordLink } from '../../router/RecordLink.tsx'
import { whole } from '../../components/whole.ts'
import classes from './home.module.css'
import { monthLater, weeksOf } from './monthDays.ts'
import { Panel } from './Panel.tsx'

/** Lines shown; the rest is reached by day, person and the command line. */
const MOST = 50

export function Due(): ReactNode {
  const [day, setDay] = useState<string | null>(null)
  const [charge, setCharge] = useState<string | null>(null)
  const query = useQuery(
    useApi().due.list.queryOptions({
      input: { limit: MOST, ...(day === null ? {} : { from: day, until: day }), ...(charge === null ? {} : { charge }) },
    }),
  )
  const { data } = query
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  if (data === undefined) return null
  return (
    <Panel
      title="到期的事"
      detail={`${day ?? '全部'} ${whole.format(data.total)} 项`}
      actions={<People items={data.items} value={charge} onChange={setCharge} />}
      flush
    >
      <div className={classes['due']}>
        {data.items.length === 0 ? (
          <EmptyState icon={<IconCircleCheck size={36} stroke={1.2} />} title="没有到期的事" hint="公示期满、办理期限、整改期限会列在这里。" />
        ) : (
          <DueTable items={data.items} />
        )}
        <Calendar key={data.today} today={data.today} chosen={day} charge={charge} onChoose={setDay} />
      </div>
    </Panel>
  )
}

function DueTable({ items }: { readonly items: readonly DueItem[] }): ReactNode {
  return (
    <table className={classes['lines']} aria-label="到期的事">
      <tbody>
        {items.map((item) => (
          <tr key={`${item.register} ${item.id} ${item.on} ${item.what}`}>
            <td className={classes['time']}>
              {item.on} <span className={item.days < 0 ? classes['dueLate'] : undefined}>{leftText(item.days)}</span>
            </td>
            <td>{item.what}</td>
            <td>
              <RecordLink register={item.register} id={item.id}>
                {item.title}
              </RecordLink>
            </td>
            <td>{item.place}</td>
            <td className={classes['by']}>{item.charge?.name ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function leftText(days: number): string {
  if (days < 0) return `逾期 ${-days} 天`
  return days === 0 ? '今天' : `还有 ${days} 天`
}

/** Those who see to something of what is listed. */
function People({
  items,
  value,
  onChange,
}: {
  readonly items: readonly DueItem[]
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}): ReactNode {
  const people = useMemo(() => new Map(items.flatMap(({ charge }) => (charge === null ? [] : [[charge.value, charge.name] as const]))), [items])
  if (people.size === 0 && value === null) return null
  return (
    <NativeSelect
      size="xs"
      aria-label="责任人"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[{ value: '', label: '所有责任人' }, ...[...people].map(([one, name]) => ({ value: one, label: name }))]}
    />
  )
}

interface CalendarProps {
  readonly today: string
  readonly chosen: string | null
  readonly charge: string | null
  readonly onChoose: (day: string | null) => void
}

function Calendar({ today, chosen, charge, onChoose }: CalendarProps): ReactNode {
  const [month, setMonth] = useState(today.slice(0, 7))
  const query = useQuery(useApi().due.days.queryOptions({ input: { from: `${month}-01`, until: `${month}-31`, ...(charge === null ? {} : { charge }) } }))
  const counts = new Map((query.data ?? []).map((one) => [one.day, one.count]))
  const weeks = weeksOf(month)
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <ActionIcon variant="subtle" aria-label="上个月" onClick={() => setMonth((now) => monthLater(now, -1))}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <span aria-live="polite">{month}</span>
        <ActionIcon variant="subtle" aria-label="下个月" onClick={() => setMonth((now) => monthLater(now, 1))}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <table className={classes['calendar']} aria-label={`${month} 到期日历`}>
        <thead>
          <tr>
            {['一', '二', '三', '四', '五', '六', '日'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, index) => (
            <tr key={week.find((day) => day !== null) ?? index}>
              {week.map((day, at) => (
                <td key={day ?? `空${at}`} data-today={day === today || undefined}>
                  {day !== null && <Day day={day} count={counts.get(day) ?? 0} chosen={chosen === day} onChoose={onChoose} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Day({
  day,
  count,
  chosen,
  onChoose,
}: {
  readonly day: string
  readonly count: number
  readonly chosen: boolean
  readonly onChoose: CalendarProps['onChoose']
}): ReactNode {
  const number = Number(day.slice(8))
  if (count === 0 && !chosen) return number
  return (
    <button type="button" className={classes['day']} aria-pressed={chosen} aria-label={`${day} ${count} 项`} onClick={() => onChoose(chosen ? null : day)}>
      {number}
    </button>
  )
}
