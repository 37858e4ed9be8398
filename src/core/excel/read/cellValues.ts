/** From what a workbook stores in a cell to the value that is handed on. */
import { clock, serialToDate, type NumberShape } from './numberFormats.ts'
import { digits, type WireCell } from './wire.ts'

/** What stands in the text of an error cell whose formula was saved without a result. */
export const NOT_CALCULATED = '公式没有计算结果'

/** A text, or nothing when only blanks stand there. */
export function textCell(text: string, formula: boolean): WireCell {
  if (isBlank(text)) return null
  return formula ? ['text', text, null, null, true] : text
}

/** A number as its format shows it: a date, a time, a padded number, or the number itself. */
export function numberCell(value: number, shape: NumberShape, formula: boolean, date1904: boolean): WireCell {
  switch (shape.kind) {
    case 'date':
    case 'dateTime': {
      const moment = serialToDate(value, date1904)
      if (moment === undefined) break
      const time = shape.kind === 'dateTime' && moment.minutes > 0 ? ` ${clock(moment.minutes)}` : ''
      return ['date', moment.date + time, value, moment.date, formula]
    }
    case 'time':
      if (value >= 0 && value < 1) return ['text', clock(Math.round(value * 1440) % 1440), null, null, formula]
      break
    case 'padded':
      if (Number.isInteger(value) && value >= 0) return ['number', digits(value).padStart(shape.digits, '0'), value, null, formula]
      break
    case 'plain':
  }
  return formula ? ['number', digits(value), value, null, true] : value
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
