/** Which records refer to which, as the catalogue says. */
import { registerNames, registerOf } from '../index.ts'

export interface ReferringField { readonly register: string; readonly field: string }

const known = new Map<string, readonly ReferringField[]>()

/** Entered reference fields of all registers that refer to a register. */
export function referringTo(name: string): readonly ReferringField[] {
  let found = known.get(name)
  if (found === undefined) {
    found = registerNames.flatMap((register) => registerOf(register).fields
      .filter((field) => field.type === 'reference' && field.register === name && field.derived === undefined)
      .map((field) => ({ register, field: field.key })))
    known.set(name, found)
  }
  return found
}
