/** What a condition on a list may be about: fields of its register, facts of the year, what is gathered, what is worked out, and records of other registers. */
import { factOf, factsOf, gatheredColumn, gatheredKey, gatheredOf, reckonedColumn, reckonedKey, reckonedOf } from '#core/catalogue/derive/listing.ts'
import { relatedTo } from '#core/catalogue/derive/related.ts'
import { fieldOf, findField, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'

export interface Askable {
  /** Key of the column; `of:<register>.<by>` for records of another register that refer to this one. */
  readonly key: string
  readonly label: string
  /** Group under which it is offered. */
  readonly section: string
  readonly kind: 'own' | 'fact' | 'gathered' | 'reckoned' | 'related'
  /** What values are compared as. */
  readonly field: FieldDefinition
}

/** Says which fields the user may not compare, and which registers they may read. */
export interface AskableRights {
  readonly hidden: (register: RegisterDefinition, field: FieldDefinition) => boolean
  readonly mayRead: (register: string) => boolean
}

const ALL: AskableRights = { hidden: () => false, mayRead: () => true }
const RELATED = 'of:'

/** Key of the condition about records of another register. */
export function relatedKey({ register, by }: { readonly register: string; readonly by: string }): string {
  return `${RELATED}${register}.${by}`
}

/** Register and reference behind such a key. */
export function relatedIn(key: string): { readonly register: string; readonly by: string } | null {
  if (!key.startsWith(RELATED)) return null
  const [register = '', by = ''] = key.slice(RELATED.length).split('.')
  return { register, by }
}

/** Of the register's own fields alone: what a condition about records of another register may ask. */
export function ownAskable(register: RegisterDefinition, rights: AskableRights = ALL): readonly Askable[] {
  const sections = new Map(register.sections.map((section) => [section.key, section.label]))
  return register.fields
    .filter((field) => !rights.hidden(register, field))
    .map((field) => ({ key: field.key, label: field.label, section: sections.get(field.section ?? '') ?? '', kind: 'own', field }))
}

/** All that a list may be asked about. */
export function askableOf(register: RegisterDefinition, year: number, rights: AskableRights = ALL): readonly Askable[] {
  const facts = factsOf(register.name)
    .filter(({ yearly, field }) => rights.mayRead(yearly.name) && !rights.hidden(yearly, field))
    .map(({ key }) => key)
  const gathered = gatheredOf(register.name).filter((column) => rights.mayRead(column.register))
  const related = relatedTo(register.name).filter((other) => rights.mayRead(other.register))
  return [
    ...ownAskable(register, rights),
    ...[...facts, ...gathered.map(gatheredKey), ...reckonedOf(register.name).map(reckonedKey), ...related.map(relatedKey)].flatMap(
      (key) => askableAt(register, key, year) ?? [],
    ),
  ]
}

/** What stands behind the key of a condition; undefined for one that is gone. */
export function askableAt(register: RegisterDefinition, key: string, year: number): Askable | undefined {
  const own = findField(register, key)
  if (own !== undefined) return { key, label: own.label, section: '', kind: 'own', field: own }
  const fact = factOf(register.name, key)
  if (fact !== undefined) return { key, label: fact.label, section: `${year} 年情况`, kind: 'fact', field: { ...fact.field, label: fact.label } }
  const reckoned = reckonedColumn(register.name, key)
  if (reckoned !== undefined) return { key, label: reckoned.label, section: '按今天算', kind: 'reckoned', field: reckoned }
  const gathered = gatheredColumn(register.name, key)
  if (gathered !== undefined)
    return {
      key,
      label: gathered.label,
      section: '其他台账',
      kind: 'gathered',
      field: { ...fieldOf(gathered.register, gathered.shows), key, label: gathered.label },
    }
  const related = relatedIn(key)
  const known = related === null ? undefined : relatedTo(register.name).find((one) => one.register === related.register && one.by === related.by)
  return known === undefined ? undefined : { key, label: known.label, section: '其他台账', kind: 'related', field: { key, label: known.label, type: 'text' } }
}

/** The register that the inner conditions of a condition are about: records that refer to the listed one, or the one referred to. */
export function innerRegister(askable: Askable): RegisterDefinition | null {
  const related = relatedIn(askable.key)
  if (related !== null) return registerOf(related.register)
  return askable.field.type === 'reference' && askable.field.register !== undefined ? registerOf(askable.field.register) : null
}
