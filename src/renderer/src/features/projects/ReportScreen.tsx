import { Button, Loader, SegmentedControl } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { ProjectProgress } from '#core/features/projects/contract.ts'
import { daysOf, periodOf, periodText } from '#core/rules/period.ts'
import type { Row } from '#core/shapes.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { DayField } from '../../fields/DayField.tsx'
import { EditableGrid, type GridColumn } from '../../fields/EditableGrid.tsx'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useLeaveGuard } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import classes from './projects.module.css'
import { percentText } from './words.ts'

/** Work is reported of projects in these stages. */
const REPORTED: readonly string[] = ['procured', 'building', 'stopped', 'correcting', 'finished']
const said = (key: string, label: string): FieldDefinition => ({ key, label, type: 'text' })
const COLUMNS: readonly GridColumn[] = [
  { key: 'project', field: said('project', '项目'), width: 220, readOnly: true },
  { key: 'node', field: said('node', '工序'), width: 140, readOnly: true },
  { key: 'before', field: said('before', '上次'), width: 180, readOnly: true },
  { key: 'completion', field: { ...fieldOf('node_progress', 'completion'), required: false }, width: 110 },
  { key: 'words', field: fieldOf('node_progress', 'words'), width: 320 },
  { key: 'lowered_because', field: fieldOf('node_progress', 'lowered_because'), width: 220 },
]

/** Every step of the projects under way as a line: how far it is by a day, typed one below the other and saved as one operation. */
export function ReportScreen(): ReactNode {
  const { year } = useSession()
  const [length, setLength] = useKeptState<'tenDays' | 'month'>('project-report-length', 'tenDays')
  const [chosen, setChosen] = useState('')
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  // A year that is over is reported on up to its end.
  const begun = today < `${year}-12-31` ? today : `${year}-12-31`
  const asOf = chosen === '' ? endOf(length, begun) : chosen
  const query = useQuery(useApi().projects.progress.queryOptions({ input: { year, day: asOf } }))
  return (
    <Page fixed header={<PageHeader title="填报进度" detail={`${periodText(periodOf(asOf, length))}，统计到 ${asOf}`} />}>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label="按旬还是按月"
          size="xs"
          value={length}
          data={[
            { value: 'tenDays', label: '按旬' },
            { value: 'month', label: '按月' },
          ]}
          onChange={(value) => {
            setLength(() => (value === 'month' ? 'month' : 'tenDays'))
            setChosen('')
          }}
        />
        <div className={classes['day']}>
          <DayField key={`${length} ${year}`} label="统计到" initial={asOf} onChange={(day) => setChosen(day === '' ? '' : day)} />
        </div>
      </div>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.error === null && query.data === undefined && <Loader m="md" size="sm" role="status" aria-label="正在读取" />}
      {query.data !== undefined && <Grid key={asOf} table={query.data} asOf={asOf} />}
    </Page>
  )
}

/** The last day of the period that is over, or ends today. */
function endOf(length: 'tenDays' | 'month', day: string): string {
  const { last, first } = daysOf(periodOf(day, length))
  if (last <= day) return last
  const before = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10)
  return daysOf(periodOf(before, length)).last
}

function Grid({ table, asOf }: { readonly table: ProjectProgress; readonly asOf: string }): ReactNode {
  const lines = useMemo(() => linesOf(table), [table])
  const [typed, setTyped] = useState<Readonly<Record<string, Row>>>({})
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set())
  const saving = useCommand(useClient().projects.report)
  const rows = lines.map((line) => ({ ...line, ...typed[String(line['id'])] }))
  const changed = Object.entries(typed).filter(([, row]) => typeof row['completion'] === 'number')
  useLeaveGuard(changed.length > 0)
  if (lines.length === 0) return <EmptyState title="没有在建的项目" hint="项目办到“已招标或议定”以后，它的工序在这里填报。" />
  const change = (index: number, key: string, value: FieldValue): void => {
    const id = String(lines[index]?.['id'])
    setTyped((now) => ({ ...now, [id]: { ...now[id], [key]: value } }))
  }
  const save = async (): Promise<void> => {
    const done = await saving.run({
      asOf,
      rows: changed.map(([node, row]) => ({
        node,
        completion: Number(row['completion']),
        words: textOf(row['words']),
        ...(textOf(row['lowered_because']) === null ? {} : { loweredBecause: textOf(row['lowered_because']) }),
      })),
    })
    if (done === null) return
    setTyped({})
    notifyDone(`已填报 ${done.written} 道工序`)
  }
  return (
    <div className={`${classes['scroll'] ?? ''} ${classes['grid'] ?? ''}`}>
      <EditableGrid
        label="各工序的进度"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => String(row['id'])}
        idPrefix="report"
        onCellChange={change}
        onProblem={(_, key, problem, row) =>
          setUnread((now) => new Set(problem === null ? [...now].filter((one) => one !== `${row} ${key}`) : [...now, `${row} ${key}`]))
        }
        foot={
          <Button
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            disabled={changed.length === 0 || unread.size > 0}
            loading={saving.running}
            onClick={() => {
              void save()
            }}
          >
            保存 {changed.length} 道工序的进度
          </Button>
        }
      />
    </div>
  )
}

const textOf = (value: FieldValue | undefined): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

function linesOf({ rows }: ProjectProgress): Row[] {
  return rows
    .filter(({ stage }) => REPORTED.includes(stage))
    .flatMap(({ name, nodes }) =>
      nodes.map((node) => ({
        id: node.id,
        project: name,
        node: node.name,
        before: node.completion === null ? '没有填过' : `${percentText(node.completion)}%（${node.asOf ?? ''}）`,
      })),
    )
}
