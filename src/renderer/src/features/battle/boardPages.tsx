/** The pages of the board beside the map: tables that anybody reads from some metres away. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { codeLabel } from '#core/catalogue/derive/codes.ts'
import { codeListOf } from '#core/catalogue/index.ts'
import type { MapView } from '#core/features/battle/contract.ts'
import { countdown } from '#core/rules/countdown.ts'
import { localDay, referenceDate } from '#core/rules/dates.ts'
import { levelOfUnit, LOWEST_LEVEL } from '#core/rules/levels.ts'
import type { Row } from '#core/shapes.ts'
import { cellText, gradeOf } from '#core/statistics/table.ts'
import { useApi } from '../../bridge/client.tsx'
import { BarList } from '../../components/BarList.tsx'
import classes from './battle.module.css'

const MOST = 200

function useTasks({ place, year }: MapView): readonly Row[] {
  const where = { place, year, stage: { ne: 'dropped' } }
  return useQuery(useApi().records.query.queryOptions({ input: { register: 'battle_task', where, sort: [{ field: 'due_on' }], limit: MOST } })).data?.rows ?? []
}

const said = (row: Row, key: string): string => String(row[`${key}$title`] ?? row[key] ?? '')
const inCharge = (row: Row): string => said(row, 'helper_id') || said(row, 'in_charge')

function Table({
  headings,
  rows,
}: {
  readonly headings: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[]
}): ReactNode {
  if (rows.length === 0) return <p>还没有。</p>
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <td key={headings[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Elements({ map }: { readonly map: MapView }): ReactNode {
  const rows = useTasks(map).map((row) => ({
    key: String(row['id']),
    cells: [said(row, 'name'), said(row, 'drawing'), said(row, 'schedule'), said(row, 'goal'), said(row, 'requirement'), said(row, 'due_on'), inCharge(row)],
  }))
  return <Table headings={['任务', '施工图', '进度表', '目标', '要求', '时限', '责任人']} rows={rows} />
}

export function Countdown({ map }: { readonly map: MapView }): ReactNode {
  const [today] = useState(() => localDay(new Date()))
  const stages = codeListOf('battle_stage')
  const rows = useTasks(map).map((row) => ({
    key: String(row['id']),
    cells: [
      countdown(row, referenceDate(map.year, today)),
      said(row, 'name'),
      said(row, 'due_on'),
      inCharge(row),
      codeLabel(stages, said(row, 'stage'), map.year),
    ],
  }))
  return <Table headings={['倒计时', '任务', '时限', '责任人', '办到哪里']} rows={rows} />
}

const SHOWN = ['projects', 'starting', 'finishing', 'paying', 'due', 'closed', 'closing', 'score'] as const

export function Progress({ map }: { readonly map: MapView }): ReactNode {
  const level = levelOfUnit(map.place)
  const by = level === 'county' ? 'township' : LOWEST_LEVEL
  const table = useQuery(useApi().statistics.count.queryOptions({ input: { code: 'battle_report', by, year: map.year, within: map.place } })).data
  if (table === undefined) return <p>正在统计…</p>
  const at = SHOWN.map((key) => table.columns.findIndex((column) => column.key === key))
  const cells = (row: (typeof table.rows)[number]['cells']): string[] => [
    ...at.map((index) => {
      const column = table.columns[index]
      return column === undefined ? '' : cellText(column, row[index])
    }),
    gradeOf(table, row)?.label ?? '—',
  ]
  const rows = [
    ...table.rows.map((row) => ({ key: row.key ?? '', cells: [row.label, ...cells(row.cells)] })),
    { key: 'total', cells: ['合计', ...cells(table.total)] },
  ]
  return <Table headings={['区划', '项目', '开工率%', '完工率%', '支付率%', '到时限任务', '已销号', '销号率%', '得分', '牌']} rows={rows} />
}

export function Causes({ map }: { readonly map: MapView }): ReactNode {
  const table = useQuery(
    useApi().statistics.count.queryOptions({ input: { code: 'on_file_causes', by: LOWEST_LEVEL, year: map.year, within: map.place } }),
  ).data
  if (table === undefined) return <p>正在统计…</p>
  const bars = table.rows.flatMap(({ key, label, cells: [cell] }) =>
    cell !== undefined && 'value' in cell && cell.value > 0 ? [{ key: key ?? '', label, value: cell.value }] : [],
  )
  return bars.length === 0 ? <p>没有未脱贫户。</p> : <BarList label="致贫原因" items={bars} unit="户" />
}
