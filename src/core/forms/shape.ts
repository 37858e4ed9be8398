/**
 * What templates find of one record, as the catalogue says: its fields, the records it refers to, its yearly records, and the lists of what
 * belongs to it or refers to it. The vocabulary of forms and the reading of records both walk this, so that neither knows a name the other lacks.
 */
import { keptLinesOf, namedIn, relatedTo, type Related } from '../catalogue/derive/related.ts'
import { linksOfField } from '../catalogue/derive/subject.ts'
import { registerNames, registerOf, type RegisterName } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'

export interface RecordShape {
  readonly register: RegisterName
  /** Name of the record among the placeholders. */
  readonly name: string
  /** Records that it refers to, under names of their own beside it. */
  readonly referred: readonly ReferredShape[]
  readonly yearly: readonly YearlyShape[]
  readonly lists: readonly ListShape[]
}

interface ReferredShape {
  /** The field that refers, and what it holds before the id. */
  readonly field: FieldDefinition
  readonly prefix: string
  readonly shape: RecordShape
}

/** The yearly records of a record: that of the year asked for (`name`), that of the year before (`before`), all on file (`all`). */
export interface YearlyShape {
  readonly register: RegisterName
  readonly name: string
  readonly before: string
  readonly all: string
  /** Keys of the reference to the record and of the year. */
  readonly reference: string
  readonly year: string
  /** The record is a yearly one itself: those of other years of its owner. */
  readonly own?: true
}

/** Records of `register` whose field `by` names the record. */
export interface ListShape {
  readonly name: string
  readonly label: string
  readonly register: RegisterName
  readonly by: string
  readonly item: RecordShape
}

/** How many steps of references are followed: from a pairing to the helper, and to the helper's unit. */
const FURTHEST = 2

const known = new Map<string, RecordShape>()

/** What templates find of a record of a register. */
export function shapeOf(name: RegisterName): RecordShape {
  let shape = known.get(name)
  if (shape === undefined) {
    const names = new Set<string>()
    const own = shapeWithin(name, name, { names, above: [], depth: FURTHEST })
    const lists = listsOf(name, names)
    shape = { ...own, referred: own.referred.map((one) => withPeople(name, one, names)), lists }
    known.set(name, shape)
  }
  return shape
}

/** What a record is part of shows who belongs to it: its lines, and those that a link register puts there (the members of a household). */
function withPeople(register: RegisterName, referred: ReferredShape, names: Set<string>): ReferredShape {
  const { partOf } = registerOf(register)
  if (partOf === undefined || partOf.by !== referred.field.key) return referred
  const links = new Set(registerNames.flatMap((name) => registerOf(name).linkedBy ?? []).map((link) => link.register))
  const owner = referred.shape.register
  const related = relatedTo(owner).filter((one) => one.kind === 'lines' || links.has(one.register))
  return { ...referred, shape: { ...referred.shape, lists: related.flatMap((one) => listShape(owner, one, names)) } }
}

interface Place {
  /** Names taken beside it. */
  readonly names: Set<string>
  /** Registers on the way to it. */
  readonly above: readonly string[]
  readonly depth: number
  /** The reference by which it was come from, which leads back. */
  readonly by?: string
}

function shapeWithin(register: RegisterName, name: string, place: Place): RecordShape {
  place.names.add(name)
  const yearly = yearlyOf(register, name, place.names)
  return { register, name, referred: place.depth === 0 ? [] : referredBy(register, place), yearly, lists: [] }
}

function referredBy(register: RegisterName, { names, above, depth, by }: Place): ReferredShape[] {
  const links = registerOf(register)
    .fields.filter((field) => field.key !== by && field.keeps === undefined)
    .flatMap(linksOfField)
    .filter((link) => link.register !== register && !above.includes(link.register))
  // Those nearest take their names before what lies behind any of them.
  const named = links.flatMap((link) => {
    const own = link.field.key.replace(/_id$/u, '')
    const name = [link.register, own].find((candidate) => !names.has(candidate))
    if (name !== undefined) names.add(name)
    return name === undefined ? [] : [{ link, name }]
  })
  return named.map(({ link: { field, prefix, register: target }, name }) => ({
    field,
    prefix,
    shape: shapeWithin(target, name, { names, above: [...above, register], depth: depth - 1 }),
  }))
}

/** Yearly records that continue it; of a yearly record itself those of other years of the same owner. */
function yearlyOf(register: RegisterName, name: string, names: Set<string>): YearlyShape[] {
  const own = registerOf(register).yearly
  if (own !== undefined) {
    const [before, all] = [`${name}_before`, `${name}_all`]
    for (const taken of [before, all]) names.add(taken)
    return [{ register, name, before, all, reference: own.reference, year: own.year, own: true }]
  }
  return registerNames.flatMap((candidate) => {
    const { yearly } = registerOf(candidate)
    if (yearly?.of !== register || names.has(candidate)) return []
    // Two records of one register beside each other have yearly records under names of their own.
    const shown = name === register ? candidate : `${name}_${candidate}`
    for (const taken of [shown, `${shown}_before`, `${shown}_all`]) names.add(taken)
    return [{ register: candidate, name: shown, before: `${shown}_before`, all: `${shown}_all`, reference: yearly.reference, year: yearly.year }]
  })
}

function listsOf(register: RegisterName, names: Set<string>): ListShape[] {
  return [...relatedTo(register), ...keptLinesOf(register)].filter(({ kind }) => kind !== 'yearly').flatMap((related) => listShape(register, related, names))
}

/** None where its names are taken. */
function listShape(of: RegisterName, { register, by, label }: Related, names: Set<string>): ListShape[] {
  const name = [register, `${register}_${by.replace(/_id$/u, '')}`].find((candidate) => !names.has(candidate))
  if (name === undefined) return []
  names.add(name)
  const item = shapeWithin(register, register, { names: new Set(), above: [of], depth: FURTHEST, by })
  return [{ name, label, register, by, item }]
}

/** What stands in the field of a list's records that names the record. */
export function heldBy(list: ListShape, of: RegisterName, id: string): string {
  return namedIn(list, of, id)
}

/** All names of a shape, its own and those of what stands beside it. */
export function namesOf(shape: RecordShape): string[] {
  return [
    shape.name,
    ...shape.yearly.flatMap(({ name, before, all, own }) => (own === true ? [before, all] : [name, before, all])),
    ...shape.referred.flatMap((referred) => namesOf(referred.shape)),
    ...shape.lists.map(({ name }) => name),
  ]
}
