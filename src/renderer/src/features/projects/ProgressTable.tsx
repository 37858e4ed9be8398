import { IconArrowsSort, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import type { ProjectProgressRow } from '#core/features/projects/contract.ts'
import { PROGRESS_COLOURS } from '#core/rules/progress.ts'
import { useGo } from '../../router/navigation.ts'
import { ColourMark } from './ColourMark.tsx'
import classes from './projects.module.css'
import { percentText } from './words.ts'

type Ordered = string | number | null

interface Column {
  readonly label: string
  /** What rows are put in order by; nothing comes last, whichever way. */
  readonly by: (row: ProjectProgressRow) => Ordered
  readonly cell?: (row: ProjectProgressRow) => ReactNode
  readonly isNumber?: boolean
}

const COLUMNS: readonly Column[] = [
  { label: '项目', by: ({ name }) => name },
  { label: '项目单位', by: ({ place }) => place, cell: ({ placeName }) => placeName },
  { label: '办到哪里', by: ({ stageLabel }) => stageLabel },
  { label: '计划%', by: ({ planned }) => planned, cell: ({ planned }) => percentText(planned), isNumber: true },
  { label: '实际%', by: ({ actual }) => actual, cell: ({ actual }) => percentText(actual), isNumber: true },
  { label: '偏差', by: ({ deviation }) => deviation, cell: ({ deviation }) => percentText(deviation), isNumber: true },
  {
    label: '进度',
    by: ({ colour }) => (colour === null ? null : PROGRESS_COLOURS.indexOf(colour)),
    cell: ({ colour }) => <ColourMark colour={colour} />,
  },
  { label: '开工', by: ({ begunOn }) => begunOn },
  { label: '计划完工', by: ({ plannedEnd }) => plannedEnd },
  { label: '责任人', by: ({ manager }) => manager },
]

interface Order {
  readonly label: string
  readonly descending: boolean
}

/** Projects as figures, in the order of the core until a heading is pressed: once upwards, again downwards, a third time as they came. */
export function ProgressTable({ rows }: { readonly rows: readonly ProjectProgressRow[] }): ReactNode {
  const go = useGo()
  const [order, setOrder] = useState<Order | null>(null)
  const shown = useMemo(() => inOrder(rows, order), [rows, order])
  return (
    <table className={classes['table']} aria-label="各项目的进度">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Heading key={column.label} column={column} order={order} onOrder={setOrder} />
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <button type="button" className={classes['link']} onClick={() => go(recordPath('project', row.id))}>
                {row.name}
              </button>
            </th>
            {COLUMNS.slice(1).map(({ label, by, cell, isNumber = false }) => (
              <td key={label} className={isNumber ? classes['number'] : undefined}>
                {cell === undefined ? by(row) : cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Heading({
  column: { label, isNumber = false },
  order,
  onOrder,
}: {
  readonly column: Column
  readonly order: Order | null
  readonly onOrder: (order: Order | null) => void
}): ReactNode {
  const own = order?.label === label ? order : null
  const Sign = own === null ? IconArrowsSort : own.descending ? IconSortDescending : IconSortAscending
  const next = own === null ? { label, descending: false } : own.descending ? null : { label, descending: true }
  return (
    <th scope="col" className={isNumber ? classes['number'] : undefined} aria-sort={own === null ? 'none' : own.descending ? 'descending' : 'ascending'}>
      <button type="button" className={classes['heading']} onClick={() => onOrder(next)}>
        {label}
        <Sign size={12} aria-hidden />
      </button>
    </th>
  )
}

const COMPARE = new Intl.Collator('zh-CN', { numeric: true })

function inOrder(rows: readonly ProjectProgressRow[], order: Order | null): readonly ProjectProgressRow[] {
  const column = COLUMNS.find(({ label }) => label === order?.label)
  if (order === null || column === undefined) return rows
  const turn = order.descending ? -1 : 1
  return rows.toSorted((first, second) => {
    const [one, other] = [column.by(first), column.by(second)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return turn * (typeof one === 'number' && typeof other === 'number' ? one - other : COMPARE.compare(String(one), String(other)))
  })
}
