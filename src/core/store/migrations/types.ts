/** What a migration may do. */
import type { Database } from '../database.ts'

/** Gives others a turn. */
export type Step = () => Promise<void>

/**
 * One step of the schema, never changed once released. It runs in one transaction with all others that are pending, after a verified
 * backup. It never changes what people entered: where a field means something else from now on, an upcaster says so (see `upcasters.ts`)
 * and the register is named in {@link Migration.refold}.
 */
export interface Migration {
  /** Issue × 100 + 10, 20 …; 10 and 20 are those of version 0.1.0. */
  readonly id: number
  readonly name: string
  /** SQL statements, one per line: tables, columns, indexes. */
  readonly statements: readonly string[]
  /** Registers whose derived columns are computed anew for every record, with all that depends on them: a new one would stay empty. */
  readonly rederive?: readonly string[]
  /** Registers whose tables are made anew from the journal, because an upcaster reads old edits differently from now on. */
  readonly refold?: readonly string[]
  /** Terms of the quick search are made anew after everything else. */
  readonly searchAnew?: true
  /** Fills tables of the store itself (never a register's entered columns). */
  readonly data?: DataStep
}

interface DataStep {
  /** Raised when the step is rewritten before its release; part of the hash, which cannot see the text of a function. */
  readonly revision: number
  readonly run: (database: Database, step: Step) => Promise<void>
}
