/** What a correction sheet may change: every entered field of a yearly record that says nothing of illness, numbers of people or places. */
import { defineCodeList } from '../define.ts'
import { householdYear } from '../entities/household_year.ts'
import { personYear } from '../entities/person_year.ts'
import { villageYear } from '../entities/village_year.ts'
import type { CodeItem, FieldDefinition, RegisterDefinition } from '../types.ts'

const REGISTERS: readonly (readonly [RegisterDefinition, string])[] = [
  [householdYear, '户'],
  [personYear, '人'],
  [villageYear, '村'],
]

/** Places and references say of whom the record is; what a procedure tells has steps of its own; masked values stand on no sheet. */
const isCorrectable = ({ derived, type, keeps, readAs, sensitive }: FieldDefinition): boolean =>
  derived === undefined &&
  keeps === undefined &&
  readAs === undefined &&
  sensitive === undefined &&
  !['reference', 'subject', 'division', 'year', 'numbered'].includes(type)

/** `household_year.house_area`: a field of a register, as a code. */
export const correctedItems = defineCodeList({
  id: 'corrected_item',
  label: '更正项目',
  verified: true,
  source: 'mechanisms.md §0.2-1；年度记录的各项',
  items: REGISTERS.flatMap(([register, of]) =>
    register.fields.filter(isCorrectable).map((field): CodeItem => ({ code: `${register.name}.${field.key}`, label: `${of}：${field.label}` })),
  ),
})
