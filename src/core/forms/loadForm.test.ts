import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFormWorkbook } from '../excel/formWriter.ts'
import { vocabularyFor } from '../features/paper/vocabularyFor.ts'
import { fillForm } from './fill.ts'
import { FormFonts } from './fonts.ts'
import { hasOwnCopy, loadForm } from './loadForm.ts'
import { forms, formOf, variantOf } from './registry.ts'
import { RESOURCES } from './testing/fonts.ts'
import { declared } from './testing/sample.ts'
import { sheetOf } from './testing/sheet.ts'

let dataDirectory: string
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'forms-'))
  await mkdir(join(dataDirectory, 'forms'))
})
afterEach(async () => {
  await rm(dataDirectory, { recursive: true, force: true })
})

const householdCard = declared('household_card')
const places = () => ({ resourcesDirectory: RESOURCES, dataDirectory })
const own = (): string => join(dataDirectory, 'forms', 'household_card.xlsx')

describe('the shipped templates', () => {
  it.each(forms.flatMap((form) => form.variants.map((variant) => [form.code, variant.since ?? variant.until ?? 2016, variant.file] as const)))(
    '%s of %i (%s) name only what the form is filled from',
    async (code, year, file) => {
      const form = formOf(code)
      if (form === undefined) throw new Error(code)
      expect(variantOf(form, year).file).toBe(file)
      await expect(loadForm(form, year, { resourcesDirectory: RESOURCES }, { vocabulary: vocabularyFor(form.from) })).resolves.toMatchObject({ edited: false })
    },
  )

  it('have codes of their own', () => {
    expect(new Set(forms.map(({ code }) => code)).size).toBe(forms.length)
    expect(formOf('nothing')).toBeUndefined()
  })
})

describe('a template that was read', () => {
  it('is kept, and read again when the office has changed it', async () => {
    const shipped = await loadForm(householdCard, 2016, places())
    expect((await loadForm(householdCard, 2016, places())).template).toBe(shipped.template)
    await writeFormWorkbook(own(), [sheetOf([['户主', '{{household.head_name}}']])])
    const mine = await loadForm(householdCard, 2016, places())
    expect((await loadForm(householdCard, 2016, places())).template).toBe(mine.template)
    await writeFormWorkbook(own(), [sheetOf([['户主', '{{household.head_name}}'], ['户编号']])])
    expect((await loadForm(householdCard, 2016, places())).template.sheet.rows).toHaveLength(2)
    await rm(own())
    expect((await loadForm(householdCard, 2016, places())).template).toBe(shipped.template)
  })

  it('is not changed by filling it', async () => {
    const { template } = await loadForm(householdCard, 2016, places())
    const before = JSON.stringify(template)
    const members = Array.from({ length: 12 }, (_, index) => ({ name: `成员${index}` }))
    fillForm(template, { year: 2016, household: { head_name: '户主' }, members }, new FormFonts(RESOURCES), '一户')
    expect(JSON.stringify(template)).toBe(before)
  })

  it('may be one of many: those used last are kept', async () => {
    const first = await loadForm(householdCard, 2016, places())
    for (const form of forms.slice(0, 20)) await loadForm(form, 2016, places(), { vocabulary: vocabularyFor(form.from) }).catch(() => undefined)
    const again = await loadForm(householdCard, 2016, places())
    expect(again.template).not.toBe(first.template)
    expect(again.template).toEqual(first.template)
  })
})

describe('the office’s own copy', () => {
  it('comes first, and can be passed over', async () => {
    expect(hasOwnCopy(householdCard, places())).toBe(false)
    await writeFormWorkbook(own(), [sheetOf([['户主', '{{household.head_name}}']])])
    expect(hasOwnCopy(householdCard, places())).toBe(true)
    const mine = await loadForm(householdCard, 2016, places())
    expect([mine.edited, mine.template.sheet.rows.length]).toEqual([true, 1])
    const shipped = await loadForm(householdCard, 2016, places(), { shipped: true })
    expect([shipped.edited, shipped.template.sheet.rows.length > 30]).toEqual([false, true])
  })

  it('is only for the years it is a copy of', async () => {
    await writeFormWorkbook(own(), [sheetOf([['x']])])
    expect((await loadForm(householdCard, 2019, places())).edited).toBe(false)
  })

  it('that is broken is refused with the cells and what to do; the shipped one is never taken silently', async () => {
    await writeFormWorkbook(own(), [
      sheetOf([
        ['{{household.adress}}', '{{#each members}}{{person.name}}{{/each}}'],
        ['{{houshold.phone}}', ''],
      ]),
    ])
    await expect(loadForm(householdCard, 2016, places())).rejects.toMatchObject({
      code: 'FILE_FORMAT',
      message:
        '本单位修改过的表样“household_card.xlsx”有 2 处错误：工作表“表”的 A1 单元格的占位符“{{household.adress}}”不存在，是不是“household.address”（家庭住址）？；工作表“表”的 A2 单元格的占位符“{{houshold.phone}}”不存在，是不是“household.phone”（联系电话）？。',
      action: '请在 Excel 或 WPS 里改正这些单元格后重试，或改用程序自带的表样打印。',
    })
  })

  it('that is no workbook is refused in words', async () => {
    await writeFile(own(), '<html>')
    await expect(loadForm(householdCard, 2016, places())).rejects.toMatchObject({
      code: 'FILE_FORMAT',
      message: expect.stringContaining('不是有效的 Excel 工作簿'),
    })
  })

  it('that was not changed prints as the shipped one', async () => {
    await copyFile(join(RESOURCES, 'forms', 'household_card.xlsx'), own())
    const mine = await loadForm(householdCard, 2016, places())
    const shipped = await loadForm(householdCard, 2016, places(), { shipped: true })
    expect(mine.template).toEqual(shipped.template)
  })
})
