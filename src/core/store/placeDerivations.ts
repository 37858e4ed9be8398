/** Places that follow from what a record hangs on: the column of a derived owner, as the catalogue alone says it. */
import { findField, registerOf } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { touchedRecords, type Derivation } from './derivations.ts'

/** The derivation of a register's owner from the record that it is part of; null where the owner is entered, or follows from nothing of the kind. */
export function placeDerivation(register: RegisterDefinition): Derivation | null {
  const { name, owner } = register
  if (owner === undefined || findField(register, owner)?.derived === undefined) return null
  const by = register.partOf === undefined ? undefined : findField(register, register.partOf.by)
  if (by?.register === undefined) return null
  const target = registerOf(by.register)
  if (target.owner === undefined) return null
  return {
    register: name,
    touchedBy: { [target.name]: `SELECT id FROM ${name} WHERE ${by.key} IN ${touchedRecords(target.name)}` },
    expressions: [{ columns: [owner], sql: `SELECT o.${target.owner} FROM ${target.name} o WHERE o.id = ${name}.${by.key}` }],
  }
}
