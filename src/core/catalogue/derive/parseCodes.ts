/** From a cell of a sheet to items of a code list. */
import { codeListOf } from '../index.ts'
import type { FieldDefinition } from '../types.ts'
import { labelOf, matchCode, pickableItems, sortCodes, suggestLabels } from './codes.ts'
import { isMasked, isPlaceholder, MASKED, shorten, type ParseContext } from './parseWords.ts'
import { parsed, refused } from './problem.ts'
import type { Parsed } from './problem.ts'
import { toHalfWidth } from './text.ts'

/** Lists of up to so many items are told whole. */
const SHORT_LIST = 8

/** The item of a code list that a text means; what may mean several, or none, is refused with what may be written. */
export function readCode(field: FieldDefinition, written: string, context: ParseContext): Parsed {
  const list = codeListOf(field.codeList ?? '')
  const text = withoutMark(written.replace(/[\s;；,，、。.]+$/, ''), (spelled) => matchCode(list, spelled, context.year).kind === 'item')
  const match = matchCode(list, text, context.year)
  if (match.kind === 'item') return parsed(match.item.code)
  if (field.sensitive !== undefined && isMasked(text)) return parsed(null, MASKED)
  if (isPlaceholder(text)) return parsed(null)
  const shown = shorten(text)
  if (match.kind === 'ambiguous') {
    const labels = match.items.map((item) => labelOf(item, context.year))
    return refused('code_unknown', `“${field.label}”的“${shown}”可以指${labels.map((label) => `“${label}”`).join('或')}，请写清楚。`, labels)
  }
  const suggestions = suggestLabels(list, text, context.year)
  const all = pickableItems(list, context.year).map((item) => labelOf(item, context.year))
  const choices = `可以填：${all.slice(0, 12).join('、')}。`
  const near = suggestions.length > 0 ? `是不是“${suggestions.join('”“')}”？` : ''
  const advice = near === '' || all.length <= SHORT_LIST ? `${near}${choices}` : near
  const reason = match.kind === 'retired' ? `“${shown}”不是 ${context.year} 年的填法` : `没有“${shown}”这一项`
  return refused('code_unknown', `“${field.label}”${reason}，${advice}`, suggestions)
}

/** ①因病, 1、因病, a.因病, 户主之子: the mark or the word in front says nothing more. */
const MARKED = /^(?:[①-⑳]|[(（]?[\dA-Za-z]{1,2}[)）.、．:：]|(?:系|是)?户主[的之]?)\s*(.+)$/

function withoutMark(text: string, isKnown: (text: string) => boolean): string {
  const bare = MARKED.exec(text.trim())?.[1]
  return bare === undefined || isKnown(text) || !isKnown(bare) ? text : bare
}

/** Several items in one cell, by whatever parts them. */
export function readCodes(field: FieldDefinition, text: string, context: ParseContext): Parsed {
  const list = codeListOf(field.codeList ?? '')
  const parts = toHalfWidth(text)
    .split(/[、,;/|+\s]+/)
    .filter((part) => part !== '')
  // Some labels hold a separator themselves, so the whole is tried first.
  if (parts.length === 1) return readCode(field, parts[0] ?? text, context)
  if (parts.length < 2 || matchCode(list, text, context.year).kind === 'item') return readCode(field, text, context)
  const codes: string[] = []
  for (const part of parts) {
    const one = readCode(field, part, context)
    if (!one.ok) return one
    if (typeof one.value === 'string') codes.push(one.value)
  }
  return parsed(codes.length > 0 ? sortCodes(list, codes).join(',') : null)
}
