/** From a cell of a sheet to a day, a month, a year or a period. */
import { periodOf, readPeriodText } from '#core/rules/period.ts'
import type { FieldDefinition } from '../types.ts'
import type { RawCell } from './cell.ts'
import { PERIOD_EXAMPLES } from './check.ts'
import { readDateNumber, readDateText } from './dates.ts'
import type { DateReading } from './dates.ts'
import { shorten } from './parseWords.ts'
import { parsed, refused } from './problem.ts'
import type { Parsed } from './problem.ts'
import { compact } from './text.ts'

/** A day, or a month where the field asks for one; what is less exact is refused. */
export function readDate(field: FieldDefinition, cell: RawCell): Parsed {
  const reading = readingOf(cell)
  const monthOnly = field.type === 'month'
  const shown = shorten(cell.text)
  switch (reading.kind) {
    case 'day':
      return parsed(monthOnly ? reading.date.slice(0, 7) : reading.date)
    case 'month':
      if (monthOnly) return parsed(reading.month)
      return refused('date_format', `“${field.label}”只有年月（${shown}），请补上日，例如 ${reading.month}-01；不知道哪一天的，按证件上的日期填写。`)
    case 'year':
      return refused('date_format', `“${field.label}”只有年份（${shown}），请补上${monthOnly ? '月份' : '月和日'}。`)
    case 'impossible':
      return refused('date_format', `“${field.label}”的“${shown}”不是实际存在的日期，请核对。`)
    case 'unreadable':
      return refused('date_format', `“${field.label}”的“${shown}”看不出是哪一天，请写成 ${monthOnly ? '2014-10' : '1980-05-01'} 这样。`)
  }
}

/** As exactly as the cell says it, and no more: a month stays a month. */
export function readPartialDate(field: FieldDefinition, cell: RawCell): Parsed {
  const reading = readingOf(cell)
  switch (reading.kind) {
    case 'day':
      return parsed(reading.date)
    case 'month':
      return parsed(reading.month)
    case 'year':
      return parsed(String(reading.year))
    case 'impossible':
      return refused('date_format', `“${field.label}”的“${shorten(cell.text)}”不是实际存在的日期，请核对。`)
    case 'unreadable':
      return refused('date_format', `“${field.label}”的“${shorten(cell.text)}”看不出是哪一天，请写成 2014-06-01、2014-06 或 2014 这样。`)
  }
}

/** A period as it is written, or the one in which the day, month or year of the cell lies, where that says which. */
export function readPeriod(field: FieldDefinition, cell: RawCell): Parsed {
  const { period = 'month' } = field
  const written = cell.kind === 'text' ? readPeriodText(compact(cell.text)) : null
  if (written !== null) return parsed(written)
  const reading = readingOf(cell)
  if (reading.kind === 'day') return parsed(periodOf(reading.date, period))
  if (reading.kind === 'month' && period !== 'tenDays') return parsed(periodOf(`${reading.month}-01`, period))
  if (reading.kind === 'year' && period === 'year') return parsed(String(reading.year))
  return refused('date_format', `“${field.label}”的“${shorten(cell.text)}”看不出是哪一期，请写成“${PERIOD_EXAMPLES[period]}”这样。`)
}

/** A year; of a month or a day the year is taken. */
export function readYear(field: FieldDefinition, cell: RawCell): Parsed {
  const plain = compact(cell.text)
  const bare = /^(\d{4})(?:\.0+)?(?:年|年度|年底|年末|年初)?$/.exec(plain)
  if (bare !== null && cell.kind !== 'date') return parsed(Number(bare[1]))
  const year = yearIn(cell, plain)
  return year === null ? refused('number_format', `“${field.label}”应是四位年份，例如 2016，现在是“${shorten(cell.text)}”。`) : parsed(year)
}

function readingOf(cell: RawCell): DateReading {
  if (cell.kind === 'date') return readDateText(cell.date ?? cell.text)
  return cell.kind === 'number' && cell.number !== undefined ? readDateNumber(cell.number) : readDateText(cell.text)
}

function yearIn(cell: RawCell, plain: string): number | null {
  // A number of five digits is a day in days: nobody sees a year in it.
  if (cell.kind === 'number' && !/^(?:\d{6}|\d{8}|\d{4}\.\d{1,2})$/.test(plain)) return null
  if (/^\d{5}$/.test(plain)) return null
  const reading = cell.kind === 'date' ? readDateText(cell.date ?? cell.text) : readDateText(plain)
  switch (reading.kind) {
    case 'day':
      return Number(reading.date.slice(0, 4))
    case 'month':
      return Number(reading.month.slice(0, 4))
    case 'year':
      return reading.year
    default:
      return null
  }
}
