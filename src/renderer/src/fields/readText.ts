/** From what is typed in a text input to the value of its field; no floating point, nothing guessed. */
import { checkValue, normaliseValue } from '#core/catalogue/derive/check.ts'
import { parseCell } from '#core/catalogue/derive/parse.ts'
import { parsed } from '#core/catalogue/derive/problem.ts'
import type { Parsed } from '#core/catalogue/derive/problem.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { readShortDate, readShortMonth } from './dateEntry.ts'

/**
 * Reads typed text. Text fields keep what was typed (a remark may well be “无”); numbers, dates and the rest are read as in sheets,
 * with the short ways to type a date beside them.
 * @param year completes dates typed without one
 */
export function readText(field: FieldDefinition, text: string, year: number): Parsed {
  if (text.trim() === '') return parsed(null)
  switch (field.type) {
    case 'date':
    case 'partialDate':
      return readCell(field, readShortDate(text, year) ?? text, year)
    case 'month':
      return readCell(field, readShortMonth(text, year) ?? text, year)
    case 'text':
    case 'longText':
    case 'idNumber':
    case 'phone':
    case 'bankAccount':
      return readPlain(field, text)
    default:
      return readCell(field, text, year)
  }
}

function readCell(field: FieldDefinition, text: string, year: number): Parsed {
  return parseCell(field, { kind: 'text', text }, { year })
}

function readPlain(field: FieldDefinition, text: string): Parsed {
  const value = normaliseValue(field, text)
  if (typeof value !== 'string') return parsed(null)
  const problem = checkValue(field, value)
  return problem === null ? parsed(value) : { ok: false, problem }
}
