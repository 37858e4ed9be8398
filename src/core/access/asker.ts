/**
 * Who asks: the one notion that lists, search, counts, journal, exports, papers, jobs, files and attachments are asked through.
 * Pure and without Node, like the permissions it rests on.
 */
import { levelFor } from '../catalogue/derive/rights.ts'
import type { Doing, FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { isAtLeast, LOWEST_LEVEL, officeLevelOfDigits, type OfficeLevel } from '../rules/levels.ts'
import { prefixCondition, type ScopeCondition } from './condition.ts'
import { divisionFilter, divisionPrefix, inDivisions, mayRead, mayWrite, mayWriteShared, type Permitted } from './permissions.ts'
import { mayReach, reachCondition } from './reach.ts'

export { afterPrefix, prefixCondition, type ScopeCondition } from './condition.ts'

/** A user as a session knows them. */
export interface AskingUser extends Permitted {
  readonly id: string
  readonly displayName: string
}

/** The three levels at which offices work. */
export type Level = OfficeLevel

export interface Asker extends AskingUser {
  /** At which level the asker acts: that of their divisions, never above the unit of this site. */
  readonly level: Level
  /** Beginnings of the division codes they are limited to; null for the whole unit. */
  readonly scope: readonly string[] | null
}

const known = new WeakMap<AskingUser, Map<string, Asker>>()

/** The asker behind a user at a site of this unit. */
export function askerOf(user: AskingUser, unit: string): Asker {
  let byUnit = known.get(user)
  if (byUnit === undefined) known.set(user, (byUnit = new Map()))
  let asker = byUnit.get(unit)
  if (asker === undefined) byUnit.set(unit, (asker = makeAsker(user, unit)))
  return asker
}

function makeAsker({ id, displayName, role, divisions }: AskingUser, unit: string): Asker {
  const scope = divisionFilter({ role, divisions })
  const broadest = scope === null ? divisionPrefix(unit).length : Math.max(divisionPrefix(unit).length, Math.min(...scope.map((prefix) => prefix.length)))
  return { id, displayName, role, divisions, scope, level: officeLevelOfDigits(broadest) }
}

/** Whether the asker is limited to a part of the unit. */
export function isLimited(user: Permitted): boolean {
  return divisionFilter(user) !== null
}

/** What the right to a record depends on, beside the record. */
export type Acting = Pick<Asker, 'role' | 'divisions' | 'level' | 'scope'>

/**
 * Where the asker may do something with records of a register, as far as the register itself says: beginnings of division codes out of those
 * that they are limited to, null for all that they reach, an empty list for nowhere.
 */
export function reachOf(asker: Acting, register: RegisterDefinition, doing: Doing): readonly string[] | null {
  const from = levelFor(register, doing, asker.role)
  if (from === LOWEST_LEVEL) return asker.scope
  if (from === null || !isAtLeast(asker.level, from)) return []
  return asker.scope?.filter((prefix) => isAtLeast(officeLevelOfDigits(prefix.length), from)) ?? null
}

/** Whether the asker may do something with some record of a register at all. */
export function mayAnywhere(asker: Acting, register: RegisterDefinition, doing: Doing): boolean {
  return reachOf(asker, register, doing)?.length !== 0
}

/** Whether the register lets the asker do something with a record of this division (null: of none); role and divisions are asked beside it. */
function isLet(asker: Acting, register: RegisterDefinition, division: string | null, doing: Doing): boolean {
  if (register.rights?.[doing] === undefined) return true
  return mayAnywhere(asker, register, doing) && (division === null || inDivisions(reachOf(asker, register, doing), division))
}

/**
 * Whether the asker sees records of a register that belong to this division (null: to none). Of the registers that the program keeps for
 * the whole office (who admitted which site, which pairs are no duplicates) those who are limited see none: they name people of all villages.
 */
export function mayReadRecord(user: Acting, register: RegisterDefinition, division: string | null): boolean {
  if (!isLet(user, register, division, 'read')) return false
  if (register.owner === undefined) return register.internal !== true || !isLimited(user)
  return mayRead(user, division)
}

/** What somebody wants to do with a record. */
export type Writing = 'insert' | 'update' | 'remove' | 'restore'

/**
 * Whether the asker may do this to a record of a register that belongs to this division. Whoever is limited to divisions may name a new unit
 * or helper, and change none that the whole county uses.
 */
export function mayWriteRecord(user: Acting, register: RegisterDefinition, division: string | null, writing: Writing): boolean {
  if (!isLet(user, register, division, writing === 'remove' || writing === 'restore' ? 'remove' : 'write')) return false
  if (register.owner === undefined) return mayWriteShared(user, register.name) && (writing === 'insert' || !isLimited(user))
  // A person in no household yet belongs to nobody: whoever enters records may enter them.
  return division === null ? mayWriteShared(user, register.name) : mayWrite(user, division)
}

/** Whether the asker may decide what stands against each other in a record of this division, as far as its register says. */
export function isLetDecide(user: Acting, register: RegisterDefinition, division: string | null): boolean {
  return isLet(user, register, division, 'decide')
}

/**
 * Whether the asker sees a field in full where the record belongs to this division. Numbers of helpers and units belong to no village:
 * who is limited to some sees the telephones they need, and no document or account numbers.
 */
export function seesInFull(user: Permitted, register: RegisterDefinition, field: Pick<FieldDefinition, 'sensitive'>, division: string | null): boolean {
  if (field.sensitive === undefined) return true
  if (user.role === 'reader') return false
  if (register.owner === undefined) return field.sensitive === 'phone' || !isLimited(user)
  return mayRead(user, division)
}

/** Whether a field is hidden from the asker in some record of the register that they may see: those of others that reach their places are masked. */
export function isHidden(user: Permitted, register: RegisterDefinition, field: Pick<FieldDefinition, 'sensitive'>): boolean {
  if (field.sensitive !== undefined && isLimited(user) && mayReach(register)) return true
  return !seesInFull(user, register, field, divisionFilter(user)?.[0] ?? null)
}

/** Whether a masked value still tells that there is one: illness is left out whole. */
export function showsPresence(field: Pick<FieldDefinition, 'sensitive'>): boolean {
  return field.sensitive !== 'illness'
}

/** A whole document number: 15 or 18 digits, or those of a disability card. */
export function isWholeNumber(text: string): boolean {
  return /^(\d{15}|\d{17}[\dXx]|\d{20}|\d{22})$/.test(text)
}

/**
 * The reading condition over a column of division codes: rows of the divisions that the asker is limited to. With `unowned` rows that belong
 * to no division, too: somebody who is in no household yet is seen by all.
 */
export function scopeCondition(user: Permitted, column: string, options: { readonly unowned?: boolean } = {}): ScopeCondition {
  return prefixCondition(divisionFilter(user), column, options.unowned === true)
}

/** The reading condition over the records of a register, by the alias of its table. */
export function readingCondition(user: Acting, register: RegisterDefinition, alias: string): ScopeCondition {
  if (register.owner === undefined || !mayAnywhere(user, register, 'read')) return { sql: mayReadRecord(user, register, null) ? '1' : '0', parameters: [] }
  const prefixes = reachOf(user, register, 'read')
  return orReached(prefixCondition(prefixes, `${alias}.${register.owner}`, true), register, alias, prefixes)
}

/** A condition on where records are, or that they reach a place with one of the prefixes; null is no limit. */
export function orReached(condition: ScopeCondition, register: RegisterDefinition, alias: string, prefixes: readonly string[] | null): ScopeCondition {
  if (prefixes === null || !mayReach(register)) return condition
  const reached = reachCondition(register, alias, prefixes)
  return { sql: `(${condition.sql} OR ${reached.sql})`, parameters: [...condition.parameters, ...reached.parameters] }
}

/** The level at which the asker acts for a division: through a township for its villages, through the county for all. Null outside. */
export function levelAt(asker: Asker, division: string): Level | null {
  if (!inDivisions(asker.scope, division)) return null
  const through = asker.scope?.find((prefix) => division.startsWith(prefix))
  return through === undefined ? asker.level : officeLevelOfDigits(through.length)
}
