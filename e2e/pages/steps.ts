/** Records and the steps of their procedures, as a user enters and makes them. */
import { expect, type Page } from '@playwright/test'
import { field } from '../support/field.ts'
import { goTo } from './household.ts'

/** What is said with a step beside its day. */
export interface Said {
  /** The meeting or notice, by day and name as its list shows it. */
  readonly act?: string
  /** 同意, 反对, 弃权. */
  readonly votes?: readonly string[]
  /** Who signed. */
  readonly signed?: string
}

/** Makes a step on the tab 办理 of the record that is open. */
export async function makeStep(page: Page, name: string, on: string, { act, votes, signed }: Said = {}): Promise<void> {
  await page.getByRole('button', { name: `办理${name}`, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '办理日期').fill(on)
  if (act !== undefined) await dialog.getByRole('combobox').selectOption({ label: act })
  for (const [index, label] of ['同意', '反对', '弃权'].entries()) if (votes !== undefined) await field(dialog, label).fill(votes[index] ?? '')
  if (signed !== undefined) await field(dialog, /签字/).first().fill(signed)
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
}

/** A field that is filled in, a list of which one is chosen, or a field whose option is found by what is typed. */
export type Entry = readonly [label: string, text: string] | readonly [label: string, text: string, option: RegExp]

/** Enters a new record of a list; answers with its id once its page is open. */
export async function enterRecord(page: Page, path: string, entries: readonly Entry[]): Promise<string> {
  await goTo(page, `${path}/new`)
  for (const [label, text, option] of entries) {
    const main = page.getByRole('main')
    const field = main
      .getByRole('textbox', { name: label, exact: true })
      .or(main.getByRole('combobox', { name: label, exact: true }))
      .first()
    if (await field.evaluate((element) => element instanceof HTMLSelectElement)) {
      await field.selectOption({ label: text })
      continue
    }
    await field.fill(text)
    if (option !== undefined) await page.getByRole('option', { name: option }).first().click()
  }
  await page.keyboard.press('Control+s')
  await expect.poll(() => openRecord(page, path)).not.toBe('new')
  return openRecord(page, path)
}

/** Id of the record of a list whose page is open. */
export function openRecord(page: Page, path: string): string {
  const [, id = 'new'] = new RegExp(`#${path}/([^?/]+)`).exec(decodeURIComponent(page.url())) ?? []
  return id
}

export interface Act {
  readonly name: string
  readonly kind: '会议' | '公示'
  readonly on: string
  /** Place, by what is typed and by the option. */
  readonly place: readonly [string, RegExp]
  /** 应到, 实到. */
  readonly present?: readonly [string, string]
  readonly until?: string
}

/** Enters a meeting or notice; answers with its id. */
export function enterAct(page: Page, { name, kind, on, place, present, until }: Act): Promise<string> {
  return enterRecord(page, '/records/shared_act', [
    ['名称', name],
    ['类别', kind, new RegExp(`${kind}$`)],
    ['所在区划', ...place],
    ['日期', on],
    ...(until === undefined ? [] : [['公示截止日期', until] as const]),
    ...(present === undefined ? [] : [['应到人数', present[0]] as const, ['实到人数', present[1]] as const]),
  ])
}
