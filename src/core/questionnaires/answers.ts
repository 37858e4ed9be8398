/** Answers in their stored spelling, from what people type or a sheet holds, and back into words. What the catalogue reads is read by it. Pure. */
import { readBoolean } from '../catalogue/derive/booleans.ts'
import { checkValue, scaleOf } from '../catalogue/derive/check.ts'
import { readDecimal, toUnits } from '../catalogue/derive/decimal.ts'
import { formatValue } from '../catalogue/derive/format.ts'
import { parseCell } from '../catalogue/derive/parse.ts'
import { spelling } from '../catalogue/derive/text.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { plainText } from '../rules/money.ts'
import { POINT_SCALE } from './points.ts'
import { optionsOf } from './tree.ts'
import { ANSWER_TYPES, type Question } from './types.ts'

/** What was read; an empty text is no answer. */
export type ReadAnswer = { readonly value: string } | { readonly problem: string }

/** Between options of one answer, as it is stored. */
const JOIN = ','

/** The question as a field of the catalogue, for the inputs and readers that know fields; undefined for what is chosen from options. */
export function fieldOfQuestion(question: Question): FieldDefinition | undefined {
  const { code: key, label } = question
  const bound = (text: string | undefined, scale: number): number | undefined => {
    const decimal = text === undefined ? null : readDecimal(text)
    return decimal === null ? undefined : toUnits(decimal, scale)?.value
  }
  const limits = (minimum: string | undefined, maximum: string | undefined, scale: number) => {
    const [least, most] = [bound(minimum, scale), bound(maximum, scale)]
    return { ...(least === undefined ? {} : { minimum: least }), ...(most === undefined ? {} : { maximum: most }) }
  }
  switch (question.type) {
    case 'boolean':
    case 'one':
    case 'several':
      return undefined
    case 'integer':
      return { key, label, type: 'integer', ...unitOf(question), ...limits(question.minimum, question.maximum, 0) }
    case 'decimal':
      return { key, label, type: 'decimal', scale: question.scale, ...unitOf(question), ...limits(question.minimum, question.maximum, question.scale) }
    case 'score':
      return { key, label, type: 'decimal', scale: 2, unit: '分', ...limits('0', question.maximum, 2) }
    case 'text':
      return { key, label, type: 'longText', maximumLength: question.longest ?? 500 }
    case 'date':
      return { key, label, type: 'date' }
    case 'code':
      return { key, label, type: 'code', codeList: question.codeList }
    case 'reference':
      return { key, label, type: 'reference', register: question.register }
  }
}

function unitOf({ unit }: { readonly unit?: string | undefined }): { readonly unit?: string } {
  return unit === undefined ? {} : { unit }
}

/** Reads what somebody typed or a sheet holds as the answer to a question. A reference is read as the id of a record. */
export function readAnswer(question: Question, text: string): ReadAnswer {
  if (text.trim() === '') return { value: '' }
  const field = fieldOfQuestion(question)
  if (field === undefined) return readChoice(question, text)
  const read = parseCell(field, { kind: 'text', text })
  if (!read.ok) return { problem: read.problem.message }
  if (read.value === null) return { value: '' }
  const problem = checkValue(field, read.value)
  if (problem !== null) return { problem: problem.message }
  return { value: typeof read.value === 'number' ? plainText(read.value, scaleOf(field) ?? 0) : String(read.value) }
}

function readChoice(question: Question, text: string): ReadAnswer {
  const options = optionsOf(question)
  const parts = question.type === 'several' ? text.split(/[,，、;；]/).filter((part) => part.trim() !== '') : [text]
  const chosen = new Set<string>()
  for (const part of parts) {
    const wanted = spelling(part)
    const yes = question.type === 'boolean' ? readYesNo(part) : null
    const found = options.find(({ code, label }) => spelling(code) === wanted || spelling(label) === wanted || (yes !== null && code === (yes ? '1' : '0')))
    if (found === undefined) {
      const known = options.map(({ code, label }) => `${code} ${label}`).join('、')
      return { problem: `“${question.label}”没有选项“${part.trim()}”，可以选：${known}。` }
    }
    chosen.add(found.code)
  }
  return { value: options.flatMap(({ code }) => (chosen.has(code) ? [code] : [])).join(JOIN) }
}

/** Yes or no as sheets write it; survey sheets number the two: 1 是, 2 否. */
function readYesNo(text: string): boolean | null {
  return spelling(text) === '2' ? false : readBoolean(text)
}

/** The codes in an answer of options. */
export function chosenIn(value: string): readonly string[] {
  return value === '' ? [] : value.split(JOIN)
}

/** What is wrong with a stored answer; null for one that {@link readAnswer} would have written. */
export function problemWith(question: Question, value: string): string | null {
  const read = readAnswer(question, value)
  if ('problem' in read) return read.problem
  return read.value === value ? null : `“${question.label}”的答案“${value.slice(0, 40)}”写得不合题型“${ANSWER_TYPES[question.type]}”，请重新填写。`
}

/** The answer in words: labels of options and codes, a number with its unit. A reference stays an id; its name is on file. */
export function answerInWords(question: Question, value: string): string {
  if (value === '') return ''
  const field = fieldOfQuestion(question)
  if (field === undefined) {
    const labels = new Map(optionsOf(question).map(({ code, label }) => [code, label]))
    return chosenIn(value)
      .map((code) => labels.get(code) ?? code)
      .join('、')
  }
  if (field.type === 'code') return formatValue(field, value)
  return field.unit === undefined ? value : `${value}${field.unit}`
}

/** The number in an answer that is one, in ten-thousandths; null for any other. */
export function numberIn(question: Question, value: string): number | null {
  if (question.type !== 'integer' && question.type !== 'decimal' && question.type !== 'score') return null
  const decimal = readDecimal(value)
  return decimal === null ? null : (toUnits(decimal, POINT_SCALE)?.value ?? null)
}
