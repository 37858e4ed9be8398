import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { cellText, columnHeading, gradeOf } from '#core/statistics/table.ts'
import type { Cell, StatisticTable, TableColumn, TableRow } from '#core/statistics/table.ts'
import { cellFigure, type FigureAttributes } from '../../components/figure.tsx'
import { isEnter, isImeKey } from '../../keyboard/ime.ts'
import { listMove } from '../../keyboard/listKeys.ts'
import classes from './statistics.module.css'

/** Rows that PgUp and PgDn go. */
const PAGE_ROWS = 15

export interface FigureTableProps {
  readonly table: StatisticTable
  /** Columns coloured by how much they count: keys. */
  readonly heat?: readonly string[]
  /** No row is the total. */
  readonly onOpen: (row: TableRow | null, column: number) => void
}

/** The figures with their total; one tab stop, arrows from cell to cell, Enter or a click lists what is counted. */
export function FigureTable({ table, heat = [], onOpen }: FigureTableProps): ReactNode {
  const id = useId()
  const holder = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState({ row: 0, column: 0 })
  const { rows, columns } = table
  const open = (row: number, column: number): void => onOpen(rows[row] ?? null, column)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event) || event.altKey) return
    if (isEnter(event)) {
      event.preventDefault()
      open(active.row, active.column)
      return
    }
    if (event.ctrlKey || event.metaKey) return
    const to = listMove(event.key, active, rows.length + 1, columns.length, PAGE_ROWS)
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    setActive({ row: Math.max(0, to.row), column: to.column })
  }
  const cellId = (row: number, column: number): string => `${id}-${row}-${column}`
  const activeId = cellId(active.row, active.column)
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [activeId])
  const figure = (row: number, column: string): FigureAttributes => cellFigure(table, column, rows[row] ?? null)
  const hottest = hottestOf(table, heat)
  const cells = (row: number, values: readonly Cell[]): ReactNode =>
    columns.map((column, index) => (
      <td
        key={column.key}
        id={cellId(row, index)}
        {...figure(row, column.key)}
        data-active={active.row === row && active.column === index ? true : undefined}
        data-zero={isNothing(values[index]) ? true : undefined}
        style={row < rows.length && heat.includes(column.key) ? warmth(values[index], hottest) : undefined}
        onClick={() => {
          setActive({ row, column: index })
          open(row, index)
        }}
      >
        {cellText(column, values[index])}
      </td>
    ))
  return (
    <div className={classes['scroll']}>
      <table
        ref={holder}
        // One tab stop for many figures; the arrows move within.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        tabIndex={0}
        aria-label={`${table.title}，按 Enter 列出所在格的记录`}
        aria-activedescendant={activeId}
        aria-rowcount={rows.length + 3}
        className={classes['table']}
        onKeyDown={onKeyDown}
      >
        <Headings table={table} />
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.key ?? ''}>
              <th scope="row">
                {row.label}
                <Grade table={table} cells={row.cells} />
              </th>
              {cells(index, row.cells)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            {cells(rows.length, table.total)}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** What the row is called by how high its figure is, in a word. */
function Grade({ table, cells }: { readonly table: StatisticTable; readonly cells: readonly Cell[] }): ReactNode {
  const grade = gradeOf(table, cells)
  if (grade === null) return null
  return <small>{grade.meaning === '' ? `（${grade.label}）` : `（${grade.label}，${grade.meaning}）`}</small>
}

/** The greatest figure of the coloured columns, of all rows. */
function hottestOf({ rows, columns }: StatisticTable, heat: readonly string[]): number {
  const coloured = columns.flatMap(({ key }, index) => (heat.includes(key) ? [index] : []))
  return rows.reduce((most, { cells }) => coloured.reduce((so, index) => Math.max(so, valueOf(cells[index])), most), 0)
}

const valueOf = (cell: Cell | undefined): number => (cell !== undefined && 'value' in cell ? cell.value : 0)

/** The strongest colour that figures are still read on, in percent. */
const STRONGEST = 55
const FAINTEST = 8

function warmth(cell: Cell | undefined, hottest: number): { background: string } | undefined {
  const value = valueOf(cell)
  if (value === 0) return undefined
  const share = Math.round(FAINTEST + ((STRONGEST - FAINTEST) * value) / hottest)
  return { background: `color-mix(in srgb, var(--mantine-color-amber-5) ${share}%, transparent)` }
}

function isNothing(cell: Cell | undefined): boolean {
  return cell !== undefined && (('value' in cell && cell.value === 0) || ('over' in cell && cell.over === 0))
}

/** Two lines: groups of columns above, unless there are none. */
function Headings({ table }: { readonly table: StatisticTable }): ReactNode {
  const { columns } = table
  const grouped = columns.some(({ group }) => group !== null)
  if (!grouped)
    return (
      <thead>
        <tr>
          <th scope="col">{table.rowLabel}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {columnHeading(column)}
            </th>
          ))}
        </tr>
      </thead>
    )
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {table.rowLabel}
        </th>
        {spans(columns).map(({ column, span }) =>
          column.group === null ? (
            <th key={column.key} scope="col" rowSpan={2}>
              {columnHeading(column)}
            </th>
          ) : (
            <th key={column.key} scope="colgroup" colSpan={span}>
              {column.group}
            </th>
          ),
        )}
      </tr>
      <tr>
        {columns
          .filter(({ group }) => group !== null)
          .map((column) => (
            <th key={column.key} scope="col">
              {columnHeading(column)}
            </th>
          ))}
      </tr>
    </thead>
  )
}

/** The first column of each group with the number of its columns; columns without a group by themselves. */
function spans(columns: readonly TableColumn[]): { readonly column: TableColumn; readonly span: number }[] {
  const found: { column: TableColumn; span: number }[] = []
  for (const column of columns) {
    const last = found.at(-1)
    if (column.group !== null && last?.column.group === column.group) last.span += 1
    else found.push({ column, span: 1 })
  }
  return found
}
