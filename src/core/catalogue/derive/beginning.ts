/** What follows from the registers whose records are begun for many others at once. */
import { isTyped, registerNames, registerOf } from '../index.ts'
import type { BegunCopy, BegunFor, BegunThrough } from '../beginning.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../types.ts'
import { targetsOf } from './subject.ts'

export type BegunRegister = RegisterDefinition & { readonly begunFor: BegunFor }

/** The registers whose records may be begun for records of a register, in the order of the catalogue. */
export function begunForRecordsOf(name: string): readonly BegunRegister[] {
  return registerNames.map(registerOf).filter((register): register is BegunRegister => {
    const field = register.fields.find(({ key }) => key === register.begunFor?.by)
    return throughOf(register, name) !== undefined || (field !== undefined && targetsOf(field).some((target) => target === name))
  })
}

/** How records of a register lead to those for which one is begun; undefined where it is begun for them themselves. */
export function throughOf({ begunFor }: Pick<RegisterDefinition, 'begunFor'>, of: string): BegunThrough | undefined {
  return begunFor?.through?.find((one) => one.of === of)
}

/** The lines that hold for records of a register, one a field. */
export function copiesFor({ begunFor }: BegunRegister, of: string): readonly BegunCopy[] {
  const own = begunFor.copies.filter((copy) => copy.of === undefined || copy.of === of)
  return own.filter(({ to }, index) => own.findIndex((other) => other.to === to) === index)
}

/** The fields that whoever begins them fills in once for all. */
export function enteredForAll(register: BegunRegister, of: string): readonly FieldDefinition[] {
  const through = throughOf(register, of)
  const copies = through === undefined ? copiesFor(register, of) : register.begunFor.copies
  const told = through === undefined ? [] : [...Object.keys(through.values), ...through.gathers.map(({ to }) => to)]
  const filled = new Set([register.begunFor.by, ...copies.map(({ to }) => to), ...told])
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
    ...(begunFor.through ?? []).flatMap((through) => throughProblems(register, through).map((problem) => `${through.of}: ${problem}`)),
    ...carryingProblems(register, begunFor),
  ]
}

function throughProblems({ name, fields, begunFor, identity }: RegisterDefinition, { of, by, only, keeps, gathers, values }: BegunThrough): string[] {
  const chosen = registerOf(of).fields
  const named = chosen.find(({ key }) => key === by)
  const targets = fields.flatMap((field) => (field.key === begunFor?.by ? targetsOf(field) : []))
  const missing = (keys: readonly string[], among: readonly FieldDefinition[]): string[] =>
    keys.flatMap((key) => (among.some((field) => field.key === key && field.sensitive === undefined) ? [] : [`no open field ${key}`]))
  return [
    ...(identity === undefined ? [`${name} has no identity by which one is found`] : []),
    ...(named !== undefined && targetsOf(named).every((target) => targets.some((one) => one === target)) ? [] : [`${by} names nothing that one is begun for`]),
    ...(chosen.find(({ key }) => key === keeps)?.register === name ? [] : [`${keeps} does not refer to ${name}`]),
    ...missing([only.field, ...gathers.flatMap(({ from }) => from)], chosen),
    ...missing([...gathers.map(({ to }) => to), ...Object.keys(values)], fields),
    ...gathers.flatMap(({ to }) => (['codes', 'longText'].includes(fields.find(({ key }) => key === to)?.type ?? '') ? [] : [`${to} cannot hold several`])),
  ]
}

/** What is carried over stands in the record and its lines, and what tells the order is filled in for all. */
function carryingProblems(register: RegisterDefinition, { carries, copies }: BegunFor): string[] {
  if (carries === undefined) return []
  const typed = (of: RegisterDefinition, key: string): string[] =>
    of.fields.some((field) => field.key === key && isTyped(field)) ? [] : [`nobody enters ${key} of ${of.name}`]
  return [
    ...carries.fields.flatMap((key) => typed(register, key)),
    ...carries.order.flatMap((key) =>
      register.fields.some((field) => field.key === key && field.required === true) && !copies.some(({ to }) => to === key) ? [] : [`no order by ${key}`],
    ),
    ...(carries.order.includes(carries.versionOf) ? [] : [`no versions of ${carries.versionOf}`]),
    ...(carries.lines ?? []).flatMap(({ register: name, continues, without, empty = [] }) => {
      const lines = registerNames.map(registerOf).find((one) => one.name === name && one.partOf?.lines === true)
      if (lines === undefined) return [`${name} is no register of lines`]
      const known = [continues?.from, without?.field].filter((key): key is string => key !== undefined)
      return [
        ...[...(continues === undefined ? [] : [continues.to]), ...empty].flatMap((key) => typed(lines, key)),
        ...known.flatMap((key) => (lines.fields.some((field) => field.key === key) ? [] : [`no such field: ${key}`])),
      ]
    }),
  ]
}
