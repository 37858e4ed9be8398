/**
 * The catalogue: every register and code list, and the ways to look them up.
 * Plain data and pure functions; safe to import from the core, the shells and the screens.
 */
import { registers } from '#entities'
import { codeLists as declaredLists } from './codes/index.ts'
import { statesList } from './derive/procedure.ts'
import type { CodeList, FieldDefinition, FieldType, RegisterDefinition } from './types.ts'

export { registers }

export type RegisterName = keyof typeof registers

/** Every table of the catalogue, in the order of {@link registers}: the registers, and those whose rows are worked out. */
export const tableNames: readonly RegisterName[] = Object.keys(registers).filter(isRegisterName)

/** The registers that hold records, in the order of {@link registers}. */
export const registerNames: readonly RegisterName[] = tableNames.filter((name) => registerOf(name).computed !== true)

/** The registers that the office keeps itself: with entry screens, templates, imports and rosters. The others are kept by the program. */
export const officeRegisterNames: readonly RegisterName[] = registerNames.filter((name) => registerOf(name).internal !== true)

/** Every code list: those declared by subject, and the states of each procedure. */
export const codeLists: readonly CodeList[] = [
  ...declaredLists,
  ...registerNames.flatMap((name) => {
    const { procedure } = registerOf(name)
    return procedure === undefined ? [] : [statesList(procedure)]
  }),
]

type RegisterFields<N extends RegisterName> = (typeof registers)[N]['fields'][number]

/** Keys of the fields of a register. */
export type FieldKey<N extends RegisterName> = RegisterFields<N>['key']

type ValueOfType<T extends FieldType> = T extends 'boolean' ? boolean : T extends 'year' | 'integer' | 'money' | 'area' | 'decimal' | 'rate' ? number : string

type ValueOf<F extends FieldDefinition> = F extends { readonly required: true } ? ValueOfType<F['type']> : ValueOfType<F['type']> | null

/** The catalogue fields of one record as they cross the contract; system columns are not among them. */
export type RowOf<N extends RegisterName> = {
  readonly [F in RegisterFields<N> as F['key']]: ValueOf<F>
}

/** Whether a text names a register. */
export function isRegisterName(name: string): name is RegisterName {
  return Object.hasOwn(registers, name)
}

/**
 * The register of that name.
 * @throws RangeError when there is none; check user input with {@link isRegisterName} first.
 */
export function registerOf(name: string): RegisterDefinition {
  if (!isRegisterName(name)) throw new RangeError(`no such register: ${name}`)
  return registers[name]
}

const fieldsByRegister = new WeakMap<RegisterDefinition, ReadonlyMap<string, FieldDefinition>>()

function fieldMap(register: RegisterDefinition): ReadonlyMap<string, FieldDefinition> {
  const known = fieldsByRegister.get(register)
  if (known) return known
  const made = new Map(register.fields.map((field) => [field.key, field]))
  fieldsByRegister.set(register, made)
  return made
}

function resolve(register: string | RegisterDefinition): RegisterDefinition {
  return typeof register === 'string' ? registerOf(register) : register
}

/** The field of that key, or `undefined`. */
export function findField(register: string | RegisterDefinition, key: string): FieldDefinition | undefined {
  return fieldMap(resolve(register)).get(key)
}

/**
 * The field of that key.
 * @throws RangeError when the register has none.
 */
export function fieldOf(register: string | RegisterDefinition, key: string): FieldDefinition {
  const field = findField(register, key)
  if (!field) throw new RangeError(`no such field: ${resolve(register).name}.${key}`)
  return field
}

/** Whether people enter a field: it is neither computed nor given by the program. */
export function isTyped(field: FieldDefinition): boolean {
  return field.derived === undefined && field.type !== 'numbered'
}

/** The fields of a register: all, or only those that people enter. */
export function entityFields(register: string | RegisterDefinition, which: 'all' | 'writable' = 'all'): readonly FieldDefinition[] {
  const { fields } = resolve(register)
  return which === 'all' ? fields : fields.filter(isTyped)
}

const codeListsById: ReadonlyMap<string, CodeList> = new Map(codeLists.map((list) => [list.id, list]))

/**
 * The code list of that id.
 * @throws RangeError when there is none.
 */
export function codeListOf(id: string): CodeList {
  const list = codeListsById.get(id)
  if (!list) throw new RangeError(`no such code list: ${id}`)
  return list
}
