/**
 * Every number on a screen says what it counts: which statistic, which cell of it; or which list, with which filter. Tests ask the command line for the
 * same, and whoever wonders about a number can tell what was counted.
 */
import type { ReactNode } from 'react'
import { cellText } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { whole } from './whole.ts'

/** Attributes of the element that holds the number, and no other one. */
export type FigureAttributes = Readonly<Record<'data-counts' | 'data-filter', string>>

/** Of a cell of a statistic; no row is the total. `asked` is the year it was asked for, which tables of what is so today do not tell. */
export function cellFigure(table: StatisticTable, column: string, row: TableRow | null = null, asked: number | null = null): FigureAttributes {
  const { code, by, year, day, within } = table
  const cell = { by, year: year ?? asked, day, within, row: row === null ? null : row.key, total: row === null, column }
  return { 'data-counts': `statistic ${code}`, 'data-filter': JSON.stringify(cell) }
}

/** Of the records of a list: the question that the list asks. */
export function listFigure(question: {
  readonly register: string
  readonly text?: string | undefined
  readonly where?: unknown
  readonly deleted?: boolean | undefined
}): FigureAttributes {
  const { register, text, where, deleted } = question
  return { 'data-counts': `list ${register}`, 'data-filter': JSON.stringify({ text, where, deleted }) }
}

/** Of the records of a register that count in a division. */
export function placeFigure(register: string, code: string): FigureAttributes {
  return { 'data-counts': `place ${register}`, 'data-filter': JSON.stringify({ place: code }) }
}

/** Of the findings of checks. */
export function findingsFigure(
  filter: Readonly<Record<string, unknown>>,
  counted: { readonly by: string; readonly key: string } | null = null,
): FigureAttributes {
  return { 'data-counts': 'findings', 'data-filter': JSON.stringify({ ...filter, ...(counted === null ? {} : { counted }) }) }
}

/** Of accepted changes, of one kind or of all. */
export function changesFigure(kind: string): FigureAttributes {
  return { 'data-counts': 'changes', 'data-filter': JSON.stringify(kind === '' ? {} : { kind }) }
}

/** Of the records that one change touched. */
export function changeFigure(id: string, kind: string): FigureAttributes {
  return { 'data-counts': 'change', 'data-filter': JSON.stringify({ id, ...(kind === '' ? {} : { kind }) }) }
}

/** Of those who may log in. */
export function usersFigure(): FigureAttributes {
  return { 'data-counts': 'users', 'data-filter': JSON.stringify({ active: true }) }
}

/** Of what waits in the exchange, by the name that the overview has for it. */
export function waitingFigure(waits: string): FigureAttributes {
  return { 'data-counts': 'waiting', 'data-filter': JSON.stringify({ waits }) }
}

/** Of packages sent or received. */
export function packagesFigure(direction: 'in' | 'out'): FigureAttributes {
  return { 'data-counts': 'packages', 'data-filter': JSON.stringify({ direction }) }
}

/** A cell of a statistic within a sentence, as it is written there: whole numbers with separators, all else as it is rounded. */
export function Figure({ table, of, row = null }: { readonly table: StatisticTable; readonly of: string; readonly row?: TableRow | null }): ReactNode {
  const at = table.columns.findIndex(({ key }) => key === of)
  const column = table.columns[at]
  if (column === undefined) throw new RangeError(`statistic ${table.code} has no column ${of}`)
  const cell = (row === null ? table.total : row.cells)[at]
  const text = cell !== undefined && 'value' in cell && column.digits === 0 ? whole.format(cell.value) : cellText(column, cell)
  return <span {...cellFigure(table, of, row)}>{text}</span>
}
