/** What an office is opened with, and what it is set up from. */
import type { FileTickets } from '../files/tickets.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { KeyringOptions } from '../keyring/index.ts'

export interface HostOptions {
  readonly dataDirectory: string
  readonly resourcesDirectory: string
  readonly version: string
  readonly jobs: Jobs
  readonly files: FileTickets
  readonly now: () => Date
  readonly keyring?: KeyringOptions
  readonly onSlow?: (sql: string, milliseconds: number) => void
  /** Entries from which a thread of its own writes. */
  readonly threadFrom?: number
  /** The program goes on after the first answer, as the shells do and a command does not: what the first save needs is made ready beforehand. */
  readonly staysOpen?: boolean
  /** Told when the automatic backup of the day fails; nothing personal is in it. */
  readonly onBackupFailed?: (error: unknown) => void
}

export interface SetUpRequest {
  readonly unit: string
  readonly login: string
  readonly displayName: string
  readonly password: string
  readonly year?: number | undefined
  /** The demonstration county fills villages itself and is marked as such. */
  readonly demo?: boolean
}
