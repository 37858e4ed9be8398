import type { CodeList, RegisterDefinition } from './types.ts'

/** Longest id of a record: ids that are made of what a record says (`identity`) take in others, a case of a household that of its campaign. */
export const ID_LENGTH = 200

/** Declares a register; the type keeps the literal keys so that row types can be derived. */
export function defineRegister<const T extends RegisterDefinition>(definition: T): T {
  return definition
}

/** Declares a code list. */
export function defineCodeList<const T extends CodeList>(list: T): T {
  return list
}
