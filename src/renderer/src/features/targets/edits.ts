/** What was typed into the tree, as it is sent: only what differs. Pure. */
import type { FieldValue } from '#core/catalogue/types.ts'
import type { TargetRow } from '#core/features/targets/contract.ts'

/** By place. */
export type Edits = Readonly<Record<string, { readonly amount?: FieldValue; readonly reason?: FieldValue }>>

export interface Assigned {
  readonly place: string
  readonly amount: number | null
  readonly reason?: string | null
}

/** A reason without an amount says nothing of a place that has no target. */
export function rowEdits(rows: readonly TargetRow[], edits: Edits): Assigned[] {
  return rows.flatMap((row): Assigned[] => {
    const edit = edits[row.place]
    if (edit === undefined) return []
    const [before, reasonBefore] = [row.target?.amount ?? null, row.target?.reason ?? null]
    const amount = typeof edit.amount === 'number' ? edit.amount : edit.amount === undefined ? before : null
    const reason = edit.reason === undefined ? reasonBefore : typeof edit.reason === 'string' && edit.reason !== '' ? edit.reason : null
    if (amount === before && reason === reasonBefore) return []
    if (amount === null) return before === null ? [] : [{ place: row.place, amount: null }]
    return [{ place: row.place, amount, ...(reason === reasonBefore ? {} : { reason }) }]
  })
}
