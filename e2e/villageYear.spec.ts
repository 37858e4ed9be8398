/** One village's year through the screen: found in spring, visited, planned for, born into, out of poverty in autumn, balanced and locked, with the papers of each step. */
import type { Page } from '@playwright/test'
import { enterBirth, peopleOf } from './pages/balance.ts'
import { goTo, HouseholdCard } from './pages/household.ts'
import { beginCases, openCase } from './pages/identifications.ts'
import { expectPaper, expectPaperOpen } from './pages/papers.ts'
import { addMeasure, beginPlans, openFirstPlan } from './pages/plans.ts'
import { enterAct, enterRecord, makeStep } from './pages/steps.ts'
import { arrangeVisits, visitFirst, visitsOf } from './pages/surveys.ts'
import { field } from './support/field.ts'
import { addUser, changePassword, logInAs } from './support/login.ts'
import { askCli, LOGIN, PASSWORD } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const VILLAGE = '621125100204'
const HERE = ['柯寨', /柯寨.*武阳/] as const
const TOWNSHIP = ['武阳镇', /武阳镇/] as const
const COUNTY = ['漳县', /漳县/] as const
const CLERK = { name: '村文书', login: 'cun', within: ['柯寨', /柯寨.*武阳/] } as const
const OFFICER = { name: '乡镇专干', login: 'xiang', within: ['武阳镇', /^武阳镇$/] } as const
const OWN_PASSWORD = '自己的密码2015年'
const FOUND = '马在外'
const VOTES = ['15', '4', '2'] as const
const PRESENT = ['31', '21'] as const

/** A poor household of the village that earned enough in the year, and its head. */
let household = ''
let head = ''
const county = shareWindow('demo', (dataDirectory) => {
  const where = (values: object): string => JSON.stringify(values)
  const [years, households] = askCli(dataDirectory, [
    ['query', 'household_year', '--where', where({ year: 2015, exit_stage: 'listed', counted_village: VILLAGE }), '--limit', '1'],
    ['query', 'household', '--where', where({ village: VILLAGE }), '--limit', '100'],
  ]) as { rows: Record<string, string | number>[] }[]
  const [yearly = {}] = years?.rows ?? []
  household = String(yearly['household_id'])
  head = String(households?.rows.find(({ id }) => id === household)?.['head_name'])
  // Above the line of the year, in cents.
  const richer = where({ wage_income: Number(yearly['wage_income']) + 1_000_000 })
  askCli(dataDirectory, [['save', 'household_year', '--id', String(yearly['id']), '--values', richer, '--reason', '已核对']])
})

/** The county begins a round of identification and one of visits, and announces what it will have decided. */
async function beginYear(page: Page): Promise<{ readonly identified: string; readonly left: string }> {
  const round = [
    ['年度', '2015'],
    ['组织单位', ...COUNTY],
    ['开始日期', '2015-03-01'],
    ['结束日期', '2015-05-31'],
  ] as const
  await enterRecord(page, '/campaigns', [['名称', '2015 年动态调整'], ...round, ['评分表代号', '']])
  await enterRecord(page, '/surveys', [['名称', '2015 年第一轮过筛'], ...round])
  return {
    identified: await enterAct(page, { name: '识别公告', kind: '公示', on: '2015-04-15', place: COUNTY }),
    left: await enterAct(page, { name: '脱贫公告', kind: '公示', on: '2015-10-26', until: '2015-10-30', place: COUNTY }),
  }
}

/** Somebody applies, is visited, voted on twice and put up for the first time. */
async function apply(page: Page): Promise<string> {
  await enterRecord(page, '/unlisted', [
    ['行政村', ...HERE],
    ['户主姓名', FOUND],
    ['家庭人口数', '4'],
  ])
  const group = await enterAct(page, { name: '二社评议会', kind: '会议', on: '2015-03-08', place: HERE, present: PRESENT })
  const meeting = await enterAct(page, { name: '村民代表会议', kind: '会议', on: '2015-03-10', place: HERE, present: PRESENT })
  const notice = await enterAct(page, { name: '识别第一次公示', kind: '公示', on: '2015-03-10', until: '2015-03-16', place: HERE })
  await goTo(page, '/unlisted')
  await page.getByRole('grid', { name: '未建档户列表' }).getByRole('row').nth(1).getByRole('checkbox').check()
  await beginCases(page, { campaign: /2015 年动态调整/, direction: '正向', ground: '本人申请', on: '2015-03-05' })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const id = await openCase(page, `未建档户：${FOUND}`)
  await field(page, '拟认定', { exact: true }).fill('新识别')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('未保存', { exact: true })).toHaveCount(0)
  await expectPaper(page, { form: 'poverty_application', register: 'identification', id, says: ['申请书', FOUND] })
  await openCase(page, `未建档户：${FOUND}`)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '入户评估', '2015-03-06', { signed: '甲、乙' })
  await makeStep(page, '组评议', '2015-03-08', { act: '2015-03-08 二社评议会', votes: VOTES })
  await makeStep(page, '村民代表会议评议', '2015-03-10', { act: '2015-03-10 村民代表会议', votes: VOTES })
  await makeStep(page, '第一次公示', '2015-03-10', { act: '2015-03-10 识别第一次公示' })
  await expectPaper(page, { form: 'ballot', register: 'shared_act', id: group, says: ['评议票', FOUND] })
  await expectPaper(page, { form: 'meeting_minutes', register: 'shared_act', id: meeting, says: ['会议记录', '村民代表会议', FOUND] })
  await expectPaper(page, { form: 'vote_count', register: 'shared_act', id: meeting, says: ['票数汇总表', FOUND, '15'] })
  await expectPaper(page, { form: 'first_notice', register: 'shared_act', id: notice, says: ['第一次公示', FOUND] })
  return id
}

/** Chooses the household in the list of those on file. */
async function choose(page: Page): Promise<void> {
  await goTo(page, '/households')
  await page.getByRole('grid', { name: '贫困户列表' }).getByRole('row').filter({ hasText: head }).first().getByRole('checkbox').check()
}

async function visit(page: Page): Promise<void> {
  await choose(page)
  await arrangeVisits(page, /2015 年第一轮过筛/)
  await expectPaper(page, { form: 'survey_sheet', register: 'household', id: household, says: ['调查表', head] })
  await goTo(page, '/visits')
  await expect(visitsOf(page).getByRole('row')).toHaveCount(2)
  await visitFirst(page, '2015-03-20', '没有自来水')
}

async function plan(page: Page): Promise<string> {
  await choose(page)
  await beginPlans(page, '2015-03-22')
  const id = await openFirstPlan(page)
  await page.getByRole('button', { name: '增加一行' }).click()
  await addMeasure(page, '产业发展', '养羊 20 只', ['20', '只'], ['1600', '', '养羊', '', ''])
  await addMeasure(page, '雨露计划', '外出务工', ['1', '人'], ['50000', '', '务工工资', '', ''])
  await expect(page.getByRole('status', { name: '够不够线' })).toContainText('预计增收 51600 元')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('未保存', { exact: true })).toHaveCount(0)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '户主签字', '2015-03-24', { signed: head })
  await makeStep(page, '村审', '2015-03-25', { signed: '村主任' })
  await expectPaper(page, { form: 'household_plan', register: 'household_plan', id, says: ['一户一策', head, '养羊 20 只'] })
  return id
}

/** A child is born into the household. */
async function change(page: Page): Promise<void> {
  await goTo(page, `/households/${household}`)
  const card = new HouseholdCard(page)
  await card.tab('家庭成员')
  await enterBirth(page, '新生甲', '2015-06-10', '2015-06-12')
  await card.saveNow()
}

async function openExit(page: Page): Promise<void> {
  await goTo(page, `/households/${household}`)
  await page.getByRole('tab', { name: '退出' }).click()
}

/** The village deliberates on the household, looks, has it agree, and puts it up. */
async function leave(page: Page): Promise<void> {
  await enterAct(page, { name: '退出评议会', kind: '会议', on: '2015-10-08', place: HERE, present: PRESENT })
  await enterAct(page, { name: '拟退出公示', kind: '公示', on: '2015-10-14', until: '2015-10-20', place: HERE })
  await openExit(page)
  await makeStep(page, '民主评议', '2015-10-08', { act: '2015-10-08 退出评议会', votes: VOTES })
  await expectPaper(page, { form: 'exit_proposed', place: HERE, says: ['拟退出贫困户名单', head] })
  await openExit(page)
  await makeStep(page, '入户核实', '2015-10-10', { signed: '王核实、李队员' })
  await page.getByRole('button', { name: /退出验收表/ }).click()
  await expectPaperOpen(page, { form: 'exit_verification', says: ['验收表', head, '达标'] })
  await expectPaper(page, { form: 'exit_confirmation', register: 'household', id: household, says: ['确认书', head] })
  await openExit(page)
  await makeStep(page, '农户认可', '2015-10-12', { signed: head })
  await makeStep(page, '村内公示', '2015-10-14', { act: '2015-10-14 拟退出公示' })
  await expectPaper(page, { form: 'exit_proposed_notice', place: HERE, says: ['公示', head] })
}

/** The township looks over what the village did. */
async function review(page: Page, planId: string): Promise<void> {
  const notice = await enterAct(page, { name: '识别第二次公示', kind: '公示', on: '2015-03-20', until: '2015-03-26', place: TOWNSHIP })
  await openCase(page, `未建档户：${FOUND}`)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '乡镇审核', '2015-03-18')
  await makeStep(page, '第二次公示', '2015-03-20', { act: '2015-03-20 识别第二次公示' })
  await expectPaper(page, { form: 'second_notice', register: 'shared_act', id: notice, says: ['第二次公示', FOUND] })
  await goTo(page, '/visits')
  await visitsOf(page).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '复核', '2015-03-28')
  await makeStep(page, '锁定', '2015-03-30')
  await goTo(page, `/plans/${planId}`)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '乡镇审', '2015-04-02')
  await openExit(page)
  await makeStep(page, '乡镇审核', '2015-10-22')
}

/** The county decides and announces; who was found is on file by now, who left is struck off. */
async function decide(page: Page, announced: { readonly identified: string; readonly left: string }): Promise<void> {
  await openCase(page, `未建档户：${FOUND}`)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '县复审', '2015-04-10')
  await makeStep(page, '公告', '2015-04-15', { act: '2015-04-15 识别公告' })
  await expectPaper(page, { form: 'announcement', register: 'shared_act', id: announced.identified, says: ['公告', FOUND] })
  await openCase(page, `未建档户：${FOUND}`)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '落实', '2015-04-20')
  await expect(page.getByText('已落实').first()).toBeVisible()
  await goTo(page, '/households')
  await expect(page.getByRole('grid', { name: '贫困户列表' }).getByRole('row').filter({ hasText: FOUND })).toHaveCount(1)

  await openExit(page)
  await makeStep(page, '公告退出', '2015-10-26', { act: '2015-10-26 脱贫公告' })
  await makeStep(page, '销号', '2015-11-05')
  await expect(page.getByText('已销号').first()).toBeVisible()
  await expectPaper(page, { form: 'exit_announcement', place: HERE, says: ['公告', head] })
  await expectPaper(page, { form: 'exit_letter', register: 'household', id: household, says: ['告知书', head] })
  await expectPaper(page, { form: 'exit_honour', register: 'household', id: household, says: ['光荣脱贫', head] })
  await expectPaper(page, { form: 'clear_and_have', place: TOWNSHIP, says: ['五清六有', '柯寨'] })
}

/** The sheet of the village, the difference of which is nothing; then the year is locked. */
async function close(page: Page): Promise<void> {
  await goTo(page, '/balance')
  const village = page.getByRole('navigation', { name: '区划' }).getByRole('button', { name: /^柯寨/ }).first()
  await expect(village).toContainText('平')
  await village.click()
  await expect.poll(() => peopleOf(page, '新识别')).toBeGreaterThanOrEqual(1)
  expect(await peopleOf(page, '新生儿')).toBeGreaterThanOrEqual(1)
  await expect(page.getByRole('button', { name: /^脱贫 1 户/ })).toBeVisible()
  await expectPaper(page, { form: 'balance', place: TOWNSHIP, says: ['平衡表', '柯寨'] })
  await goTo(page, '/settings?tab=locks')
  await page
    .getByRole('checkbox', { name: /柯寨村$/ })
    .first()
    .check()
  await field(page.getByRole('main'), '年度', { exact: true }).selectOption('2015')
  await field(page.getByRole('main'), '级别', { exact: true }).selectOption('county')
  await page.getByRole('button', { name: /^锁定所选/ }).click()
  await expect(page.getByRole('table', { name: '年度锁定' }).getByText('县锁')).toBeVisible()
}

test('a village lives a year: found, visited, planned for, out of poverty, balanced, locked, each with its papers', async () => {
  const page = await county.inside()
  await addUser(page, CLERK)
  await addUser(page, OFFICER)
  const announced = await test.step('the county begins', () => beginYear(page))

  await logInAs(page, CLERK.login)
  await changePassword(page, PASSWORD, OWN_PASSWORD)
  await test.step('an application', () => apply(page))
  await test.step('a visit', () => visit(page))
  const planId = await test.step('a plan', () => plan(page))
  await test.step('a birth', () => change(page))
  await test.step('an exit', () => leave(page))

  await logInAs(page, OFFICER.login)
  await changePassword(page, PASSWORD, OWN_PASSWORD)
  await test.step('the township reviews', () => review(page, planId))

  await logInAs(page, LOGIN)
  await test.step('the county decides', () => decide(page, announced))
  await test.step('the year is balanced and locked', () => close(page))
})
