/** A project through the screen, from the gap and the need that it meets to its closing: steps of the work, progress by ten days, acceptances, papers (mechanisms.md M05, M06). */
import type { Page } from '@playwright/test'
import { goTo, saveNow } from './pages/household.ts'
import { expectPaper } from './pages/papers.ts'
import { enterAct, enterRecord, makeStep, type Entry } from './pages/steps.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

const NAME = '自来水入户工程'
const NEED = '自来水入户 46 户'
const PLACE = ['柯寨', /柯寨/] as const
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) })

/** What the project is, up to what its last steps ask for. */
const PROJECT: readonly Entry[] = [
  ['项目名称', NAME],
  ['管理区划', ...PLACE],
  ['年度', '2015'],
  ['类别', '饮水', /饮水/],
  ['来自需求', '自来水入户', new RegExp(NEED)],
  ['实施地点', '一社、二社'],
  ['建设任务', NEED],
  ['绩效目标', '46 户通自来水'],
  ['责任单位', '水务局', /水务局/],
  ['责任人', '李工', /李工/],
  ['实施方式', '一事一议', /一事一议/],
  ['实施单位', '水务局', /水务局/],
  ['计划开工', '2015-03-01'],
  ['计划完工', '2015-05-31'],
  ['批复文号', '漳扶发〔2015〕8号'],
  ['批复总投资', '119600'],
  ['结算审计价', '119000'],
  ['管护主体', '村委会'],
  ['管护责任人', '李管水'],
  ['绩效评价结果', '46 户全部通水'],
]

/** Opens a record at one of its tabs. */
async function open(page: Page, path: string, name: string): Promise<void> {
  await goTo(page, path)
  await tab(page, name).click()
}

/** The one step of the work, which has all of the weight, typed into the grid of the project that is open. */
async function enterWork(page: Page): Promise<void> {
  const work = page.getByRole('region', { name: '工序', exact: true })
  await expect(work.getByRole('button', { name: '套用常用工序（9 行，待核）' })).toBeVisible()
  await work.getByRole('button', { name: '增加一行' }).click()
  for (const text of ['1', '管网铺设', '主体', '2015-03-01', '2015-05-31', '100']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await saveNow(page)
}

/** 46 households of the village have no tap; answers with the id of the gap. */
async function enterGap(page: Page): Promise<string> {
  const id = await enterRecord(page, '/shortfalls', [
    ['对象', ...PLACE],
    ['统计村', ...PLACE],
    ['年度', '2015'],
    ['类别', '饮水', /饮水/],
    ['现状', '164'],
    ['标准值', '210'],
    ['计量单位', '户'],
    ['发现日期', '2015-01-10'],
  ])
  await expect(page.getByRole('heading', { level: 1 })).toContainText('DB')
  return id
}

/** A need with the gap as its line, all of it. */
async function enterNeed(page: Page, gapNo: string): Promise<void> {
  await enterRecord(page, '/needs', [
    ['需求名称', NEED],
    ['行政村', ...PLACE],
    ['年度', '2015'],
    ['类别', '饮水', /饮水/],
  ])
  await expect(page.getByRole('heading', { level: 1 })).toContainText(NEED)
  await page.getByRole('button', { name: '增加一行' }).click()
  await page.keyboard.type(gapNo)
  await page
    .getByRole('listbox')
    .getByRole('option', { name: new RegExp(gapNo) })
    .click()
  await saveNow(page)
}

/** The acceptance of a level, qualified; answers with its id. */
async function accept(page: Page, kind: string, day: string): Promise<string> {
  const id = await enterRecord(page, '/project_acceptances', [
    ['项目', NAME, new RegExp(NAME)],
    ['验收种类', kind, new RegExp(`^${kind}|${kind}$`)],
    ['验收日期', day],
  ])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(kind)
  const qualified = page.getByRole('radiogroup', { name: '是否合格' }).getByRole('radio', { name: /是$/ })
  await qualified.check()
  await saveNow(page)
  await expect(qualified).toBeChecked()
  return id
}

/** Up to the start of the work; the notice is up for its seven days before the project is taken into the library. */
async function walkToStart(page: Page): Promise<void> {
  await makeStep(page, '申报', '2015-01-15')
  await makeStep(page, '乡镇审核', '2015-01-16')
  await makeStep(page, '县审核', '2015-01-17')
  await makeStep(page, '入库公示', '2015-01-18', { act: '2015-01-18 入库公示' })
  await makeStep(page, '入库', '2015-01-25')
  await makeStep(page, '列入年度计划', '2015-02-01')
  await makeStep(page, '方案批复', '2015-02-10')
  await makeStep(page, '招标或一事一议', '2015-02-20')
  await makeStep(page, '开工', '2015-03-01')
}

/** All of the work is reported done, and the progress of the county says so. */
async function reportDone(page: Page): Promise<void> {
  await goTo(page, '/projects/report')
  await field(page, '统计到').fill('2015-05-31')
  await page.keyboard.press('Enter')
  const row = page.getByRole('grid', { name: '各工序的进度' }).getByRole('row').filter({ hasText: NAME })
  await row.getByRole('gridcell').nth(3).click()
  await page.keyboard.type('100')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存 1 道工序的进度' }).click()
  await expect(page.getByText('已填报 1 道工序')).toBeVisible()
  await goTo(page, '/projects/progress')
  await expect(page.getByRole('row').filter({ hasText: NAME })).toContainText('正常')
  await page.getByRole('button', { name: '偏差' }).click()
  await expect(page.getByRole('columnheader', { name: '偏差' })).toHaveAttribute('aria-sort', 'ascending')
  await expectAccessible(page)
  await page.getByText('横道图', { exact: true }).click()
  await expect(page.getByRole('img', { name: '各项目的横道图' }).locator('svg')).toBeVisible()
  await expectAccessible(page)
}

/** From the acceptance of the county to the closing; no money was given, so none is left to claim. */
async function walkToClosing(page: Page): Promise<void> {
  await makeStep(page, '竣工公告', '2015-07-01', { act: '2015-07-01 竣工公告' })
  await makeStep(page, '结算审计', '2015-07-20')
  await makeStep(page, '报账完', '2015-07-25')
  await makeStep(page, '移交管护', '2015-07-30')
  await makeStep(page, '绩效评价', '2015-08-10')
  await makeStep(page, '销号', '2015-08-20')
}

test('a project goes from the gap and the need to its closing, with its papers', async ({ program }) => {
  await logIn(program)
  const gap = await enterGap(program)
  const [gapNo = ''] = /DB[\w-]+/.exec(await program.getByRole('heading', { level: 1 }).innerText()) ?? []
  await enterNeed(program, gapNo)
  await enterRecord(program, '/organizations', [['单位名称', '水务局']])
  await enterRecord(program, '/helpers', [['姓名', '李工']])
  await enterAct(program, { kind: '公示', place: PLACE, name: '入库公示', on: '2015-01-18', until: '2015-01-24' })
  await enterAct(program, { kind: '公示', place: PLACE, name: '竣工公告', on: '2015-07-01', until: '2015-07-07' })
  const id = await enterRecord(program, '/projects', PROJECT)
  await expect(program.getByRole('heading', { level: 1 })).toContainText(NAME)
  await enterWork(program)
  await tab(program, '办理').click()
  await walkToStart(program)
  await reportDone(program)

  await open(program, `/projects/${id}`, '进度')
  await expect(program.getByRole('table', { name: '工序' })).toContainText('管网铺设')
  await expectAccessible(program)
  await expect(program.getByRole('complementary', { name: '管网铺设的照片' }).getByRole('button', { name: '添加照片或附件' })).toBeVisible()
  await goTo(program, '/projects')
  await expect(program.getByRole('grid', { name: '项目列表' }).getByRole('row').filter({ hasText: NAME })).toContainText('正常')
  await open(program, `/projects/${id}`, '办理')
  await makeStep(program, '完工', '2015-05-31')
  await accept(program, '乡镇初验', '2015-06-05')
  const acceptance = await accept(program, '县验收', '2015-06-25')
  await open(program, `/projects/${id}`, '办理')
  await makeStep(program, '乡镇初验', '2015-06-05')
  await makeStep(program, '县验收', '2015-06-25')
  await walkToClosing(program)
  await expect(program.getByRole('button', { name: '办理销号', exact: true })).toHaveCount(0)
  await expect(program.getByRole('main').getByText('销号', { exact: true }).first()).toBeVisible()

  // The gap went along with the project to 已补齐; what is left is to check and close it.
  await open(program, `/shortfalls/${gap}`, '办理')
  await makeStep(program, '复核关闭', '2015-08-25')

  await expectPaper(program, { form: 'project_chart', register: 'project', id, says: [`${NAME}施工图表`, '管网铺设'] })
  await expectPaper(program, { form: 'project_acceptance_sheet', register: 'project_acceptance', id: acceptance, says: ['项目验收表', NAME, '2015-06-25'] })
  await expectPaper(program, { form: 'project_ledger', place: PLACE, says: ['开竣工台账', NAME, '2015-08-20'] })
})
