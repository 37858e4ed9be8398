import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readFormTemplate } from '../../src/core/excel/formTemplate.ts'
import { valuesOf } from '../../src/core/forms/testing/sheet.ts'
import { forms } from '../../src/core/forms/registry.ts'
import { drawnTemplates } from './formTemplates/index.ts'

describe('the templates in resources/forms', () => {
  it('are all drawn, and nothing else is', () => {
    expect(Object.keys(drawnTemplates).toSorted()).toEqual(forms.flatMap(({ variants }) => variants.map(({ file }) => file)).toSorted())
  })

  it.each(Object.entries(drawnTemplates))('%s is what buildFormTemplates.ts draws', async (file, draw) => {
    const drawn = draw()
    const committed = await readFormTemplate(fileURLToPath(new URL(`../../resources/forms/${file}`, import.meta.url)))
    expect(valuesOf(committed)).toEqual(valuesOf(drawn))
    expect(committed.columns).toEqual(drawn.columns)
    expect(committed.rows.map(({ height }) => height)).toEqual(drawn.rows.map(({ height }) => height))
    expect(new Set(committed.merges.map((range) => JSON.stringify(range)))).toEqual(new Set(drawn.merges.map((range) => JSON.stringify(range))))
  })
})
