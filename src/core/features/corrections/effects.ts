/** What agreeing to a correction does: the record of the locked year is changed as the sheet says, by whoever may correct it (`store/lockedYears.ts`). */
import { formatValue } from '../../catalogue/derive/format.ts'
import { parseCell } from '../../catalogue/derive/parse.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { findField, fieldOf } from '../../catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '../../catalogue/types.ts'
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { fromSql } from '../../store/table.ts'

/** What stands on a sheet where a value is to be emptied. */
export const EMPTY = '空'

/** The record and the field that a sheet is about, and what the record holds of it. */
interface Wrong {
  readonly register: string
  readonly id: string
  readonly field: FieldDefinition
  readonly value: FieldValue
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** A sentence where the sheet names no record, or a field that the record has not. */
function wrongOf(database: ReadDatabase, row: SqlRow): Wrong | string {
  const referred = referredBy(fieldOf('correction_sheet', 'subject'), row['subject'])
  const [of = '', key = ''] = text(row['item']).split('.')
  if (referred === undefined) return '没有写明更正哪一条记录。'
  if (referred.register !== of) return '“更正哪一项”不是这条记录的项目，请重新选择。'
  const field = findField(of, key)
  const record = database.get<SqlRow>(`SELECT * FROM ${referred.register} WHERE id = ? AND deleted = 0`, referred.id)
  if (field === undefined || record === undefined) return '更正的记录已经删除，请不更正这一件。'
  return { register: of, id: referred.id, field, value: fromSql(field, record[key] ?? null) }
}

/** The value as it is stored, or why it cannot be read. */
function newValue({ field }: Wrong, row: SqlRow): { readonly value: FieldValue } | string {
  const said = text(row['new_value'])
  if (said === EMPTY) return { value: null }
  const read = parseCell(field, { kind: 'text', text: said })
  return read.ok ? { value: read.value } : read.problem.message
}

const same = (one: FieldValue, other: FieldValue): boolean => one === other

function refusals(database: ReadDatabase, { row }: EffectSubject): string[] {
  if (text(row['new_value']) === '') return []
  if (row['locked_by'] === null) return ['这个村这一年没有锁定，请直接在记录里改，不用更正单。']
  const wrong = wrongOf(database, row)
  if (typeof wrong === 'string') return [wrong]
  const next = newValue(wrong, row)
  if (typeof next === 'string') return [next]
  const old = text(row['old_value'])
  const before = old === '' || old === EMPTY ? null : parseCell(wrong.field, { kind: 'text', text: old })
  const now = formatValue(wrong.field, wrong.value) || EMPTY
  if (old !== '' && !same(before === null ? null : before.ok ? before.value : old, wrong.value))
    return [`记录里现在是“${now}”，不是更正单上写的“${old}”，请核对。`]
  return same(next.value, wrong.value) ? [`记录里已经是“${now}”，不用更正。`] : []
}

/** By the key that the declaration of the procedure names. */
export const correctionEffects: Readonly<Record<'correction_made', StepEffect>> = {
  correction_made: {
    refusals,
    make: (door, { id, row }) => {
      const wrong = wrongOf(door.database, row)
      if (typeof wrong === 'string') return
      const next = newValue(wrong, row)
      if (typeof next === 'string') return
      if (text(row['old_value']) === '') door.update('correction_sheet', id, { old_value: formatValue(wrong.field, wrong.value) || EMPTY })
      door.update(wrong.register, wrong.id, { [wrong.field.key]: next.value })
    },
  },
}
