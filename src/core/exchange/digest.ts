/** Fingerprints of what an office holds, by village and register: two sites with the same fingerprints hold the same data. */
import { hash } from 'node:crypto'
import { moveOf, ownerReference } from '../catalogue/derive/belonging.ts'
import { heldSql, idSql, linksOfField } from '../catalogue/derive/subject.ts'
import { findField, registerNames, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { Fingerprints, type Aside, type Fingerprint, type ReadDatabase } from '../store/index.ts'
import { tableOf } from '../store/table.ts'

/** By village (empty for what belongs to no village), by register. */
export type Digests = Record<string, Record<string, string>>

/** Fingerprints, and how many records of each place they are of. */
interface Found {
  readonly digests: Digests
  readonly records: Readonly<Record<string, number>>
}

/** Rows between two turns for others. */
const AT_ONCE = 2000

/**
 * Fingerprints of the living records of a unit's villages and of what belongs to none. What is linked to several places (people, to the
 * villages of the households that they are or were in) or reaches them counts in each, since every office concerned holds it.
 */
export async function digestsOf(database: ReadDatabase, unit: string, step: () => Promise<void> = async () => undefined): Promise<Found> {
  return gathered(unit, async (sql) => {
    const fingerprints = new Fingerprints()
    let count = 0
    for (const { place, text } of database.each<{ place: string; text: string }>(sql)) {
      fingerprints.add(place, text)
      // The rows come from an open statement on the reading connection: others may read in between.
      if (++count % AT_ONCE === 0) await step()
    }
    await step()
    return fingerprints.found()
  })
}

/** The same beside the core, which answers everybody meanwhile. Throws CANCELLED once `signal` says that nobody waits. */
export function digestsAside(aside: Pick<Aside, 'fingerprints'>, unit: string, signal?: AbortSignal): Promise<Found> {
  return gathered(unit, (sql) => aside.fingerprints(sql, { lane: 'jobs', signal }))
}

async function gathered(unit: string, ask: (sql: string) => Promise<readonly Fingerprint[]>): Promise<Found> {
  const prefix = divisionPrefix(unit)
  const digests: Digests = {}
  const records: Record<string, number> = {}
  for (const register of registerNames) {
    // Moves are not compared: each site holds only those that concern it in part.
    if (moveOf(register) !== undefined) continue
    for (const { of: place, rows, sha256 } of await ask(linesOf(register, prefix))) {
      records[place] = (records[place] ?? 0) + rows
      ;(digests[place] ??= {})[register] = sha256.slice(0, 32)
    }
  }
  return { digests, records }
}

/**
 * Schema from which on fingerprints name the fields that have a value, so that a field which one of two programs does not have yet makes no
 * difference. Earlier ones named none, and cannot be compared with these.
 */
export const NAMED_SINCE = 610

/** Stands before each field: the unit separator of ASCII, which nobody types. */
const BETWEEN = '\u001f'

/** One line a record: id, and the entered fields that have a value by their names, in the order of ids within each village. */
function linesOf(register: string, prefix: string): string {
  const keys = tableOf(register)
    .entered.map((field) => field.key)
    .toSorted()
  // What has no value is null, and left out.
  const values = `concat_ws('${BETWEEN}', t.id${keys.map((key) => `, '${key}=' || t.${key}`).join('')})`
  const { owner } = registerOf(register)
  if (owner === undefined) return `SELECT '' AS place, ${values} AS text FROM ${register} t WHERE t.deleted = 0 ORDER BY t.id`
  const within: Within = (column) => `substr(${column}, 1, ${prefix.length}) = '${prefix}'`
  const several = inSeveralPlaces(register, within)
  if (several !== null) {
    return `SELECT p.place AS place, ${values} AS text FROM (${several.places}) p
      JOIN ${register} t ON ${several.of} = p.record WHERE t.deleted = 0 ORDER BY p.place, t.id`
  }
  return `SELECT t.${owner} AS place, ${values} AS text FROM ${register} t WHERE t.deleted = 0 AND ${within(`t.${owner}`)} ORDER BY t.${owner}, t.id`
}

/** SQL of ids, to which what is asked is confined: of a whole county the places of everybody take a second to be put together. */
type Among = string | null

/**
 * For a register whose records, or what they are part of, are in several places: SQL of each `record` with each such `place`, and of the
 * record meant in a row `t` of the register. Only `among` these records of it, if given.
 */
function inSeveralPlaces(name: string, within: Within, among: Among = null): { readonly places: string; readonly of: string } | null {
  let [of, ids] = ['t.id', among]
  for (let at = name, depth = 0; ; depth += 1) {
    const definition = registerOf(at)
    const { linkedBy, owner } = definition
    if (linkedBy !== undefined) {
      const place = registerOf(linkedBy.register).owner ?? ''
      const places = `SELECT DISTINCT ${linkedBy.by} AS record, ${place} AS place FROM ${linkedBy.register} WHERE deleted = 0 AND ${within(place)}${and(linkedBy.by, ids)}`
      return { places, of }
    }
    const reached = (definition.reaches ?? []).flatMap((reach) => ('register' in reach ? [reach] : []))
    if (reached.length > 0) {
      const own = `SELECT id AS record, ${owner} AS place FROM ${at} WHERE ${within(owner ?? '')}${and('id', ids)}`
      const further = reached.map((reach) => `SELECT record, place FROM (${linkedPlaces(reach)}) WHERE ${within('place')}${and('record', ids)}`)
      return { places: [own, ...further].join(' UNION '), of }
    }
    const above = ownerReference(definition)
    if (above === undefined) return null
    of = depth === 0 ? `t.${above.by}` : `(SELECT o.${above.by} FROM ${at} o WHERE o.id = ${of})`
    const referred = ids === null ? at : `${at} WHERE id IN (${ids})`
    const places = above.subject === undefined ? null : subjectPlaces(above.subject, within, (prefix) => `SELECT ${idSql(prefix, above.by)} FROM ${referred}`)
    if (places !== null) return { places, of }
    if (ids !== null) ids = `SELECT ${above.by} FROM ${referred}`
    if (above.register === undefined) return null
    at = above.register
  }
}

/**
 * The same for what a field of kind `subject` names, by what it holds; null where all it may name is in one place, which the record shares. `named` is SQL
 * of the ids that stand behind a prefix.
 */
function subjectPlaces(field: FieldDefinition, within: Within, named: (prefix: string) => string): string | null {
  const links = linksOfField(field).map((link) => {
    const among = named(link.prefix)
    return { ...link, among, several: inSeveralPlaces(link.register, within, among) }
  })
  if (links.every(({ several }) => several === null)) return null
  return links
    .flatMap(({ register, prefix, among, several }) => {
      const { owner } = registerOf(register)
      if (several !== null) {
        const record = heldSql(prefix, 't.id')
        return [
          `SELECT ${record} AS record, p.place AS place FROM (${several.places}) p JOIN ${register} t ON ${several.of} = p.record WHERE t.id IN (${among})`,
        ]
      }
      return owner === undefined
        ? []
        : [`SELECT ${heldSql(prefix, 'id')} AS record, ${owner} AS place FROM ${register} WHERE ${within(owner)} AND id IN (${among})`]
    })
    .join(' UNION ')
}

/** SQL that is true of a column whose value lies in the unit. */
type Within = (column: string) => string

function and(column: string, among: Among): string {
  return among === null ? '' : ` AND ${column} IN (${among})`
}

/** SQL of each `record` of a register with each `place` that its fingerprints count it in; null for a register that belongs to none. */
export function placesSql(register: string): string | null {
  const { owner } = registerOf(register)
  if (owner === undefined) return null
  const several = inSeveralPlaces(register, (column) => `${column} IS NOT NULL`)
  if (several === null) return `SELECT id AS record, ${owner} AS place FROM ${register} WHERE ${owner} IS NOT NULL`
  return `SELECT t.id AS record, p.place AS place FROM (${several.places}) p JOIN ${register} t ON ${several.of} = p.record`
}

/** SQL of the places that the links of a register give to records. */
function linkedPlaces({ register, by, to }: { readonly register: string; readonly by: string; readonly to: string }): string {
  const target = findField(register, to)?.register
  if (target === undefined) return `SELECT ${by} AS record, ${to} AS place FROM ${register} WHERE deleted = 0`
  return `SELECT l.${by} AS record, p.${registerOf(target).owner} AS place FROM ${register} l JOIN ${target} p ON p.id = l.${to} WHERE l.deleted = 0`
}

/** One fingerprint over all. */
export function digestOfAll(digests: Digests): string {
  const lines = Object.keys(digests)
    .toSorted()
    .map((place) => `${place} ${digestOfPlace(digests[place] ?? {})}`)
  return hash('sha256', lines.join('\n')).slice(0, 32)
}

/** One fingerprint over the registers of a village. */
export function digestOfPlace(registers: Readonly<Record<string, string>>): string {
  return hash(
    'sha256',
    Object.keys(registers)
      .toSorted()
      .map((register) => `${register} ${registers[register] ?? ''}`)
      .join('\n'),
  ).slice(0, 32)
}

/** Villages and registers in which two sites differ; only villages that both speak of are compared. */
export function differing(ours: Digests, theirs: Digests): { place: string; registers: string[] }[] {
  return Object.keys(theirs)
    .filter((place) => ours[place] !== undefined)
    .toSorted()
    .flatMap((place) => {
      const one = ours[place] ?? {}
      const other = theirs[place] ?? {}
      const registers = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((register) => one[register] !== other[register]).toSorted()
      return registers.length === 0 ? [] : [{ place, registers }]
    })
}
