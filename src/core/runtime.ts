/** What the features' handlers work with: the open office, who asks, jobs and files. Assembled in `app.ts`. */
import { implement } from '@orpc/server'
import type { AppContext } from './contract.ts'
import { contract } from './contract.ts'
import type { AttachmentFiles } from './features/attachments/index.ts'
import type { SessionUser } from './features/session/contract.ts'
import type { FileTickets } from './files/tickets.ts'
import type { Checks } from './checks/checks.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Records } from './registers/records.ts'
import type { OfficeDivisions } from './features/divisions/index.ts'
import type { ParameterReader } from './rules/parameters.ts'
import type { Actor, Store } from './store/index.ts'
import { underName } from './underway.ts'
import type { BulkWriter } from './writing/bulk.ts'

/** An office whose data is unlocked. */
export interface Office {
  readonly store: Store
  /** The register engine: query, get, save, batch, remove; checks rights and masks for the user it is given. */
  readonly records: Records
  /** The rules, and what they found. */
  readonly checks: Checks
  /** Divisions of this office: names by code, matching of texts, subtree. */
  readonly divisions: OfficeDivisions
  /** Contents of photos and scans. */
  readonly attachments: AttachmentFiles
  /** The office's parameters (poverty lines, thresholds) as they are now. */
  parameters(): ParameterReader
  readonly unit: { readonly code: string; readonly name: string }
  /** Writes much at once: beside the main thread, where there is much. */
  readonly bulk: BulkWriter
}

export interface Core {
  /** Throws LOCKED while nobody has opened the data. */
  office(): Office
  /** The user of a call, having touched the idle clock; throws NOT_LOGGED_IN or LOCKED. */
  user(context: AppContext): SessionUser
  readonly jobs: Jobs
  readonly files: FileTickets
  readonly resourcesDirectory: string
  readonly dataDirectory: string
  /** What trying the passphrase of a package made here costs, as a power of two; undefined for the full cost. */
  readonly passphraseCost?: number | undefined
  now(): Date
  /** Makes the automatic backup before something big (`before-import`); a failure stops the caller. */
  backupBefore(reason: 'before-import' | 'before-merge'): Promise<void>
}

/** The builder every feature implements its part of the contract with, in a function `xxxHandlers(core: Core)`. */
export const builder = implement(contract)
  .$context<AppContext>()
  .use(({ path, next }) => underName(path.join('.'), () => next()))

/** The user as the journal names them. */
export function actorOf(user: SessionUser): Actor {
  return { id: user.id, name: user.displayName }
}
