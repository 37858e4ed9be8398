/** What a transaction is told of whoever acts: in whose name, with what right, and what this site is in charge of. */
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { OfficeLevel } from '../rules/levels.ts'
import type { Database } from './database.ts'
import type { Derivation } from './derivations.ts'

export interface TransactionState {
  readonly database: Database
  /** Id of the change set. */
  readonly id: string
  readonly changeSetNumber: number
  /** The name that this site goes by. */
  readonly author: string
  readonly head: string
  readonly at: string
  readonly newId: () => string
  readonly kind: string
  /** Division code of the unit this installation belongs to. */
  readonly unit: string
  readonly derivations: readonly Derivation[]
  /** Says whether this site's word counts for a record; absent while it exchanges data with nobody. */
  readonly inCharge: InCharge | null
  /** What whoever acts may change; null for the program itself. */
  readonly right: WriteRight | null
  /** The reason given for the whole change set. */
  readonly reason: string | null
  sequence: number
  /** In hex. */
  previousHash: string
}

/** Whether this site keeps records of a register that belong to a division (null: to none). `kind` is that of the change set. */
export type InCharge = (record: {
  readonly register: string
  readonly owner: string | null
  readonly kind: string
  /** What the record says or will say, where that tells who keeps it. */
  readonly values?: Readonly<Record<string, unknown>>
  /** A field that may have a keeper of its own; the record as such without one. */
  readonly field?: string
}) => boolean

/** What is done to a record. */
export type Writing = 'insert' | 'update' | 'remove' | 'restore'

/** The right of whoever acts, asked where a record is changed: for the division it belongs to now and for the one it will belong to. */
export interface WriteRight {
  /** Whether it matters to which division a record belongs; if not, the owner is not worked out. */
  readonly byDivision: boolean
  /** The level at which whoever acts does so, never above that of the office. */
  readonly level: OfficeLevel
  /** Throws where this may not be done to a record of that division. */
  require(register: RegisterDefinition, owner: string | null, writing: Writing): void
  /** Throws where a record may not begin to refer to a record of that division. */
  requireReference(register: RegisterDefinition, owner: string | null): void
}
