/** What the page of a record shows beside its own fields: what is part of it, and what refers to it, as the catalogue says. */
import { fieldOf, registerNames, registerOf, tableNames, type RegisterName } from '../index.ts'
import { screenOf } from './screen.ts'
import { linksOf, referenceTo, targetsOf } from './subject.ts'

/** Records of `register` whose reference `by` names the record looked at. */
export interface Related {
  readonly register: RegisterName
  readonly by: string
  readonly label: string
  /** `lines`: edited in it; `yearly`: one a year; `part`: goes with it; `refers`: stands by itself and names it. */
  readonly kind: 'lines' | 'yearly' | 'part' | 'refers'
}

const ORDER: readonly Related['kind'][] = ['lines', 'yearly', 'part', 'refers']

const known = new Map<string, readonly Related[]>()

/** All that belongs to or refers to records of a register: lines first, then yearly records, parts, and the rest; each as in the catalogue. */
export function relatedTo(name: string): readonly Related[] {
  let found = known.get(name)
  if (found === undefined) known.set(name, (found = findRelated(name)))
  return found
}

/** Lines that the program keeps by itself: no tab shows them, papers of their record do. */
export function keptLinesOf(name: string): readonly Related[] {
  return registerNames.flatMap((register): readonly Related[] => {
    const { internal, partOf, label } = registerOf(register)
    if (internal !== true || partOf?.lines !== true) return []
    const owned = linksOf(registerOf(register)).some((link) => link.register === name && link.field.key === partOf.by)
    return owned ? [{ register, by: partOf.by, kind: 'lines', label }] : []
  })
}

function findRelated(name: string): readonly Related[] {
  return registerNames
    .filter((register) => registerOf(register).internal !== true)
    .flatMap((register): readonly Related[] => {
      const definition = registerOf(register)
      // What is worked out, or kept of a former state, is told by the record that it is worked out from.
      const references = linksOf(definition)
        .filter((link) => link.register === name)
        .map(({ field }) => field)
        .filter(({ derived, keeps }) => derived === undefined && keeps === undefined)
      const title = screenOf(register)?.title ?? definition.label
      return references.map(({ key, label, seenFrom }) => ({
        register,
        by: key,
        kind: kindOf(register, key),
        label: seenFrom ?? (references.length > 1 ? `${title}（${label}）` : title),
      }))
    })
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
}

function kindOf(register: RegisterName, by: string): Related['kind'] {
  const { partOf, yearly } = registerOf(register)
  if (partOf?.by === by && partOf.registerIn === undefined && partOf.lines === true) return 'lines'
  if (yearly?.reference === by) return 'yearly'
  return partOf?.by === by ? 'part' : 'refers'
}

/** The lines of a register, each with the field that names their parent. */
export function linesOf(name: string): readonly Related[] {
  return relatedTo(name).filter(({ kind }) => kind === 'lines')
}

/** What stands in the field of a related record that names the one looked at. */
export function namedIn({ register, by }: Pick<Related, 'register' | 'by'>, of: string, id: string): string {
  return referenceTo(fieldOf(register, by), { register: of, id })
}

/** What much is computed from that does not refer to it: values of the county by year, and papers that lie with a record. */
const EVERYWHERE = ['parameter', 'attachment'] as const

const connections = new Map<string, ReadonlySet<string>>()

/** Every table that hangs together with one by references, over any number of steps, those worked out included: what changes in one may show in the others. */
export function connectedTo(name: string): ReadonlySet<string> {
  const found = connections.get(name)
  if (found !== undefined) return found
  const reached = new Set([name])
  for (const at of reached) {
    for (const register of tableNames) {
      const joined = register === at ? registerOf(register).fields.flatMap(targetsOf) : pointsTo(register, at) ? [register] : []
      for (const other of joined) reached.add(other)
    }
  }
  for (const other of EVERYWHERE) reached.add(other)
  connections.set(name, reached)
  return reached
}

function pointsTo(register: string, target: string): boolean {
  return linksOf(registerOf(register)).some((link) => link.register === target)
}
