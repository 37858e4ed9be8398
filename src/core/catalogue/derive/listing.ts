/** The columns of a list that are no fields of its register: facts of the year chosen, what is gathered from records that refer to it, what is worked out. */
import { fieldOf, registerNames, registerOf } from '../index.ts'
import type { GatheredColumn } from '../listing.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'

/** A register whose records continue those of another, one a year. */
export interface YearlyRegister extends RegisterDefinition {
  readonly yearly: NonNullable<RegisterDefinition['yearly']>
}

const yearlyKnown = new Map<string, YearlyRegister | null>()

/** The register that continues the records of this one year by year. */
export function yearlyOf(name: string): YearlyRegister | null {
  let found = yearlyKnown.get(name)
  if (found === undefined) {
    found = registerNames.map((other): RegisterDefinition => registerOf(other)).find((other): other is YearlyRegister => other.yearly?.of === name) ?? null
    yearlyKnown.set(name, found)
  }
  return found
}

/** A field of the yearly register as a column of the list. */
export interface Fact {
  /** `<yearly register>.<key>`: the key of the column, of the value in a row, and in an order. */
  readonly key: string
  readonly yearly: YearlyRegister
  readonly field: FieldDefinition
  /** That of the field; told apart from a field of the register of the same name. */
  readonly label: string
}

const factsKnown = new Map<string, readonly Fact[]>()

/** The facts that a list offers, in the order in which its register declares them. */
export function factsOf(name: string): readonly Fact[] {
  let found = factsKnown.get(name)
  if (found === undefined) factsKnown.set(name, (found = findFacts(name)))
  return found
}

function findFacts(name: string): readonly Fact[] {
  const register = registerOf(name)
  const yearly = yearlyOf(name)
  if (yearly === null) return []
  const own = new Set(register.fields.map(({ label }) => label))
  return (register.screen?.yearly ?? []).map((key) => {
    const field = fieldOf(yearly, key)
    return { key: `${yearly.name}.${key}`, yearly, field, label: own.has(field.label) ? `当年${field.label}` : field.label }
  })
}

/** The fact behind the key of a column. */
export function factOf(name: string, key: string): Fact | undefined {
  return factsOf(name).find((fact) => fact.key === key)
}

const GATHERED = 'gathered.'

/** Key of the column of what is gathered, and of its text in a row. */
export function gatheredKey({ key }: Pick<GatheredColumn, 'key'>): string {
  return `${GATHERED}${key}`
}

/** What a list gathers from records that refer to its own. */
export function gatheredOf(name: string): readonly GatheredColumn[] {
  return registerOf(name).screen?.gathered ?? []
}

/** The gathered column behind the key of a column. */
export function gatheredColumn(name: string, key: string): GatheredColumn | undefined {
  return key.startsWith(GATHERED) ? gatheredOf(name).find((one) => gatheredKey(one) === key) : undefined
}

const RECKONED = 'reckoned.'

/** Key of the column of what is worked out, and of its value in a row. */
export function reckonedKey({ key }: Pick<FieldDefinition, 'key'>): string {
  return `${RECKONED}${key}`
}

/** What a list works out for the day of whoever looks. */
export function reckonedOf(name: string): readonly FieldDefinition[] {
  return registerOf(name).screen?.reckoned ?? []
}

/** What stands in a column that is worked out, by the key of the column. */
export function reckonedColumn(name: string, key: string): FieldDefinition | undefined {
  return key.startsWith(RECKONED) ? reckonedOf(name).find((one) => reckonedKey(one) === key) : undefined
}

/** Whether the key is that of a column beyond the fields of the register. */
export function isFurther(name: string, key: string): boolean {
  return factOf(name, key) !== undefined || gatheredColumn(name, key) !== undefined || reckonedColumn(name, key) !== undefined
}
