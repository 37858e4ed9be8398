/** Which cells of a list are edited where they stand, and how they are saved: fields of the record, and facts of its year. */
import { useMemo } from 'react'
import { isHidden } from '#core/access/asker.ts'
import { factOf } from '#core/catalogue/derive/listing.ts'
import { findField, isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import type { CellEditing, DataColumn } from '../../components/DataTable/types.ts'
import { isMasked } from '../../fields/display.ts'
import { useSession } from '../../session/useSession.tsx'
import { CellEditor } from './CellEditor.tsx'
import { useKeptElsewhere } from './useKeptElsewhere.ts'
import { useMayWrite } from './useMayWrite.ts'
import { useRefresh } from './useRefresh.ts'
import { useSaveRecord } from './useSaveRecord.ts'
import type { RecordToSave } from './useSaveRecord.ts'

/** A cell: the field it holds, of the record itself or of its year. */
interface Cell {
  readonly register: RegisterDefinition
  readonly field: FieldDefinition
  readonly isFact: boolean
}

const NOTHING: Row = {}

/** @param first key of the column that opens the record: it is not edited */
export function useCellEditing(registerName: string, yearlyName: string | null, first: string | undefined): CellEditing {
  const { user, year } = useSession()
  const register = registerOf(registerName)
  const mayOwn = useMayWrite(registerName)
  const mayYear = useMayWrite(yearlyName ?? registerName)
  const keptElsewhere = useKeptElsewhere(register, NOTHING)
  const own = useSaveRecord(registerName)
  const ofYear = useSaveRecord(yearlyName ?? registerName)
  const refresh = useRefresh()
  return useMemo(() => {
    const cellOf = (column: DataColumn): Cell | null => {
      const fact = factOf(registerName, column.key)
      if (fact !== undefined) return { register: fact.yearly, field: { ...fact.field, label: fact.label }, isFact: true }
      const field = findField(register, column.key)
      return field === undefined ? null : { register, field, isFact: false }
    }
    const may = (row: Row, column: DataColumn): boolean => {
      const cell = cellOf(column)
      if (cell === null || column.key === first || !(cell.isFact ? mayYear : mayOwn)) return false
      const { field } = cell
      // Where a record lies is changed on its page, with all that goes along.
      if (!isTyped(field) || field.keeps !== undefined || field.type === 'subject' || field.key === cell.register.owner) return false
      return !isMasked(row[column.key]) && !isHidden(user, cell.register, field) && (cell.isFact || keptElsewhere(field) === null)
    }
    const save = async (cell: Cell, row: Row, value: FieldValue): Promise<string | null> => {
      let wrong: string | null = '没有保存。'
      const record = recordOf(cell, row, value, year)
      const saved = await (cell.isFact ? ofYear : own).save(record, {
        onIssues: (issues) => {
          wrong = issues.map(({ message }) => message).join('；')
        },
        onReload: () => refresh(registerName, cell.register.name),
      })
      if (saved === null) return wrong
      refresh(registerName, cell.register.name)
      return null
    }
    return {
      may,
      render: (row, column, done) => {
        const cell = cellOf(column)
        if (cell === null) return null
        const title = row[`${column.key}$title`]
        return (
          <CellEditor
            key={`${String(row['id'])} ${column.key}`}
            field={cell.field}
            value={row[column.key] ?? null}
            title={typeof title === 'string' ? title : undefined}
            where={withinPlace(register, cell.field, row)}
            onSave={(value) => save(cell, row, value)}
            onDone={done}
          />
        )
      },
    } satisfies CellEditing
  }, [registerName, register, first, mayOwn, mayYear, user, year, keptElsewhere, own, ofYear, refresh])
}

/** What is saved of a cell; a fact of a year without a record makes one. */
function recordOf({ register, field, isFact }: Cell, row: Row, value: FieldValue, year: number): RecordToSave {
  const values = { [field.key]: value }
  const [id, revision] = isFact ? [row[`${register.name}.id`], row[`${register.name}.revision`]] : [row['id'], row['revision']]
  if (typeof id === 'string') return { id, values, ...(typeof revision === 'number' ? { revision } : {}) }
  const { yearly } = register
  return { values: yearly === undefined ? values : { ...values, [yearly.reference]: row['id'] ?? null, [yearly.year]: year } }
}

/** What is made where it is missing belongs to the place of the record: groups of its village. */
function withinPlace({ owner }: RegisterDefinition, field: FieldDefinition, row: Row): Where | undefined {
  const target = field.type === 'reference' && field.register !== undefined ? registerOf(field.register) : undefined
  const place = owner === undefined ? null : row[owner]
  return field.createMissing === true && target?.owner !== undefined && typeof place === 'string' ? { [target.owner]: place } : undefined
}
