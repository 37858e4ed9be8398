/** Lists of other departments, from the file to the suspicion judged: whom they mean, what adds up, what is asked once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacter } from '../../rules/identity.ts'
import { makeSteps, type StepRequest } from '../../procedures/make.ts'
import { userOf, TODAY } from '../../testing/office.ts'
import { undoChangeSet } from '../records/undo.ts'
import { ELSEWHERE, freshNumber, HERE, listBench, numberOf, type ListBench } from './testing/bench.ts'

let bench: ListBench
beforeAll(async () => {
  bench = await listBench()
})
afterAll(() => bench.end())

const HEAD = ['姓名', '身份证号', '村', '车牌号', '品牌'] as const
const judge = (ids: readonly string[], step: string, more: Partial<StepRequest> = {}) =>
  makeSteps(
    bench.office,
    userOf('administrator'),
    { register: 'comparison_hit', ids, step, on: TODAY, remark: '查了行驶证', signatures: ['王核实'], act: null, ...more },
    TODAY,
  )
const hitsOf = (comparison: string | null) =>
  bench.rows('SELECT * FROM comparison_hit WHERE comparison_id = ? AND deleted = 0 ORDER BY row_number', comparison ?? '')

describe('对上谁', () => {
  it('证件号码前 18 位；残疾人证、旧号升级；再凭姓名和村：同名、同音、一字之差', async () => {
    const people = await bench.household([
      { name: '张三丰' },
      { name: '李残疾' },
      { name: '王老人', number: '621125540301001' },
      { name: '赵晓明', number: null },
      { name: '钱多多', number: null },
      { name: '孙悟空', number: null },
    ])
    const upgraded = `62112519540301001${checkCharacter('62112519540301001') ?? ''}`
    const { account, unreadable } = await bench.compare('car', [
      HEAD,
      ['张三丰', numberOf(bench, people['张三丰']), '武阳镇柯寨村', '甘J10001', '五菱'],
      ['李残疾', `${numberOf(bench, people['李残疾'])}41`, '', '甘J10002', ''],
      ['王老人', upgraded, '武阳镇柯寨村', '甘J10003', ''],
      ['赵晓明', '', '武阳镇柯寨村', '甘J10004', ''],
      ['钱朵朵', '', '武阳镇柯寨村一社', '甘J10005', ''],
      ['孙悟能', '', '武阳镇柯寨村', '甘J10006', ''],
      ['没此人', freshNumber(), '武阳镇柯寨村', '甘J10007', ''],
      ['谁谁谁', '', '', '甘J10008', ''],
    ])
    expect(account).toMatchObject({ rows: 8, repeated: 0, read: 8, matched: 3, unsure: 3, unmatched: 1, unreadable: 1, hits: 6 })
    expect(unreadable).toEqual([{ row: 9, reason: expect.stringContaining('认不出是比对范围里的哪个村') }])
  })

  it('同名不同号的不是同一人，账上写明；同村几个同名的分不清，不猜', async () => {
    await bench.household([{ name: '周同名' }])
    await bench.household([{ name: '吴两个', number: null }])
    await bench.household([{ name: '吴两个', number: null }])
    const { account } = await bench.compare('car', [
      HEAD,
      ['周同名', freshNumber(), '武阳镇柯寨村', '甘J20001', ''],
      ['吴两个', '', '武阳镇柯寨村', '甘J20002', ''],
    ])
    expect(account).toMatchObject({ matched: 0, unsure: 0, unmatched: 2, namesakes: 1, several: 1, hits: 0 })
  })

  it('财产名单对在册和脱贫的算疑点；低保名单只对未在册的，名单上没人认识的可以登记为未建档户', async () => {
    const poor = await bench.household([{ name: '冯在册' }])
    const exited = await bench.household([{ name: '陈脱贫' }], { exited: true })
    const unlisted = freshNumber()
    await bench.unlisted('褚未建档', unlisted)
    const rows = [
      ['姓名', '公民身份号码', '村'],
      ['冯在册', numberOf(bench, poor['冯在册']), '武阳镇柯寨村'],
      ['陈脱贫', numberOf(bench, exited['陈脱贫']), '武阳镇柯寨村'],
      ['褚未建档', unlisted, '武阳镇柯寨村'],
      ['卫没人识', freshNumber(), '武阳镇柯寨村'],
    ]
    expect((await bench.compare('payroll', rows)).account).toMatchObject({ matched: 3, hits: 2, harmless: 1, unmatched: 1 })
    const saved = await bench.compare('allowance', rows, { save: true, enter: true })
    expect(saved.account).toMatchObject({ matched: 3, hits: 1, harmless: 2, unmatched: 1, enterable: 1 })
    expect(saved.entered).toBe(1)
    expect(hitsOf(saved.id).map(({ name, scope, matched_by: by }) => [name, scope, by])).toEqual([
      ['褚未建档', '3', '1'],
      ['卫没人识', '3', '6'],
    ])
  })

  it('乡镇只比对自己的人', async () => {
    const here = await bench.household([{ name: '蒋本镇' }])
    const there = await bench.household([{ name: '沈外镇' }], { village: ELSEWHERE })
    const rows = [HEAD, ['蒋本镇', numberOf(bench, here['蒋本镇']), '', '甘J30001', ''], ['沈外镇', numberOf(bench, there['沈外镇']), '', '甘J30002', '']]
    expect((await bench.compare('car', rows, { user: 'clerk' })).account).toMatchObject({ matched: 1, unmatched: 1 })
    await expect(bench.compare('car', rows, { user: 'clerk', place: ELSEWHERE })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(bench.compare('car', rows, { user: 'reader' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('读不出的', () => {
  it('丢了位数的数字、科学记数、校验码错、位数不对，各有行号和原因；校验码错而村里有同名的存疑', async () => {
    await bench.household([{ name: '韩错号' }])
    const good = freshNumber()
    const wrong = `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`
    const { account, unreadable } = await bench.compare('car', [
      ['关于报送车辆名单的表', null, null, null, null],
      HEAD,
      ['杨丢位', 621_125_197_503_120_000, '武阳镇柯寨村', '甘J40001', ''],
      ['朱科学', '6.21125E+17', '武阳镇柯寨村', '甘J40002', ''],
      ['秦错号', wrong, '武阳镇柯寨村', '甘J40003', ''],
      ['韩错号', wrong, '武阳镇柯寨村', '甘J40004', ''],
      ['尤短号', '62112519', '武阳镇柯寨村', '甘J40005', ''],
      ['', '', '武阳镇柯寨村', '甘J40006', ''],
      ['合计', null, null, 6, null],
    ])
    expect(account).toMatchObject({ read: 6, matched: 0, unsure: 1, unmatched: 0, unreadable: 5 })
    expect(unreadable.map(({ row }) => row)).toEqual([3, 4, 5, 7, 8])
    expect(unreadable.map(({ reason }) => reason).join()).not.toContain(wrong)
    expect(unreadable[0]?.reason).toContain('已经丢失')
  })

  it('空文件、没有表头的、认不出号码也认不出姓名的，说清怎么办', async () => {
    await expect(bench.compare('car', await bench.file('空.csv', ''))).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    await expect(bench.compare('car', [HEAD])).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    await expect(
      bench.compare('car', [
        ['数量', '金额'],
        [1, 2],
        [3, 4],
      ]),
    ).rejects.toMatchObject({ code: 'HEADINGS' })
  })

  it('重复的行只算一次；同一人两辆车是两件事', async () => {
    const people = await bench.household([{ name: '许有车' }])
    const number = numberOf(bench, people['许有车'])
    const { account } = await bench.compare('car', [
      HEAD,
      ['许有车', number, '', '甘J50001', ''],
      ['许有车', number, '', '甘J50001', ''],
      ['许有车', number, '', '甘J50002', ''],
    ])
    expect(account).toMatchObject({ rows: 3, repeated: 1, read: 2, matched: 2, hits: 2 })
  })

  it('手工指明的列记得住；证件号码、电话不整个留在证据和文件名里', async () => {
    const people = await bench.household([{ name: '何列名' }])
    const number = numberOf(bench, people['何列名'])
    const path = await bench.workbook(
      [
        ['甲', '乙', '丙'],
        ['何列名', number, `号码 ${number} 电话 13812345678`],
      ],
      { name: `名单${number}.xlsx` },
    )
    expect((await bench.open('car', path)).sheets[0]?.problem).toContain('没有认出')
    const saved = await bench.compare('car', path, { mapping: { 甲: 'name', 乙: 'number', 丙: 'evidence' }, save: true })
    const [hit] = hitsOf(saved.id)
    expect(String(hit?.['evidence'])).toBe(`丙：号码 ${'*'.repeat(14)}${number.slice(-4)} 电话 *******5678`)
    const [kept] = bench.rows('SELECT file_name, file_hash FROM compared_list WHERE id = ?', saved.id ?? '')
    expect(kept?.['file_name']).toBe(`名单${'*'.repeat(14)}${number.slice(-4)}.xlsx`)
    expect((await bench.open('car', path)).sheets[0]).toMatchObject({ remembered: true, problem: null })
    expect((await bench.compare('car', path)).same).toMatchObject({ on: TODAY })
  })
})

describe('核实', () => {
  it('要写核实人和情况；判过的下一年不再问，带着以前的结果、日期和核实人；还在待核实的不再列', async () => {
    const people = await bench.household([{ name: '吕判过' }, { name: '施等着' }])
    const rows = [HEAD, ['吕判过', numberOf(bench, people['吕判过']), '', '甘J60001', ''], ['施等着', numberOf(bench, people['施等着']), '', '甘J60002', '']]
    const first = await bench.compare('car', rows, { save: true })
    const [judged] = hitsOf(first.id)
    const id = String(judged?.['id'])
    expect((await judge([id], 'refute', { remark: null, signatures: [] })).refused[0]?.missing.map(({ need }) => need)).toEqual(['signature', 'remark'])
    expect((await judge([id], 'refute')).done).toEqual([id])
    expect(hitsOf(first.id)[0]).toMatchObject({ state: 'refuted', judged_on: TODAY, verifier: '王核实', reason: '查了行驶证' })
    expect(bench.rows('SELECT waiting, confirmed FROM compared_list WHERE id = ?', first.id ?? '')).toEqual([{ waiting: 1, confirmed: 0 }])

    const again = await bench.compare('car', rows, { save: true })
    expect(again.account).toMatchObject({ matched: 2, hits: 0, known: 1, pending: 1, harmless: 0 })
    expect(hitsOf(again.id)).toMatchObject([
      { name: '吕判过', state: 'refuted', judged_on: TODAY, verifier: '王核实', known: 1, earlier: `${TODAY} 不属实（王核实核实）：查了行驶证` },
    ])
    // 情况变了的可以重新核实。
    const known = String(hitsOf(again.id)[0]?.['id'])
    await judge([known], 'reopen')
    expect((await judge([known], 'confirm')).done).toEqual([known])
    expect(hitsOf(again.id)[0]).toMatchObject({ state: 'confirmed' })
  })

  it('属实的发起核查：一户一件，写明疑点和红线；没有核实的不能；再来的加进同一件', async () => {
    const people = await bench.household([{ name: '孔属实' }, { name: '曹家人' }])
    const rows = [HEAD, ...['孔属实', '曹家人'].map((name, at) => [name, numberOf(bench, people[name]), '', `甘J7000${at}`, ''])]
    const { id } = await bench.compare('car', rows, { save: true })
    const ids = hitsOf(id).map((hit) => String(hit['id']))
    const { id: campaign } = await bench.office.records.save(userOf('administrator'), {
      register: 'campaign',
      values: { name: '2015 年动态调整', year: 2015, round: 1, issued_by: '621125000000', starts_on: '2015-09-01', ends_on: '2015-12-31' },
    })
    const begin = (chosen: readonly string[]) =>
      bench.office.records.begin(userOf('administrator'), {
        register: 'identification',
        of: 'comparison_hit',
        ids: chosen,
        values: { campaign_id: campaign, opened_on: TODAY },
      })
    expect((await begin(ids)).refused.map(({ message }) => message)).toEqual(ids.map(() => expect.stringContaining('“属实”')))
    await judge(ids, 'confirm')
    const { done, refused } = await begin(ids)
    expect([done.length, refused]).toEqual([1, []])
    expect(bench.rows('SELECT direction, ground, scope, red_lines, grounds, village FROM identification WHERE id = ?', done[0] ?? '')).toEqual([
      {
        direction: '2',
        ground: '4',
        scope: '1',
        red_lines: '03',
        grounds: '名下有机动车，甘J70000，查了行驶证\n名下有机动车，甘J70001，查了行驶证',
        village: HERE,
      },
    ])
    expect(hitsOf(id).map((hit) => hit['case_id'])).toEqual([done[0], done[0]])
    expect((await begin(ids)).refused[0]?.message).toContain('已经发起过')

    const second = await bench.compare(
      'house',
      [
        ['姓名', '身份证号', '房产证号'],
        ['孔属实', numberOf(bench, people['孔属实']), '漳房字 1 号'],
      ],
      { save: true },
    )
    const houses = hitsOf(second.id).map((hit) => String(hit['id']))
    await judge(houses, 'confirm', { remark: '有房产证' })
    expect((await begin(houses)).done).toEqual(done)
    expect(bench.rows('SELECT red_lines, grounds FROM identification WHERE id = ?', done[0] ?? '')).toMatchObject([
      { red_lines: '03,04', grounds: expect.stringContaining('城镇有房产，漳房字1号，有房产证') },
    ])
  })

  it('疑点不改动户；没有判过的整次可以撤销，判过的不能', async () => {
    const people = await bench.household([{ name: '严撤销' }])
    const before = bench.rows('SELECT revision FROM household WHERE id = ?', people['household'] ?? '')
    const rows = [HEAD, ['严撤销', numberOf(bench, people['严撤销']), '', '甘J80001', '']]
    const first = await bench.compare('car', rows, { save: true, user: 'clerk' })
    expect(bench.rows('SELECT revision FROM household WHERE id = ?', people['household'] ?? '')).toEqual(before)
    await undoChangeSet(bench.office, userOf('clerk'), first.changeSet ?? '')
    expect(hitsOf(first.id)).toEqual([])
    expect(bench.rows('SELECT deleted FROM compared_list WHERE id = ?', first.id ?? '')).toEqual([{ deleted: 1 }])
    const second = await bench.compare('car', rows, { save: true, user: 'clerk' })
    await judge(
      hitsOf(second.id).map((hit) => String(hit['id'])),
      'keep',
    )
    await expect(undoChangeSet(bench.office, userOf('clerk'), second.changeSet ?? '')).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
  })
})
