/** Tasks through the real store: struck off with a paper and by somebody else alone, in time or not; what is marked on a map against who is on file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSteps, undoStep } from '../../procedures/make.ts'
import { TODAY, testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import type { SessionUser } from '../session/contract.ts'
import { builtInSigns } from './signs.ts'

const VILLAGE = '621125100204'
const admin = userOf('administrator')
const clerk = userOf('clerk')

let office: TestOffice
beforeAll(async () => {
  office = await testOffice()
  await office.store.change({ id: 'set-up', name: '设立' }, { kind: 'set-up', title: '图例' }, (transaction) => {
    for (const row of builtInSigns) transaction.insert('map_sign', { ...row })
  })
})
afterAll(() => office.end())

const save = async (register: string, values: Readonly<Record<string, string | number | boolean | null>>): Promise<string> =>
  (await office.records.save(admin, { register, values, reason: '测试' })).id
const get = (id: string) => office.records.get(admin, 'battle_task', id)
const step = (user: SessionUser, id: string, key: string, on: string, remark: string | null = null) =>
  makeSteps(office, user, { register: 'battle_task', ids: [id], step: key, on, signatures: [], act: null, remark }, TODAY)
const paper = (record: string, kind: string) =>
  office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
    transaction.insert('attachment', {
      register: 'battle_task',
      record,
      village: VILLAGE,
      name: '验收单',
      sha256: `${kind}${record}`.padEnd(64, '0').slice(0, 64),
      media_type: 'image/jpeg',
      size: 1,
      kind,
    }),
  )

describe('作战任务销号', () => {
  it('没有完成证明的、完成的人自己销的都不能销；另一个人凭附件才能销', async () => {
    const task = await save('battle_task', { name: '硬化村道', place: VILLAGE, year: 2015, due_on: '2015-10-20', in_charge: '王五' })
    expect(get(task)).toMatchObject({ stage: 'waiting', finished_on: null, in_time: null })
    expect((await step(clerk, task, 'finish', '2015-10-19')).done).toEqual([task])
    expect(get(task)).toMatchObject({ stage: 'finished', stage_due: '2015-11-03', finished_on: '2015-10-19', in_time: true })

    const alone = await step(clerk, task, 'close', '2015-10-21')
    expect(alone.refused.flatMap(({ missing }) => missing.map(({ need, message }) => [need, message]))).toEqual([
      ['paper', '缺“完成证明（照片、验收单）”。'],
      ['hand', '“完成”是李文书办的，“销号”要由另一个人办。'],
    ])
    await paper(task, 'drawing')
    expect((await step(admin, task, 'close', '2015-10-21')).refused[0]?.missing.map(({ need }) => need)).toEqual(['paper'])
    await paper(task, 'evidence')
    expect((await step(clerk, task, 'close', '2015-10-21')).refused[0]?.missing.map(({ need }) => need)).toEqual(['hand'])
    expect((await step(admin, task, 'close', '2015-10-21')).done).toEqual([task])
    expect(get(task)).toMatchObject({ stage: 'closed', closed_on: '2015-10-21' })
  })

  it('审核没有通过的回到进行中；谁最后办的完成，谁就不能销；撤销以后重新算', async () => {
    const task = await save('battle_task', { name: '水窖', place: VILLAGE, year: 2015, due_on: '2015-09-30', in_charge: '王五' })
    await paper(task, 'evidence')
    await step(clerk, task, 'finish', '2015-10-01')
    expect(get(task)).toMatchObject({ in_time: false })
    expect((await step(admin, task, 'return', '2015-10-02')).refused[0]?.missing.map(({ message }) => message)).toEqual(['要在“说明”里写明哪里没有达到要求。'])
    await step(admin, task, 'return', '2015-10-02', '少一口')
    expect(get(task)).toMatchObject({ stage: 'doing', finished_on: null, in_time: null })
    await step(admin, task, 'finish', '2015-10-08')
    expect((await step(admin, task, 'close', '2015-10-09')).refused[0]?.missing.map(({ need }) => need)).toEqual(['hand'])
    const { id = '' } =
      office.store.read.get<{ id: string }>(`SELECT id FROM procedure_step WHERE subject = ? AND step = 'finish' AND round = 2`, `battle_task:${task}`) ?? {}
    await undoStep(office, admin, { register: 'battle_task', record: task, step: id, reason: '办错', on: '2015-10-09' })
    await step(clerk, task, 'finish', '2015-10-10')
    expect((await step(admin, task, 'close', '2015-10-11')).done).toEqual([task])
    expect(get(task)).toMatchObject({ finished_on: '2015-10-10', in_time: false })
  })
})

const findings = (record: string): string[] =>
  office.store.read.all<{ rule: string }>('SELECT rule FROM finding WHERE about = ? ORDER BY rule', record).map(({ rule }) => rule)

describe('另一个人由用户认，不由姓名认', () => {
  const finished = async (name: string): Promise<string> => {
    const task = await save('battle_task', { name, place: VILLAGE, year: 2015, due_on: '2015-10-20', in_charge: '王五' })
    await paper(task, 'evidence')
    expect((await step(clerk, task, 'finish', '2015-10-19')).done).toEqual([task])
    return task
  }
  const needs = async (user: SessionUser, task: string) => (await step(user, task, 'close', '2015-10-21')).refused.flatMap(({ missing }) => missing)

  it('两个同名的人，一个办完成，另一个可以销号', async () => {
    const task = await finished('同名')
    expect(await needs({ ...clerk, id: 'u-same-name' }, task)).toEqual([])
  })

  it('改了名的人还是同一个人，不能销自己办的', async () => {
    const task = await finished('改名')
    expect((await needs({ ...clerk, displayName: '李秘书' }, task)).map(({ need, message }) => [need, message])).toEqual([
      ['hand', '“完成”是李文书办的，“销号”要由另一个人办。'],
    ])
  })
})

describe('图上和花名册', () => {
  it('没有标的、清退的、搬到别村的，核查里都有；标上、拿掉以后没有', async () => {
    const household = await save('household', { village: VILLAGE, local_no: '001' })
    await save('household_year', { household_id: household, year: 2015 })
    const map = await save('battle_map', { place: VILLAGE, year: 2015, title: '村作战图', picture: 'a'.repeat(64) })
    expect(findings(map)).toEqual(['7-count'])
    const sign = office.store.read.get<{ id: string }>(`SELECT id FROM map_sign WHERE code = 'household'`)?.id ?? ''
    const marker = await save('map_marker', { map_id: map, sign_id: sign, subject: `household:${household}`, x: 5_000, y: 2_500 })
    expect([findings(map), findings(marker)]).toEqual([[], []])
    await office.records.save(admin, { register: 'household', id: household, values: { valid: false }, reason: '清退' })
    // Neither on file nor counted on the map any more, so that both agree; the marker itself is told.
    expect([findings(map), findings(marker)]).toEqual([[], ['7-cleared']])
    await office.records.save(admin, { register: 'household', id: household, values: { valid: true }, reason: '恢复' })
    await office.records.save(admin, { register: 'map_marker', id: marker, values: { x: -1 }, reason: '扫描件裁小了' })
    expect(findings(marker)).toEqual(['7-outside'])
  })

  it('全是年底的任务，每一项都有疑点；改了一项，别的也没有了', async () => {
    const place = '621125100205'
    const ids: string[] = []
    for (const name of ['路', '水'])
      ids.push(
        await save('battle_task', {
          name,
          place,
          year: 2015,
          due_on: '2015-12-31',
          in_charge: '王五',
          drawing: '图',
          schedule: '表',
          goal: '目',
          requirement: '要',
        }),
      )
    expect(ids.map((id) => findings(id))).toEqual([['7-dates'], ['7-dates']])
    await office.records.save(admin, { register: 'battle_task', id: ids[0] ?? '', values: { due_on: '2015-09-30' }, reason: '' })
    expect(ids.map((id) => findings(id))).toEqual([[], []])
  })
})
