/** The clerk's main job on a fresh machine, from the first start to the paper (issue 2). */
import { join } from 'node:path'
import { findAndOpen, goTo, type HouseholdCard } from './pages/household.ts'
import { checkAll, chooseYear, commit, pickFile } from './pages/importing.ts'
import { rosterWorkbook, rowsOf, twoHouseholds } from './pages/roster.ts'
import { field } from './support/field.ts'
import { PASSWORD } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

test.use({ state: 'empty' })

async function setUp(program: Page): Promise<void> {
  const find = program.getByLabel('查找')
  for (const name of ['甘肃省', '定西市', '漳县']) {
    await find.fill(name)
    await program
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click()
    await expect(program.getByRole('navigation', { name: '已选的上级' }).getByRole('button', { name })).toBeVisible()
  }
  await program.getByRole('button', { name: '选武阳镇' }).click()
  await field(program, '管理员姓名').fill('何专干')
  await field(program, '登录名').fill('he')
  await field(program, '密码', { exact: true }).fill(PASSWORD)
  await field(program, '再输一次密码', { exact: true }).fill(PASSWORD)
  await program.getByRole('button', { name: '完成设置' }).click()
  await expect(program.getByRole('heading', { name: '请保管好恢复码' })).toBeVisible()
  await expect(program.locator('code')).toHaveText(/^[\w\s-]{16,}$/)
  await program.getByRole('checkbox').check()
  await program.getByRole('button', { name: '开始使用' }).click()
  await expect(program.getByRole('navigation').first()).toBeVisible()
}

async function importRoster(program: Page, path: string): Promise<void> {
  await rosterWorkbook(path, twoHouseholds())
  await pickFile(program, path)
  await expect(program.getByText('表头在第 3 行', { exact: false })).toBeVisible()
  await chooseYear(program, 2015)
  await checkAll(program)
  await expect(program.getByLabel('数据行 5 等于新增 3，加变更 0，加相同 0，加拒绝 2')).toBeVisible()
  // Row 8, column H, the value and what is wrong with it; the whole household waits for its row to be mended.
  await expect(program.getByRole('columnheader', { name: /^证件号码 H/ })).toBeVisible()
  await expect(program.getByRole('textbox', { name: '第 8 行 证件号码' })).toHaveValue(twoHouseholds()['6211250002']?.[1]?.id ?? '')
  await expect(program.getByRole('row', { name: /证件号码的校验码不对/ })).toContainText('另有 1 行没有错，等这一行改好一起导入')
  await commit(program)
}

async function correctAndUndo(program: Page, card: HouseholdCard): Promise<void> {
  await card.tab('家庭成员')
  await card.cell('王桂花').click()
  await program.keyboard.press('F2')
  await program.keyboard.press('Control+a')
  await program.keyboard.type('王桂香')
  await program.keyboard.press('Enter')
  await card.saveNow()
  await card.tab('历史')
  const change = program.getByRole('listitem').filter({ hasText: '王桂香' }).first()
  await expect(change).toContainText('何专干')
  await expect(change).toContainText('王桂花')
  await expect(change).toContainText('姓名')
  await change.getByRole('button', { name: /撤销/ }).click()
  await program.getByRole('dialog').getByRole('button', { name: /撤销/ }).click()
  await expect(program.getByRole('dialog')).toHaveCount(0)
  await card.tab('家庭成员')
  await expect(card.cell('王桂花')).toBeVisible()
}

async function download(program: Page, button: ReturnType<Page['getByRole']>): Promise<string> {
  const coming = program.waitForEvent('download')
  await button.click()
  return (await coming).path()
}

test('set up, import, find, correct, undo, export, print', async ({ program }, info) => {
  await test.step('set up the office', () => setUp(program))
  await test.step('import the roster', () => importRoster(program, join(info.outputPath(), '..', `花名册-${info.workerIndex}.xlsx`)))
  const card = await test.step('find 张三 by zs', () => findAndOpen(program, 'zs', '张三'))
  await test.step('correct a member and undo', () => correctAndUndo(program, card))
  await test.step('forms of the household', async () => {
    await card.tab('表单')
    await expect(program.frameLocator('iframe[title=表单预览]').getByText('张三').first()).toBeVisible()
    const pdf = readFileSync(await download(program, program.getByRole('button', { name: '存为 PDF' })))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const sheet = await rowsOf(await download(program, program.getByRole('button', { name: '存为 Excel' })))
    expect(sheet.flat()).toContain('张三')
  })
  await test.step('export the roster', async () => {
    await goTo(program, '/forms?tab=export')
    await program.getByRole('tab', { name: /导出/ }).first().click()
    const rows = await rowsOf(await download(program, program.getByRole('button', { name: '导出人员', exact: true })))
    const names = rows.flat()
    for (const text of ['户编号', '与户主关系', '张三', '王桂花', '张小明', '6211250001']) expect(names).toContain(text)
    expect(names).not.toContain('李四')
  })
})
