/** What a heading of a sheet means for a register. */
import { DIVISION_LEVELS, type DivisionLevel } from '#core/rules/levels.ts'
import { divisionHeadings } from '../headings.ts'
import { registerOf } from '../index.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'
import { spelling } from './text.ts'

/** A remark in brackets that only names the unit or asks for the entry: `（元）`, `(亩)`, `（必填）`. */
const REMARK = /\((元|元\/年|万元|亩|公顷|人|口|户|个|个数|头|月|公里|千米|米|M2|㎡|平方米|度|人次|必填|选填|\*)\)$/

/** The form in which headings are compared: {@link spelling} without asterisk, colon and unit in brackets at the end. */
export function headingSpelling(text: string): string {
  const plain = spelling(text).replace(/^\*+|[*:：]+$/g, '')
  const shorter = plain.replace(REMARK, '')
  return shorter === '' ? plain : shorter
}

const indexes = new WeakMap<RegisterDefinition, ReadonlyMap<string, FieldDefinition>>()

/** Every spelling of the headings of a register (see {@link headingSpelling}) with the field it means, derived fields included. */
function headingIndex(register: string | RegisterDefinition): ReadonlyMap<string, FieldDefinition> {
  const definition = typeof register === 'string' ? registerOf(register) : register
  const known = indexes.get(definition)
  if (known) return known
  const made = new Map<string, FieldDefinition>()
  for (const field of definition.fields) {
    for (const heading of [field.label, ...(field.headings ?? [])]) made.set(headingSpelling(heading), field)
  }
  indexes.set(definition, made)
  return made
}

/** The field that a heading means in a register, or `undefined`. */
export function matchHeading(register: string | RegisterDefinition, heading: string): FieldDefinition | undefined {
  return headingIndex(register).get(headingSpelling(heading))
}

const LEVELS: ReadonlyMap<string, DivisionLevel> = new Map(
  DIVISION_LEVELS.flatMap((level) => divisionHeadings[level].map((heading) => [headingSpelling(heading), level] as const)),
)

/** The level of the division that a column names (省, 县(市、区、旗), 乡(镇), 行政村 …), or `undefined`. */
export function divisionLevelOfHeading(heading: string): DivisionLevel | undefined {
  return LEVELS.get(headingSpelling(heading))
}
