/**
 * Records of which the division is contested: two offices took the same household in, each for itself. Whoever would decide for one of them
 * would decide against the other, so that the nearest office above both does, and each of them is told what there is to tell.
 */
import { divisionPrefix } from '../access/permissions.ts'
import { followsPlace, linkedField } from '../catalogue/derive/belonging.ts'
import { findField, isRegisterName, registerNames, registerOf } from '../catalogue/index.ts'
import { ownerOf } from '../store/owner.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import type { Sibling } from '../store/operations.ts'
import { fromSql, tableOf, toContractRow } from '../store/table.ts'
import { isWithin, unitInCharge, type Site } from './sites.ts'

/** Kind of the change sets that decide where a contested record belongs: right wherever they are made, since the desk asks who is above. */
export const DECISION_KIND = 'decision'

/** An open conflict as the store keeps it; `siblings` is JSON. */
export interface OpenConflict {
  readonly register: string
  readonly record: string
  readonly field: string
  readonly siblings: string
}

export interface ContestedRecord extends OpenConflict {
  /** The divisions that the values would put it into, two or more, sorted. */
  readonly divisions: readonly string[]
}

const placing = new Map<string, readonly string[]>()

/** The fields that say where records of a register belong: the division, what it is part of, or what it is linked to. */
function placingFields(register: string): readonly string[] {
  let found = placing.get(register)
  if (found === undefined) {
    const definition = registerOf(register)
    const { owner, partOf } = definition
    const linked = linkedField(register)
    if (owner === undefined) found = []
    else if (!followsPlace(definition)) found = [owner]
    else if (linked !== undefined) found = [linked]
    else found = partOf === undefined ? [] : [partOf.by]
    placing.set(register, found)
  }
  return found
}

/** The divisions that the values of a conflict would put its record into, sorted; fewer than two where nothing is contested. */
export function divisionsOf(database: ReadDatabase, { register, record, field, siblings }: OpenConflict): readonly string[] {
  const definition = findField(register, field)
  if (definition === undefined || !placingFields(register).includes(field)) return []
  const row = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
  if (row === undefined) return []
  const values = toContractRow(tableOf(register), row)
  const target = field === linkedField(register) ? registerOf(definition.register ?? '') : undefined
  const owners = (JSON.parse(siblings) as Sibling[]).map(({ value }) =>
    target?.owner === undefined
      ? ownerOf(database, registerOf(register), record, { ...values, [field]: fromSql(definition, value) }, row)
      : (database.get<{ place: string | null }>(`SELECT ${target.owner} AS place FROM ${target.name} WHERE id = ?`, value)?.place ?? null),
  )
  return [...new Set(owners.filter((owner) => owner !== null))].toSorted()
}

/** All records of which the division is contested today. */
export function contestedRecords(database: ReadDatabase): ContestedRecord[] {
  const fields = [...new Set(registerNames.flatMap(placingFields))]
  return database
    .all<OpenConflict>('SELECT register, record, field, siblings FROM conflict WHERE field IN (SELECT value FROM json_each(?))', JSON.stringify(fields))
    .flatMap((conflict) => {
      const divisions = isRegisterName(conflict.register) ? divisionsOf(database, conflict) : []
      return divisions.length < 2 ? [] : [{ ...conflict, divisions }]
    })
}

/** The units whose word would count for these divisions. */
export function unitsOf(sites: readonly Site[], divisions: readonly string[], fallback: string): string[] {
  return [...new Set(divisions.map((division) => unitInCharge(sites, division, fallback)))]
}

/** Who decides between divisions of several units: the nearest unit that has all of them below it. Null where one unit has them all. */
export function deciderOf(sites: readonly Site[], divisions: readonly string[], fallback: string): string | null {
  if (unitsOf(sites, divisions, fallback).length < 2) return null
  const above = sites.filter((site) => site.state === 'admitted' && divisions.every((division) => isWithin(division, site.unit))).map(({ unit }) => unit)
  return above.toSorted((one, other) => divisionPrefix(other).length - divisionPrefix(one).length)[0] ?? fallback
}
