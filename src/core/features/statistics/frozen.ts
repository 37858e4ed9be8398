/** Figures as they were reported, in a text that is kept; and what differs from those of now. */
import { z } from 'zod'
import { cellText, columnHeading, type Cell, type StatisticTable, type TableColumn } from '../../statistics/table.ts'

const cell = z.union([z.number(), z.tuple([z.number(), z.number()])])
const column = z.object({
  key: z.string(),
  label: z.string(),
  group: z.string().nullable(),
  unit: z.string().nullable(),
  digits: z.number(),
  kind: z.enum(['count', 'sum', 'distinct', 'ratio']),
  ratio: z.object({ over: z.number(), under: z.number(), as: z.enum(['percent', 'quotient']), scale: z.number() }).nullable(),
})
const figures = z.object({ columns: z.array(column), rows: z.array(z.tuple([z.string().nullable(), z.string(), z.array(cell)])), total: z.array(cell) })

export type Figures = z.infer<typeof figures>

/** One figure that is another by now; a row or column that was not there is 「」. */
export interface Difference {
  readonly row: string
  readonly column: string
  readonly reported: string
  readonly now: string
}

/** The table without filters: what was on the paper. */
export function writeFigures(table: StatisticTable): string {
  const kept: Figures = {
    columns: table.columns.map(({ key, label, group, unit, digits, kind, ratio }) => ({ key, label, group, unit, digits, kind, ratio })),
    rows: table.rows.map(({ key, label, cells }) => [key, label, cells.map(packed)]),
    total: table.total.map(packed),
  }
  return JSON.stringify(kept)
}

/** Throws where the text is none of {@link writeFigures}. */
export function readFigures(text: string): Figures {
  return figures.parse(JSON.parse(text))
}

/** What differs, row by row and column by column; the total at the end. */
export function differences(then: Figures, now: StatisticTable): Difference[] {
  const before = new Map(then.rows.map(([key, label, cells]) => [key, { label, cells }]))
  const after = new Map(now.rows.map(({ key, label, cells }) => [key, { label, cells: cells.map(packed) }]))
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted((one, other) => ((one ?? '~') < (other ?? '~') ? -1 : 1))
  const lines = keys.flatMap((key) => {
    const label = after.get(key)?.label ?? before.get(key)?.label ?? ''
    return rowDifferences(label, { columns: then.columns, cells: before.get(key)?.cells }, { columns: now.columns, cells: after.get(key)?.cells })
  })
  return [...lines, ...rowDifferences('合计', { columns: then.columns, cells: then.total }, { columns: now.columns, cells: now.total.map(packed) })]
}

type Packed = z.infer<typeof cell>
type Heading = Omit<TableColumn, 'list' | 'part'>

interface Side {
  readonly columns: readonly Heading[]
  /** Absent: the row is not there. */
  readonly cells: readonly Packed[] | undefined
}

function rowDifferences(row: string, then: Side, now: Side): Difference[] {
  const keys = [...new Set([...then.columns, ...now.columns].map(({ key }) => key))]
  return keys.flatMap((key) => {
    const [before, after] = [textOf(then, key), textOf(now, key)]
    if (before === after) return []
    const heading = [...now.columns, ...then.columns].find((one) => one.key === key)
    return [
      {
        row,
        column: heading === undefined ? key : [heading.group, columnHeading(heading)].filter((part) => part !== null).join(' '),
        reported: before,
        now: after,
      },
    ]
  })
}

function textOf({ columns, cells }: Side, key: string): string {
  const at = columns.findIndex((one) => one.key === key)
  const column = columns[at]
  const packedCell = cells?.[at]
  if (column === undefined || packedCell === undefined) return ''
  return cellText({ ...column, part: null, list: null }, typeof packedCell === 'number' ? { value: packedCell } : { over: packedCell[0], under: packedCell[1] })
}

/** Merged figures are never frozen; they count as nothing here. */
function packed(of: Cell): Packed {
  if ('value' in of) return of.value
  return 'over' in of ? [of.over, of.under] : 0
}
