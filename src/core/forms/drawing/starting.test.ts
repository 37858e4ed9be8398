/** Starting templates are sound for every register and source there is. */
import { describe, expect, it } from 'vitest'
import { PROCEEDING } from '../../catalogue/entities/procedure_step.ts'
import { registerNames } from '../../catalogue/index.ts'
import { readTemplate } from '../loadForm.ts'
import type { FormSource } from '../types.ts'
import { statisticVocabulary, vocabularyOf } from '../vocabulary.ts'
import { startingTemplate } from './starting.ts'

const placeholders = (source: FormSource, vocabulary = vocabularyOf(source)): string[] => {
  const [sheet] = startingTemplate('样表', source, vocabulary)
  if (sheet === undefined) throw new Error('no sheet')
  expect(readTemplate(sheet, vocabulary).problems, JSON.stringify(source)).toEqual([])
  return sheet.rows.flatMap(({ cells }) => cells.flatMap((cell) => (typeof cell?.value === 'string' && cell.value.includes('{{') ? [cell.value] : [])))
}

describe.each(registerNames)('a starting template of %s', (register) => {
  it('names what there is, for one record and a list', () => {
    expect(placeholders({ kind: 'record', register }).length).toBeGreaterThan(3)
    expect(placeholders({ kind: 'list', register }).length).toBeGreaterThan(3)
  })
})

it.each(PROCEEDING)('of a step of %s names the step and its record', (register) => {
  expect(placeholders({ kind: 'step', register })).toContain('{{step_name}}')
})

it('of a questionnaire has its lines', () => {
  expect(placeholders({ kind: 'questionnaire' })).toContain('{{sheet.score}}')
})

it('of a statistic has its columns in rows and total', () => {
  const vocabulary = statisticVocabulary([{ name: 'households', label: '户数' }])
  expect(placeholders({ kind: 'statistic', code: 'x' }, vocabulary)).toEqual(expect.arrayContaining(['{{households}}{{/each}}', '{{total.households}}']))
})
