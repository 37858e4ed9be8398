/** What looks at all rows of a sheet lets others have their turn: by counts, whatever the machine. */
import { describe, expect, it } from 'vitest'
import { markRepeated, ROWS_AT_ONCE } from './duplicates.ts'
import type { Layout } from './layout.ts'
import { refuseLockedYears } from './lockedRows.ts'
import type { DataRow, PlannedRow } from './model.ts'
import type { PlanBuilder } from './planning.ts'
import { documentDuplicates, householdDuplicates } from './rosterDuplicates.ts'
import { groupRows } from './rosterGrouping.ts'

const ROWS = 5000

const layout = {
  has: () => true,
  column: () => null,
  text: (row: DataRow, target: string) => (target.includes('relation') ? null : `${target} ${row.number}`),
  value: () => '01',
  shown: () => '',
} as unknown as Layout
const rows: DataRow[] = Array.from(
  { length: ROWS },
  (_, number): DataRow => ({ layout, number, values: [], place: null, group: null, year: 2015, problems: [] }),
)

function pauses(work: Generator<void, unknown>): number {
  let count = 0
  for (const _ of work) count += 1
  return count
}

describe('each pass over the rows of a sheet', () => {
  it.each([
    [
      'rows of one key',
      (): Generator<void, unknown> =>
        markRepeated(
          rows,
          ({ number }) => String(number),
          'person.name',
          () => '',
        ),
    ],
    ['rows of one person', (): Generator<void, unknown> => documentDuplicates([rows])],
    ['rows of one household', (): Generator<void, unknown> => householdDuplicates(rows)],
    ['rows put together to households', (): Generator<void, unknown> => groupRows(rows, 'members')],
    [
      'rows of locked years',
      (): Generator<void, unknown> =>
        refuseLockedYears(
          {
            rows: rows.map(({ number }): PlannedRow => ({ sheet: '', row: number, outcome: 'rejected', title: '', records: [], problems: [] })),
          } as unknown as PlanBuilder,
          { store: { read: { all: () => [], get: () => undefined } } } as unknown as Parameters<typeof refuseLockedYears>[1],
        ),
    ],
  ])('pauses: %s', (_, work) => {
    expect(pauses(work())).toBeGreaterThanOrEqual(ROWS / ROWS_AT_ONCE)
  })
})
