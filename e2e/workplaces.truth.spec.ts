/** Work places that are true (issue 11, lines 1, 6, 7, 8): figures, finding, nothing of the machine room, what must not be lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { goTo, openFirstHousehold } from './pages/household.ts'
import { checkAll, chooseYear, commit, pickFile } from './pages/importing.ts'
import { rosterWorkbook, twoHouseholds } from './pages/roster.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { compare, figuresOn, type Shown } from './support/figures.ts'
import { PASSWORD } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

/** Nothing is being read any more. */
const settled = (page: Page): Promise<void> => expect(page.getByLabel(/^正在(读取|打开|生成|统计)/)).toHaveCount(0)

const yearBox = (page: Page) => page.getByRole('combobox', { name: '年度', exact: true })

const SCREENS = ['/', '/households', '/people', '/villages', '/groups', '/organizations', '/helpers', '/pairings', '/statistics', '/checks']
const OTHERS = [
  '/imports',
  '/imports/new',
  '/forms',
  '/targets',
  '/questionnaires',
  '/draws',
  '/users',
  '/backups',
  '/changes',
  '/exchange',
  '/exchange/send',
  '/exchange/receive',
  '/exchange/conflicts',
  '/exchange/sites',
  '/settings',
]

/** Ids, hashes, names of fields, numbers of rules, marks of sources. */
const MACHINE_ROOM =
  /\b(?=[0-9a-hjkmnp-tv-z]*\d)[0-9a-hjkmnp-tv-z]{26}\b|\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,}\b|\b[a-z]+(?:_[a-z]+)+\b|#\d{5,}|§|\b[\w-]+\.md\b|\b\d{1,2}\.\d{1,2}-\d{1,2}\b|\b\d{1,2}-[EWS]\d{2}\b|\bundefined\b|\bNaN\b|\[object/

test.describe
  .serial('a county with people on file', () => {
    const county = shareWindow('demo')
    const figures: Shown[] = []

    test('11.1 the figures follow the year on top, which is the only year box; the first is the newest with data', async () => {
      const page = await county.inside()
      await expect(yearBox(page)).toHaveValue('2015')
      const households = page.getByRole('region', { name: '在册情况' }).locator('[data-counts="statistic on_file"]').first()
      const seen = new Set<string>()
      for (const year of ['2013', '2014', '2015']) {
        await yearBox(page).selectOption(year)
        await expect(households).toHaveAttribute('data-filter', new RegExp(`"year":${year}`))
        await settled(page)
        figures.push(...(await figuresOn(page, `/ ${year}`)))
        seen.add(JSON.stringify((await figuresOn(page, '/')).map(({ text }) => text)))
      }
      // Whether each is right is asked of the command line in the end.
      expect(seen.size).toBeGreaterThan(1)
      // No number of the great tiles and charts goes without saying what it counts.
      const silent = await page.locator('section[aria-label="在册情况"], section:has(> header > h2:text("各乡镇户数"))').evaluateAll((all) =>
        all.flatMap((section) => {
          const copy = section.cloneNode(true) as HTMLElement
          for (const told of copy.querySelectorAll('[data-counts]')) told.remove()
          return /\d/.test(copy.textContent ?? '') ? [copy.textContent ?? ''] : []
        }),
      )
      expect(silent).toEqual([])
      await expect(page.getByRole('region', { name: '各乡镇户数' }).getByRole('listitem')).toHaveCount(13)
      for (const path of ['/forms', '/settings']) {
        await goTo(page, path)
        await settled(page)
        await expect(page.getByRole('combobox', { name: /年度$/ })).toHaveCount(1)
      }
      // The card of a household goes by the same box, and says where the year has nothing of it.
      await openFirstHousehold(page)
      await expect(page.getByRole('combobox', { name: /年度$/ })).toHaveCount(1)
      await yearBox(page).selectOption('2016')
      await expect(page.getByText('2016 年还没有记录')).toBeVisible()
      await yearBox(page).selectOption('2015')
      await expect(page.getByText(/年还没有记录/)).toHaveCount(0)
    })

    test('11.6 finding: heads before members, with the reason; Enter before the answer; a scan; one question a number typed', async () => {
      const { page } = county
      await goTo(page, '/')
      const asked: string[] = []
      page.on('request', (request) => {
        if (request.url().includes('/rpc/records/find')) asked.push(request.postData() ?? '')
      })
      await goTo(page, '/people')
      const list = page.getByRole('grid', { name: '人员列表' })
      const member = list.getByRole('row').filter({ hasText: '配偶' }).first()
      await expect(member).toBeVisible()
      const [name = '', , number = ''] = (await member.getByRole('gridcell').allInnerTexts()).filter((text) => text !== '')
      await page.keyboard.press('Control+k')
      const box = page.getByRole('combobox', { name: '快速查找' })
      await box.fill(name)
      const found = page.getByRole('listbox', { name: '查找结果' })
      await expect(
        found
          .getByRole('group', { name: '户', exact: true })
          .getByRole('option')
          .filter({ hasText: `成员 ${name}` })
          .first(),
      ).toBeVisible()
      await expect(found.getByRole('option').first()).toHaveAccessibleName(new RegExp(`成员 ${name}`))
      await expectAccessible(page)
      asked.length = 0
      // Typed as fast as hands can, and opened without waiting.
      await box.fill('')
      await box.pressSequentially(number)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
      expect(asked.length).toBeLessThanOrEqual(2)
      await goTo(page, '/helpers')
      await expect(page.getByRole('grid', { name: '帮扶责任人列表' }).getByRole('row').nth(1)).toBeVisible()
      // A scanner: no field has the focus, the keys come at once, Enter at the end.
      await page.getByRole('heading', { level: 1 }).click()
      await page.evaluate((text) => {
        for (const key of [...text, 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }, number)
      await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })

    test('11.8 an expected refusal is no failure of the server, and the tray of jobs closes', async () => {
      const { page } = county
      const failures: number[] = []
      page.on('response', (response) => {
        if (response.url().includes('/rpc/') && response.status() >= 500) failures.push(response.status())
      })
      await goTo(page, '/')
      await page.keyboard.press('Control+Shift+l')
      const password = page.getByLabel('密码', { exact: true })
      const refused = page.waitForResponse((response) => response.url().includes('/rpc/session/unlock'))
      await password.fill('不是这个密码')
      await password.press('Enter')
      expect((await refused).status()).toBe(422)
      // After a wrong one the next has to wait a moment.
      await expect(async () => {
        const answered = page.waitForResponse((response) => response.url().includes('/rpc/session/unlock'))
        await password.fill(PASSWORD)
        await password.press('Enter')
        expect((await answered).ok()).toBe(true)
      }).toPass({ intervals: [1000] })
      await expect(page.getByRole('navigation').first()).toBeVisible()
      await goTo(page, '/backups')
      await page.getByRole('button', { name: '开始检查' }).click()
      const line = page.getByRole('button', { name: /^任务结果/ })
      await line.click()
      const tray = page.getByRole('region', { name: '任务' })
      await expect(tray).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(tray).toHaveCount(0)
      await line.click()
      await tray.getByRole('button', { name: '清除已结束的' }).click()
      await expect(line).toHaveCount(0)
      expect(failures).toEqual([])
    })

    test('11.7 nothing of the machine room stands on a screen', async () => {
      const { page } = county
      const said: string[] = []
      const look = async (screen: string): Promise<void> => {
        await settled(page)
        const text = await page.evaluate(() => document.body.innerText)
        for (const lineOf of text.split('\n')) if (MACHINE_ROOM.test(lineOf)) said.push(`${screen}: ${lineOf.slice(0, 100)}`)
        figures.push(...(await figuresOn(page, screen)))
      }
      for (const path of [...SCREENS, ...OTHERS]) {
        await goTo(page, path)
        await expect(page.locator(`[data-screen="${path}"]`)).toBeVisible()
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
        if (SCREENS.includes(path)) await expect(page.locator('[data-counts]').first()).toBeVisible()
        await look(path)
        if (path !== '/settings' && path !== '/forms') continue
        const tabs = page.getByRole('tab')
        for (let at = 1; at < (await tabs.count()); at += 1) {
          await tabs.nth(at).click()
          await look(`${path} ${await tabs.nth(at).innerText()}`)
        }
      }
      expect(said).toEqual([])
    })

    test('11.1 the command line tells the same of every number', async () => {
      const { page, shell } = county
      await goTo(page, '/statistics')
      await page
        .getByRole('button', { name: /贫困户主要致贫原因/ })
        .first()
        .click()
      await expect(page.locator('td[data-counts^="statistic 2.4"]').first()).toBeVisible()
      figures.push(...(await figuresOn(page, '/statistics 2.4')))
      await page.getByRole('radiogroup', { name: '显示为' }).getByText('图', { exact: true }).click()
      await expect(page.getByRole('img', { name: /数字见表/ })).toBeVisible()
      const drawn = await figuresOn(page, '/statistics 2.4 图')
      expect(drawn.length).toBeGreaterThan(3)
      figures.push(...drawn)
      // Screens whose numbers are no statistics say what they count, too.
      expect(new Set(figures.map(({ counts }) => counts.split(' ')[0]))).toEqual(
        new Set(['statistic', 'list', 'place', 'findings', 'changes', 'change', 'users', 'packages']),
      )
      // The data is asked by another program now.
      await shell.kill()
      const { asked, wrong } = compare(shell.dataDirectory, figures)
      expect(wrong).toEqual([])
      expect(asked).toBeGreaterThan(300)
    })
  })

test.describe
  .serial('a new office', () => {
    const office = shareWindow('empty')
    let folder: string
    test.beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'bangfu-e2e-files-'))
    })
    test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

    test('11.6 set-up finds the office at any level', async () => {
      const { page } = office
      await field(page, '查找').fill('武阳镇')
      const found = page.getByRole('list', { name: '各级查到的' })
      await expect(found.getByText('甘肃省 / 定西市 / 漳县')).toBeVisible()
      await expectAccessible(page)
      await found.getByRole('listitem').filter({ hasText: '漳县' }).getByRole('button', { name: '选武阳镇' }).click()
      await expect(page.getByText('本单位：甘肃省 / 定西市 / 漳县 / 武阳镇')).toBeVisible()
    })

    test('11.8 the recovery code survives a reload and a new login until it was confirmed', async () => {
      const { page } = office
      await field(page, '管理员姓名').fill('何专干')
      await field(page, '登录名').fill('he')
      for (const label of ['密码', '再输一次密码']) await field(page, label, { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: '完成设置' }).click()
      const code = page.locator('code')
      await expect(page.getByRole('heading', { name: '请保管好恢复码' })).toBeVisible()
      const text = await code.innerText()
      expect(text).toMatch(/^[\w\s-]{16,}$/)
      await page.reload()
      await expect(code).toHaveText(text)
      await expectAccessible(page)
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: '开始使用' }).click()
      await expect(page.getByRole('navigation').first()).toBeVisible()
      await page.reload()
      await expect(page.getByRole('navigation').first()).toBeVisible()
      await expect(code).toHaveCount(0)
    })

    test('11.1 an import of 2015 offers to go there', async () => {
      const { page } = office
      const path = join(folder, '花名册.xlsx')
      await rosterWorkbook(path, twoHouseholds())
      await pickFile(page, path)
      await chooseYear(page, 2015)
      await checkAll(page)
      await commit(page)
      await page.getByRole('button', { name: '看 2015 年的数' }).click()
      await expect(yearBox(page)).toHaveValue('2015')
      await expect(page.getByRole('region', { name: '在册情况' }).locator('[data-filter*=\'"column":"households"\']').first()).toHaveText('1')
    })
  })
