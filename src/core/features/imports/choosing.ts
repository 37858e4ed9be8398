/** Several records on file fit what a row says: which is meant is asked, with what tells them apart, and answered by whoever imports. */
import { isHidden } from '#core/access/asker.ts'
import { formatValue } from '#core/catalogue/derive/format.ts'
import { toldBy } from '#core/catalogue/derive/telling.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { Titles } from '#core/registers/titles.ts'
import type { ImportChoice, ImportProblem } from './contract.ts'
import type { DataRow } from './model.ts'
import type { Planning } from './planning.ts'
import type { FileRecord } from './records.ts'

/** What a row means of several records: the one decided for, `new` where it is none of them, or the question. */
export type Answer = FileRecord | 'new' | NonNullable<ImportProblem['ask']>

/** Asks which of these records of a register a row means, unless that is decided. */
export function whichOf(
  planning: Planning,
  row: DataRow,
  question: { readonly of: string; readonly text: string; readonly register: string; readonly mayBeNew?: boolean },
  records: readonly FileRecord[],
): Answer {
  const { of, text, register, mayBeNew = false } = question
  const answer = planning.decisions.of(row, of, text)
  if (answer === null && mayBeNew) return 'new'
  return records.find(({ id }) => id === answer) ?? { of, text, choices: choicesOf(planning, registerOf(register), records), mayBeNew }
}

const MOST_FACTS = 5
const MOST_CHOICES = 20

/** The records with the fields in which they differ; what the asker may not see is left out, what is sensitive masked. */
function choicesOf(planning: Planning, register: RegisterDefinition, records: readonly FileRecord[]): ImportChoice[] {
  const shown = records.slice(0, MOST_CHOICES)
  const titles = new Titles(planning.database, planning.places.names)
  const titleOf = titles.of(
    register.name,
    shown.map(({ id }) => id),
  )
  const told = toldBy(register)
  const differing = register.fields.filter(
    (field) => !isHidden(planning.places.asker, register, field) && new Set(shown.map((record) => JSON.stringify(record[field.key] ?? null))).size > 1,
  )
  const telling = (field: FieldDefinition): boolean => told.has(field.key) || field.key === register.owner || field.unique === true
  const fields = [...differing.filter(telling), ...differing.filter((field) => !telling(field) && field.listed === true)]
  // Masked, two numbers may look the same.
  const texts = fields
    .map((field) => ({ label: field.label, values: shown.map((record) => textOf(planning, titles, field, record)) }))
    .filter(({ values }) => new Set(values).size > 1)
    .slice(0, MOST_FACTS)
  return shown.map(({ id }, index) => ({
    id,
    title: titleOf.get(id) ?? '',
    facts: texts.flatMap(({ label, values }) => (values[index] === undefined || values[index] === '' ? [] : [{ label, value: values[index] }])),
  }))
}

function textOf(planning: Planning, titles: Titles, field: FieldDefinition, record: FileRecord): string {
  const value = record[field.key] ?? null
  if (typeof value === 'string' && field.type === 'division') return planning.places.names.fullName(value)
  if (typeof value === 'string' && (field.type === 'reference' || field.type === 'subject')) return titles.ofValues(field, [value]).get(value) ?? ''
  return formatValue(field, value, { masked: true })
}
