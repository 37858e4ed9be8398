/** A new recovery code is told until somebody confirms to keep it, and stands in no file meanwhile. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp, type App } from '../app.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { clientOf, RESOURCES } from './testing/offices.ts'

const ADMIN = { login: 'admin', password: '测试专用密码2026' }
const CLERK = { login: 'wang', password: '村里的录入口令一' }

let folder: string
let app: App
const open = async (): Promise<void> => {
  app = await createApp({
    dataDirectory: join(folder, 'data'),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: join(folder, 'temporary'),
    keyring: cheapKeyring,
  })
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-code-'))
  await open()
})
afterEach(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Whether a text stands in clear in any file of the office. */
function isOnDisk(text: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text),
  )
}

it('11.8 恢复码在确认收好以前一直显示；程序关过就换新的；不写进任何文件', async () => {
  const client = clientOf(app)
  const { recoveryCode } = await client.session.setUp({ unit: '621125', displayName: '管理员', ...ADMIN })
  const told = () => client.session.recoveryCode()
  expect((await client.session.status()).recovery).toBe('shown')
  expect(await told()).toEqual({ recoveryCode })
  await client.users.create({ ...CLERK, displayName: '王五', role: 'entry', divisions: [] })
  await client.session.logout()
  expect((await client.session.status()).recovery).toBeNull()
  await expect(told()).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' })
  // Whoever is no administrator neither sees it nor is asked about it.
  await client.session.login(CLERK)
  expect((await client.session.status()).recovery).toBeNull()
  await client.session.changePassword({ current: CLERK.password, next: '自己想的一个密码' })
  await expect(told()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await client.session.logout()
  expect((await client.session.login(ADMIN)).recovery).toBe('shown')
  expect(await told()).toEqual({ recoveryCode })
  expect(isOnDisk(recoveryCode) || isOnDisk(recoveryCode.replaceAll('-', ''))).toBe(false)

  await app.close()
  await open()
  const later = clientOf(app)
  expect((await later.session.login(ADMIN)).recovery).toBe('lost')
  expect(await later.session.recoveryCode()).toEqual({ recoveryCode: null })
  const renewed = await later.session.renewRecoveryCode({ password: ADMIN.password })
  expect((await later.session.status()).recovery).toBe('shown')
  expect(await later.session.recoveryCode()).toEqual(renewed)
  await later.session.confirmRecoveryCode()
  expect((await later.session.status()).recovery).toBeNull()
  expect(await later.session.recoveryCode()).toEqual({ recoveryCode: null })
  await later.session.recover({ recoveryCode: renewed.recoveryCode, login: ADMIN.login, password: '重设以后的密码2026' })
})
