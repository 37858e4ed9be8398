/** Which register a yearly one continues, and what a sheet of a year may say of it. By the catalogue alone. */
import { tellingsOf } from '#core/catalogue/derive/telling.ts'
import { isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldType, RegisterDefinition } from '#core/catalogue/types.ts'
import { ROSTERS } from './rosterProfile.ts'

/** What is looked up and not simply read off a cell. */
const LOOKED_UP: ReadonlySet<FieldType> = new Set(['reference', 'subject', 'division', 'numbered'])

/** The register that a yearly one continues, where no roster brings both. */
export function continuedBy({ yearly }: RegisterDefinition): RegisterDefinition | undefined {
  return yearly === undefined || ROSTERS.includes(yearly.of) ? undefined : registerOf(yearly.of)
}

/** The fields of it that a sheet of a year may speak of; those that tell which record is meant tell just that. */
export function continuedFields(continued: RegisterDefinition): FieldDefinition[] {
  const telling = new Set(tellingsOf(continued).flatMap(({ fields, within = [] }) => [...fields, ...within]))
  return continued.fields.filter((field) => isTyped(field) && field.keeps === undefined && !LOOKED_UP.has(field.type) && !telling.has(field.key))
}
