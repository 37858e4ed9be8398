/** A damaged data file, from the sentence at the login to the data on the screen again. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { goTo, listOf } from './pages/household.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { ROOT, startShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const PASSWORD = 'Mingwu-2015-Zhang!'

test('is put together again from the login screen, says what came of it, and opens', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-damaged-'))
  const directory = join(folder, 'township')
  expect(spawnSync('tar', ['xzf', join(ROOT, 'e2e/fixtures/offices/0.2.0/township.tar.gz'), '-C', folder]).status).toBe(0)
  flipBit(join(directory, 'bangfu.db'), 20_000)
  const shell = await startShell({ dataDirectory: directory })
  try {
    await page.goto(shell.startAddress)
    const password = page.getByLabel('密码', { exact: true })
    await password.fill(PASSWORD)
    await password.press('Enter')
    await expect(page.getByRole('alert').first()).toContainText('损坏')
    await page.getByRole('button', { name: /^抢救数据：/ }).click()
    const dialog = page.getByRole('dialog', { name: '抢救数据' })
    await field(dialog, '密码（现在的管理员）').fill(PASSWORD)
    await dialog.getByRole('button', { name: '开始抢救' }).click()
    await expect(dialog.getByText('数据已经抢救，没有丢失')).toBeVisible()
    await dialog.getByRole('button', { name: '知道了，去登录' }).click()
    await logIn(page, PASSWORD)
    await goTo(page, '/households')
    await expect(listOf(page)).toContainText('柯寨')
    await goTo(page, '/backups')
    await expect(page.getByText('抢救的结果')).toBeVisible()
  } finally {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

function flipBit(path: string, at: number): void {
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, at)
  byte[0] = (byte[0] ?? 0) ^ 1
  writeSync(file, byte, 0, 1, at)
  closeSync(file)
}
