import { useMemo } from 'react'
import { findField, isRegisterName } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { displayValue } from '../../../fields/display.ts'
import { useHistoryTitles } from '../../records/RecordHistoryTab.tsx'

/** A value that is going to be shown: whose field it is. */
export interface ShownValue {
  readonly register: string
  readonly record: string
  readonly field: string
  readonly values: readonly FieldValue[]
}

/** Values as people read them, with the names behind references and divisions; `（空）` where nothing stands. */
export function useValueText(shown: readonly ShownValue[]): (register: string, field: string, value: FieldValue) => string {
  const entries = useMemo(
    () =>
      shown.flatMap(({ register, record, field, values }) =>
        values.map((value) => ({
          changeSet: '',
          register,
          record,
          at: '',
          by: '',
          action: 'update' as const,
          field,
          before: null,
          after: value,
          reason: null,
        })),
      ),
    [shown],
  )
  const { titleOf } = useHistoryTitles(entries)
  return (register, field, value) => {
    if (value === null || value === '') return '（空）'
    const known = isRegisterName(register) ? findField(register, field) : undefined
    const text = titleOf(register, field, value) ?? (known === undefined ? plain(value) : displayValue(known, value))
    return known?.unit === undefined ? text : `${text} ${known.unit}`
  }
}

function plain(value: FieldValue): string {
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
}
