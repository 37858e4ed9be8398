/** Messages between the Electron shell and the process of the core. Data only; pages talk to the core over ports of their own. */
import type { FileTicket } from '#core/contract.ts'
import type { ErrorPayload } from '#core/errors.ts'
import type { ResolvedFile } from '#core/shell/served.ts'

/** Folders that the core works in. */
export interface CoreFolders {
  readonly dataDirectory: string
  readonly resourcesDirectory: string
  readonly temporaryDirectory: string
}

/** What the shell asks of the core, with the answers. */
export interface CoreQuestions {
  accept: { readonly input: { readonly path: string; readonly name: string; readonly session: string }; readonly answer: FileTicket }
  /** Writes the file behind a ticket where the user wants it. */
  save: { readonly input: { readonly ticket: string; readonly session: string; readonly to: string }; readonly answer: null }
  resolve: { readonly input: { readonly ticket: string; readonly session: string }; readonly answer: ResolvedFile }
  /** Titles of the jobs that are at work. */
  runningJobs: { readonly input: null; readonly answer: readonly string[] }
  cancelJobs: { readonly input: null; readonly answer: null }
  close: { readonly input: null; readonly answer: null }
}
export type QuestionName = keyof CoreQuestions

export type ToCore =
  | { readonly type: 'start'; readonly folders: CoreFolders }
  /** Comes with the page's port. */
  | { readonly type: 'connect'; readonly session: string }
  | { [K in QuestionName]: { readonly type: 'ask'; readonly id: number; readonly name: K; readonly input: CoreQuestions[K]['input'] } }[QuestionName]

export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly error: ErrorPayload; readonly detail: string }
  | { readonly type: 'log'; readonly text: string }
  /** A line about something slow. */
  | { readonly type: 'slow'; readonly text: string }
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: ErrorPayload }
