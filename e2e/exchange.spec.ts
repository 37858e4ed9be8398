/** Three installations on one machine: a county and two townships, with files carried between them as on a stick. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { goTo, listOf } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { logIn } from './support/login.ts'
import { dataIn, runCli, startShell, type TestShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

let stick: string
const offices: TestShell[] = []
const windows: BrowserContext[] = []
test.beforeAll(() => {
  stick = mkdtempSync(join(tmpdir(), 'bangfu-stick-'))
})
test.afterAll(async () => {
  for (const window of windows) await window.close()
  for (const office of offices) await office.stop()
  rmSync(stick, { recursive: true, force: true })
})

/** An office in a window of its own. */
async function openOffice(browser: Browser, unit: string | null): Promise<Page> {
  const dataDirectory = unit === null ? dataIn('demo') : mkdtempSync(join(tmpdir(), 'bangfu-e2e-'))
  if (unit !== null) runCli(dataDirectory, ['init', '--unit', unit])
  const office = await startShell({ dataDirectory })
  offices.push(office)
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
  windows.push(context)
  const page = await context.newPage()
  await page.goto(office.startAddress)
  await logIn(page)
  return page
}

/** Saves what a click gives out onto the stick; its path. */
async function carry(page: Page, click: () => Promise<void>, as: string): Promise<string> {
  const download = page.waitForEvent('download')
  await click()
  const path = join(stick, as)
  await (await download).saveAs(path)
  return path
}

async function choose(page: Page, button: string, path: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await choosing).setFiles(path)
}

/** Sends to a recipient, through the wizard; the file's path. */
async function send(page: Page, to: RegExp, as: string): Promise<string> {
  await goTo(page, '/exchange/send')
  await page.getByRole('radio', { name: to }).check()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('radio', { name: /保存为文件/ }).check()
  await page.getByRole('button', { name: '下一步' }).click()
  const path = await carry(page, () => page.getByRole('button', { name: '制作并保存' }).click(), as)
  await expect(page.getByText('文件已保存', { exact: true }).first()).toBeVisible()
  return path
}

/** Receives a file, through the wizard, up to the end; returns the path of the receipt if one was given out. */
async function receive(page: Page, path: string, headline: string, receiptAs?: string): Promise<string | null> {
  await goTo(page, '/exchange/receive')
  await choose(page, '从别处选文件', path)
  const merge = page.getByRole('button', { name: /^(合并 [\d,]+ 条|记下已收到|读入|加入)/ })
  await expect(merge).toBeEnabled()
  await merge.click()
  await expect(page.getByText(headline, { exact: true }).first()).toBeVisible()
  return receiptAs === undefined ? null : carry(page, () => page.getByRole('button', { name: '保存回执' }).click(), receiptAs)
}

/** 核对码 of what an office holds, by village. */
async function digestsOf(page: Page): Promise<Map<string, string>> {
  await goTo(page, '/exchange')
  await page.getByRole('button', { name: /^(计算|重新计算)$/ }).click()
  const rows = page.getByRole('table', { name: '数据核对码' }).getByRole('row')
  await expect(rows.nth(2)).toBeVisible()
  const cells = await rows.evaluateAll((all) => all.slice(1).map((row) => [row.children[0]?.textContent ?? '', row.children[2]?.textContent ?? ''] as const))
  return new Map(cells)
}

/** Opens the first record of a list. */
async function openFirst(page: Page, path: string): Promise<void> {
  await goTo(page, path)
  await expect(listOf(page).getByRole('row').nth(1)).toBeVisible()
  await listOf(page).focus()
  await page.keyboard.press('Enter')
}

/** Changes the post of the first helper. */
async function editHelper(page: Page, position: string): Promise<void> {
  await openFirst(page, '/helpers')
  const field = page.getByRole('textbox', { name: '职务', exact: true })
  await field.fill(position)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('已保存', { exact: true }).first()).toBeVisible()
}

test.describe
  .serial('a county and two townships: joined, sent down, changed on both sides, decided, moved, and alike in the end', () => {
    let county: Page
    let wuyang: Page
    let sanchang: Page
    test.beforeAll(async ({ browser }) => {
      county = await openOffice(browser, null)
      wuyang = await openOffice(browser, '621125100')
      sanchang = await openOffice(browser, '621125101')
    })

    for (const name of ['wuyang', 'sanchang'] as const) {
      test(`${name} joins and gets its data`, async () => {
        const township = name === 'wuyang' ? wuyang : sanchang
        await goTo(township, '/exchange')
        await township.getByRole('button', { name: '制作加入申请' }).click()
        await township.getByRole('textbox', { name: '站点名称' }).fill('扶贫专干电脑')
        const request = await carry(township, () => township.getByRole('button', { name: '制作并保存' }).click(), `${name}-request.json`)
        await goTo(county, '/exchange/sites')
        await county.getByRole('button', { name: '登记新站点' }).first().click()
        await choose(county, '选择申请文件', request)
        await county.getByRole('checkbox', { name: /核对码和这里完全一样/ }).check()
        const admission = await carry(county, () => county.getByRole('button', { name: '登记并保存登记文件' }).click(), `${name}-admission.bfx`)
        await receive(township, admission, '已加入数据交换')
        const baseline = await send(county, name === 'wuyang' ? /武阳/ : /三岔/, `${name}-1.bfx`)
        const receipt = await receive(township, baseline, '合并完成', `${name}-receipt-1.bfx`)
        await receive(county, receipt ?? '', '回执已读入')
      })
    }

    test('both sides change one value; the county decides', async () => {
      await editHelper(wuyang, '驻村干事')
      await editHelper(county, '副主任')
      const up = await send(wuyang, /^漳县 · /, 'wuyang-2.bfx')
      const receipt = await receive(county, up, '合并完成', 'county-receipt-2.bfx')
      await receive(wuyang, receipt ?? '', '回执已读入')
      await goTo(county, '/exchange/conflicts')
      await expect(county.getByText('各单位填的不一样，用哪一个？')).toBeVisible()
      await expectAccessible(county)
      await county.getByRole('radio', { name: /副主任/ }).check()
      await county.getByRole('textbox', { name: /理由/ }).fill('电话核实')
      await county.keyboard.press('Control+s')
      await expect(
        county
          .getByText('没有要处理的冲突')
          .or(county.getByText(/没有.*冲突/))
          .first(),
      ).toBeVisible()
      await receive(wuyang, await send(county, /武阳/, 'wuyang-3.bfx'), '合并完成', 'wuyang-receipt-3.bfx')
      await openFirst(wuyang, '/helpers')
      await expect(wuyang.getByRole('textbox', { name: '职务', exact: true })).toHaveValue('副主任')
    })

    test('the same file again changes nothing, and a file for somebody else is refused', async () => {
      await receive(wuyang, join(stick, 'wuyang-3.bfx'), '已经合并过，没有变化', 'wuyang-receipt-3b.bfx')
      await goTo(sanchang, '/exchange/receive')
      await choose(sanchang, '从别处选文件', join(stick, 'wuyang-3.bfx'))
      await expect(sanchang.getByText(/打不开|不是给|没有合并/).first()).toBeVisible()
    })

    test('the county returns a household with a remark, and what it changes there is a proposal', async () => {
      await openFirst(county, '/households')
      await county.getByRole('textbox', { name: '家庭住址', exact: true }).fill('柯寨村九社东头')
      await county.keyboard.press('Control+s')
      // Why it should be changed is asked for once, with the doubts if there are any.
      await county.getByRole('dialog').getByRole('textbox').fill('核对纸质档案')
      await county.getByRole('button', { name: /^(确实如此，保存|提建议)$/ }).click()
      await expect(county.getByText(/已记为修改建议/).first()).toBeVisible()
      await county.getByRole('button', { name: '更多' }).click()
      await county.getByRole('menuitem', { name: '退回整改' }).click()
      await county
        .getByRole('dialog')
        .getByRole('textbox', { name: /退回意见/ })
        .fill('收入证明缺一张')
      await county.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
      await expect(county.getByRole('region', { name: '审核退回' })).toContainText('收入证明缺一张')
      await receive(wuyang, await send(county, /武阳/, 'wuyang-r.bfx'), '合并完成', 'wuyang-receipt-r.bfx')
      await goTo(wuyang, '/')
      await expect(wuyang.getByRole('button', { name: /上级退回的户，待整改/ })).toBeVisible()
      await expectAccessible(wuyang)
      await goTo(wuyang, '/exchange/proposals')
      await wuyang.getByRole('checkbox', { name: '全选' }).check()
      await wuyang.getByRole('button', { name: /^采纳/ }).click()
      await wuyang.getByRole('dialog').getByRole('button', { name: /^采纳/ }).click()
      await expect(wuyang.getByText('没有待处理的建议')).toBeVisible()
      await openFirst(wuyang, '/households')
      await expect(wuyang.getByRole('textbox', { name: '家庭住址', exact: true })).toHaveValue('柯寨村九社东头')
      await wuyang.getByRole('region', { name: '审核退回' }).getByRole('button', { name: '回复' }).click()
      await wuyang.getByRole('dialog').getByRole('textbox').fill('已补')
      await wuyang.getByRole('dialog').getByRole('button', { name: /回复/ }).click()
      await expect(wuyang.getByRole('region', { name: '审核退回' })).toContainText('已补')
    })

    test('a household moves and somebody of another one marries from one township to the other, by way of the county', async () => {
      await openFirst(wuyang, '/households')
      await wuyang.getByRole('button', { name: '更多' }).click()
      await wuyang.getByRole('menuitem', { name: '迁出到别的村' }).click()
      const dialog = wuyang.getByRole('dialog')
      await dialog.getByRole('combobox').fill('三岔')
      await wuyang.getByRole('option', { name: '三岔镇三岔村' }).click()
      await dialog.getByRole('textbox', { name: /迁移原因/ }).fill('投靠子女')
      await dialog.getByRole('button', { name: '办理迁出' }).click()
      await expect(wuyang.getByRole('region', { name: '迁移途中' })).toBeVisible()
      await wuyang.keyboard.press('PageDown')
      await expect(wuyang.getByRole('region', { name: '迁移途中' })).toBeHidden()
      await wuyang.getByRole('tab', { name: /家庭成员/ }).click()
      await wuyang.getByRole('button', { name: '迁到别的村…' }).click()
      const leaving = wuyang.getByRole('dialog', { name: '人员迁出到别的村' })
      await leaving.getByRole('combobox', { name: '迁到哪个村' }).fill('三岔')
      await wuyang.getByRole('option', { name: '三岔镇三岔村' }).click()
      await leaving.getByRole('textbox', { name: /迁移原因/ }).fill('结婚')
      await expectAccessible(wuyang)
      await leaving.getByRole('button', { name: '办理迁出' }).click()
      await expect(wuyang.getByRole('region', { name: /.+迁移途中/ })).toContainText('接收以前仍算在这一户')
      await receive(county, await send(wuyang, /^漳县 · /, 'wuyang-4.bfx'), '合并完成', 'county-receipt-4.bfx')
      await receive(sanchang, await send(county, /三岔/, 'sanchang-4.bfx'), '合并完成', 'sanchang-receipt-4.bfx')
      await goTo(sanchang, '/exchange/transfers')
      await sanchang.getByRole('button', { name: /^接收.*户/ }).click()
      await sanchang.getByRole('dialog').getByRole('button', { name: '接收这一户' }).click()
      await expect(sanchang.getByText('已迁入').first()).toBeVisible()
      await sanchang.getByRole('tab', { name: /人员迁移/ }).click()
      await expectAccessible(sanchang)
      await sanchang.getByRole('button', { name: /^接收/ }).click()
      const taking = sanchang.getByRole('dialog', { name: /^接收/ })
      await taking.getByRole('combobox', { name: /迁入哪一户/ }).press('ArrowDown')
      await sanchang.getByRole('listbox').getByRole('option').first().click()
      await taking.getByRole('combobox', { name: /与户主关系/ }).fill('儿媳')
      await sanchang.keyboard.press('Enter')
      await expect(sanchang.getByRole('table').getByText('已迁入')).toBeVisible()
      await receive(county, await send(sanchang, /^漳县 · /, 'sanchang-5.bfx'), '合并完成', 'county-receipt-5.bfx')
      await receive(wuyang, await send(county, /武阳/, 'wuyang-5.bfx'), '合并完成', 'wuyang-receipt-5.bfx')
      await goTo(wuyang, '/exchange/transfers')
      await expect(wuyang.getByText('已迁入').first()).toBeVisible()
      await wuyang.getByRole('tab', { name: /人员迁移/ }).click()
      await expect(wuyang.getByRole('table').getByText('已迁入')).toBeVisible()
    })

    test('the check codes of all villages agree on screen', async () => {
      const all = await digestsOf(county)
      for (const township of [wuyang, sanchang]) {
        const own = await digestsOf(township)
        const villages = [...own].filter(([name]) => name !== '全部' && name !== '全县共用')
        expect(villages.length).toBeGreaterThan(5)
        for (const [name, code] of villages) expect([name, code]).toEqual([name, all.get(name)])
      }
      await expectAccessible(county)
    })
  })
