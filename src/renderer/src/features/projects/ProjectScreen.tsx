import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import type { NodeReport, ProjectProgressNode } from '#core/features/projects/contract.ts'
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
import { ColourMark } from './ColourMark.tsx'
import { nodeRow } from './gantt.ts'
import { NodePhotos, photosText } from './NodePhotos.tsx'
import classes from './projects.module.css'
import { percentText } from './words.ts'

const project = screenOf('project')
const TABS: readonly RecordTab[] = [{ key: 'progress', label: '进度', content: (row) => <Progress row={row} /> }]

/** A project: what every record has, and how far its work is. */
export function ProjectScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('project')
  if (project === null) return null
  return <RecordScreen key={id} screen={project} id={id} initial={initial} tabs={TABS} />
}

const NONE: readonly NodeReport[] = []

/** The steps of the work as of a day: figures with the photos of one of them beside, bars, and how all of it stands against the plan. */
function Progress({ row }: { readonly row: Row }): ReactNode {
  const [day, setDay] = useState('')
  const input = { year: Number(row['year']), project: String(row['id']), ...(day === '' ? {} : { day }) }
  const query = useQuery(useApi().projects.progress.queryOptions({ input }))
  const found = query.data?.rows[0]
  const until = query.data?.day
  const told = useQuery({ ...useApi().projects.reports.queryOptions({ input: { project: input.project, day: until ?? '' } }), enabled: until !== undefined })
  const reports = told.data?.reports ?? NONE
  const [chosen, setChosen] = useState('')
  const node =
    found?.nodes.find(({ id }) => id === chosen) ??
    found?.nodes.find(({ id }) => id === (reports.find(({ photos }) => photos > 0) ?? reports[0])?.node) ??
    found?.nodes[0]
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
          <ColourMark colour={found.colour} />
        </p>
      </div>
      <div className={classes['beside']}>
        <NodeTable nodes={found.nodes} reports={reports} chosen={node} onChoose={setChosen} />
        {node !== undefined && told.data === undefined && told.error === null && <Loader size="sm" role="status" aria-label="正在读取照片" />}
        {node !== undefined && told.data !== undefined && (
          <NodePhotos key={node.id} node={node} reports={reports.filter((report) => report.node === node.id)} />
        )}
      </div>
      <GanttChart label={`${found.name}的工序横道图`} rows={bars} day={query.data.day} />
    </>
  )
}

/** The steps as figures; pressing the photos of one shows them beside. */
function NodeTable({
  nodes,
  reports,
  chosen,
  onChoose,
}: {
  readonly nodes: readonly ProjectProgressNode[]
  readonly reports: readonly NodeReport[]
  readonly chosen: ProjectProgressNode | undefined
  readonly onChoose: (node: string) => void
}): ReactNode {
  const photosOf = (node: string): number => reports.reduce((sum, report) => sum + (report.node === node ? report.photos : 0), 0)
  return (
    <table className={classes['table']} aria-label="工序">
      <thead>
        <tr>
          {['工序', '权重%', '计划开始', '计划结束', '完成%', '统计到', '形象进度', '照片'].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <tr key={node.id} data-chosen={node.id === chosen?.id}>
            <th scope="row">{node.name}</th>
            <td className={classes['number']}>{percentText(node.weight)}</td>
            <td>{node.plannedStart}</td>
            <td>{node.plannedEnd}</td>
            <td className={classes['number']}>{percentText(node.completion)}</td>
            <td>{node.asOf}</td>
            <td>{node.words}</td>
            <td>
              <button
                type="button"
                className={classes['link']}
                aria-pressed={node.id === chosen?.id}
                aria-label={`${node.name}的照片，${photosText(photosOf(node.id))}`}
                onClick={() => onChoose(node.id)}
              >
                {photosText(photosOf(node.id))}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
