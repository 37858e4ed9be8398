/** A questionnaire about gadgets: written, published, answered, changed, carried up and down; scores follow everywhere. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carry, done, ticketOf } from '../../features/exchange/testing/apps.ts'
import { readRows } from '../../excel/testing/workbooks.ts'
import { writeSheets } from '../../excel/writeSheet.ts'
import { verify } from '../../store/verify.ts'
import { enterFamily, HERE, openPair, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let township: TestApp
let county: TestApp
let gadget: string
let spare: string
let first: string
let keeper: string
const WRITTEN = {
  code: 'gadget_check',
  name: '器件检查表',
  about: ['gadget', 'household', 'helper'],
  source: '测试',
  unverified: false,
  tree: {
    preface: '逐件看。',
    grades: [
      { from: '80', label: '好' },
      { from: '0', label: '差' },
    ],
    items: [
      {
        type: 'section' as const,
        code: 's1',
        label: '外观',
        most: '60',
        items: [
          {
            type: 'one' as const,
            code: 'rust',
            label: '锈蚀',
            required: true as const,
            options: [
              { code: '1', label: '没有', points: '60' },
              { code: '2', label: '有', points: '20' },
            ],
          },
          { type: 'text' as const, code: 'where', label: '锈在哪里', required: true as const, shownIf: [{ question: 'rust', is: ['2'] }] },
        ],
      },
      { type: 'decimal' as const, code: 'hours', label: '每天运行', scale: 1, unit: '小时', minimum: '0', maximum: '24', scoring: { each: '2', most: '40' } },
      { type: 'boolean' as const, code: 'leak', label: '漏电', vetoIf: 'yes' as const },
    ],
  },
}
const asked = (id: string, answers: Record<string, string>, more: object = {}) => ({
  subject: { register: 'gadget', id },
  askedOn: '2015-10-08',
  askedBy: '张三、李四',
  answeredBy: null,
  remark: null,
  answers,
  ...more,
})
const sound = async (office: TestApp): Promise<void> => {
  const { read, derivations } = office.app.host.office().store
  expect((await verify(read, derivations)).findings).toEqual([])
}

beforeAll(async () => {
  pair = await openPair()
  ;({ township, county } = pair)
  ;({ gadget, spare, keeper } = await enterFamily(township))
  await carry(township, county)
})
afterAll(() => pair.end())

describe('问卷', () => {
  it('县里写草稿、发布；毛病逐条说明；草稿随发布了结；下到乡镇', async () => {
    const { questionnaires } = county.client
    await questionnaires.saveDraft({ ...WRITTEN, tree: { items: [] } })
    expect((await questionnaires.drafts())[0]?.problems).toMatchObject([{ message: '还没有题目，请至少加一道题。' }])
    await expect(questionnaires.publish({ ...WRITTEN, tree: { items: [] } })).rejects.toMatchObject({ code: 'VALIDATION' })
    const { id, version } = await questionnaires.publish(WRITTEN)
    first = id
    expect([version, await questionnaires.drafts()]).toEqual([1, []])
    await carry(county, township)
    expect(await township.client.questionnaires.list()).toMatchObject([
      { id, code: 'gadget_check', version: 1, questions: 4, sheets: 0, newest: true, own: false },
    ])
  })

  it('答一份：答错的不写，得分、等次、否决由程序得出，改一题跟着变', async () => {
    const { questionnaires } = township.client
    await expect(questionnaires.saveSheet({ questionnaire: first, sheet: asked(gadget, { rust: '9', hours: '25', none: '1' }) })).rejects.toMatchObject({
      issues: [{ path: 'rust' }, { path: 'hours' }, { path: 'none' }],
    })
    await expect(
      questionnaires.saveSheet({ questionnaire: first, sheet: { ...asked(gadget, {}), subject: { register: 'person', id: 'x' } } }),
    ).rejects.toMatchObject({ code: 'VALIDATION' })
    const { id } = await questionnaires.saveSheet({ questionnaire: first, sheet: asked(gadget, { rust: '1', hours: '12.5', leak: '0' }) })
    expect(await questionnaires.sheet({ id })).toMatchObject({
      score: 8400,
      fullScore: 10_000,
      grade: '好',
      vetoes: null,
      openQuestions: 0,
      subject: { id: gadget, title: '抽水机' },
    })
    await questionnaires.saveSheet({ questionnaire: first, sheet: { ...asked(gadget, { rust: '2', hours: '12.5', leak: '1' }), id } })
    expect(await questionnaires.sheet({ id })).toMatchObject({ score: 4400, grade: null, vetoes: 'leak', openQuestions: 1 })
    await questionnaires.saveSheet({ questionnaire: first, sheet: { ...asked(gadget, { rust: '1', leak: '0' }), id } })
    expect(await questionnaires.sheet({ id })).toMatchObject({ score: 6000, grade: '差', answers: { rust: '1', leak: '0' } })
    await questionnaires.saveSheet({ questionnaire: first, sheet: { ...asked(gadget, { rust: '1', hours: '30'.slice(0, 1), leak: '0' }), id } })
    expect((await questionnaires.sheet({ id })).score).toBe(6600)
    const row = township.app.host.office().store.read.get('SELECT place, code FROM answered_sheet WHERE id = ?', id)
    expect(row).toEqual({ place: HERE, code: 'gadget_check' })
    await sound(township)
  })

  it('一次许多份：对的进去，错的说明是第几份；必答没答、命中否决的成为核查问题', async () => {
    const { saved, refused } = await township.client.questionnaires.saveSheets({
      questionnaire: first,
      sheets: [asked(spare, { rust: '2', leak: '1' }), asked(spare, { rust: 'x' })],
    })
    expect([saved.length, refused]).toMatchObject([1, [{ index: 1, issues: [{ label: '锈蚀' }] }]])
    await township.app.host.office().checks.settled()
    const found = township.app.host.office().store.read.all<{ rule: string }>('SELECT rule FROM finding WHERE about = ? ORDER BY rule', saved[0] ?? '')
    expect(found).toEqual([{ rule: 'Q-1' }, { rule: 'Q-2' }])
  })

  it('也问不归哪个村的人：记在单位名下，随包上报', async () => {
    const about = { ...asked(keeper, { rust: '1' }), subject: { register: 'helper', id: keeper } }
    const { id } = await township.client.questionnaires.saveSheet({ questionnaire: first, sheet: about })
    expect(township.app.host.office().store.read.get('SELECT place FROM answered_sheet WHERE id = ?', id)).toEqual({ place: township.unit })
    await carry(township, county)
    expect(await county.client.questionnaires.sheet({ id })).toMatchObject({ score: 6000, subject: { register: 'helper', title: '李保管' } })
    await township.client.questionnaires.removeSheet({ id, reason: '问错了人' })
    await carry(township, county)
    await expect(county.client.questionnaires.sheet({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('发布的不能改；新的一版接在后面，答过的各照各的；停用以后不能再答', async () => {
    const { questionnaires } = county.client
    await expect(county.client.records.save({ register: 'questionnaire', id: first, values: { name: '改' } })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const second = await questionnaires.publish({ ...WRITTEN, tree: { items: [{ type: 'boolean', code: 'rust', label: '锈蚀', yes: '1' }] } })
    expect(second.version).toBe(2)
    await carry(township, county)
    const { sheets, total } = await questionnaires.sheets({ questionnaire: first })
    expect([total, sheets.map(({ score }) => score).toSorted()]).toEqual([2, [2000, 6600]])
    await questionnaires.withdraw({ id: first, reason: '有新版' })
    expect((await questionnaires.list()).map(({ version, withdrawn, newest }) => [version, withdrawn, newest])).toEqual([
      [2, false, true],
      [1, true, false],
    ])
    await expect(questionnaires.saveSheet({ questionnaire: first, sheet: asked(gadget, { rust: '1' }) })).rejects.toMatchObject({ code: 'CONFLICT' })
    await carry(county, township)
    expect((await township.client.questionnaires.list()).find(({ id }) => id === first)?.withdrawn).toBe(true)
    await expect(township.client.questionnaires.withdraw({ id: second.id, reason: '越权' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await sound(county)
  })

  it('问卷写成工作簿再读回来一样；写错的说哪一行哪一列', async () => {
    const { questionnaires } = county.client
    const { path } = await done(county, questionnaires.exportDefinition({ id: first }))
    expect(await questionnaires.importDefinition({ ticket: ticketOf(county, path ?? '', '问卷.xlsx') })).toEqual({ code: 'gadget_check', problems: [] })
    const { id: _, problems, ...draft } = (await questionnaires.drafts())[0] ?? { id: '', problems: [] }
    expect([problems, draft]).toEqual([[], WRITTEN])
    const wrong = `${pair.folder}/wrong.xlsx`
    const text = (headings: readonly string[]) => headings.map((heading) => ({ heading, kind: 'text' as const }))
    await writeSheets(wrong, [
      {
        name: '问卷',
        columns: text(['项目', '内容']),
        rows: [
          ['代号', 'x'],
          ['名称', '坏的'],
          ['问什么', '器件台账'],
        ],
      },
      {
        name: '题目',
        columns: text(['编号', '类别', '题目', '最小值', '上级']),
        rows: [
          ['a', '是否', '甲'],
          ['b', '整数', '乙', '一点'],
          ['c', '填空', '丙'],
          ['d', '文字', '丁', null, 'z'],
        ],
      },
      { name: '选项', columns: text(['题目编号', '代码', '选项']), rows: [['q', '1', '没有这题']] },
      { name: '等次', columns: text(['起点分', '等次']), rows: [] },
    ])
    const read = await questionnaires.importDefinition({ ticket: ticketOf(county, wrong, '坏.xlsx') })
    expect(read.problems.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`)).toEqual([
      '题目 3 最小值',
      '题目 4 类别',
      '题目 5 上级',
      '选项 0 题目编号',
    ])
  })

  it('答卷写成工作簿再读回来一份也不变；改一格只改那一份；空白行填了是新的', async () => {
    const { questionnaires } = township.client
    const [{ id: second } = { id: '' }] = await questionnaires.list()
    await questionnaires.saveSheet({ questionnaire: second, sheet: asked(gadget, { rust: '1' }) })
    const { path } = await done(township, questionnaires.exportAnswers({ id: second, blank: [{ register: 'gadget', id: spare }] }))
    const ticket = (): string => ticketOf(township, path ?? '', '答卷.xlsx')
    expect(await questionnaires.importAnswers({ id: second, ticket: ticket() })).toEqual({ rows: 1, saved: 0, same: 1, problems: [] })
    const rows = (await readRows(path ?? '')).map(({ cells }) => cells.map(({ text }) => text))
    const [headings = [], answered = [], blank = []] = rows
    const at = (heading: string): number => headings.indexOf(heading)
    const changed = `${pair.folder}/changed.xlsx`
    const filled = (row: readonly string[], answer: string): (string | null)[] =>
      headings.map((heading, index) =>
        heading === 'rust 锈蚀' ? answer : heading === '日期' ? '2015-10-09' : heading === '得分' ? null : (row[index] ?? '') || null,
      )
    await writeSheets(changed, [
      {
        name: '答卷',
        columns: headings.map((heading) => ({ heading, kind: 'text' })),
        rows: [filled(answered, '否'), filled(blank, '是'), filled(blank, '也许')],
      },
    ])
    const result = await questionnaires.importAnswers({ id: second, ticket: ticketOf(township, changed, '答卷.xlsx') })
    expect(result).toMatchObject({ rows: 3, saved: 2, same: 0, problems: [{ row: 4, column: 'rust 锈蚀' }] })
    expect(at('得分')).toBeGreaterThan(0)
    const { sheets } = await questionnaires.sheets({ questionnaire: second })
    expect(sheets.map(({ score }) => score).toSorted()).toEqual([0, 100])
    await sound(township)
  })
})
