/** Ids of records that two sites may enter independently and that must then be one record. */
import { findField, registerNames, registerOf } from '../index.ts'
import type { FieldValue, RegisterDefinition } from '../types.ts'

/**
 * The id that the register's `identity` fields give a new record, or null where the register has none or they are not filled in.
 * It begins with the id of the record referred to, so that what belongs together lies together: `<household>.2015`.
 */
export function identityOf(register: RegisterDefinition, values: Readonly<Record<string, FieldValue | undefined>>): string | null {
  if (register.identity === undefined) return null
  const parts = register.identity.map((key) => values[key])
  if (parts.some((part) => part === null || part === undefined || part === '')) return null
  const first = findField(register, register.identity[0] ?? '')?.type
  const refers = first === 'reference' || first === 'subject'
  return [...(refers ? [] : [register.name]), ...parts.map(String)].join('.')
}

/** The registers that hold one record for each place where records lie: the division that owns it is all that makes its id. */
export function registersOfPlaces(): { readonly name: string; readonly owner: string }[] {
  return registerNames.flatMap((name) => {
    const { owner, identity } = registerOf(name)
    return owner !== undefined && identity?.length === 1 && identity[0] === owner ? [{ name, owner }] : []
  })
}
