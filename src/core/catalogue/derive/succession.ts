/** What the catalogue says of villages that go into others: the register that tells it, and the registers whose records go along. */
import { registerNames, registerOf, type RegisterName } from '../index.ts'
import type { RegisterDefinition } from '../types.ts'

/** The register of changes, with the fields that say which village went into which, and when. */
export interface SuccessionRegister {
  readonly name: RegisterName
  readonly from: string
  readonly to: string
  readonly on: string
}

let found: SuccessionRegister | undefined

/** The register of what became of villages. */
export function successionRegister(): SuccessionRegister {
  if (found === undefined) {
    const name = registerNames.find((candidate) => registerOf(candidate).succession !== undefined)
    const fields = name === undefined ? undefined : registerOf(name).succession
    if (name === undefined || fields === undefined) throw new RangeError('no register of what became of places')
    found = { name, ...fields }
  }
  return found
}

/** Registers whose records go along with their village. */
export function livingOn(): readonly (RegisterDefinition & { readonly owner: string })[] {
  return registerNames
    .map((name): RegisterDefinition => registerOf(name))
    .filter((register): register is RegisterDefinition & { owner: string } => register.livesOn === true && register.owner !== undefined)
}

/** SQL (a list for `IN`, with one parameter) of a village and all that went into it, at whatever remove. */
export function lineageSql(): string {
  const { name, from, to } = successionRegister()
  return `(WITH RECURSIVE line (code) AS (SELECT ? UNION SELECT s.${from} FROM ${name} s JOIN line ON s.${to} = line.code WHERE s.deleted = 0 AND s.${from} <> s.${to}) SELECT code FROM line)`
}

/** Whether records of a register tell of villages themselves: the card of a village, its yearly sheet. */
export function tellsOfPlaces(name: string): boolean {
  const { owner, identity, yearly } = registerOf(name)
  if (yearly !== undefined) return tellsOfPlaces(yearly.of)
  return owner !== undefined && identity?.length === 1 && identity[0] === owner
}

/** Whether records of a register go along and are told apart in their village by their title: groups. */
export function isNamedInPlace({ livesOn, owner, title, uniqueTogether = [] }: RegisterDefinition): boolean {
  return livesOn === true && owner !== undefined && uniqueTogether.some((keys) => keys.includes(owner) && keys.includes(title))
}
