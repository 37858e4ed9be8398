/** From what a workbook stores in a cell to the value that is handed on. */
import { clock, serialToDate, type DatePrecision, type NumberShape } from './numberFormats.ts'
import { shownNumber } from './shownNumbers.ts'
import { digits, type WireCell } from './wire.ts'

/** What stands in the text of an error cell whose formula was saved without a result. */
export const NOT_CALCULATED = '公式没有计算结果'

/** A text with what its format shows around it, or nothing when only blanks stand there. */
export function textCell(text: string, formula: boolean, shape?: NumberShape): WireCell {
  if (isBlank(text)) return null
  const around = shape?.kind === 'shown' ? shape.around : undefined
  const shown = around === undefined ? text : `${around.before}${text}${around.after}`
  return formula ? ['text', shown, null, null, true] : shown
}

/** A number as its format shows it: a date, a time, a padded number, or the number itself. */
export function numberCell(value: number, shape: NumberShape, formula: boolean, date1904: boolean): WireCell {
  switch (shape.kind) {
    case 'date':
    case 'dateTime': {
      const moment = serialToDate(value, date1904)
      if (moment === undefined) break
      if (shape.kind === 'date') return ['date', asShown(moment.date, shape.precision), value, asShown(moment.date, shape.precision), formula]
      const time = moment.minutes > 0 ? ` ${clock(moment.minutes)}` : ''
      return ['date', moment.date + time, value, moment.date, formula]
    }
    case 'time':
      if (value >= 0 && value < 1) return ['text', clock(Math.round(value * 1440) % 1440), null, null, formula]
      break
    case 'padded':
      if (Number.isInteger(value) && value >= 0) return ['number', digits(value).padStart(shape.digits, '0'), value, null, formula]
      break
    case 'shown': {
      const shown = shownNumber(shape.format, value)
      if (shown !== undefined) return ['number', digits(value), value, null, formula, shown]
      break
    }
    case 'plain':
  }
  return formula ? ['number', digits(value), value, null, true] : value
}

/** A first of the month that is shown as a month was entered as one; any other day says more than is shown. */
function asShown(date: string, precision: DatePrecision): string {
  if (precision === 'month' && date.endsWith('-01')) return date.slice(0, 7)
  return precision === 'year' && date.endsWith('-01-01') ? date.slice(0, 4) : date
}

export function booleanCell(value: boolean, formula: boolean): WireCell {
  return formula ? ['boolean', value ? 'TRUE' : 'FALSE', null, null, true] : value
}

export function errorCell(text: string, formula: boolean): WireCell {
  return ['error', text, null, null, formula]
}

/** Whether a text shows nothing: blanks of any width, tabs, line breaks, byte order marks. */
function isBlank(text: string): boolean {
  return text === '' || text.trim() === ''
}
