/** Papers made on the screen of forms: seen in the preview, taken as PDF and as a workbook. */
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { goTo } from './household.ts'
import { rowsOf } from './roster.ts'

export interface Paper {
  readonly form: string
  /** The record, step or place that it is about. */
  readonly register?: string
  readonly id?: string
  readonly of?: 'step' | 'questionnaire'
  /** Of a list or table: the place, by what is typed and by its option. */
  readonly place?: readonly [string, RegExp]
  /** What must stand on it. */
  readonly says: readonly string[]
}

async function save(page: Page, button: '存为 PDF' | '存为 Excel'): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  return (await coming).path()
}

/** A PDF of one page with its fonts is some thousand bytes. */
const LEAST_BYTES = 3000

/** Opens a paper for what it is about. */
async function open(page: Page, { form, register, id, of, place }: Paper): Promise<void> {
  const asked = { form, ...(register === undefined ? {} : { register }), ...(id === undefined ? {} : { for: id }), ...(of === undefined ? {} : { of }) }
  await goTo(page, `/forms?${new URLSearchParams(asked).toString()}`)
  if (place === undefined) return
  const field = page.getByRole('main').getByLabel(/^(地方|村或乡镇)$/)
  // The place of the paper before stands there still.
  if (place[1].test(await field.inputValue())) return
  await field.fill(place[0])
  await page.getByRole('option', { name: place[1] }).first().click()
}

/** Prints a paper: the preview, the PDF and the workbook are there and say what they must. */
export async function expectPaper(page: Page, paper: Paper): Promise<void> {
  await open(page, paper)
  await expectPaperOpen(page, paper)
}

/** The same of a paper that is on screen already. */
export async function expectPaperOpen(page: Page, { form, says }: Pick<Paper, 'form' | 'says'>): Promise<void> {
  await expect(page.getByRole('combobox', { name: '表单' })).toHaveValue(form)
  const preview = page.frameLocator('iframe[title^=表单预览]')
  for (const text of says) await expect(preview.getByText(text).first()).toBeVisible()
  const pdf = readFileSync(await save(page, '存为 PDF'))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(LEAST_BYTES)
  const written = (await rowsOf(await save(page, '存为 Excel'))).flat().join('\n')
  for (const text of says) expect(written).toContain(text)
}
