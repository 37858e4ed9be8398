/** An office left by version 0.1.0, opened through the screen by this one. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { goTo, listOf } from './pages/household.ts'
import { logIn } from './support/login.ts'
import { ROOT, startShell, type TestShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const PASSWORD = 'Mingwu-2015-Zhang!'

/** Runs with the township of 0.1.0 behind the page. */
async function withOldOffice(page: Page, work: (directory: string, shell: TestShell) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-old-'))
  const directory = join(folder, 'township')
  expect(spawnSync('tar', ['xzf', join(ROOT, 'e2e/fixtures/offices/0.1.0/township.tar.gz'), '-C', folder]).status).toBe(0)
  const shell = await startShell({ dataDirectory: directory })
  try {
    await page.goto(shell.startAddress)
    await work(directory, shell)
  } finally {
    await shell.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const backupsOf = (directory: string): string[] => readdirSync(join(directory, 'backups')).filter((name) => name.includes('before-migration'))

test('is backed up and upgraded at the login, checked in the background, and goes on', async ({ page }) => {
  await withOldOffice(page, async (directory) => {
    await logIn(page, PASSWORD)
    expect(backupsOf(directory)).toHaveLength(1)
    await goTo(page, '/households')
    await expect(listOf(page)).toContainText('柯寨')
    await page.getByRole('button', { name: /任务/ }).first().click()
    await expect(page.getByText('升级后核对数据').first()).toBeVisible()
  })
})

test('that cannot be backed up first is left as it was; the window says why and what to do, and then it opens', async ({ page }) => {
  await withOldOffice(page, async (directory) => {
    renameSync(join(directory, 'backups'), join(directory, 'backups-aside'))
    writeFileSync(join(directory, 'backups'), '')
    const password = page.getByLabel('密码', { exact: true })
    await password.fill(PASSWORD)
    await password.press('Enter')
    const alert = page.getByRole('alert').first()
    await expect(alert).toContainText('数据没有升级，和原来一样')
    await expect(alert).toContainText('backups')
    rmSync(join(directory, 'backups'))
    renameSync(join(directory, 'backups-aside'), join(directory, 'backups'))
    await logIn(page, PASSWORD)
    expect(backupsOf(directory)).toHaveLength(1)
  })
})
