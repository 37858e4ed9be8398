import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { GanttChart } from '../../components/chart/GanttChart.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { DayField } from '../../fields/DayField.tsx'
import { useRouteParameter } from '../../router/navigation.ts'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { useInitialFromPath } from '../records/RecordRoutes.tsx'
import type { RecordTab } from '../records/recordTabs.tsx'
import { nodeRow } from './gantt.ts'
import classes from './projects.module.css'
import { colourText, percentText } from './words.ts'

const project = screenOf('project')
const TABS: readonly RecordTab[] = [{ key: 'progress', label: '进度', content: (row) => <Progress row={row} /> }]

/** A project: what every record has, and how far its work is. */
export function ProjectScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('project')
  if (project === null) return null
  return <RecordScreen key={id} screen={project} id={id} initial={initial} tabs={TABS} />
}

/** The steps of the work as of a day: figures, bars, and how all of it stands against the plan. */
function Progress({ row }: { readonly row: Row }): ReactNode {
  const [day, setDay] = useState('')
  const input = { year: Number(row['year']), project: String(row['id']), ...(day === '' ? {} : { day }) }
  const query = useQuery(useApi().projects.progress.queryOptions({ input }))
  const found = query.data?.rows[0]
  const bars = useMemo(() => (found?.nodes ?? []).map(nodeRow), [found])
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  if (query.data === undefined) return <Loader m="md" size="sm" role="status" aria-label="正在统计" />
  if (found === undefined || found.nodes.length === 0)
    return <EmptyState title="还没有排工序" hint="在第一页的“工序”里填：从哪天到哪天、占多大权重；权重合计 100%。" />
  return (
    <>
      <div className={classes['bar']}>
        <div className={classes['day']}>
          <DayField label="统计到" initial={day} onChange={setDay} />
        </div>
        <p role="status">
          {query.data.day}：计划 {percentText(found.planned)}%，实际 {percentText(found.actual)}%，偏差 {percentText(found.deviation)}，
          <span className={classes['colour']} data-colour={found.colour ?? 'grey'}>
            {colourText(found.colour)}
          </span>
        </p>
      </div>
      <table className={classes['table']} aria-label="工序">
        <thead>
          <tr>
            {['工序', '权重%', '计划开始', '计划结束', '完成%', '统计到', '形象进度'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.nodes.map((node) => (
            <tr key={node.id}>
              <th scope="row">{node.name}</th>
              <td className={classes['number']}>{percentText(node.weight)}</td>
              <td>{node.plannedStart}</td>
              <td>{node.plannedEnd}</td>
              <td className={classes['number']}>{percentText(node.completion)}</td>
              <td>{node.asOf}</td>
              <td>{node.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <GanttChart label={`${found.name}的工序横道图`} rows={bars} day={query.data.day} />
    </>
  )
}
