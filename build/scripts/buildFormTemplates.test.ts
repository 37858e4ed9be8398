import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { findField, isRegisterName, registerOf } from '../../src/core/catalogue/index.ts'
import { worksheetsOf } from '../../src/core/excel/formSheet.ts'
import { readFormTemplate } from '../../src/core/excel/formTemplate.ts'
import { sheetsOfText, textOfSheets } from '../../src/core/excel/sheetText.ts'
import { readBeforehand } from '../../src/core/forms/loadForm.ts'
import { valuesOf } from '../../src/core/forms/testing/sheet.ts'
import { forms } from '../../src/core/forms/registry.ts'
import { battleForms } from '../../src/core/forms/declared/battle.ts'
import { fundForms } from '../../src/core/forms/declared/funds.ts'
import { projectForms } from '../../src/core/forms/declared/projects.ts'
import { worksForms } from '../../src/core/forms/declared/works.ts'
import { vocabularyFor } from '../../src/core/features/paper/vocabularyFor.ts'
import { notesSheet } from '../../src/core/forms/drawing/notes.ts'
import { drawnTemplates } from './formTemplates/index.ts'

/** A field of a register and nothing else. */
const LONE = /^\{\{([a-z_]+)\.([a-z_]+)\}\}$/
/** A value in brackets of its own, which stand there when there is none; not within a condition. */
const EMPTY_BRACKETS = /(?<!\{\{#if [^}]*\}\}[^{]*)（\{\{(?!#|[^}]*\||@)[^}]*\}\}）/

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
    // The program never reads the workbook: what lies beside it must be what would be read of it.
    const beside = readFileSync(fileURLToPath(new URL(`../../resources/forms/${readBeforehand(file)}`, import.meta.url)), 'utf8')
    expect(beside).toBe(textOfSheets(committed))
    expect(sheetsOfText(beside)).toEqual(committed)
  })

  it.each(['exit_notice.xlsx', 'identification_notice.xlsx', 'monitored_notice.xlsx', 'monitored_removal_notice.xlsx'])(
    '%s hangs on a wall: of a household the group, the head and the number of people, and nothing else',
    (file) => {
      const drawn = drawnTemplates[file]?.()
      if (drawn === undefined) throw new Error(`${file} is not drawn`)
      const marks = [...JSON.stringify(valuesOf(drawn)).matchAll(/\{\{([^}]*)\}\}/g)].map(([, mark = '']) => mark)
      const named = new Set(marks.flatMap((mark) => mark.match(/\b[a-z_]+\.[a-z_]+\b/g) ?? []))
      const places = [...named].filter((name) => name.startsWith('division.'))
      expect([...named].filter((name) => !places.includes(name) && !/\.(?:group_id|head_name|population|people)$/.test(name))).toEqual([])
      expect(named.size).toBeGreaterThan(places.length)
    },
  )

  // The forms of households and villages keep the plain figures of their national models.
  it.each([...projectForms, ...fundForms, ...worksForms, ...battleForms].flatMap(({ variants }) => variants.map(({ file }) => file)))(
    '%s: money and areas alone in a cell have their digits, brackets are never left empty',
    (file) => {
      const draw = drawnTemplates[file]
      if (draw === undefined) throw new Error(`${file} is not drawn`)
      const cells = worksheetsOf(draw()).flatMap(({ rows }) => rows.flatMap(({ cells: row }) => row.flatMap((cell) => cell ?? [])))
      const faults = cells.flatMap(({ value, style }) => {
        const text = typeof value === 'string' ? value : ''
        const [, register = '', key = ''] = LONE.exec(text.replace(/\{\{[#/][^}]*\}\}/g, '')) ?? []
        const type = isRegisterName(register) ? findField(registerOf(register), key)?.type : undefined
        const bare = (type === 'money' || type === 'area') && style.numberFormat === 'General'
        return bare || EMPTY_BRACKETS.test(text) ? [text] : []
      })
      expect(faults).toEqual([])
    },
  )

  it.each(forms.flatMap((form) => form.variants.map(({ file }) => [file, form.from] as const)))(
    'the notes in %s name what there is today',
    async (file, from) => {
      const workbook = new ExcelJS.Workbook()
      await workbook.xlsx.readFile(fileURLToPath(new URL(`../../resources/forms/${file}`, import.meta.url)))
      const notes = workbook.worksheets[1]
      const drawn = notesSheet(vocabularyFor(from)).rows.map(({ cells }) => cells.map((cell) => cell?.value ?? null))
      const committed = drawn.map((cells, row) =>
        cells.map((_, column) =>
          notes?.getCell(row + 1, column + 1).isMerged === true && column > 0 ? null : (notes?.getCell(row + 1, column + 1).value ?? null),
        ),
      )
      expect(notes?.rowCount).toBe(drawn.length)
      expect(committed).toEqual(drawn)
    },
  )
})
