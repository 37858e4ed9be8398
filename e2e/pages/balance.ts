/** Who comes and goes, and the sheet that says so. */
import type { Page } from '@playwright/test'
import { field } from '../support/field.ts'
import { idNumber } from './roster.ts'

/** The figure of a line for people, before anything else is done with it. */
export const peopleOf = async (page: Page, line: string): Promise<number> =>
  Number(await page.getByRole('button', { name: new RegExp(`^${line} -?\\d+ 人`) }).innerText())

/** Somebody is born into the household whose members are open: a line of the members, with why and since when. */
export async function enterBirth(page: Page, name: string, born: string, joined: string): Promise<void> {
  await page.getByRole('button', { name: '增加一人' }).click()
  for (const value of [name, '男', idNumber(born.replaceAll('-', ''), 1), '之子']) {
    await page.keyboard.type(value)
    await page.keyboard.press('Tab')
  }
  const line = page.getByRole('region', { name: '本次新增的成员' })
  await field(line, '增加原因').fill('新生儿')
  await page.keyboard.press('Enter')
  await field(line, '开始日期').fill(joined)
}
