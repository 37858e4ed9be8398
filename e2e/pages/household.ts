/** The household list and card as a user works them. */
import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to a screen by its address inside the program. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, path)
  const [pathname = path] = path.split('?')
  const arrived = page.locator(`main[data-screen="${pathname}"]`)
  await expect(arrived.or(page.getByRole('dialog')).first()).toBeVisible()
}

/** The grid of the list on screen. */
export const listOf = (page: Page): Locator => page.getByRole('grid').first()

/** Saves what is open and waits until it is on file, giving the reason when a doubt is asked about. */
export async function saveNow(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  const doubt = page.getByRole('button', { name: '确实如此，保存' })
  // What is not saved yet says so, and what is new is called so, until it is; an earlier 已保存 may still stand there.
  const open = page.getByText('未保存', { exact: true }).or(page.getByRole('heading', { level: 1, name: /^新增/ }))
  await expect.poll(async () => (await doubt.isVisible()) || (await open.count()) === 0).toBe(true)
  if (await doubt.isVisible()) {
    await page.getByRole('dialog').getByRole('textbox').fill('已入户核实')
    await doubt.click()
  }
  await expect(open).toHaveCount(0)
}

/** The card of one household. */
export class HouseholdCard {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get save(): Locator {
    return this.page.getByRole('button', { name: '保存', exact: true })
  }
  get unsaved(): Locator {
    return this.page.getByText('未保存', { exact: true })
  }
  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true })
  }
  cell(text: string): Locator {
    return this.page.getByRole('grid', { name: '家庭成员' }).getByRole('gridcell', { name: text, exact: true })
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  }

  /** Saves and waits until it is on file, giving the reason when a doubt is asked about. */
  saveNow(): Promise<void> {
    return saveNow(this.page)
  }
}

/** Opens the first household of the list by keyboard. */
export async function openFirstHousehold(page: Page): Promise<HouseholdCard> {
  await goTo(page, '/households')
  // By its name: the screen before stays until this one is loaded.
  const list = page.getByRole('grid', { name: '贫困户列表' })
  await expect(list.getByRole('row').nth(1)).toBeVisible()
  await list.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
  return new HouseholdCard(page)
}

/** Finds a household by Ctrl+K and opens it. */
export async function findAndOpen(page: Page, text: string, title: string): Promise<HouseholdCard> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '快速查找' }).fill(text)
  await page
    .getByRole('group', { name: '户', exact: true })
    .getByRole('option', { name: new RegExp(title) })
    .first()
    .click()
  await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
  return new HouseholdCard(page)
}
