/** A statistic as forms name it: rows with their figures by column, and the total. */
import { columnsOf } from '../../statistics/columns.ts'
import { cellNumber, cellText, columnHeading, periodOf, type Cell, type StatisticTable } from '../../statistics/table.ts'
import type { PlaceLevel } from '../../statistics/types.ts'
import { statisticVocabulary } from '../../forms/vocabulary.ts'
import type { FormScope, FormValue, Vocabulary } from '../../forms/types.ts'
import { countTable, statisticOf } from '../statistics/service.ts'
import type { Reading } from './reading.ts'

/** The names under which the form of a statistic finds its figures. Throws NOT_FOUND for a code that is none. */
export function vocabularyOfStatistic(code: string): Vocabulary {
  return statisticVocabulary(
    columnsOf(statisticOf(code)).map((column) => ({
      name: nameOf(column.key),
      label: [column.group, columnHeading(column)].filter((part) => part !== null).join('：'),
    })),
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
    rows: table.rows.map(({ label, cells }): FormScope => ({ label, ...figures(table, cells) })),
    total: figures(table, table.total),
  }
}

/** A dot would lead into the figure. */
function nameOf(key: string): string {
  return key.replaceAll(/\W/gu, '_')
}

/** Numbers stay numbers; what is merged or has nothing to divide by stands as its text. */
function figures({ columns }: StatisticTable, cells: readonly Cell[]): Record<string, FormValue> {
  return Object.fromEntries(columns.map((column, index) => [nameOf(column.key), cellNumber(column, cells[index]) ?? cellText(column, cells[index])]))
}

function levelBelow(code: string): PlaceLevel {
  if (code.endsWith('00000000')) return 'county'
  return code.endsWith('000000') ? 'township' : 'village'
}
