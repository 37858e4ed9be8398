/** What the threads that read beside the writer are told and answer. One question at a time a thread. */
import type { ErrorPayload } from '../../errors.ts'
import type { SqlRow, SqlValue } from '../database.ts'
import type { Fingerprint } from '../fingerprints.ts'
import type { PackedNumbers } from '../packedNumbers.ts'

/** Where a thread finds the data. */
export interface AsideData {
  readonly path: string
  readonly key: Uint8Array
}

export interface AsideQuestion {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
  /**
   * `numbers` takes the first column of each row, a whole number from 0 to 2^32 - 1: rows by their numbers, a million in 4 MB. `ids` takes the first column, texts
   * without line ends. `packed` takes rows of a text `number` and a number of a row `row`. `fingerprints` takes rows of two texts, and answers of each run of
   * rows with the same first one what the second ones come to.
   */
  readonly kind: 'rows' | 'numbers' | 'ids' | 'packed' | 'fingerprints'
  /** One word; not 0 once nobody waits for the answer any more. */
  readonly stop: SharedArrayBuffer
}

/** Null ends the thread, which closes what it has open by itself. */
export type AsideRequest = AsideQuestion | null

export type AsideAnswer =
  | { readonly ok: true; readonly rows: readonly SqlRow[] }
  | { readonly ok: true; readonly numbers: Uint32Array }
  /** One text, with line ends between: as so many texts they would have to be taken apart and put together one by one. */
  | { readonly ok: true; readonly ids: string }
  | { readonly ok: true; readonly packed: PackedNumbers }
  | { readonly ok: true; readonly fingerprints: readonly Fingerprint[] }
  | { readonly ok: false; readonly error: ErrorPayload; readonly detail: string }
