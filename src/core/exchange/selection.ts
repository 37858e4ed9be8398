/** Which records a package brings: what was touched since the receiver last acknowledged, as far as it concerns the receiver. */
import { keptFields } from '../catalogue/derive/kept.ts'
import { depthOf } from '../catalogue/derive/references.ts'
import { idSql } from '../catalogue/derive/subject.ts'
import { followsPlace, linkOf, linksBy, moveOf, moves, ownerIn } from '../catalogue/derive/belonging.ts'
import { registerNames, registerOf, isRegisterName, type RegisterName } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { linksOfRecord, noRecords, withParts, type RecordName } from '../store/belonging.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { IS_HERE } from '../store/referred.ts'
import { DECISION_KIND } from './contested.ts'
import { handedBack } from './handedBack.ts'
import type { Range } from './range.ts'
import { enteredLinks } from './referred.ts'
import type { Scope } from './scope.ts'

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
  addEnded(database, scope, full ? { ...range, after: 0 } : range, selected)
  for (const record of handedBack(database, scope, full ? { ...range, after: 0 } : range)) addExisting(database, record, selected)
  addProposed(database, scope, range, full, selected)
  addReferred(database, scope, selected)
  return selected
}

function addAll(database: ReadDatabase, scope: Scope, register: RegisterName, into: Set<string>): void {
  for (const row of database.each<SqlRow>(`SELECT * FROM ${register} WHERE ${IS_HERE} ORDER BY id`))
    if (scope.concerns(register, row)) into.add(String(row['id']))
}

/**
 * What the selected records refer to of what all offices share: a neighbour may not have heard of it yet, and would reject them without it.
 * What belongs to an office and does not concern the receiver goes along by what it is known by alone (`referred.ts`).
 */
export function addReferred(database: ReadDatabase, scope: Scope, selected: ReadonlyMap<RegisterName, Set<string>>): void {
  // What belongs to no place all have from above.
  if (!scope.isNeighbour) return
  for (const register of referringFirst()) {
    // What records of one register refer to among themselves is looked at again, until nothing is added.
    for (let before = 0; before !== (selected.get(register)?.size ?? 0); ) {
      before = selected.get(register)?.size ?? 0
      addReferredBy(database, scope, register, selected)
    }
  }
}

let inOrder: readonly RegisterName[] | undefined

/** All registers, what refers before what is referred to: what is added is looked at in its turn. */
function referringFirst(): readonly RegisterName[] {
  const depths = (): readonly RegisterName[] => {
    const depth = new Map(registerNames.map((name) => [name, depthOf(name)]))
    return registerNames.toSorted((one, other) => (depth.get(other) ?? 0) - (depth.get(one) ?? 0))
  }
  return (inOrder ??= depths())
}

function addReferredBy(database: ReadDatabase, scope: Scope, register: RegisterName, selected: ReadonlyMap<RegisterName, Set<string>>): void {
  const ids = JSON.stringify([...(selected.get(register) ?? [])])
  for (const { field, register: target, prefix } of enteredLinks(register)) {
    if (registerOf(target).owner !== undefined) continue
    const into = selected.get(target)
    for (const { id } of database.all<{ id: string | null }>(
      `SELECT DISTINCT ${idSql(prefix, field.key)} AS id FROM ${register} WHERE ${field.key} IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
      ids,
    )) {
      if (id === null || into?.has(id) !== false) continue
      const row = database.get<SqlRow>(`SELECT * FROM ${target} WHERE id = ?`, id)
      if (row !== undefined && !scope.concerns(target, row)) into.add(id)
    }
  }
}

/** What says where a record belongs and is entered: its place, what it is part of, and what it links. */
function belongingKeys(register: RegisterDefinition): string[] {
  const { owner, partOf } = register
  return [
    ...(owner === undefined || followsPlace(register) ? [] : [owner]),
    ...(partOf === undefined ? [] : [partOf.by]),
    ...linksBy(register.name).map(({ by }) => by),
  ]
}

const KEYS: ReadonlyMap<string, readonly string[]> = new Map(registerNames.map((name) => [name, belongingKeys(registerOf(name))]))
const ALL_KEYS = [...new Set([...KEYS.values()].flat())]

/**
 * Records that were the receiver's and are no longer (a household that moved, a member joined to another household): sent once more, so
 * that the receiver learns of it; what they refer to now is added afterwards.
 */
function addCeased(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  const changed = database.all<{ register: string; record: string; before: string }>(
    `SELECT register, record, before FROM journal WHERE sequence > ? AND sequence <= ? AND action = 'update'
       AND (${ALL_KEYS.map((key) => `instr(before, '"${key}"') > 0`).join(' OR ')}) AND coalesce(standing, '') <> 'proposal'`,
    range.after,
    range.upTo,
  )
  const rowOf = (register: string, id: string): SqlRow | undefined => database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
  const concerned = (register: string, id: unknown): boolean => {
    const row = typeof id === 'string' ? rowOf(register, id) : undefined
    return row !== undefined && scope.concerns(register, row)
  }
  for (const { register, record, before } of [...changed, ...decided(database, range)]) {
    if (!isRegisterName(register)) continue
    const row = rowOf(register, record)
    if (row === undefined || scope.concerns(register, row)) continue
    const definition = registerOf(register)
    const old = JSON.parse(before) as SqlRow
    const owner = ownerIn(definition, { ...row, ...old })
    const was =
      scope.covers(old[definition.owner ?? '']) ||
      (owner !== undefined && definition.partOf !== undefined && definition.partOf.by in old && concerned(owner.register, owner.id)) ||
      linksBy(register).some(({ of, by }) => concerned(of, old[by]))
    if (was) selected.get(register)?.add(record)
  }
}

/**
 * Records that count in the receiver's villages and are no longer the receiver's: sent once more when it is written down that they count
 * there, since their household may have left before the receiver knew, or that they do not count there any more.
 */
function addCounted(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  // A neighbour is sent what is handed to it alone.
  if (scope.isNeighbour) return
  for (const name of registerNames) {
    const register = registerOf(name)
    for (const { key, keeps } of keptFields(register)) {
      if (keeps !== register.owner) continue
      const rows = database.all<{ id: string; place: string; former: string | null }>(
        `SELECT DISTINCT t.id, t.${key} AS place, json_extract(j.before, '$.${key}') AS former FROM journal j JOIN ${name} t ON t.id = j.record WHERE j.sequence > ? AND j.sequence <= ? AND j.register = ? AND j.action = 'update'
           AND instr(j.before, ?) > 0 AND coalesce(j.standing, '') <> 'proposal'`,
        range.after,
        range.upTo,
        name,
        `"${key}"`,
      )
      for (const { id, place, former } of rows) if (scope.covers(place) || scope.covers(former)) selected.get(name)?.add(id)
    }
  }
}

/** Links that ended as the receiver let somebody go: whoever took them in says so, and tells it to the receiver directly, too. */
function addEnded(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  for (const move of moves.filter(({ of }) => linkOf(of) !== undefined)) {
    const settled = database.all<SqlRow>(
      `SELECT DISTINCT t.* FROM journal j JOIN ${move.register} t ON t.id = j.record WHERE j.sequence > ? AND j.sequence <= ? AND j.register = ?
         AND json_extract(j.after, '$.${move.state}') = ? AND coalesce(j.standing, '') <> 'proposal'`,
      range.after,
      range.upTo,
      move.register,
      move.done,
    )
    for (const row of settled) {
      if (!scope.covers(row[move.from]) || !scope.concerns(move.register, row)) continue
      const moved = { register: move.of, id: String(row[move.by]) }
      addExisting(database, moved, selected)
      for (const { register, id } of linksOfRecord(database, moved)) {
        const link = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, id)
        if (link !== undefined && scope.covers(link[registerOf(register).owner ?? ''])) selected.get(register)?.add(id)
      }
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

/** SQL over journal entries: by register a condition. */
function byRegister(conditionOf: (register: RegisterDefinition) => readonly string[]): string {
  const cases = registerNames.flatMap((name) => {
    const conditions = conditionOf(registerOf(name))
    return conditions.length === 0 ? [] : [`WHEN '${name}' THEN ${conditions.join(' OR ')}`]
  })
  return `CASE register ${cases.join(' ')} ELSE 0 END`
}

const has = (key: string): string => `json_type(after, '$.${key}') IS NOT NULL`

/** Entries by which a record comes to another place, with all that belongs to it. */
const MOVING = byRegister(({ name, owner, partOf, ...register }) => {
  if (moveOf(name) !== undefined) return []
  const placed = owner === undefined || followsPlace({ name, owner, ...register }) ? [] : [owner]
  return [...placed, ...(partOf === undefined ? [] : [partOf.by])].map((key) => `(action = 'update' AND ${has(key)})`)
})

/** Entries by which what a record names comes to another place: it moves, is linked to one more place, or reaches one more. */
const JOINING = byRegister(({ name }) =>
  moveOf(name) !== undefined ? ['1'] : [...linksBy(name), ...reachLinks(name)].flatMap(({ by, to }) => [has(by), has(to)]),
)

/** The links by which records of other registers reach places, where those of this register are such links. */
function reachLinks(name: string): { readonly of: RegisterName; readonly by: string; readonly to: string }[] {
  return registerNames.flatMap((of) =>
    (registerOf(of).reaches ?? []).flatMap((reach) => ('register' in reach && reach.register === name ? [{ ...reach, of }] : [])),
  )
}

/** What a record names that may have come to concern somebody new: what moves, whom a link joins, what reaches further. */
function namedBy(register: RegisterName, row: SqlRow): { readonly register: RegisterName; readonly id: string }[] {
  const move = moveOf(register)
  const named = move === undefined ? [...linksBy(register), ...reachLinks(register)] : [move]
  return named.map(({ of, by }) => ({ register: of, id: String(row[by]) }))
}

function addTouched(database: ReadDatabase, scope: Scope, range: Range, selected: Map<RegisterName, Set<string>>): void {
  const touched = database.all<{ register: string; record: string; moving: number; joining: number }>(
    `SELECT register, record, max(${MOVING}) AS moving, max(${JOINING}) AS joining
     FROM journal WHERE sequence > ? AND sequence <= ? AND coalesce(standing, '') <> 'proposal' GROUP BY register, record`,
    range.after,
    range.upTo,
  )
  const brought = noRecords()
  for (const { register, record, moving, joining } of touched) {
    if (!isRegisterName(register)) continue
    const row = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    if (row === undefined || !scope.concerns(register, row)) continue
    selected.get(register)?.add(record)
    if (moving === 1) brought.get(register)?.add(record)
    if (joining !== 1) continue
    for (const named of namedBy(register, row)) {
      brought.get(named.register)?.add(named.id)
      // One that moves and does not come after all is told of once more: it may have been removed.
      if (moveOf(register) !== undefined) addExisting(database, named, selected)
    }
  }
  for (const [register, ids] of brought) addBrought(database, scope, { register, ids }, selected)
}

function addExisting(database: ReadDatabase, { register, id }: RecordName, selected: Map<RegisterName, Set<string>>): void {
  if (database.get(`SELECT 1 FROM ${register} WHERE id = ?`, id) !== undefined) selected.get(register)?.add(id)
}

/** Records that came to concern the receiver, with all that belongs to them: a household with its people, somebody with the households they were in. */
function addBrought(
  database: ReadDatabase,
  scope: Scope,
  { register, ids }: { readonly register: RegisterName; readonly ids: ReadonlySet<string> },
  selected: Map<RegisterName, Set<string>>,
): void {
  const concerned = ({ register: name, id }: RecordName): boolean => {
    const row = database.get<SqlRow>(`SELECT * FROM ${name} WHERE id = ?`, id)
    return row !== undefined && scope.concerns(name, row)
  }
  const coming = [...ids].filter((id) => concerned({ register, id }))
  if (coming.length === 0) return
  for (const [name, those] of withParts(database, { register, ids: coming }, { linked: true, takes: concerned }))
    for (const id of those) selected.get(name)?.add(id)
  for (const id of coming) {
    if (!scope.isHandedOver(id)) continue
    for (const link of linksOfRecord(database, { register, id })) selected.get(link.register)?.add(link.id)
  }
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
