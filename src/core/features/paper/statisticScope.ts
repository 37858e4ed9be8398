/** A statistic as forms name it: rows with their figures by column, and the total. */
import { columnsOf } from '../../statistics/columns.ts'
import { cellText, columnHeading, dividedOf, gradeOf, periodOf, type Cell, type StatisticTable, type TableColumn } from '../../statistics/table.ts'
import type { PlaceLevel } from '../../statistics/types.ts'
import { formDecimal } from '../../forms/exact.ts'
import { statisticVocabulary } from '../../forms/vocabulary.ts'
import type { FormScope, FormValue, Vocabulary } from '../../forms/types.ts'
import { countTable, statisticOf } from '../statistics/service.ts'
import type { Reading } from './reading.ts'

/** The names under which the form of a statistic finds its figures. Throws NOT_FOUND for a code that is none. */
export function vocabularyOfStatistic(code: string): Vocabulary {
  const definition = statisticOf(code)
  return statisticVocabulary(
    columnsOf(definition).map((column) => ({
      name: nameOf(column.key),
      label: [column.group, columnHeading(column)].filter((part) => part !== null).join('：'),
    })),
    definition.grades !== undefined,
  )
}

/** The figures of a statistic in a place, by the places one level below it. */
export function statisticScope({ office, user, today, year }: Reading, code: string, within: string): FormScope {
  const table = countTable(office, user, today, { code, year, within, by: levelBelow(within) })
  return {
    title: table.title,
    period: periodOf(table),
    basis: table.source ?? '',
    notes: [...table.notes, ...table.unverified].join('；'),
    rows: table.rows.map(({ label, cells }): FormScope => ({ label, ...figures(table, cells), ...graded(table, cells) })),
    total: figures(table, table.total),
  }
}

/** What the row is called by how high its figure is, where the statistic says so. */
function graded(table: StatisticTable, cells: readonly Cell[]): Record<string, FormValue> {
  if (table.grades === undefined) return {}
  const grade = gradeOf(table, cells)
  return { grade: grade?.label ?? '', grade_meaning: grade?.meaning ?? '' }
}

/** A dot would lead into the figure. */
function nameOf(key: string): string {
  return key.replaceAll(/\W/gu, '_')
}

/** Numbers stay numbers; what is merged or has nothing to divide by stands as its text. */
function figures({ columns }: StatisticTable, cells: readonly Cell[]): Record<string, FormValue> {
  return Object.fromEntries(columns.map((column, index) => [nameOf(column.key), figureOf(column, cells[index])]))
}

function figureOf(column: TableColumn, cell: Cell | undefined): FormValue {
  const units = cell === undefined || 'hidden' in cell ? null : 'value' in cell ? cell.value : dividedOf(column, cell)
  if (units === null) return cellText(column, cell)
  return column.digits === 0 ? units : formDecimal(units, column.digits)
}

function levelBelow(code: string): PlaceLevel {
  if (code.endsWith('00000000')) return 'county'
  return code.endsWith('000000') ? 'township' : 'village'
}
