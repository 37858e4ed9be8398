/** What a sheet of any one register may speak of: its own fields, and what tells apart the records that it refers to. By the catalogue alone. */
import { LOWEST_LEVEL } from '#core/rules/levels.ts'
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import {
  bareSpellings,
  enteredReferences,
  isToldByPlace,
  keptTownship,
  keySpellings,
  placeField,
  referenceKeys,
  isOfSubject,
  sharedReference,
  subjectKind,
  subjectReferences,
  townshipLabel,
  tellingsOf,
  type ReferenceKey,
} from '#core/catalogue/derive/telling.ts'
import { fieldOf, findField, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition, SpreadPart } from '#core/catalogue/types.ts'
import { continuedBy, continuedFields } from './continuedFields.ts'
import type { ProfileMaker } from './profileMaker.ts'

/** The village of a row where the register has no such field of its own. */
export const PLACE = `division.${LOWEST_LEVEL}`

/** The target of a field that tells what a reference means. */
export function keyTarget(register: string, reference: string, path: readonly string[]): string {
  return [register, reference, ...path].join('.')
}

/** The township of a village other than the row's own. */
export function townshipTarget(target: string): string {
  return `${target}.township`
}

/** Own fields first, since a heading goes to the likeliest: then what tells references apart, at last without naming the reference. */
export function addRegister(maker: ProfileMaker, register: RegisterDefinition): void {
  const { name } = register
  for (const field of register.fields) {
    if (field.keeps !== undefined) for (const heading of [field.label, keptTownship(field)]) maker.ignored.add(headingSpelling(heading))
    // Where it lies is told by what it belongs to; only a village is asked for beside that.
    if (field.derived !== undefined && field.type === 'division' && field.level !== LOWEST_LEVEL) maker.ignored.add(headingSpelling(field.label))
    if (field.keeps !== undefined || (field.derived !== undefined && (field.type === 'division' || field.type === 'reference'))) continue
    maker.add(name, field, { required: field.required === true && field.initial === undefined })
    if (field.type === 'subject') addSubject(maker, name, field)
    if (field.type === 'year' && isIdentifying(register, field.key)) maker.years.push(`${name}.${field.key}`)
  }
  const keys = referenceKeys(register).filter(({ reference }) => isAsked(register, reference))
  for (const key of keys) addKey(maker, name, key)
  for (const key of keys) for (const heading of keySpellings(key)) maker.know(heading, keyTarget(name, key.reference.key, key.path))
  for (const key of keys) for (const heading of bareSpellings(key)) maker.know(heading, keyTarget(name, key.reference.key, key.path))
  addPlaces(maker, register)
  for (const part of register.spread ?? []) addSpread(maker, name, part)
  // At last, so that what the yearly register has itself is never taken for what stands whatever the year.
  const continued = continuedBy(register)
  if (continued !== undefined) for (const field of continuedFields(continued)) maker.add(continued.name, field)
}

/** What stands for the name of the register where a column enters a part that stands in the row. */
export function spreadRegister(register: string, { key }: SpreadPart): string {
  return `${register}/${key}`
}

/** The columns of a part that stands in the row of its record; a heading of several means them in their order. */
function addSpread(maker: ProfileMaker, register: string, part: SpreadPart): void {
  for (const { field: key, heading, headings = [] } of part.columns) {
    const field = { ...fieldOf(registerOf(part.register), key), label: heading }
    const target = keyTarget(register, part.key, [key])
    const spellings = [heading, ...headings].map(headingSpelling)
    for (const spelling of spellings) if (maker.headings.has(spelling)) maker.again.add(spelling)
    maker.addTarget({ target, register: spreadRegister(register, part), field, label: heading, required: false }, [heading, ...headings])
  }
}

/** Beside the column that names what is meant: the one that says of which register it is, and one for a village, which nothing tells but its name. */
function addSubject(maker: ProfileMaker, register: string, field: FieldDefinition): void {
  const kind: FieldDefinition = { key: subjectKind(field), label: `${field.label}类别`, type: 'text' }
  const target = keyTarget(register, kind.key, [])
  maker.addTarget({ target, register: target, field: kind, label: kind.label, required: false }, [kind.label, `${field.label}类型`, `${field.label}种类`])
  for (const reference of subjectReferences(field)) {
    if (!isToldByPlace(registerOf(reference.register ?? ''))) continue
    const own = keyTarget(register, reference.key, [])
    maker.addTarget({ target: own, register: own, field: reference, label: reference.label, required: false }, [reference.label])
  }
}

function addKey(maker: ProfileMaker, register: string, key: ReferenceKey): void {
  const { reference, path, field, heading } = key
  const target = keyTarget(register, reference.key, path)
  maker.addTarget({ target, register: `${register}.${reference.key}`, field, label: heading, required: false, key }, [heading])
  const alias = `${key.register}.${field.key}`
  if (!maker.aliases.has(alias)) maker.aliases.set(alias, target)
}

/** A worked-out reference is asked for only where it says what an entered one needs: the household of the person of the row. */
function isAsked(register: RegisterDefinition, reference: FieldDefinition): boolean {
  if (reference.derived === undefined) return true
  return enteredReferences(register).some((field) =>
    registerOf(field.register ?? '').fields.some((nested) => nested.type === 'reference' && sharedReference(register, field, nested) === reference),
  )
}

function isIdentifying(register: RegisterDefinition, key: string): boolean {
  return register.yearly?.year === key || (register.identity ?? []).includes(key) || (register.uniqueTogether ?? []).some((keys) => keys.includes(key))
}

function addPlaces(maker: ProfileMaker, register: RegisterDefinition): void {
  const place = placeOf(register)
  if (place === null) return
  if (place === PLACE) {
    const owner = register.owner === undefined ? undefined : findField(register, register.owner)
    maker.add(
      'division',
      { key: LOWEST_LEVEL, label: '行政村', type: 'division', level: LOWEST_LEVEL },
      { label: '行政村（区划）', headings: owner?.headings ?? [] },
    )
    for (const referred of enteredReferences(register).map((field) => registerOf(field.register ?? '')))
      if (referred.owner !== undefined) maker.aliases.set(`${referred.name}.${referred.owner}`, PLACE)
  }
  maker.addPlace(place)
  for (const { target, field } of [...maker.targets.values()]) {
    if (target === place || !namesPlace(register, field) || !target.startsWith(`${register.name}.`)) continue
    const key = { key: 'township', label: townshipLabel(field), type: 'text' } as const
    maker.addTarget({ target: townshipTarget(target), register: target, field: key, label: key.label, required: false }, [key.label])
  }
}

/** Whether a field of the register names a village: by its division, or by the record that stands for it. */
export function namesPlace(register: RegisterDefinition, field: FieldDefinition): boolean {
  if (!isOfSubject(field) && findField(register, field.key) !== field) return false
  if (field.type === 'division') return field.level === LOWEST_LEVEL
  return field.type === 'reference' && field.register !== undefined && isToldByPlace(registerOf(field.register))
}

/** Where a row lies; a column that only tells the records it refers to where the register itself does not say it. */
function placeOf(register: RegisterDefinition): string | null {
  const field = placeField(register)
  if (field !== undefined) return `${register.name}.${field.key}`
  const asked = enteredReferences(register).some((reference) => asksForPlace(registerOf(reference.register ?? ''), []))
  return register.owner !== undefined || asked ? PLACE : null
}

function asksForPlace(register: RegisterDefinition, before: readonly RegisterDefinition[]): boolean {
  return tellingsOf(register).some(({ fields, within = [], narrowedBy = [] }) =>
    [...fields, ...within, ...narrowedBy].some((key) => {
      const field = findField(register, key)
      if (field?.type === 'division') return true
      return field?.register !== undefined && !before.includes(register) && asksForPlace(registerOf(field.register), [...before, register])
    }),
  )
}
