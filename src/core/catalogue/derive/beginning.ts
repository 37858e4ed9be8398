/** What follows from the registers whose records are begun for many others at once. */
import { isTyped, registerNames, registerOf } from '../index.ts'
import type { BegunCopy, BegunFor } from '../beginning.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../types.ts'
import { targetsOf } from './subject.ts'

export type BegunRegister = RegisterDefinition & { readonly begunFor: BegunFor }

/** The registers whose records may be begun for records of a register, in the order of the catalogue. */
export function begunForRecordsOf(name: string): readonly BegunRegister[] {
  return registerNames.map(registerOf).filter((register): register is BegunRegister => {
    const field = register.fields.find(({ key }) => key === register.begunFor?.by)
    return field !== undefined && targetsOf(field).some((target) => target === name)
  })
}

/** The lines that hold for records of a register, one a field. */
export function copiesFor({ begunFor }: BegunRegister, of: string): readonly BegunCopy[] {
  const own = begunFor.copies.filter((copy) => copy.of === undefined || copy.of === of)
  return own.filter(({ to }, index) => own.findIndex((other) => other.to === to) === index)
}

/** The fields that whoever begins them fills in once for all. */
export function enteredForAll(register: BegunRegister, of: string): readonly FieldDefinition[] {
  const filled = new Set([register.begunFor.by, ...copiesFor(register, of).map(({ to }) => to)])
  return register.fields.filter((field) => isTyped(field) && !filled.has(field.key))
}

/** What a line fills in, of a record as the contract carries it. */
export function copied({ from, as, otherwise = null }: BegunCopy, row: Readonly<Record<string, FieldValue>>): FieldValue {
  const value = from === undefined ? null : (row[from] ?? null)
  if (value === null) return otherwise
  if (as === undefined) return value
  return as[String(value)] ?? otherwise
}

/** What is wrong with the declaration of a register; each sentence names the field. */
export function beginningProblems(register: RegisterDefinition): string[] {
  const { begunFor, fields } = register
  if (begunFor === undefined) return []
  const by = fields.find(({ key }) => key === begunFor.by)
  const targets = by === undefined ? [] : targetsOf(by)
  return [
    ...(targets.length > 0 ? [] : [`${begunFor.by} refers to nothing`]),
    ...(register.internal === true ? ['nobody enters its records'] : []),
    ...begunFor.copies.flatMap(({ to, of, from }) => [
      ...(fields.some((field) => field.key === to && isTyped(field)) ? [] : [`no such field: ${to}`]),
      ...(of === undefined || targets.some((name) => name === of) ? [] : [`${begunFor.by} does not refer to ${of}`]),
      ...targets
        .filter((name) => of === undefined || name === of)
        .flatMap((name) =>
          from === undefined || registerOf(name).fields.some((field) => field.key === from && field.sensitive === undefined)
            ? []
            : [`no open field ${from} of ${name}`],
        ),
    ]),
  ]
}
