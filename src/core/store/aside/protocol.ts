/** What the threads that read beside the writer are told and answer. One question at a time a thread. */
import type { ErrorPayload } from '../../errors.ts'
import type { SqlRow, SqlValue } from '../database.ts'

/** Where a thread finds the data. */
export interface AsideData {
  readonly path: string
  readonly key: Uint8Array
}

export interface AsideQuestion {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
  /** `numbers` takes the first column of each row, a whole number from 0 to 2^32 - 1: rows by their numbers, a million in 4 MB. */
  readonly kind: 'rows' | 'numbers'
  /** One word; not 0 once nobody waits for the answer any more. */
  readonly stop: SharedArrayBuffer
}

/** Null ends the thread, which closes what it has open by itself. */
export type AsideRequest = AsideQuestion | null

export type AsideAnswer =
  | { readonly ok: true; readonly rows: readonly SqlRow[] }
  | { readonly ok: true; readonly numbers: Uint32Array }
  | { readonly ok: false; readonly error: ErrorPayload; readonly detail: string }
