/** Places that follow from what a record is part of: the column of a derived owner, and where a yearly record counts, as the catalogue alone says it. */
import { followsPlace, moves, ownerReference } from '../catalogue/derive/belonging.ts'
import { keptFields } from '../catalogue/derive/kept.ts'
import { heldSql, idSql, linksOfField } from '../catalogue/derive/subject.ts'
import { findField, registerNames, registerOf } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { touchedRecords, type Derivation, type StateAtDate } from './derivations.ts'

/** The derivation of a register's owner from the record that it is part of; null where the owner is entered, or follows from nothing of the kind. */
function placeDerivation(register: RegisterDefinition): Derivation | null {
  const { name, owner } = register
  const above = followsPlace(register) ? ownerReference(register) : undefined
  const field = above === undefined ? undefined : findField(register, above.by)
  const links = field === undefined ? [] : linksOfField(field).filter((link) => registerOf(link.register).owner !== undefined)
  if (owner === undefined || field === undefined || links.length === 0) return null
  const state = stateAtYearEnd(register)
  const touched = links.map((link) => [
    link.register,
    `SELECT id FROM ${name} WHERE ${field.key} IN (SELECT ${heldSql(link.prefix, 'record')} FROM ${touchedRecords(link.register)})`,
  ])
  const places = links.map(
    (link) => `(SELECT o.${registerOf(link.register).owner} FROM ${link.register} o WHERE o.id = ${idSql(link.prefix, `${name}.${field.key}`)})`,
  )
  return {
    register: name,
    touchedBy: Object.fromEntries(touched) as Record<string, string>,
    expressions: [{ columns: [owner], sql: `SELECT ${places.length === 1 ? places.join('') : `coalesce(${places.join(', ')})`}` }],
    ...(state === undefined ? {} : { state }),
  }
}

/** SQL of where a record (alias `alias`) was at the end of `asked.year`: what its moves say, the first one after it; else where it is. */
export function placeThen(register: string, alias: string): string {
  const moved = moves
    .filter(({ of }) => of === register)
    .map(
      (move) => `(SELECT t.${move.from} FROM ${move.register} t WHERE t.${move.by} = ${alias}.id AND t.deleted = 0 AND t.${move.state} = '${move.done}'
    AND t.${move.settledOn} > asked.year || '-12-31' ORDER BY t.${move.settledOn}, t.id LIMIT 1)`,
    )
  const now = `${alias}.${registerOf(register).owner}`
  return moved.length === 0 ? now : `coalesce(${[...moved, now].join(', ')})`
}

/** SQL of the condition that a move of a record (`alias`) says that it was in `place` at the end of `asked.year`; null where none does. */
export function movedThere(register: string, alias: string, place: string): string | null {
  const moved = moves
    .filter(({ of }) => of === register)
    .map(
      (move) => `EXISTS (SELECT 1 FROM ${move.register} t WHERE t.${move.by} = ${alias}.id AND t.deleted = 0 AND t.${move.state} = '${move.done}'
    AND CASE WHEN t.${move.settledOn} > asked.year || '-12-31' THEN t.${move.from} ELSE t.${move.to} END = ${place})`,
    )
  return moved.length === 0 ? null : `(${moved.join(' OR ')})`
}

/** Where a yearly record counts that keeps its place: where what it hangs on was at the end of its year. */
function stateAtYearEnd(register: RegisterDefinition): StateAtDate | undefined {
  const { yearly, owner } = register
  const kept = keptFields(register)
  const [place = null] = kept
  const above = ownerReference(register)
  if (yearly === undefined || place === null || place.keeps !== owner || kept.length > 1 || above?.register === undefined) return undefined
  const joins: string[] = []
  let [name, at, by]: [string, number, string] = [above.register, 0, 'asked.owner']
  for (;;) {
    joins.push(`CROSS JOIN ${name} o${at} ON o${at}.id = ${by}`)
    const next = followsPlace(registerOf(name)) ? ownerReference(registerOf(name)) : undefined
    if (next?.register === undefined) break
    ;[name, at, by] = [next.register, at + 1, `o${at}.${next.by}`]
  }
  const dated = movedThere(name, `o${at}`, 'asked.found')
  return {
    reads: [above.by, yearly.year],
    sql: `SELECT ${placeThen(name, `o${at}`)} AS ${place.key}, o${at}.${registerOf(name).owner} AS ${place.keeps} FROM (SELECT ? AS owner, ? AS year) asked ${joins.join(' ')}`,
    ...(dated === null ? {} : { dated: `SELECT 1 FROM (SELECT ? AS owner, ? AS year, ? AS kept, ? AS found) asked ${joins.join(' ')} WHERE ${dated}` }),
  }
}

/**
 * All derived columns in the order in which they depend on each other: places that follow from an entered one; what the features compute (with
 * the place of the same register, if that follows); and the places that follow from what a feature computes (of the parts of a person).
 */
export function withPlaces(ofFeatures: readonly Derivation[]): Derivation[] {
  const computed = new Set(ofFeatures.map(({ register }) => register))
  const places = new Map(registerNames.flatMap((name) => placeDerivation(registerOf(name)) ?? []).map((place) => [place.register, place]))
  const alone = [...places.values()].filter(({ register }) => !computed.has(register))
  const follows = ({ touchedBy }: Derivation): boolean =>
    Object.keys(touchedBy).some((source) => computed.has(source) && (followsPlace(registerOf(source)) || places.has(source)))
  // A register may be computed in several goes; its place comes with the first.
  const first = (derivation: Derivation): boolean => ofFeatures.find(({ register }) => register === derivation.register) === derivation
  const late = new Set<string>()
  // Registers come after those that they are part of.
  for (const place of alone) if (follows(place) || Object.keys(place.touchedBy).some((source) => late.has(source))) late.add(place.register)
  return [
    ...alone.filter(({ register }) => !late.has(register)),
    ...ofFeatures.map((derivation) => (first(derivation) ? joined(derivation, places.get(derivation.register)) : derivation)),
    ...alone.filter(({ register }) => late.has(register)),
  ]
}

function joined(derivation: Derivation, place: Derivation | undefined): Derivation {
  if (place === undefined) return derivation
  return {
    ...place,
    ...derivation,
    touchedBy: { ...place.touchedBy, ...derivation.touchedBy },
    expressions: [...(place.expressions ?? []), ...(derivation.expressions ?? [])],
  }
}
