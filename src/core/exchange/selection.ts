/** Which records a package brings: what was touched since the receiver last acknowledged, as far as it concerns the receiver. */
import { keptFields } from '../catalogue/derive/kept.ts'
import { depthOf } from '../catalogue/derive/references.ts'
import { registerNames, registerOf, isRegisterName, type RegisterName } from '../catalogue/index.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { DECISION_KIND } from './contested.ts'
import type { Scope } from './scope.ts'

export interface Range {
  /** Last journal entry that the receiver has; 0 for none. */
  readonly after: number
  readonly upTo: number
}

/** Record ids by register, in the order of the catalogue. */
export type Selection = ReadonlyMap<RegisterName, Set<string>>

/**
 * The records of a package. A full one brings everything that concerns the receiver. A record that comes to concern the receiver
 * (its household moved there) brings along what belongs to it; one that ceases to is sent once more, so that the receiver learns of it.
 */
export function selectRecords(database: ReadDatabase, scope: Scope, range: Range, full: boolean): Selection {
  const selected = new Map<RegisterName, Set<string>>(registerNames.map((name) => [name, new Set<string>()]))
  if (full) {
    for (const name of registerNames) addAll(database, scope, name, selected.get(name) ?? new Set())
  } else addTouched(database, scope, range, selected)
  addCeased(database, scope, full ? { ...range, after: 0 } : range, selected)
  addCounted(database, scope, full ? { ...range, after: 0 } : range, selected)
  addProposed(database, scope, range, full, selected)
  addReferred(database, scope, selected)
  return selected
}

function addAll(database: ReadDatabase, scope: Scope, register: RegisterName, into: Set<string>): void {
  for (const row of database.each<SqlRow>(`SELECT * FROM ${register} ORDER BY id`)) if (scope.concerns(register, row)) into.add(String(row['id']))
}

/**
 * What the selected records refer to and the receiver cannot have, as it does not concern it: the group of a household that is on its way,
 * the household of a transfer that was cancelled before the receiver heard of it. Without it they would be rejected.
 */
export function addReferred(database: ReadDatabase, scope: Scope, selected: ReadonlyMap<RegisterName, Set<string>>): void {
  // From what refers to what is referred to, so that what is added is looked at in its turn.
  for (const register of registerNames.toSorted((one, other) => depthOf(other) - depthOf(one))) {
    const ids = JSON.stringify([...(selected.get(register) ?? [])])
    for (const field of registerOf(register).fields) {
      // Where a record counted it says without that being on file.
      const target = field.type === 'reference' && field.derived === undefined && field.keeps === undefined ? field.register : undefined
      // What belongs to no place all have from above; a neighbour may not have heard of it yet.
      if (target === undefined || !isRegisterName(target) || (registerOf(target).owner === undefined && !scope.isNeighbour)) continue
      const into = selected.get(target)
      for (const { id } of database.all<{ id: string }>(
        `SELECT DISTINCT ${field.key} AS id FROM ${register} WHERE ${field.key} IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
        ids,
      )) {
        if (into?.has(id) !== false) continue
        const row = database.get<SqlRow>(`SELECT * FROM ${target} WHERE id = ?`, id)
        if (row !== undefined && !scope.concerns(target, row)) into.add(id)
      }
    }
  }
}

/**
 * Records that were the receiver's and are no longer (a household that moved, a member joined to another household): sent once more, so
 * that the receiver learns of it, with what they refer to now.
 */
function addCeased(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  const changed = database.all<{ register: string; record: string; before: string }>(
    `SELECT register, record, before FROM journal WHERE sequence > ? AND sequence <= ? AND action = 'update'
       AND (instr(before, '"village"') > 0 OR instr(before, '"household_id"') > 0 OR instr(before, '"person_id"') > 0) AND coalesce(standing, '') <> 'proposal'`,
    range.after,
    range.upTo,
  )
  const rowOf = (register: string, id: unknown): SqlRow | undefined =>
    typeof id === 'string' ? database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id) : undefined
  const concerned = (register: string, id: unknown): boolean => {
    const row = rowOf(register, id)
    return row !== undefined && scope.concerns(register, row)
  }
  const add = (register: 'household' | 'person', id: unknown): void => {
    const row = rowOf(register, id)
    if (row === undefined || scope.concerns(register, row)) return
    selected.get(register)?.add(String(id))
  }
  for (const { register, record, before } of [...changed, ...decided(database, range)]) {
    if (!isRegisterName(register) || concerned(register, record)) continue
    const old = JSON.parse(before) as SqlRow
    if (!scope.covers(old['village']) && !concerned('household', old['household_id']) && !concerned('person', old['person_id'])) continue
    const row = rowOf(register, record)
    if (row === undefined) continue
    selected.get(register)?.add(record)
    add('household', register === 'household' ? record : row['household_id'])
    add('person', row['person_id'])
  }
}

/**
 * Records that count in the receiver's villages and are no longer the receiver's: sent once more when it is written down that they count
 * there, since their household may have left before the receiver knew.
 */
function addCounted(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  // A neighbour is sent what is handed to it alone.
  if (scope.isNeighbour) return
  for (const name of registerNames) {
    const register = registerOf(name)
    for (const { key, keeps } of keptFields(register)) {
      if (keeps !== register.owner) continue
      const rows = database.all<{ id: string; place: string }>(
        `SELECT DISTINCT t.id, t.${key} AS place FROM journal j JOIN ${name} t ON t.id = j.record WHERE j.sequence > ? AND j.sequence <= ? AND j.register = ? AND j.action = 'update'
           AND instr(j.before, ?) > 0 AND coalesce(j.standing, '') <> 'proposal'`,
        range.after,
        range.upTo,
        name,
        `"${key}"`,
      )
      for (const { id, place } of rows) if (scope.covers(place)) selected.get(name)?.add(id)
    }
  }
}

/**
 * Where somebody decided to which of several offices a record belongs: every place it was ever said to be in, for the one that it does not
 * belong to after all holds it for its own, though it may never have counted there.
 */
function decided(database: ReadDatabase, range: Range): { register: string; record: string; before: string }[] {
  return database.all(
    `SELECT k.register, k.record, coalesce(json_extract(k.authored, '$.after'), k.after) AS before FROM journal k WHERE k.action IN ('insert', 'update') AND coalesce(k.standing, '') <> 'proposal' AND k.record IN (
       SELECT j.record FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
       WHERE j.sequence > ? AND j.sequence <= ? AND j.action = 'update' AND coalesce(json_extract(f.head, '$[5]'), c.kind) = ?)`,
    range.after,
    range.upTo,
    DECISION_KIND,
  )
}

function addTouched(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  const households = new Set<string>()
  const people = new Set<string>()
  const touched = database.all<{ register: string; record: string; moved: number; joined: number }>(
    `SELECT register, record, max(action = 'update' AND register = 'household' AND json_type(after, '$.village') IS NOT NULL) AS moved,
       max(register = 'membership' AND (json_type(after, '$.person_id') IS NOT NULL OR json_type(after, '$.household_id') IS NOT NULL)) AS joined
     FROM journal WHERE sequence > ? AND sequence <= ? AND coalesce(standing, '') <> 'proposal' GROUP BY register, record`,
    range.after,
    range.upTo,
  )
  for (const { register, record, moved, joined } of touched) {
    if (!isRegisterName(register)) continue
    const row = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    if (row === undefined) continue
    if (!scope.concerns(register, row)) continue
    selected.get(register)?.add(record)
    if (register === 'household' && moved === 1) households.add(record)
    if (register === 'transfer') households.add(String(row['household_id']))
    if (joined === 1) people.add(String(row['person_id']))
  }
  for (const household of households) addHousehold(database, scope, household, selected, people)
  for (const person of people) addPerson(database, scope, person, selected)
}

/** A household that came to concern the receiver, with all that hangs on it. */
function addHousehold(database: ReadDatabase, scope: Scope, household: string, selected: Map<RegisterName, Set<string>>, people: Set<string>): void {
  const row = database.get<SqlRow>('SELECT * FROM household WHERE id = ?', household)
  if (row === undefined) return
  // One that does not come after all is told of once more: it may have been removed.
  selected.get('household')?.add(household)
  if (!scope.concerns('household', row)) return
  for (const register of ['membership', 'household_year', 'pairing', 'review_return', 'transfer'] as const) {
    for (const { id } of database.all<{ id: string }>(`SELECT id FROM ${register} WHERE household_id = ?`, household)) selected.get(register)?.add(id)
  }
  for (const { person_id: person } of database.all<{ person_id: string }>('SELECT DISTINCT person_id FROM membership WHERE household_id = ?', household))
    people.add(person)
  addAttachments(database, household, selected)
}

function addPerson(database: ReadDatabase, scope: Scope, person: string, selected: Map<RegisterName, Set<string>>): void {
  const row = database.get<SqlRow>('SELECT * FROM person WHERE id = ?', person)
  if (row === undefined || !scope.concerns('person', row)) return
  selected.get('person')?.add(person)
  for (const { id } of database.all<{ id: string }>('SELECT id FROM person_year WHERE person_id = ?', person)) selected.get('person_year')?.add(id)
  addAttachments(database, person, selected)
}

function addAttachments(database: ReadDatabase, record: string, selected: Map<RegisterName, Set<string>>): void {
  for (const { id } of database.all<{ id: string }>('SELECT id FROM attachment WHERE record = ?', record)) selected.get('attachment')?.add(id)
}

/** Records of which only proposals are known, and those on which something was proposed or answered. */
function addProposed(database: ReadDatabase, scope: Scope, range: Range, full: boolean, selected: Map<RegisterName, Set<string>>): void {
  const rows = database.all<{ register: string; record: string; owner: string | null }>(
    `SELECT DISTINCT register, record, owner FROM journal WHERE standing = 'proposal' AND sequence > ? AND sequence <= ?`,
    full ? 0 : range.after,
    range.upTo,
  )
  for (const { register, record, owner } of rows) {
    if (!isRegisterName(register)) continue
    const row = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    if ((!scope.isNeighbour && (owner === null || scope.covers(owner))) || (row !== undefined && scope.concerns(register, row)))
      selected.get(register)?.add(record)
  }
}

/** Number of records selected. */
export function selectionSize(selection: Selection): number {
  let size = 0
  for (const ids of selection.values()) size += ids.size
  return size
}
