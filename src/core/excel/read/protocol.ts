/** What is said between the program and the thread that reads a file. */
import type { ErrorPayload } from '../../errors.ts'
import type { FileKind, SheetSurvey } from './source.ts'
import type { WireRow } from './wire.ts'

/** To the reader. The first message about a file is `open`. */
export type ReaderRequest =
  | { readonly type: 'open'; readonly path: string }
  /** Begin to send the rows of a sheet, at most {@link CREDIT} portions ahead. */
  | { readonly type: 'rows'; readonly stream: number; readonly sheet: number }
  /** One portion was used up: another may be sent. */
  | { readonly type: 'more'; readonly stream: number }
  | { readonly type: 'stop'; readonly stream: number }
  /** Close the file; another one may be opened then. */
  | { readonly type: 'close' }

/** From the reader. */
export type ReaderReply =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'opened'; readonly kind: FileKind; readonly sheets: readonly SheetSurvey[] }
  | { readonly type: 'portion'; readonly stream: number; readonly rows: readonly WireRow[] }
  | { readonly type: 'end'; readonly stream: number }
  /** `stream` is null when opening failed. `error` is null for errors that are no AppError. */
  | { readonly type: 'failed'; readonly stream: number | null; readonly error: ErrorPayload | null; readonly cause: string }
  /** The last word about a file. */
  | { readonly type: 'closed' }

/** How many portions of rows may wait unused. */
export const CREDIT = 4
