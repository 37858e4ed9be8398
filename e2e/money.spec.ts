/** 资金 through the screen: a source with its quota and what arrived, given to a project, claimed by 4:5:1, paid, sent to households, failed at the bank and sent again, on paper. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { allocate, readBank } from './pages/money.ts'
import { expectPaper } from './pages/papers.ts'
import { enterRecord, makeStep } from './pages/steps.ts'
import { expectAccessible } from './support/axe.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

/** Number and name of the first households of the list. */
async function households(page: Page, count: number): Promise<(readonly [number: string, name: string])[]> {
  await goTo(page, '/households')
  const rows = page.getByRole('grid', { name: '贫困户列表' }).getByRole('row')
  await expect(rows.nth(count)).toBeVisible()
  const found: (readonly [string, string])[] = []
  for (let at = 1; at <= count; at += 1) {
    const cells = (await rows.nth(at).getByRole('gridcell').allInnerTexts()).map((text) => text.trim())
    found.push([cells.find((text) => /^\d{10,}$/.test(text)) ?? '', cells.find((text) => /^\p{Script=Han}{2,4}$/u.test(text)) ?? ''])
  }
  return found
}

async function enterSource(page: Page): Promise<void> {
  await enterRecord(page, '/fund_kinds', [
    ['种类代号', '91'],
    ['种类名称', '测试专项资金'],
    ['级次', '中央', /中央/],
    ['性质', '财政专项', /财政专项/],
  ])
  await enterRecord(page, '/fund_sources', [
    ['资金名称', '测试专项第一批'],
    ['文号', '甘财农〔2015〕91号'],
    ['年度', '2015'],
    ['资金种类', '测试专项', /测试专项资金/],
    ['支配区划', '漳县', /漳县/],
  ])
  await enterRecord(page, '/records/fund_quota', [
    ['资金来源', '测试专项', /测试专项第一批/],
    ['金额', '500000'],
    ['日期', '2015-03-01'],
  ])
  await enterRecord(page, '/records/fund_arrival', [
    ['资金来源', '测试专项', /测试专项第一批/],
    ['金额', '500000'],
    ['到账日期', '2015-03-20'],
  ])
}

test('a source reaches households by way of a project, a claim and the bank', async ({ program }, info) => {
  await logIn(program)
  const [[number = '', name = ''] = []] = await households(program, 1)
  await enterSource(program)
  await expectAccessible(program)
  await enterRecord(program, '/projects', [
    ['项目名称', '养羊到户工程'],
    ['管理区划', '武阳镇', /^武阳镇/],
    ['年度', '2015'],
    ['类别', '产业', /产业/],
    ['批复总投资', '500000'],
    ['其中财政补助', '500000'],
  ])
  await allocate(program, { source: ['测试专项', /测试专项第一批/], project: ['养羊', /养羊到户工程/], place: ['武阳镇', /^武阳镇/], amount: '500000' }, () =>
    expectAccessible(program),
  )
  await expect(program.getByRole('grid', { name: '资金分配列表' }).getByRole('row').nth(1)).toContainText('养羊到户工程')
  await goTo(program, '/money')
  await expect(program.getByText('没有在途的资金。')).toBeVisible()
  const streams = program.getByRole('img', { name: /流向/ })
  await expect(streams).toContainText('测试专项第一批 500,000.00 元')
  await expectAccessible(program)
  await streams.locator('text', { hasText: '测试专项第一批' }).click()
  await expect(program.getByRole('heading', { level: 1 })).toHaveText('资金分配')
  await expect(program.getByRole('grid', { name: '资金分配列表' }).getByRole('row').nth(1)).toContainText('养羊到户工程')

  const claim = await enterRecord(program, '/payment_claims', [
    ['项目', '养羊', /养羊到户工程/],
    ['年度', '2015'],
    ['报账金额', '200000'],
    ['填报日期', '2015-05-01'],
    ['收款人', '信用社代发'],
    ['凭据清单', '发放名单'],
  ])
  await expect(program.getByRole('heading', { level: 1 })).toContainText('BZ')
  const [claimNo = ''] = /BZ[\w-]+/.exec(await program.getByRole('heading', { level: 1 }).innerText()) ?? []
  await program.getByRole('tab', { name: '办理' }).click()
  for (const [step, on] of [
    ['申请', '2015-05-01'],
    ['主管部门审核', '2015-05-02'],
    ['财政审核', '2015-05-03'],
    ['拨付', '2015-05-04'],
  ] as const)
    await makeStep(program, step, on)
  await expect(program.getByText('已拨付').first()).toBeVisible()

  const list = info.outputPath('名单.csv')
  await writeFile(list, `\ufeff户编号,户主姓名,一卡通账号,金额\n${number},${name},6217000000000000019,3000\n`)
  await readBank(program, { button: '读发放名单', claim: claimNo, file: list, kind: '产业', told: '3,000.00 元' }, () => expectAccessible(program))
  const payments = program.getByRole('grid', { name: '到户发放列表' })
  await expect(payments.getByRole('row').nth(1)).toContainText('待发')
  for (const [file, result, state] of [
    ['成功', '成功', '已发'],
    ['退回', '失败', '失败'],
    ['重发', '成功', '重发成功'],
  ] as const) {
    const path = info.outputPath(`${file}.csv`)
    await writeFile(path, `\ufeff账号,户名,金额,交易结果\n6217000000000000019,${name},3000,${result}\n`)
    await readBank(program, { button: '读银行回单', claim: claimNo, file: path, told: '1 行' })
    await expect(payments.getByRole('row').nth(1)).toContainText(state)
  }
  await expectPaper(program, { form: 'claim_form', register: 'payment_claim', id: claim, says: ['报账申请书', '贰拾万元整'] })
  await expectPaper(program, { form: 'project_balance', place: ['武阳镇', /^武阳镇/], says: ['项目资金平衡表', '养羊到户工程'] })
})
