/** Reads what a change set did to records, what came of them since, and what they belong to. Nothing is written. */
import { linkedIn, linkOf, ownerIn, partsOf } from '#core/catalogue/derive/belonging.ts'
import { referringTo } from '#core/catalogue/derive/references.ts'
import { reversalId } from '#core/catalogue/derive/reversal.ts'
import { heldSql, referredBy } from '#core/catalogue/derive/subject.ts'
import { isRegisterName, registerOf, type RegisterName } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ReadDatabase, SqlRow } from '#core/store/index.ts'
import { contractValue, portionsOf, type Entered } from '#core/store/history.ts'
import { tableOf } from '#core/store/table.ts'
import { laterOf, type Later } from './later.ts'
import { keyOf, nameOfKey, type ChangedField, type RecordKey, type Survey, type Touched, type Why } from './model.ts'

/** Says what keeps a record from being taken back beside what came later: rights and locks. */
export type Hindrance = (register: RegisterName, row: SqlRow, did: Touched['did']) => Why | null

const PORTION = 500

/** The entries of one record put together. */
interface Gathered {
  readonly register: RegisterName
  readonly id: string
  did: Touched['did']
  readonly before: Map<string, FieldValue>
  readonly after: Map<string, FieldValue>
  readonly sequences: number[]
}

/** Yields between portions, so that others get their turn. */
export function* survey(database: ReadDatabase, number: number, hindrance: Hindrance): Generator<void, Survey, void> {
  const gathered = yield* gather(database, number)
  const later = yield* laterOf(
    database,
    number,
    [...gathered.values()].map(({ id }) => id),
  )
  const rows = yield* rowsOf(database, gathered.keys())
  const open = openProposals(database, [...gathered.values()])
  const records = new Map<RecordKey, Touched>()
  for (const [key, one] of gathered) records.set(key, touchedBy(one, later.get(one.id), rows.get(key), open, hindrance))
  yield* references(database, records)
  yield* units(database, records, rows)
  return { records, along: madeAlong(records), places: new Map([...rows].map(([key, row]) => [key, placeIn(key, row)])) }
}

function* gather(database: ReadDatabase, number: number): Generator<void, Map<RecordKey, Gathered>, void> {
  const gathered = new Map<RecordKey, Gathered>()
  for (const portion of portionsOf(database, number)) {
    for (const entry of portion) {
      // What is no register of the catalogue (users) is never part of what is taken back record by record.
      if (isRegisterName(entry.register) && entry.action !== 'settle') add(gathered, entry.register, entry)
    }
    yield
  }
  return gathered
}

function add(gathered: Map<RecordKey, Gathered>, register: RegisterName, entry: Entered): void {
  const key = keyOf({ register, id: entry.record })
  let one = gathered.get(key)
  if (one === undefined) gathered.set(key, (one = { register, id: entry.record, did: didBy(entry), before: new Map(), after: new Map(), sequences: [] }))
  if (entry.isProposal) {
    one.sequences.push(entry.sequence)
    return
  }
  // Of some fields it may have been proposed what of others was written.
  if (one.did === 'proposed') one.did = didBy(entry)
  if (entry.action !== 'update') return
  const { byKey } = tableOf(register)
  for (const [field, value] of Object.entries(entry.after)) {
    if (!one.before.has(field)) one.before.set(field, contractValue(byKey.get(field), entry.before[field] ?? null))
    one.after.set(field, contractValue(byKey.get(field), value))
  }
}

function didBy({ isProposal, action }: Entered): Touched['did'] {
  if (isProposal) return 'proposed'
  if (action === 'update') return 'changed'
  return action === 'remove' ? 'removed' : 'added'
}

function touchedBy(one: Gathered, later: Later | undefined, row: SqlRow | undefined, open: Proposals, hindrance: Hindrance): Touched {
  const { register, id, did, sequences } = one
  const key = keyOf(one)
  const isGone = row === undefined || row['deleted'] === 1
  const base = { register, id, key, unit: key, did, fields: new Map<string, ChangedField>(), sequences, holds: new Set<RecordKey>() }
  switch (did) {
    case 'proposed':
      return {
        ...base,
        isBack: sequences.every((sequence) => open.get(sequence) === 'withdrawn'),
        why: sequences.some((sequence) => open.get(sequence) === 'open') ? null : { kind: 'answered' },
      }
    case 'added':
      return { ...base, isBack: isGone || later?.isBack === true, why: whyOf(later?.last) ?? hindered(register, row, did, hindrance) }
    case 'removed':
      return { ...base, isBack: !isGone || later?.isBack === true, why: whyOf(later?.last) ?? hindered(register, row, did, hindrance) }
    case 'changed': {
      const why = hindered(register, row, did, hindrance)
      const fields = new Map([...one.before].map(([field, before]) => [field, fieldOf(one, field, before, later, why)]))
      return { ...base, fields, isBack: isGone || [...fields.values()].every(({ isBack }) => isBack), why: null }
    }
  }
}

function fieldOf({ register, after }: Gathered, key: string, before: FieldValue, later: Later | undefined, why: Why | null): ChangedField {
  const referred = referredBy(tableOf(register).byKey.get(key), after.get(key))
  return {
    before,
    isBack: later?.fieldsBack.has(key) === true,
    why: whyOf(later?.edited.get(key)) ?? why,
    refersTo: referred === undefined ? null : keyOf(referred),
  }
}

function whyOf(change: Later['last'] | undefined): Why | null {
  return change === null || change === undefined ? null : { kind: 'later', ...change }
}

function hindered(register: RegisterName, row: SqlRow | undefined, did: Touched['did'], hindrance: Hindrance): Why | null {
  return row === undefined ? null : hindrance(register, row, did)
}

/** What has come of proposals, by the entry that made them. */
type Proposals = ReadonlyMap<number, 'open' | 'withdrawn' | 'answered'>

function openProposals(database: ReadDatabase, gathered: readonly Gathered[]): Proposals {
  const sequences = gathered.flatMap((one) => one.sequences)
  if (sequences.length === 0) return new Map()
  const rows = database.all<{ sequence: number; state: string; settled_by: string | null }>(
    'SELECT sequence, state, settled_by FROM proposal WHERE sequence IN (SELECT value FROM json_each(?))',
    JSON.stringify(sequences),
  )
  // Whoever answers has a name; what is withdrawn has nobody's.
  return new Map(rows.map(({ sequence, state, settled_by: by }) => [sequence, state === 'open' ? 'open' : by === '' ? 'withdrawn' : 'answered']))
}

function placeIn(key: RecordKey, row: SqlRow): string | null {
  const { owner } = registerOf(nameOfKey(key).register)
  const place = owner === undefined ? null : row[owner]
  return typeof place === 'string' ? place : null
}

/** Rows of records, removed ones included. */
function* rowsOf(database: ReadDatabase, keys: Iterable<RecordKey>): Generator<void, Map<RecordKey, SqlRow>, void> {
  const rows = new Map<RecordKey, SqlRow>()
  for (const [register, names] of Map.groupBy([...keys].map(nameOfKey), (name) => name.register)) {
    for (let start = 0; start < names.length; start += PORTION) {
      const ids = JSON.stringify(names.slice(start, start + PORTION).map(({ id }) => id))
      for (const row of database.all<SqlRow>(`SELECT * FROM ${register} WHERE id IN (SELECT value FROM json_each(?))`, ids))
        rows.set(keyOf({ register, id: String(row['id']) }), row)
      yield
    }
  }
  return rows
}

/** Who refers to added records: other added ones hold them, fields that were changed do, and anything else keeps them. */
function* references(database: ReadDatabase, records: ReadonlyMap<RecordKey, Touched>): Generator<void, void, void> {
  const added = [...records.values()].filter(({ did, isBack }) => did === 'added' && !isBack)
  for (const [register, those] of Map.groupBy(added, (one) => one.register)) {
    for (const referring of referringFields(register)) {
      for (let start = 0; start < those.length; start += PORTION) {
        const portion = those.slice(start, start + PORTION)
        for (const [id, by] of referrers(database, register, referring, portion)) hold(records, { register, id }, referring, by)
        yield
      }
    }
    if (registerOf(register).appendOnly !== undefined) markReversed(database, those)
  }
}

interface Referring {
  readonly register: RegisterName
  readonly field: string
  readonly prefix: string
  readonly registerIn?: string
  /** The records that refer are part of what they refer to, or link it to something. */
  readonly isPart: boolean
}

function referringFields(register: RegisterName): Referring[] {
  const parts = partsOf(register)
  const link = linkOf(register)
  const fields = referringTo(register).flatMap(({ register: other, field, prefix }): Referring[] => {
    if (!isRegisterName(other)) return []
    const isPart = parts.some((part) => part.register === other && part.by === field) || (link?.register === other && link.by === field)
    return [{ register: other, field, prefix, isPart }]
  })
  const hanging = parts.flatMap(({ register: other, by, registerIn, prefix }): Referring[] =>
    registerIn === undefined ? [] : [{ register: other, field: by, prefix, registerIn, isPart: true }],
  )
  return [...fields, ...hanging]
}

function referrers(
  database: ReadDatabase,
  register: RegisterName,
  { register: other, field, prefix, registerIn }: Referring,
  portion: readonly Touched[],
): [string, string][] {
  const only = registerIn === undefined ? '' : ` AND o.${registerIn} = '${register}'`
  const rows = database.all<{ id: string; held: string }>(
    `SELECT o.id, o.${field} AS held FROM ${other} o WHERE o.${field} IN (SELECT ${heldSql(prefix, 'value')} FROM json_each(?)) AND o.deleted = 0${only}`,
    JSON.stringify(portion.map(({ id }) => id)),
  )
  return rows.map(({ id, held }) => [held.slice(prefix.length), id])
}

function hold(
  records: ReadonlyMap<RecordKey, Touched>,
  name: { register: RegisterName; id: string },
  { register, field, isPart }: Referring,
  by: string,
): void {
  const one = records.get(keyOf(name))
  const other = records.get(keyOf({ register, id: by }))
  if (one === undefined) return
  if (other?.did === 'added' && !other.isBack) {
    other.holds.add(one.key)
    if (isPart) one.holds.add(other.key)
    return
  }
  // A field that goes back to what it held refers no longer.
  if (other?.did === 'changed' && other.fields.get(field)?.refersTo === one.key) return
  one.why ??= { kind: 'referred', by: { register, id: by } }
}

/** Entries that cannot be removed were taken back where their reversal stands. */
function markReversed(database: ReadDatabase, those: readonly Touched[]): void {
  for (const one of those) {
    if (database.get(`SELECT 1 FROM ${one.register} WHERE id = ? AND deleted = 0`, reversalId(one.id)) === undefined) continue
    one.isBack = true
    one.why = null
  }
}

/** What each record belongs to: the owner of its owner, and so on; what is linked to something today belongs there. */
function* units(database: ReadDatabase, records: ReadonlyMap<RecordKey, Touched>, rows: Map<RecordKey, SqlRow>): Generator<void, void, void> {
  const above = new Map<RecordKey, RecordKey | null>()
  for (let asking = [...records.keys()]; asking.length > 0; ) {
    const missing = asking.filter((key) => !rows.has(key))
    for (const [key, row] of yield* rowsOf(database, missing)) rows.set(key, row)
    const next = new Set<RecordKey>()
    for (const key of asking) {
      const row = rows.get(key)
      const definition = registerOf(nameOfKey(key).register)
      const owner = row === undefined ? undefined : (ownerIn(definition, row) ?? linkedIn(definition, row))
      const up = owner === undefined ? null : keyOf(owner)
      above.set(key, up)
      if (up !== null && !above.has(up)) next.add(up)
    }
    asking = [...next]
  }
  for (const one of records.values()) one.unit = topOf(one.key, above)
}

function topOf(key: RecordKey, above: ReadonlyMap<RecordKey, RecordKey | null>): RecordKey {
  const seen = new Set<RecordKey>()
  let top = key
  for (let up = above.get(top); up !== null && up !== undefined && !seen.has(up); up = above.get(top)) {
    seen.add(up)
    top = up
  }
  return top
}

/** Added records that records of other units refer to. */
function madeAlong(records: ReadonlyMap<RecordKey, Touched>): Set<RecordKey> {
  const along = new Set<RecordKey>()
  const note = (from: Touched, to: RecordKey): void => {
    const made = records.get(to)
    if (made?.did === 'added' && made.unit === made.key && made.unit !== from.unit && !made.holds.has(from.key)) along.add(to)
  }
  for (const one of records.values()) {
    for (const to of one.holds) note(one, to)
    for (const { refersTo } of one.fields.values()) if (refersTo !== null) note(one, refersTo)
  }
  return along
}
