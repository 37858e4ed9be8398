/** What follows from the laws of sums that registers declare: whose they are, and what is wrong with a declaration. */
import type { SumLaw } from '../sums.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'
import { scaleOf } from './check.ts'
import { isNumeric } from './columns.ts'

type Registers = Readonly<Record<string, RegisterDefinition>>

/** A law with the register that declares it, and the one whose records it is asked of. */
export interface DeclaredSum {
  readonly register: RegisterDefinition
  readonly law: SumLaw
  readonly asked: RegisterDefinition
}

/** All laws of sums of a catalogue, in its order. */
export function sumsOf(registers: Registers): readonly DeclaredSum[] {
  return Object.values(registers).flatMap((register) =>
    (register.sums ?? []).flatMap((law) => {
      const asked = askedRegister(register, law, registers)
      return asked === undefined ? [] : [{ register, law, asked }]
    }),
  )
}

/** Number of the rule that asks a law. */
export function sumRule({ register, law }: Pick<DeclaredSum, 'register' | 'law'>): string {
  return `S-${register.name}-${law.key}`
}

/** The laws by which lines are added up in the record that this reference of theirs names. */
export function sumsAlong(register: RegisterDefinition, by: string): readonly SumLaw[] {
  return (register.sums ?? []).filter(({ whole }) => whole === by)
}

function askedRegister(register: RegisterDefinition, { whole }: SumLaw, registers: Registers): RegisterDefinition | undefined {
  return whole === undefined ? register : referred(register, whole, registers)
}

function referred(register: RegisterDefinition, by: string, registers: Registers): RegisterDefinition | undefined {
  const name = fieldIn(register, by)?.register
  return name === undefined ? undefined : registers[name]
}

function fieldIn(register: RegisterDefinition | undefined, key: string): FieldDefinition | undefined {
  return register?.fields.find((field) => field.key === key)
}

/** The field that the numbers come to; undefined for a fixed number. */
export function equalField({ register, law, asked }: DeclaredSum, registers: Registers): FieldDefinition | undefined {
  const { equals } = law
  if (typeof equals === 'number') return undefined
  if (typeof equals === 'string') return fieldIn(asked, equals)
  return fieldIn(referred(register, equals.by, registers), equals.field)
}

/** What is wrong with the laws of sums that a register declares. */
export function sumProblems(register: RegisterDefinition, registers: Registers): string[] {
  const laws = register.sums ?? []
  const wholes = laws.flatMap((law) => askedRegister(register, law, registers)?.name ?? [])
  return [
    ...laws.filter(({ key }, index) => laws.findIndex((one) => one.key === key) !== index).map(({ key }) => `sum ${key} is declared twice`),
    // One statement tells of which records of a register lines speak.
    ...[...new Set(wholes)].flatMap((name) => {
      const along = new Set(laws.flatMap((law) => (askedRegister(register, law, registers)?.name === name ? [law.whole] : [])))
      return along.size > 1 ? [`sums of ${name} go along several references: ${[...along].join(', ')}`] : []
    }),
    ...laws.flatMap((law) => problemsOf(register, law, registers).map((problem) => `sum ${law.key}: ${problem}`)),
  ]
}

function problemsOf(register: RegisterDefinition, law: SumLaw, registers: Registers): string[] {
  const asked = askedRegister(register, law, registers)
  const fields = law.of.map((key) => fieldIn(register, key))
  const equal = asked === undefined ? undefined : equalField({ register, law, asked }, registers)
  const numbers = [...fields, equal].filter((field) => field !== undefined)
  // Things that are counted go by different names: votes by people.
  const counted = numbers.every((field) => scaleOf(field) === 0)
  const units = numbers.map((field) => `${scaleOf(field) ?? 0} ${field.unit ?? ''}`)
  return [
    ...(/^[a-z][a-z0-9_]*$/.test(law.key) ? [] : ['the key is not snake_case']),
    ...(law.label.trim() === '' || law.of.length === 0 ? ['says nothing'] : []),
    ...(asked === undefined ? [`no reference ${law.whole ?? ''}`] : []),
    ...law.of.filter((_, index) => fields[index] === undefined || !isNumeric(fields[index])).map((key) => `${key} is no number`),
    ...(typeof law.equals === 'number' || (equal !== undefined && isNumeric(equal)) ? [] : ['what it comes to is no number']),
    ...(typeof law.equals === 'object' && law.whole !== undefined ? ['a field of the whole is named by its key'] : []),
    ...(!counted && new Set(units).size > 1 ? [`units differ: ${[...new Set(units)].join(', ')}`] : []),
    ...(Number.isSafeInteger(law.tolerance ?? 0) && (law.tolerance ?? 0) >= 0 ? [] : ['the tolerance is no whole number']),
    ...Object.keys(law.only ?? {})
      .filter((key) => fieldIn(register, key) === undefined)
      .map((key) => `no field ${key}`),
  ]
}
