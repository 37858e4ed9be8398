/**
 * What fields refer to. A reference holds the id of a record of one register; a subject, which may be of several, holds `register:id` in its one
 * column, so that the two halves can never be told apart by a merge. Whoever follows either asks here.
 */
import { isRegisterName, type RegisterName } from '../index.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'

/** A record that a field refers to. */
export interface Referred {
  readonly register: RegisterName
  readonly id: string
}

/** One register that a field may refer to; what the field holds of a record of it is `prefix` and the id. */
export interface Link {
  readonly field: FieldDefinition
  readonly register: RegisterName
  readonly prefix: string
}

const SIGN = ':'

/** The registers that a field may refer to; none for a field that refers to nothing. */
export function targetsOf({ type, register, registers = [] }: FieldDefinition): readonly RegisterName[] {
  const names = type === 'reference' ? [register ?? ''] : type === 'subject' ? registers : []
  return names.filter(isRegisterName)
}

/** What begins the value of a subject that names a record of a register. */
export function subjectPrefix(register: string): string {
  return `${register}${SIGN}`
}

/** What a field holds that refers to a record. */
export function referenceTo(field: Pick<FieldDefinition, 'type'>, { register, id }: { readonly register: string; readonly id: string }): string {
  return field.type === 'subject' ? `${subjectPrefix(register)}${id}` : id
}

/** What a field of a record refers to; undefined where it is empty, or names a register that this version of the program does not know there. */
export function referredBy(field: FieldDefinition | undefined, value: unknown): Referred | undefined {
  if (field === undefined || typeof value !== 'string' || value === '') return undefined
  const targets = targetsOf(field)
  if (field.type !== 'subject') return targets[0] === undefined ? undefined : { register: targets[0], id: value }
  const at = value.indexOf(SIGN)
  const register = targets.find((name) => name === value.slice(0, at))
  return register === undefined || at === value.length - 1 ? undefined : { register, id: value.slice(at + 1) }
}

const linksByRegister = new WeakMap<RegisterDefinition, readonly Link[]>()

/** Everything that the fields of a register may refer to, one for each field and register. */
export function linksOf(register: RegisterDefinition): readonly Link[] {
  let found = linksByRegister.get(register)
  if (found === undefined) linksByRegister.set(register, (found = register.fields.flatMap(linksOfField)))
  return found
}

/** What one field may refer to. */
export function linksOfField(field: FieldDefinition): readonly Link[] {
  return targetsOf(field).map((register) => ({ field, register, prefix: field.type === 'subject' ? subjectPrefix(register) : '' }))
}

/** SQL of the id in a column whose values begin so; null where it refers to something else. */
export function idSql(prefix: string, column: string): string {
  return prefix === '' ? column : `CASE WHEN substr(${column}, 1, ${prefix.length}) = '${prefix}' THEN substr(${column}, ${prefix.length + 1}) END`
}

/** SQL of what a column holds that refers to the record of an id: the form in which an index finds it. */
export function heldSql(prefix: string, id: string): string {
  return prefix === '' ? id : `'${prefix}' || ${id}`
}

/** SQL of the id in a subject of that prefix, null where it names another register: by it the record is found at once, and not by trying all. */
export function subjectId(subject: string, prefix: string): string {
  return `CASE WHEN substr(${subject}, 1, ${prefix.length}) = '${prefix}' THEN substr(${subject}, ${prefix.length + 1}) END`
}

/**
 * SQL conditions, one a field, under which a subject of a record (its table goes by `alias`) names one that is not there. No foreign key can say
 * so. What names a register that is not known here is left alone.
 */
export function lostSubjects(register: RegisterDefinition, alias: string): readonly string[] {
  return register.fields
    .filter(({ type }) => type === 'subject')
    .flatMap((field) =>
      linksOfField(field).map(
        ({ register: target, prefix }) =>
          `(substr(${alias}.${field.key}, 1, ${prefix.length}) = '${prefix}' AND NOT EXISTS (SELECT 1 FROM ${target} x WHERE x.id = substr(${alias}.${field.key}, ${prefix.length + 1})))`,
      ),
    )
}
