/** Which records refer to which, as the catalogue says. */
import { registerNames, registerOf } from '../index.ts'
import { linksOf } from './subject.ts'

export interface ReferringField {
  readonly register: string
  readonly field: string
  /** What the field's value begins with before the id (see {@link heldSql}). */
  readonly prefix: string
  /** Whether it only keeps where the record counted: no obstacle to anything that becomes of the one referred to. */
  readonly kept: boolean
}

const known = new Map<string, readonly ReferringField[]>()

/** Entered reference fields of all registers by which a record belongs to one of a register; those that keep a state are not among them. */
export function referringTo(name: string): readonly ReferringField[] {
  return referringOrCounted(name).filter(({ kept }) => !kept)
}

/** The same, and the fields that keep a state. */
export function referringOrCounted(name: string): readonly ReferringField[] {
  let found = known.get(name)
  if (found === undefined) {
    found = registerNames.flatMap((register) =>
      linksOf(registerOf(register))
        .filter((link) => link.register === name && link.field.derived === undefined)
        .map(({ field, prefix }) => ({ register, field: field.key, prefix, kept: field.keeps !== undefined })),
    )
    known.set(name, found)
  }
  return found
}

/** How far a register is from one that refers to none: what is referred to comes before what refers to it. References in a circle do not count. */
export function depthOf(register: string, below: readonly string[] = []): number {
  const path = [...below, register]
  const referred = linksOf(registerOf(register)).flatMap((link) =>
    link.field.derived === undefined && !path.includes(link.register) ? [depthOf(link.register, path)] : [],
  )
  return referred.length === 0 ? 0 : 1 + Math.max(...referred)
}
