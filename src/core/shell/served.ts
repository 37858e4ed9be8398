/** What a shell needs of the assembled core, whichever way the shell reaches it. */
import type { Router } from '@orpc/server'
import type { AppContext, FileTicket } from '../contract.ts'

/** Files that cross between shell and core; the page knows them by ticket only. */
export interface FileTickets {
  /**
   * Takes in a file that the user of a window picked or uploaded; a temporary one is deleted when the core has done with it. Throws an AppError
   * BUSY where too many wait.
   */
  accept(path: string, name: string, options: { readonly temporary: boolean; readonly session: string }): FileTicket | Promise<FileTicket>
  /** Whether a window may upload so many bytes now; throws as {@link accept}. */
  requireRoom(session: string, bytes: number): void | Promise<void>
  /** The file behind a ticket; throws an AppError FILE_NOT_FOUND for a ticket that is not known, or not of the user of this window. */
  resolve(ticket: string, session: string): ResolvedFile | Promise<ResolvedFile>
}

export interface ResolvedFile {
  readonly path: string
  readonly name: string
  /** Bytes. */
  readonly size: number
}

/** What a shell hears of the core and puts into its log. */
export interface AppEars {
  onSlow(sql: string, milliseconds: number): void
  onUnforeseen(error: unknown): void
}

export interface ServedApp {
  // oRPC's own handlers take any contract here; the typed contract is checked where the router is built.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly router: Router<any, AppContext>
  readonly files: FileTickets
  /** Finishes or cancels jobs, writes everything to disk, closes the database. */
  close(): Promise<void>
}
