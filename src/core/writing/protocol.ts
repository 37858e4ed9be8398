/** What the main thread and the one that writes say to each other. */
import type { AskingUser } from '../access/asker.ts'
import type { ErrorPayload } from '../errors.ts'
import type { Changed } from '../store/index.ts'

/** What the thread is started with. */
export interface WritingTask {
  readonly directory: string
  readonly key: Uint8Array
  readonly name: string
  readonly user: AskingUser
  readonly input: unknown
  /** The time of the office as it was started, ISO. */
  readonly now: string
}

export type ToWriter = { readonly type: 'portion'; readonly items: readonly unknown[] | null } | { readonly type: 'cancel' }

export type FromWriter =
  | { readonly type: 'more' }
  | { readonly type: 'progress'; readonly done: number }
  /** It is committed. What follows is done behind the office's back. */
  | { readonly type: 'done'; readonly changed: Changed<unknown>; readonly registers: readonly string[] }
  | { readonly type: 'failed'; readonly error: ErrorPayload; readonly outdated: boolean; readonly detail: string }
