import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readFormTemplate } from '../../src/core/excel/formTemplate.ts'
import { valuesOf } from '../../src/core/forms/testing/sheet.ts'
import { cardTemplate } from './formTemplates/card.ts'
import { rosterTemplate } from './formTemplates/roster.ts'

describe('the templates in resources/forms', () => {
  it.each([
    ['household_card.xlsx', cardTemplate(false)],
    ['household_card_2018.xlsx', cardTemplate(true)],
    ['household_roster.xlsx', rosterTemplate()],
  ] as const)('%s is what buildFormTemplates.ts draws', async (file, drawn) => {
    const committed = await readFormTemplate(fileURLToPath(new URL(`../../resources/forms/${file}`, import.meta.url)))
    expect(valuesOf(committed)).toEqual(valuesOf(drawn))
    expect(committed.columns).toEqual(drawn.columns)
    expect(committed.rows.map(({ height }) => height)).toEqual(drawn.rows.map(({ height }) => height))
    expect(new Set(committed.merges.map((range) => JSON.stringify(range)))).toEqual(new Set(drawn.merges.map((range) => JSON.stringify(range))))
  })
})
