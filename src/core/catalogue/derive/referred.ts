/** What a record is known by where it is only referred to: to whom it does not belong it hands over no more than this. */
import type { Row } from '../../shapes.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'
import { targetsOf } from './subject.ts'

/**
 * Its place, what it is called, and the first thing that tells it from others. Nothing sensitive, and no reference, which would lead on to
 * further records.
 */
export function fieldsKnownBy({ fields, owner, title, tellBy = [] }: RegisterDefinition): readonly FieldDefinition[] {
  const keys = new Set([owner, title, ...(tellBy[0]?.fields ?? [])])
  return fields.filter((field) => keys.has(field.key) && field.sensitive === undefined && targetsOf(field).length === 0)
}

/** Whether a row, on file or as it crosses, stands for a record that is known by reference only. A record has a revision for each of its entries. */
export function isReferredOnly(row: Readonly<Record<string, unknown>>): boolean {
  return row['revision'] === 0
}

/** What such a row is, in words. @param place what the place of the record is called, where that is known */
export function referredOnlyText(register: RegisterDefinition, place: string | undefined): string {
  const known = fieldsKnownBy(register).map(({ label }) => label)
  return `这条${register.label}记录归别的单位，本单位只知道它的${known.join('、')}，其余资料在${place ?? '负责它的单位'}。`
}

/** The same of a row whose titles were added. */
export function referredOnlyTextOf(register: RegisterDefinition, row: Row): string {
  const place = register.owner === undefined ? undefined : row[`${register.owner}$title`]
  return referredOnlyText(register, typeof place === 'string' && place !== '' ? place : undefined)
}

/** What whoever needs more of it can do. */
export const ASK_ITS_OFFICE = '要看它的内容，请找负责它的单位。'
