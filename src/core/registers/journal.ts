/** Reading the journal as somebody: operations and entries of what they may see, masked as the records are. */
import { isHidden, isLimited, readingCondition, scopeCondition, type Asker, type ScopeCondition } from '../access/asker.ts'
import { mayAdminister } from '../access/permissions.ts'
import { followsPlace, linksBy, ownerReference } from '../catalogue/derive/belonging.ts'
import { fieldOf, isRegisterName, registerNames, registerOf } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase, Store } from '../store/index.ts'
import { changeSets, entriesOf, historyOf, type ChangeSetRow, type FieldChange } from '../store/history.ts'
import { PLACE_COLUMN } from '../store/schema.ts'
import { maskRow } from './records.ts'

const ALL: readonly RegisterDefinition[] = registerNames.map((name) => registerOf(name))

interface Seen {
  readonly store: Store
  last: number
  numbers: Set<number>
}

/** By the divisions somebody is limited to: the change sets that touch them, as far as the journal has been read. */
const seenBy = new WeakMap<Store, Map<string, Seen>>()

/** Change sets that touch something the asker sees, newest first. */
export function changesFor(
  store: Store,
  asker: Asker,
  options: { readonly limit: number; readonly offset: number; readonly kind?: string | undefined },
): { total: number; rows: ChangeSetRow[] } {
  const { limit, offset, kind } = options
  const of = { limit, offset, ...(kind === undefined ? {} : { kind }) }
  if (!isLimited(asker)) return changeSets(store.read, of)
  return changeSets(store.read, { ...of, only: [...visibleSets(store, asker)] })
}

/** What one change set changed in records that the asker sees. */
export function entriesFor(
  store: Store,
  asker: Asker,
  changeSet: string,
  options: { readonly limit: number; readonly offset: number },
): { total: number; entries: FieldChange[] } {
  // Only what the set speaks of need be asked for: a set of an import may hold a hundred thousand entries.
  const spoken = new Set(
    store.read
      .all<{ register: string }>('SELECT DISTINCT register FROM journal WHERE change_set = (SELECT number FROM change_set WHERE id = ?)', changeSet)
      .map(({ register }) => register),
  )
  const { total, entries } = entriesOf(store.read, changeSet, {
    ...options,
    where: entryCondition(
      asker,
      ALL.filter(({ name }) => spoken.has(name)),
    ),
  })
  return { total, entries: entries.map((entry) => maskedEntry(asker, entry)) }
}

/** What happened to the given records, as far as the asker sees them. */
export function historyFor(store: Store, asker: Asker, records: readonly { readonly register: string; readonly id: string }[], field?: string): FieldChange[] {
  const visible = [...Map.groupBy(records, ({ register }) => register)].flatMap(([register, of]) =>
    readableOf(
      store.read,
      asker,
      registerOf(register),
      of.map(({ id }) => id),
    ),
  )
  return historyOf(store.read, visible, field).map((entry) => maskedEntry(asker, entry))
}

/** Those of some records of a register that the asker sees, removed ones included. */
export function readableOf(database: ReadDatabase, asker: Asker, register: RegisterDefinition, ids: readonly string[]): string[] {
  const { sql, parameters } = readingCondition(asker, register, 't')
  return database
    .all<{ id: string }>(
      `SELECT t.id FROM json_each(?) j JOIN ${register.name} t ON t.id = j.value WHERE ${sql}`,
      JSON.stringify([...new Set(ids)]),
      ...parameters,
    )
    .map(({ id }) => id)
}

function maskedEntry(asker: Asker, entry: FieldChange): FieldChange {
  const { field } = entry
  if (field === null || !isRegisterName(entry.register)) return entry
  const register = registerOf(entry.register)
  // Of a record that only reaches the asker's places the entry does not say so: what is hidden in some is hidden in all.
  const hidden = isHidden(asker, register, fieldOf(register, field))
  const mask = (value: FieldChange['after']): FieldChange['after'] => maskRow(asker, register, { [field]: value }, hidden ? false : undefined)[field] ?? null
  return { ...entry, before: mask(entry.before), after: mask(entry.after) }
}

/** Entries (alias `j`) of records that the asker sees: on file, or only proposed for a division of theirs. Who may do what is the administrators'. */
function entryCondition(asker: Asker, among: readonly RegisterDefinition[] = ALL): ScopeCondition {
  if (!isLimited(asker)) return { sql: mayAdminister(asker) ? '1' : `j.register <> 'user'`, parameters: [] }
  const parts = among.flatMap((register): ScopeCondition[] => {
    const { sql, parameters } = readingCondition(asker, register, 't')
    if (register.owner === undefined) return sql === '1' ? [{ sql: `j.register = '${register.name}'`, parameters: [] }] : []
    const proposed = scopeCondition(asker, 'j.owner')
    const onFile = `SELECT 1 FROM ${register.name} t WHERE t.id = j.record`
    return [
      {
        sql: `(j.register = '${register.name}' AND (EXISTS (${onFile} AND ${sql}) OR (${proposed.sql} AND NOT EXISTS (${onFile}))))`,
        parameters: [...parameters, ...proposed.parameters],
      },
    ]
  })
  if (parts.length === 0) return { sql: '0', parameters: [] }
  return { sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`, parameters: parts.flatMap(({ parameters }) => parameters) }
}

/**
 * Numbers of the change sets that touch a record the asker sees. Read from the records to the journal, so that a county's imports cost a village
 * nothing; then kept, and only what came since is looked at. Where people or households moved it is read anew.
 */
function visibleSets(store: Store, asker: Asker): ReadonlySet<number> {
  let kept = seenBy.get(store)
  if (kept === undefined) seenBy.set(store, (kept = new Map()))
  const key = JSON.stringify(asker.scope)
  const { lastSequence } = store
  const seen = kept.get(key)
  if (seen !== undefined && seen.last === lastSequence) return seen.numbers
  if (seen === undefined || movedSince(store.read, seen.last)) {
    const numbers = new Set(readSets(store.read, asker))
    kept.set(key, { store, last: lastSequence, numbers })
    return numbers
  }
  const { sql, parameters } = entryCondition(asker)
  for (const { number } of store.read.all<{ number: number }>(
    `SELECT DISTINCT j.change_set AS number FROM journal j WHERE j.sequence > ? AND ${sql}`,
    seen.last,
    ...parameters,
  ))
    seen.numbers.add(number)
  seen.last = lastSequence
  return seen.numbers
}

function readSets(database: ReadDatabase, asker: Asker): number[] {
  const conditions = ALL.map((register) => ({ register, ...readingCondition(asker, register, 't') }))
  const own = conditions.map(({ register, sql }) => `SELECT t.id FROM ${register.name} t WHERE ${sql}`).join(' UNION ALL ')
  const proposed = scopeCondition(asker, `p.${PLACE_COLUMN}`)
  return database
    .all<{ number: number }>(
      `SELECT DISTINCT j.change_set AS number FROM (${own}) o CROSS JOIN journal j ON j.record = o.id
     UNION SELECT j.change_set FROM proposal p JOIN journal j ON j.sequence = p.sequence WHERE ${proposed.sql}`,
      ...conditions.flatMap(({ parameters }) => parameters),
      ...proposed.parameters,
    )
    .map(({ number }) => number)
}

/** SQL of entries after which records may belong to other places than before: links, and edits of an entered place, or of what a record is part of. */
const MOVED = ALL.flatMap((register) => {
  const { name, owner } = register
  if (linksBy(name).length > 0) return [`register = '${name}'`]
  return [followsPlace(register) ? undefined : owner, ownerReference(register)?.by].flatMap((key) =>
    key === undefined ? [] : [`(register = '${name}' AND action = 'update' AND json_extract(after, '$.${key}') IS NOT NULL)`],
  )
}).join(' OR ')

function movedSince(database: ReadDatabase, last: number): boolean {
  return database.get(`SELECT 1 FROM journal WHERE sequence > ? AND (${MOVED}) LIMIT 1`, last) !== undefined
}
