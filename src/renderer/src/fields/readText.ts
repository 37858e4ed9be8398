/** From what is typed in a text input to the value of its field; no floating point, nothing guessed. */
import { checkValue, normaliseValue } from '#core/catalogue/derive/check.ts'
import { parseCell } from '#core/catalogue/derive/parse.ts'
import { parsed } from '#core/catalogue/derive/problem.ts'
import type { Parsed } from '#core/catalogue/derive/problem.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { normalizeIdentity, readIdentity } from '#core/rules/identity.ts'
import { readShortDate, readShortMonth } from './dateEntry.ts'

/**
 * Reads typed text. Text fields keep what was typed (a remark may well be “无”); numbers, dates and the rest are read as in sheets,
 * with the short ways to type a date beside them.
 * @param year completes dates typed without one
 * @param area completes identity numbers of which only the last twelve digits are typed
 */
export function readText(field: FieldDefinition, text: string, year: number, area?: string): Parsed {
  if (text.trim() === '') return parsed(null)
  switch (field.type) {
    case 'date':
    case 'partialDate':
      return readCell(field, readShortDate(text, year) ?? text, year)
    case 'month':
      return readCell(field, readShortMonth(text, year) ?? text, year)
    case 'idNumber':
      return readPlain(field, (area === undefined ? null : wholeNumber(text, area)) ?? text)
    case 'text':
    case 'longText':
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

/**
 * The whole identity number for its last twelve digits, beginning at the birth date: most people of a county have numbers of that county. Only where the check
 * digit agrees; no beginning of a whole number reads like that, since none begins with a year of birth.
 */
function wholeNumber(text: string, area: string): string | null {
  const typed = normalizeIdentity(text)
  if (!/^(?:19|20)\d{9}[\dX]$/.test(typed)) return null
  const identity = readIdentity(`${area}${typed}`)
  return identity.problems.length === 0 ? identity.text : null
}

/** The first six digits of the numbers given out in the county of an office; undefined for one above the counties. */
export function areaOf(unit: string): string | undefined {
  const area = unit.slice(0, 6)
  return /^\d{4}(?!00)\d{2}$/.test(area) ? area : undefined
}
