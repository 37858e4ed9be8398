/** Parts of the county that sections work with. */
import type { BenchOffice } from '../office.ts'

/** Division code of the township with most households. */
export function largestTownship({ app }: BenchOffice): string {
  const row = app.host
    .office()
    .store.read.get<{ unit: string }>(
      `SELECT substr(village, 1, 9) || '000' AS unit FROM household WHERE deleted = 0 GROUP BY unit ORDER BY count(*) DESC LIMIT 1`,
    )
  return row?.unit ?? ''
}

/** Division code of the village with fewest households. */
export function someVillage({ app }: BenchOffice): string {
  return (
    app.host.office().store.read.get<{ village: string }>('SELECT village FROM household WHERE deleted = 0 GROUP BY village ORDER BY count(*) LIMIT 1')
      ?.village ?? ''
  )
}

/** Living records of a register. */
export function sizeOf({ app }: BenchOffice, register: string): number {
  return app.host.office().store.living(register)
}
