/**
 * Who may do what. Pure and without Node, so that screens can ask the same questions before they offer a button;
 * the core asks them again before it does anything.
 *
 * | | 管理员 administrator | 录入 entry | 审核 review | 只读 reader |
 * |---|---|---|---|---|
 * | sees records | all | of own divisions | of own divisions | of own divisions |
 * | changes records | all | of own divisions | – | – |
 * | sees ID numbers, phones, accounts, illness in full | yes | yes, where it enters | yes | masked |
 * | exchanges data with other offices | yes | if not limited to divisions | – | – |
 * | makes backups, checks the data | yes | backups, if not limited to divisions | if not limited to divisions | – |
 * | county-wide registers (units, helpers …) | changes | adds; changes if not limited to divisions | sees | sees |
 * | document numbers in them | yes | if not limited to divisions | if not limited to divisions | masked |
 * | what is masked | – | neither filtered, sorted, searched in part, nor counted by: see `asker.ts` | | |
 *
 * A register may take away from this by role and level (`rights` in its entity file): see `asker.ts`.
 */
import { registerOf } from '../catalogue/index.ts'
import type { RoleName } from '../catalogue/types.ts'
import { divisionPrefix } from '../rules/levels.ts'

export { divisionPrefix }

export type Role = RoleName

/** What permissions depend on. No divisions means the whole unit. */
export interface Permitted {
  readonly role: Role
  readonly divisions: readonly string[]
}

/** Things to do that belong to no record. */
export type Action =
  | 'administer users'
  | 'set parameters'
  | 'restore backup'
  | 'renew recovery code'
  | 'undo of others'
  | 'import'
  | 'batch edit'
  | 'undo own'
  | 'review'
  | 'export'
  | 'print'
  | 'back up'
  | 'verify data'
  | 'see change log'
  | 'exchange'
  | 'manage sites'

const READER: readonly Action[] = ['export', 'print']
const ENTRY: readonly Action[] = [...READER, 'import', 'batch edit', 'undo own', 'back up', 'see change log', 'exchange']
const REVIEW: readonly Action[] = [...READER, 'review', 'back up', 'see change log', 'verify data']
const ADMINISTRATOR: readonly Action[] = [
  ...new Set([...ENTRY, ...REVIEW, 'administer users', 'set parameters', 'restore backup', 'renew recovery code', 'undo of others', 'manage sites'] as const),
]

const ACTIONS: Readonly<Record<Role, ReadonlySet<Action>>> = {
  administrator: new Set(ADMINISTRATOR),
  entry: new Set(ENTRY),
  review: new Set(REVIEW),
  reader: new Set(READER),
}

/** Role names on screen. */
export const roleLabels: Readonly<Record<Role, string>> = { administrator: '管理员', entry: '录入', review: '审核', reader: '只读' }

/** What takes in the whole office: packages and backups hold all of it, and what a check finds names records of any village. */
const OF_THE_WHOLE: ReadonlySet<Action> = new Set(['exchange', 'back up', 'verify data'])

/**
 * Whether a user may do something that belongs to no record. Whoever is limited to some divisions does nothing that takes in the whole office;
 * what arrived for these divisions by exchange they decide all the same ({@link mayWrite}).
 */
export function may(user: Permitted, action: Action): boolean {
  return ACTIONS[user.role].has(action) && (!OF_THE_WHOLE.has(action) || divisionFilter(user) === null)
}

/** Users, recovery code, restoring, parameters. */
export function mayAdminister(user: Permitted): boolean {
  return may(user, 'administer users')
}

/** Whether a user sees a record of this division; null is a record that belongs to no division (county-wide registers). */
export function mayRead(user: Permitted, division: string | null): boolean {
  return division === null || inDivisions(divisionFilter(user), division)
}

/** Whether a user may add, change or remove a record of this division; null is a record of a county-wide register. */
export function mayWrite(user: Permitted, division: string | null): boolean {
  if (user.role === 'administrator') return true
  if (user.role !== 'entry') return false
  const filter = divisionFilter(user)
  return division === null ? filter === null : inDivisions(filter, division)
}

/**
 * Whether a user may enter records of a register that belongs to no division. What the county keeps (parameters, divisions, sites, rules switched off) is the administrator's;
 * units and helpers are added by whoever enters households, a township clerk included, since they must name the helper of a household.
 */
export function mayWriteShared(user: Permitted, register: string): boolean {
  if (registerOf(register).keptBy === 'county') return may(user, 'set parameters')
  return user.role === 'administrator' || user.role === 'entry'
}

/** Whether a user may approve or send back records of this division. */
export function mayReview(user: Permitted, division: string | null): boolean {
  return may(user, 'review') && mayRead(user, division)
}

/** Whether a user sees ID numbers, phones, bank accounts and illness in full, for records of this division. */
export function maySeeSensitive(user: Permitted, division: string | null): boolean {
  return user.role !== 'reader' && mayRead(user, division)
}

/** Beginnings of the division codes that a user is limited to; null for the whole unit. Add it to every query of records. */
export function divisionFilter(user: Permitted): readonly string[] | null {
  if (user.role === 'administrator' || user.divisions.length === 0) return null
  return broadest(user.divisions.map(divisionPrefix))
}

/** Whether a division lies within a filter of {@link divisionFilter}. */
export function inDivisions(filter: readonly string[] | null, division: string): boolean {
  return filter === null || filter.some((prefix) => division.startsWith(prefix))
}

/** Leaves out codes that lie within another one of the list. */
function broadest(prefixes: readonly string[]): string[] {
  const unique = [...new Set(prefixes)]
  return unique.filter((one) => !unique.some((other) => other !== one && one.startsWith(other))).toSorted()
}
