/**
 * What belongs to a record, as the catalogue says: its parts (`partOf`) and theirs, and the records that concern it through a link register
 * (`linkedBy`). All that goes where a record goes, counts with it and is removed with it is read from here; no register is named.
 */
import { findField, isRegisterName, registerNames, registerOf, type RegisterName } from '../index.ts'
import type { FieldDefinition, Linking, Moving, RegisterDefinition } from '../types.ts'
import { heldSql, linksOfField, referredBy } from './subject.ts'

/** Records of `register` whose field `by` holds the id of their owner; where the owner may be of several registers, `registerIn` names which. */
export interface Part {
  readonly register: RegisterName
  readonly by: string
  readonly registerIn?: string
  /** What `by` holds before the id of the owner: of a field of kind `subject` the name of its register. */
  readonly prefix: string
}

/** What a record is part of: the register, or the key of the field that names it. */
export interface OwnerReference {
  readonly by: string
  /** The register of the owner, where that is always the same. */
  readonly register?: RegisterName
  readonly registerIn?: string
  /** The field of kind `subject` that says both. */
  readonly subject?: FieldDefinition
}

/** A link register seen from its far end: records of `register` concern the place of what the link's field `to` names. */
export interface Linked extends Linking {
  /** The register of the records that are linked. */
  readonly of: RegisterName
}

/** A register whose records are moves of their owners. */
export interface Move extends Moving {
  readonly register: RegisterName
  /** The register of those that move. */
  readonly of: RegisterName
  readonly by: string
}

/** By what a record of a register is part of another one; undefined where it stands by itself. */
export function ownerReference(register: RegisterDefinition): OwnerReference | undefined {
  const { partOf } = register
  if (partOf === undefined) return undefined
  const { by, registerIn } = partOf
  if (registerIn !== undefined) return { by, registerIn }
  const field = findField(register, by)
  if (field?.type === 'subject') return { by, subject: field }
  const target = field?.register
  return target !== undefined && isRegisterName(target) ? { by, register: target } : undefined
}

/** The owner of one record: its register and id; undefined where it has none. The row may be that of the table or of the contract. */
export function ownerIn(
  register: RegisterDefinition,
  row: Readonly<Record<string, unknown>>,
): { readonly register: RegisterName; readonly id: string } | undefined {
  const reference = ownerReference(register)
  if (reference === undefined) return undefined
  if (reference.subject !== undefined) return referredBy(reference.subject, row[reference.by])
  const id = row[reference.by]
  const name = reference.registerIn === undefined ? reference.register : row[reference.registerIn]
  return typeof id === 'string' && typeof name === 'string' && isRegisterName(name) ? { register: name, id } : undefined
}

/** What a record is linked to now, by the field that is worked out from its links (the household of a person); undefined where it is linked to nothing. */
export function linkedIn(
  register: RegisterDefinition,
  row: Readonly<Record<string, unknown>>,
): { readonly register: RegisterName; readonly id: string } | undefined {
  const link = register.linkedBy
  const target = link === undefined ? undefined : findField(link.register, link.to)?.register
  const now = register.fields.find((field) => field.type === 'reference' && field.derived !== undefined && field.register === target)
  const id = now === undefined ? undefined : row[now.key]
  return typeof id === 'string' && target !== undefined && isRegisterName(target) ? { register: target, id } : undefined
}

/** Whether the place of a record is worked out from that of another one. */
export function followsPlace(register: RegisterDefinition): boolean {
  return register.owner !== undefined && findField(register, register.owner)?.derived !== undefined
}

const parts = new Map<string, readonly Part[]>()

/** What may be part of a record of a register, in the order of the catalogue. */
export function partsOf(name: string): readonly Part[] {
  let found = parts.get(name)
  if (found === undefined) {
    found = registerNames.flatMap((register) => {
      const reference = ownerReference(registerOf(register))
      if (reference === undefined) return []
      const { by, registerIn, subject } = reference
      if (subject !== undefined) return linksOfField(subject).flatMap((link) => (link.register === name ? [{ register, by, prefix: link.prefix }] : []))
      // A photo hangs on whatever it names, but not on another photo.
      if (registerIn !== undefined) return register === name ? [] : [{ register, by, registerIn, prefix: '' }]
      return reference.register === name ? [{ register, by, prefix: '' }] : []
    })
    parts.set(name, found)
  }
  return found
}

/**
 * The parts that are removed with their owner: lines, yearly records, papers. What links it to others (members of a household) and what tells its
 * moves concerns more than it, and keeps it from being removed.
 */
export function goingWith(name: string): readonly Part[] {
  return partsOf(name).filter(({ register }) => linksBy(register).length === 0 && moveOf(register) === undefined)
}

/** SQL of the condition that a record, whose table goes by `alias` (empty for none), is part of one of those in `ids` (SQL of a column `value`). */
export function partOfSql({ by, registerIn, prefix }: Part, of: string, ids: string, alias = ''): string {
  const table = alias === '' ? '' : `${alias}.`
  const only = registerIn === undefined ? '' : ` AND ${table}${registerIn} = '${of}'`
  return `${table}${by} IN (SELECT ${heldSql(prefix, 'value')} FROM ${ids})${only}`
}

/** The links by which records of a register concern other places; none where they are in one place alone. */
export function linkOf(name: string): Linked | undefined {
  const { linkedBy } = registerOf(name)
  return linkedBy === undefined || !isRegisterName(name) ? undefined : { ...linkedBy, of: name }
}

/** The link registers that lead from records of other registers to those of this one. */
export function linksTo(name: string): readonly Linked[] {
  return linkRegisters.filter((link) => findField(link.register, link.to)?.register === name)
}

/** The links whose records those of a register are. */
export function linksBy(name: string): readonly Linked[] {
  return linkRegisters.filter(({ register }) => register === name)
}

/** The derived field of a register that says where a record is linked today, where it can be in one place alone. */
export function linkedField(name: string): string | undefined {
  const link = linkOf(name)
  if (link?.single === undefined) return undefined
  const target = findField(link.register, link.to)?.register
  return registerOf(name).fields.find(({ derived, register }) => derived !== undefined && register !== undefined && register === target)?.key
}

/** SQL of the condition that a link, whose table goes by `alias`, counts today. */
export function countsTodaySql({ single }: Linked, alias: string): string {
  if (single === undefined) return `${alias}.deleted = 0`
  const { field, value } = single.while
  return `${alias}.deleted = 0 AND ${alias}.${single.until} IS NULL AND coalesce(${alias}.${field}, '${value}') = '${value}'`
}

/** All links by which records concern several places. */
export const linkRegisters: readonly Linked[] = registerNames.flatMap((name) => linkOf(name) ?? [])

/** The registers whose records are moves. */
export const moves: readonly Move[] = registerNames.flatMap((register) => {
  const definition = registerOf(register)
  const reference = ownerReference(definition)
  return definition.moves === undefined || reference?.register === undefined
    ? []
    : [{ ...definition.moves, register, of: reference.register, by: reference.by }]
})

/** The move that records of a register are; undefined where they are none. */
export function moveOf(name: string): Move | undefined {
  return moves.find(({ register }) => register === name)
}

/** Whether records of a register move from place to place by records that say so. */
export function isMoved(name: string): boolean {
  return moves.some(({ of }) => of === name)
}

/** The registers of the owners above a register, the nearest first; those of whatever a photo hangs on are not known beforehand. */
export function ownersAbove(name: string): readonly RegisterName[] {
  const owner = ownerReference(registerOf(name))?.register
  return owner === undefined ? [] : [owner, ...ownersAbove(owner)]
}
