/** What a command of the command line is: declared once; parsing, help and running are derived from it. */
import type { FileTicket } from '#core/contract.ts'
import type { Invocation } from './invocation.ts'
import type { Written } from './options.ts'
import type { AppOptions } from '#core/app.ts'
import type { OfficeSession, SessionNeed } from './session.ts'

/** What a command gives back: one JSON value, the same in words, and the exit code (0 unless said otherwise). */
export interface Answer {
  readonly json: unknown
  text(): string
  readonly exit?: ExitCode
}

/** 0 done, 1 failed, 2 refused because of the input. */
export type ExitCode = 0 | 1 | 2

/** What a running command may use beside its own arguments. */
export interface Shell {
  readonly dataDirectory: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
  /** Shows how far long work is, on a terminal only. */
  progress(title: string, fraction: number | null): void
  /** Told of the cause of a failure that the user is only told of in general: printed where a technician asks for it. */
  onUnforeseen(error: unknown): void
  /** Cheaper key derivation and another clock for tests. */
  readonly keyring?: NonNullable<AppOptions['keyring']>
  /** Opens the data folder, logs in as far as the command needs it, and closes everything when the work is done or has failed. */
  withOffice<T>(need: SessionNeed, work: (office: OfficeSession) => Promise<T>): Promise<T>
  /** Copies a file the core made to where the user wants it: wholly or not at all. */
  deliver(office: OfficeSession, ticket: FileTicket, out: string): Promise<void>
}

export type Run = (invocation: Invocation, shell: Shell) => Promise<Answer>

export interface Command extends Written {
  /** One sentence for the list of commands. */
  readonly summary: string
  readonly examples?: readonly string[]
  /** Loads the code of this command only, so that the others cost no start-up time. */
  load(): Promise<Run>
}
