/** 水电路房 through the screen: a dangerous house from application to payment and archive with its photos and papers; water whose people solved come from its households (mechanisms.md M09, M12). */
import type { Page, TestInfo } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { makePicture } from '../src/core/features/attachments/testing/pictures.ts'
import { goTo } from './pages/household.ts'
import { expectPaper } from './pages/papers.ts'
import { enterAct, enterRecord, makeStep } from './pages/steps.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

const HERE = ['柯寨', /柯寨.*武阳/] as const
const HEAD = '危改甲'
const PHOTOS = [
  ['建前照片', 1],
  ['建中照片', 2],
  ['建后照片', 3],
] as const

/** A household that is not on file. */
const enterUnlisted = (page: Page, head: string, people: number): Promise<string> =>
  enterRecord(page, '/unlisted', [
    ['行政村', ...HERE],
    ['户主姓名', head],
    ['家庭人口数', String(people)],
  ])

async function addPhoto(page: Page, info: TestInfo, [kind, seed]: (typeof PHOTOS)[number]): Promise<void> {
  await page.getByRole('tab', { name: /照片与附件/ }).click()
  const path = info.outputPath(`${kind}.jpg`)
  writeFileSync(path, await makePicture({ seed }))
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '添加照片或附件' }).click()
  await (await choosing).setFiles(path)
  const dialog = page.getByRole('dialog')
  await field(dialog, '材料类别').selectOption({ label: kind })
  await dialog.getByRole('button', { name: '添加', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await page.getByRole('tab', { name: /^办理/ }).click()
}

test('a dangerous house goes from application to its archive, with three photos and its papers', async ({ program }, info) => {
  await logIn(program)
  await enterUnlisted(program, HEAD, 4)
  await enterAct(program, { name: '危改评议会', kind: '会议', on: '2015-03-01', place: HERE, present: ['31', '21'] })
  await enterAct(program, { name: '危改公示', kind: '公示', on: '2015-03-02', until: '2015-03-08', place: HERE })
  const id = await enterRecord(program, '/house_retrofits', [
    ['户：哪种台账', '未建档户'],
    ['户', HEAD, new RegExp(HEAD)],
    ['统计村', ...HERE],
    ['任务年度', '2015'],
    ['鉴定等级', 'D级', /D级/],
    ['鉴定机构', '县建筑质监站'],
    ['鉴定日期', '2015-03-09'],
    ['改造方式', '拆除重建', /拆除重建/],
    ['开工日期', '2015-04-01'],
    ['竣工日期', '2015-09-01'],
    ['验收日期', '2015-09-20'],
    ['拨款日期', '2015-10-01'],
    ['房屋面积', '60'],
    ['建房补助', '11500'],
  ])
  await expect(program.getByRole('heading', { level: 1 })).toContainText(HEAD)
  await expectAccessible(program)
  await program.getByRole('tab', { name: /^办理/ }).click()
  await makeStep(program, '评议', '2015-03-01', { act: '2015-03-01 危改评议会' })
  await makeStep(program, '公示', '2015-03-02', { act: '2015-03-02 危改公示' })
  await makeStep(program, '鉴定', '2015-03-09')
  await addPhoto(program, info, PHOTOS[0])
  await makeStep(program, '审批', '2015-03-10')
  await makeStep(program, '开工', '2015-04-01')
  await addPhoto(program, info, PHOTOS[1])
  await makeStep(program, '竣工', '2015-09-01')
  await addPhoto(program, info, PHOTOS[2])
  await makeStep(program, '验收', '2015-09-20', { signed: '赵验收' })
  await makeStep(program, '拨款', '2015-10-01')
  await makeStep(program, '归档', '2015-10-10')
  await expect(program.getByText('已归档').first()).toBeVisible()
  await expectAccessible(program)
  await expectPaper(program, { form: 'house_acceptance', register: 'house_retrofit', id, says: ['竣工验收表', HEAD] })
  await expectPaper(program, { form: 'house_photos', register: 'house_retrofit', id, says: ['三照', HEAD] })
  await expectPaper(program, { form: 'house_roster', place: HERE, says: ['危房改造户花名册', HEAD] })
})

test('people solved of a water work are those of its households, and nowhere typed; its roads are drawn', async ({ program }) => {
  await logIn(program)
  const point = await enterRecord(program, '/water_points', [
    ['工程名称', '东沟集中供水点'],
    ['行政村', ...HERE],
    ['工程类型', '集中供水', /集中供水/],
    ['年度', '2015'],
    ['设计供水人口', '100'],
    ['验收日期', '2015-10-20'],
  ])
  for (const [head, people] of [
    ['饮水甲', 5],
    ['饮水乙', 4],
  ] as const) {
    await enterUnlisted(program, head, people)
    await enterRecord(program, '/water_users', [
      ['饮水工程', '东沟', /东沟集中供水点/],
      ['户：哪种台账', '未建档户'],
      ['户', head, new RegExp(head)],
      ['统计村', ...HERE],
    ])
  }
  await goTo(program, `/water_points/${point}`)
  const main = program.getByRole('main')
  await expect(main.getByText('解决人数', { exact: true }).first()).toBeVisible()
  await expect(main.getByRole('textbox', { name: '解决人数', exact: true })).toHaveCount(0)
  await expectAccessible(program)
  await goTo(program, '/water_points')
  await expect(program.getByRole('grid', { name: '饮水工程列表' }).getByRole('row').nth(1)).toContainText('9')
  await expectPaper(program, { form: 'water_people', place: HERE, says: ['饮水解决人口花名册', '饮水甲', '9 人'] })

  const road = (name: string, kind: string, from: string, to: string): Promise<string> =>
    enterRecord(program, '/roads', [
      ['道路名称', name],
      ['所在区划', ...HERE],
      ['道路类型', kind, new RegExp(kind)],
      ['年度', '2015'],
      ['起点', from],
      ['止点', to],
      ['里程', '3.2'],
      ['路面', '水泥', /水泥/],
      ['验收日期', '2015-10-01'],
    ])
  await road('武阳至柯寨', '通村路', '武阳镇', '柯寨村部')
  await road('柯寨至东社', '通组路', '柯寨村部', '东社')
  await expectPaper(program, { form: 'road_network', place: HERE, says: ['路网示意图', '武阳至柯寨', '东社'] })
})
