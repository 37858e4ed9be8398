/**
 * How records of a register are told apart in sheets of other registers, from `tellBy`: which fields say it, under which headings they stand
 * beside each reference, and which spellings of those headings are understood. Import, template, export and search read this and nothing else.
 */
import { findField, fieldOf, registerOf } from '../index.ts'
import type { FieldDefinition, RegisterDefinition, Telling } from '../types.ts'
import { targetsOf } from './subject.ts'
import { spelling } from './text.ts'

/** A field that says, in sheets of one register, which record a reference of that register means. */
export interface ReferenceKey {
  /** The reference, and the keys from the record it refers to up to the field: `['household_id', 'household_no']`. */
  readonly reference: FieldDefinition
  readonly path: readonly string[]
  /** Register and field that the path ends at. */
  readonly register: string
  readonly field: FieldDefinition
  /** The heading in templates and exports, which no other column of the register has. */
  readonly heading: string
}

/** How records of the register are told apart: as it says, else by its `match` rules (places are known to the row) and its title. */
export function tellingsOf(register: RegisterDefinition): readonly Telling[] {
  if (register.tellBy !== undefined) return register.tellBy
  // A subject is told by columns of its own, in sheets of the register that has it; nobody tells a record of it elsewhere by that.
  const match = register.match.filter((rule) => rule.every((key) => fieldOf(register, key).type !== 'subject'))
  const rules = match.map((rule): Telling => {
    const places = rule.filter((key) => fieldOf(register, key).type === 'division')
    const fields = rule.filter((key) => !places.includes(key))
    return { fields, ...(places.length === 0 ? {} : { within: places }) }
  })
  const title = fieldOf(register, register.title)
  const isTold = title.type === 'division' || title.type === 'reference' || rules.some(({ fields }) => fields.length === 1 && fields[0] === title.key)
  return isTold || rules.some(({ fields }) => fields.includes(title.key)) ? rules : [...rules, { fields: [title.key] }]
}

/** Keys of the fields by which records of the register are told apart: what a chooser shows beside the title. */
export function toldBy(register: RegisterDefinition): ReadonlySet<string> {
  return new Set(tellingsOf(register).flatMap(({ fields, within = [], narrowedBy = [] }) => [...fields, ...within, ...narrowedBy]))
}

/** Whether nothing but its place tells a record: a village. */
export function isToldByPlace(register: RegisterDefinition): boolean {
  return tellingsOf(register).every(({ fields }) => fields.length === 0)
}

/** The field that says in which village a record lies: its owner, else the record that stands for the village; undefined where others say it. */
export function placeField(register: RegisterDefinition): FieldDefinition | undefined {
  const owner = register.owner === undefined ? undefined : findField(register, register.owner)
  if (owner !== undefined && owner.derived === undefined) return owner
  return enteredReferences(register).find((field) => !isOfSubject(field) && isToldByPlace(registerOf(field.register ?? '')))
}

/** Heading of the township of a village that is not the one a record lies in. */
export function townshipLabel(field: FieldDefinition): string {
  return `${field.label}乡镇`
}

/** Heading of the township of a village that a record keeps: 统计乡镇 before 统计村. */
export function keptTownship(field: FieldDefinition): string {
  return `${field.label.replace(/(行政)?村$/, '')}乡镇`
}

/** Between the key of a subject and the register that one of the references which stand for it in sheets leads to. */
const OF_SUBJECT = '@'

const ofSubjects = new WeakMap<FieldDefinition, readonly FieldDefinition[]>()

/** A subject as sheets tell it: a reference to each register that it may name, with columns of its own (`about@household`). */
export function subjectReferences(field: FieldDefinition): readonly FieldDefinition[] {
  let made = ofSubjects.get(field)
  if (made === undefined) {
    const { headings: _headings, registers: _registers, ...rest } = field
    made = targetsOf(field).map((register) => ({
      ...rest,
      key: `${field.key}${OF_SUBJECT}${register}`,
      type: 'reference',
      register,
      label: `${field.label}${registerOf(register).label}`,
    }))
    ofSubjects.set(field, made)
  }
  return made
}

/** Key of the column that says of which register a subject is. */
export function subjectKind(field: FieldDefinition): string {
  return `${field.key}${OF_SUBJECT}`
}

/** Key of the subject that a reference stands for. */
export function subjectKey({ key }: FieldDefinition): string {
  return key.split(OF_SUBJECT)[0] ?? ''
}

/** Whether a reference stands for a subject in sheets. */
export function isOfSubject({ key }: FieldDefinition): boolean {
  return key.includes(OF_SUBJECT)
}

/** Key of the column in which the record is named whatever it is: that of the subject; but a village has a column of its own. */
export function mainKey(reference: FieldDefinition): string {
  return isToldByPlace(registerOf(reference.register ?? '')) ? reference.key : subjectKey(reference)
}

/** The field of a register by the key that sheets know it by: one of its own, or a reference that stands for a subject. */
export function tellingField(register: RegisterDefinition, key: string): FieldDefinition {
  const [own = ''] = key.split(OF_SUBJECT)
  const field = fieldOf(register, own)
  return own === key ? field : (subjectReferences(field).find((one) => one.key === key) ?? field)
}

/** The references of a register that people enter. */
export function enteredReferences(register: RegisterDefinition): readonly FieldDefinition[] {
  return toldReferences(register).filter((field) => field.derived === undefined)
}

/** The references of which a sheet tells: entered or worked out, but neither kept states nor circles. */
function toldReferences(register: RegisterDefinition): readonly FieldDefinition[] {
  return register.fields.flatMap((field) => {
    if (field.type === 'subject') return subjectReferences(field)
    return isReference(field) && field.keeps === undefined && !isCircle(register, field) ? [field] : []
  })
}

/**
 * The reference of a sheet's own register that says at the same time what `nested`, a reference of the record that `reference` means, says:
 * the household of a membership for its person. Undefined where the sheet has none or several.
 */
export function sharedReference(register: RegisterDefinition, reference: FieldDefinition, nested: FieldDefinition): FieldDefinition | undefined {
  if (reference.register === nested.register || isOfSubject(reference)) return undefined
  const same = toldReferences(register).filter((field) => !isOfSubject(field) && field.register === nested.register && field.key !== reference.key)
  return same.length === 1 ? same[0] : undefined
}

const known = new WeakMap<RegisterDefinition, readonly ReferenceKey[]>()

/**
 * The fields that tell what the references of a register mean, in the order of its fields, those that are worked out included. What is told
 * by its place alone has none beside the reference itself.
 */
export function referenceKeys(register: RegisterDefinition): readonly ReferenceKey[] {
  let made = known.get(register)
  if (made === undefined) known.set(register, (made = new KeyMaker(register).make()))
  return made
}

interface Told {
  readonly path: readonly string[]
  readonly register: RegisterDefinition
  readonly field: FieldDefinition
  readonly labels: readonly string[]
}

class KeyMaker {
  readonly #register: RegisterDefinition
  readonly #headings = new Set<string>()

  constructor(register: RegisterDefinition) {
    this.#register = register
  }

  make(): ReferenceKey[] {
    for (const field of this.#register.fields) if (!isReference(field)) this.#headings.add(spelling(field.label))
    return toldReferences(this.#register).flatMap((field) => this.#keysOf(field))
  }

  #keysOf(reference: FieldDefinition): ReferenceKey[] {
    const keys = this.#toldBy(registerOf(reference.register ?? ''), reference, [])
    return keys.map(({ path, register, field, labels }) => ({
      reference,
      path,
      register: register.name,
      field,
      heading: this.#headingOf([reference.label, ...labels]),
    }))
  }

  /** Shorter where that leaves no doubt. */
  #headingOf(labels: readonly string[]): string {
    const short = joinLabels(labels)
    const heading = this.#headings.has(spelling(short)) ? labels.join('') : short
    this.#headings.add(spelling(heading))
    return heading
  }

  #toldBy(register: RegisterDefinition, reference: FieldDefinition, before: readonly RegisterDefinition[]): Told[] {
    const tellings = tellingsOf(register)
    const plain = new Set(tellings.flatMap(({ fields, within = [] }) => [...fields, ...within]))
    const all = new Set([...plain, ...tellings.flatMap(({ narrowedBy = [] }) => narrowedBy)])
    return [...all].flatMap((key): Told[] => {
      const field = fieldOf(register, key)
      if (field.type === 'division') return []
      if (!isReference(field)) return [{ path: [key], register, field, labels: [field.label] }]
      if (before.includes(register) || sharedReference(this.#register, reference, field) !== undefined) return []
      const referred = registerOf(field.register ?? '')
      const titled = !plain.has(key) || field.createMissing === true
      const nested = titled ? titleOf(referred) : this.#toldBy(referred, field, [...before, register])
      return nested.map((told) => ({ ...told, path: [key, ...told.path], labels: titled ? [field.label] : [field.label, ...told.labels] }))
    })
  }
}

function titleOf(register: RegisterDefinition): Told[] {
  const field = fieldOf(register, register.title)
  return isReference(field) || field.type === 'division' ? [] : [{ path: [field.key], register, field, labels: [] }]
}

function isReference(field: FieldDefinition): boolean {
  return field.type === 'reference' && field.register !== undefined
}

/** A worked-out reference to what refers back: the head of a household, of whom the household's own columns tell. */
export function isCircle(register: RegisterDefinition, field: FieldDefinition): boolean {
  if (field.derived === undefined || field.register === undefined || field.register === register.name) return false
  return registerOf(field.register).fields.some((back) => back.register === register.name)
}

/**
 * Labels put together as people would say them: what the next begins with or says already is not said twice (帮扶单位 + 单位名称), and a
 * label of a single character (户, 人) names what the sheet is about anyway.
 */
function joinLabels(labels: readonly string[]): string {
  return labels.reduceRight((after, label) => {
    const stem = label.replace(/[（(].*[)）]$/, '')
    if (after === '') return label
    if (stem.length <= 1 || after.includes(stem)) return after
    for (let length = Math.min(stem.length, after.length); length > 0; length--)
      if (stem.endsWith(after.slice(0, length))) return `${stem}${after.slice(length)}`
    return `${stem}${after}`
  }, '')
}

/** What a reference and a field are called in sheets, without the word for the field that the reference's own column may carry (责任人姓名). */
const NAMED = /(姓名|名称|编号|编码)$/

/** All spellings under which a key is understood, the likeliest first: each name of the reference with each name of the field. */
export function keySpellings({ reference, path, field, heading }: ReferenceKey): readonly string[] {
  const stems = [...new Set([reference.label, ...(reference.headings ?? [])].map((name) => name.replace(NAMED, '')))].filter((stem) => stem !== '')
  const between = path.slice(0, -1)
  const inner = nestedFields(reference, between)
  const names = namesOf(field, inner)
  return [...new Set([heading, ...stems.flatMap((stem) => names.map((name) => joinLabels([stem, name])))])]
}

/** Headings of a key without the reference's name, understood where only one reference can be meant. */
export function bareSpellings({ reference, path, field }: ReferenceKey): readonly string[] {
  return namesOf(field, nestedFields(reference, path.slice(0, -1)))
}

function namesOf(field: FieldDefinition, inner: readonly FieldDefinition[]): string[] {
  const own = [field.label, ...(field.headings ?? [])]
  const last = inner.at(-1)
  if (last === undefined) return own
  // Told by its title, a nested record goes by the name of the reference to it: 帮扶单位.
  const referred = registerOf(last.register ?? '')
  return referred.title === field.key ? [last.label, ...(last.headings ?? []), ...own] : own
}

function nestedFields(reference: FieldDefinition, path: readonly string[]): FieldDefinition[] {
  const fields: FieldDefinition[] = []
  let register = reference.register ?? ''
  for (const key of path) {
    const field = findField(register, key)
    if (field === undefined) break
    fields.push(field)
    register = field.register ?? ''
  }
  return fields
}
