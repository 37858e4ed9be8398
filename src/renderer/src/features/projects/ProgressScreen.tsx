import { Button, Loader, SegmentedControl } from '@mantine/core'
import { IconEdit, IconPrinter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { ProjectProgress, ProjectProgressRow } from '#core/features/projects/contract.ts'
import { COLOUR_LABELS, PROGRESS_COLOURS, type ProgressColour } from '#core/rules/progress.ts'
import { useApi, useShell } from '../../bridge/client.tsx'
import { notifyError } from '../../bridge/notify.tsx'
import { GanttChart } from '../../components/chart/GanttChart.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { DayField } from '../../fields/DayField.tsx'
import { Field } from '../../fields/Field.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useMayWrite } from '../records/useMayWrite.ts'
import { ganttOf } from './gantt.ts'
import { PlaceBars } from './PlaceBars.tsx'
import { printableProgress } from './printable.ts'
import { ProgressTable } from './ProgressTable.tsx'
import classes from './projects.module.css'

const WITHIN: FieldDefinition = { key: 'within', label: '范围', type: 'division' }
const ONLY: readonly { readonly value: string; readonly label: string }[] = [
  { value: '', label: '全部' },
  ...PROGRESS_COLOURS.map((colour) => ({ value: colour, label: COLOUR_LABELS[colour] })),
  { value: 'late', label: '督办' },
]
const LATE: readonly (ProgressColour | null)[] = ['amber', 'red', 'stopped']

interface Kept {
  readonly within: string | null
  readonly withinTitle: string
  readonly only: string
  readonly as: string
}

/** All projects of a year as of a day: figures or bars, how many of each colour by township, and those to be pressed for (督办). */
export function ProgressScreen(): ReactNode {
  const { year } = useSession()
  const go = useGo()
  const mayReport = useMayWrite('node_progress', 'insert')
  const [kept, keep] = useKeptState<Kept>('project-progress', { within: null, withinTitle: '', only: '', as: 'table' })
  const [day, setDay] = useState('')
  const input = { year, ...(day === '' ? {} : { day }), ...(kept.within === null ? {} : { within: kept.within }) }
  const query = useQuery({ ...useApi().projects.progress.queryOptions({ input }), placeholderData: keepPreviousData })
  const table = query.data
  const rows = useMemo(
    () => (table?.rows ?? []).filter(({ colour }) => (kept.only === 'late' ? LATE.includes(colour) : kept.only === '' || colour === kept.only)),
    [table, kept.only],
  )
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="项目进度"
          detail={table === undefined ? `${year} 年` : `${year} 年，统计到 ${table.day}`}
          actions={
            mayReport && (
              <Button leftSection={<IconEdit size={16} aria-hidden />} onClick={() => go('/projects/report')}>
                填报进度
              </Button>
            )
          }
        />
      }
    >
      <div className={classes['bar']}>
        <div className={classes['day']}>
          <DayField label="统计到" initial={day} onChange={setDay} />
        </div>
        <div className={classes['within']}>
          <Field
            field={WITHIN}
            labelPosition="above"
            value={kept.within}
            valueTitle={kept.withinTitle}
            onChange={(value, title) => keep((now) => ({ ...now, within: typeof value === 'string' ? value : null, withinTitle: title ?? '' }))}
          />
        </div>
        <SegmentedControl aria-label="只看" size="xs" value={kept.only} data={[...ONLY]} onChange={(only) => keep((now) => ({ ...now, only }))} />
        <SegmentedControl
          aria-label="看成"
          size="xs"
          value={kept.as}
          data={[
            { value: 'table', label: '表' },
            { value: 'bars', label: '横道图' },
          ]}
          onChange={(as) => keep((now) => ({ ...now, as }))}
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
      {query.error === null && table === undefined && <Loader m="md" size="sm" role="status" aria-label="正在统计" />}
      {table !== undefined && table.rows.length === 0 && (
        <EmptyState title={`${year} 年还没有项目`} hint="在“项目”里新增或者导入项目，排好工序以后这里就有进度。" />
      )}
      {table !== undefined && table.rows.length > 0 && <Shown key={kept.as} table={table} rows={rows} bars={kept.as === 'bars'} year={year} />}
    </Page>
  )
}

function Shown({
  table,
  rows,
  bars,
  year,
}: {
  readonly table: ProjectProgress
  readonly rows: readonly ProjectProgressRow[]
  readonly bars: boolean
  readonly year: number
}): ReactNode {
  const go = useGo()
  const shell = useShell()
  const [take, setTake] = useState<(() => string) | null>(null)
  const gantt = useMemo(() => rows.map(ganttOf), [rows])
  const open = useCallback((index: number) => go(recordPath('project', rows[index]?.id ?? '')), [go, rows])
  const keepPicture = useCallback((picture: (() => string) | null) => setTake(() => picture), [])
  const print = async (): Promise<void> => {
    try {
      await shell.printHtml(printableProgress({ day: table.day, rows, year, picture: bars ? (take?.() ?? null) : null }))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <>
      <div className={classes['top']}>
        <PlaceBars places={table.places} />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={14} aria-hidden />}
          disabled={bars && take === null}
          onClick={() => {
            void print()
          }}
        >
          打印
        </Button>
      </div>
      <div className={classes['scroll']}>
        {bars ? <GanttChart label="各项目的横道图" rows={gantt} day={table.day} onOpen={open} onPicture={keepPicture} /> : <ProgressTable rows={rows} />}
      </div>
    </>
  )
}
