import type { CodeList, RegisterDefinition } from './types.ts'

/** Declares a register; the type keeps the literal keys so that row types can be derived. */
export function defineRegister<const T extends RegisterDefinition>(definition: T): T {
  return definition
}

/** Declares a code list. */
export function defineCodeList<const T extends CodeList>(list: T): T {
  return list
}
