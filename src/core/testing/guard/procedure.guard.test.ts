/** A made-up procedure from its first step to its last, at a township and its county: who may, what must be there, undone, contested, carried. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { carry } from '../../features/exchange/testing/apps.ts'
import { enterFamily, HERE, openPair, save, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let township: TestApp
let county: TestApp
let gadget: string
let others: string[]
let meeting: string
let notice: string
beforeAll(async () => {
  pair = await openPair()
  ;({ township, county } = pair)
  const family = await enterFamily(township)
  gadget = family.gadget
  others = []
  for (let index = 0; index < 4; index += 1)
    others.push(
      await save(township, 'gadget', {
        gadget_no: `P-${index}`,
        name: `批量${index}`,
        household_id: family.household,
        keeper_id: family.keeper,
        bought_on: '2015-01-01',
      }),
    )
  meeting = await save(township, 'shared_act', { name: '三月评议会', kind: 'meeting', division: HERE, held_on: '2015-03-10', expected: 30, present: 21 })
  notice = await save(township, 'shared_act', { name: '三月公示', kind: 'notice', division: HERE, held_on: '2015-03-12' })
})
afterAll(() => pair.end())

const storeOf = (office: TestApp) => office.app.host.office().store
const stage = (office: TestApp, id = gadget) =>
  storeOf(office).read.get<{ stage: string | null; stage_due: string | null }>('SELECT stage, stage_due FROM gadget WHERE id = ?', id)
const show = (office: TestApp, id = gadget) => office.client.procedures.show({ register: 'gadget', id })
const step = (office: TestApp, key: string, on: string, more: Record<string, unknown> = {}, ids: string[] = [gadget]) =>
  office.client.procedures.step({ register: 'gadget', ids, step: key, on, ...more })
const attach = (office: TestApp, register: string, record: string, name: string) =>
  storeOf(office).change({ id: 'A', name: '测试' }, { kind: 'edit', title: '附件' }, (transaction) =>
    transaction.insert('attachment', { register, record, village: HERE, name, sha256: 'ab'.repeat(32), media_type: 'image/jpeg', size: 10 }),
  )
const sound = async (office: TestApp) => {
  const { read, derivations } = storeOf(office)
  expect((await verify(read, derivations)).findings).toEqual([])
}
const VOTES = { votes: { inFavour: 15, against: 4, abstained: 2 }, signatures: ['王一', '李二'] }

describe('一条记录走完流程', () => {
  it('从“在用”起，告诉下一步各缺什么', async () => {
    expect(await show(township)).toMatchObject({ state: 'in_use', stateLabel: '在用', steps: [], next: [{ key: 'propose', missing: [] }] })
    expect(await step(township, 'propose', '2015-03-01')).toMatchObject({ done: [gadget], refused: [] })
    // 2015-03-01 之后的第十个工作日。
    expect(stage(township)).toEqual({ stage: 'proposed', stage_due: '2015-03-13' })
    const { refused } = await step(township, 'post', '2015-03-02', { act: notice })
    expect(refused).toMatchObject([{ id: gadget, title: '抽水机', missing: [{ need: 'state' }, { need: 'day' }] }])
  })

  it('会议要有记录、签字和够数的票；票记在会议的这一条下', async () => {
    const lacking = (await step(township, 'discuss', '2015-03-10', { act: meeting })).refused[0]?.missing ?? []
    expect(lacking.map(({ need }) => need)).toEqual(['paper', 'vote', 'signature'])
    await attach(township, 'shared_act', meeting, '会议记录.jpg')
    expect(await step(township, 'discuss', '2015-03-10', { act: meeting, ...VOTES })).toMatchObject({ done: [gadget] })
    const { rows } = await township.client.records.query({ register: 'shared_act_line' })
    expect(rows).toMatchObject([{ act_id: meeting, subject: `gadget:${gadget}`, in_favour: 15, division: HERE }])
    await expect(step(township, 'post', '2015-03-12', { act: meeting })).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('公示满七天才能审核；期满日就是办理期限', async () => {
    await step(township, 'post', '2015-03-12', { act: notice })
    expect(stage(township)).toEqual({ stage: 'noticed', stage_due: '2015-03-18' })
    expect((await step(township, 'review', '2015-03-18')).refused[0]?.missing).toMatchObject([{ need: 'notice' }])
    expect(await step(township, 'review', '2015-03-19', { remark: '属实' })).toMatchObject({ done: [gadget] })
  })

  it('核准由县里办，并行签认和照片缺一不可；乡镇办的步骤随包到县，县办的回到乡镇', async () => {
    await step(township, 'price_checked', '2015-03-20')
    const { refused } = await step(township, 'scrap', '2015-03-20')
    expect(refused[0]?.missing.map(({ need }) => need)).toEqual(['level', 'paper', 'signOff'])
    await attach(township, 'gadget', gadget, '器件照片.jpg')
    await step(township, 'parts_checked', '2015-03-20')
    await carry(township, county)
    expect(stage(county)).toEqual(stage(township))
    expect((await show(county)).steps.map(({ label }) => label)).toEqual(['提出报废', '评议', '张贴公示', '乡镇审核', '财务签认', '维修签认'])
    expect(await step(county, 'scrap', '2015-03-25')).toMatchObject({ done: [gadget] })
    await carry(county, township)
    expect([stage(township)?.stage, stage(county)?.stage]).toEqual(['scrapped', 'scrapped'])
    await sound(township)
    await sound(county)
  })

  it('状态不能手填，也不能直接改步骤', async () => {
    await expect(save(township, 'gadget', { stage: 'in_use' }, gadget)).rejects.toThrow()
    await expect(township.client.records.batch({ register: 'procedure_step', ids: ['x'], values: { remark: '改' }, reason: '试' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('撤销与争议', () => {
  it('只能从最后一步撤起，由办那一步的级别撤；撤了可以重办', async () => {
    const { steps } = await show(township)
    const [first, last] = [steps[0], steps.at(-1)]
    await expect(township.client.procedures.undo({ register: 'gadget', id: gadget, step: first?.id ?? '', reason: '误' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(township.client.procedures.undo({ register: 'gadget', id: gadget, step: last?.id ?? '', reason: '误' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await county.client.procedures.undo({ register: 'gadget', id: gadget, step: last?.id ?? '', reason: '照片不清' })
    expect((await show(county)).steps.at(-2)).toMatchObject({ label: '核准报废', standing: 'undone', note: expect.stringContaining('照片不清') })
    expect(stage(county)?.stage).toBe('reviewed')
    expect(await step(county, 'scrap', '2015-03-26')).toMatchObject({ done: [gadget] })
    await carry(county, township)
    expect(stage(township)?.stage).toBe('scrapped')
  })

  it('整次操作的撤销不用于步骤：步骤只能用一步来撤销', async () => {
    const { changeSet } = await step(county, 'price_checked', '2015-03-26', {}, [gadget])
    expect(changeSet).toBeNull()
    const made = storeOf(county).read.get<{ id: string }>("SELECT id FROM change_set WHERE kind = 'procedure' ORDER BY number DESC LIMIT 1")?.id ?? ''
    await expect(county.client.records.undo({ changeSet: made })).rejects.toMatchObject({ code: 'CONFLICT', action: expect.stringContaining('办理') })
  })

  it('两个单位各办了一步：前一状态照旧，由县里撤销一个', async () => {
    const [one = ''] = others
    await step(township, 'propose', '2015-04-01', {}, [one])
    await carry(township, county)
    await step(county, 'withdraw', '2015-04-02', {}, [one])
    const at = await save(township, 'shared_act', { name: '四月评议会', kind: 'meeting', division: HERE, held_on: '2015-04-03', expected: 3, present: 3 })
    await attach(township, 'shared_act', at, '会议记录')
    await step(township, 'discuss', '2015-04-03', { act: at, votes: { inFavour: 3, against: 0, abstained: 0 }, signatures: ['王一', '李二'] }, [one])
    await carry(township, county)
    await carry(county, township)
    for (const office of [township, county]) {
      expect(stage(office, one)?.stage).toBe('proposed')
      expect((await show(office, one)).contested).toBe(true)
    }
    const wrong = (await show(county, one)).steps.find(({ label }) => label === '撤回')?.id ?? ''
    await expect(township.client.procedures.undo({ register: 'gadget', id: one, step: wrong, reason: '留评议' })).resolves.toBeDefined()
    expect(stage(township, one)?.stage).toBe('discussed')
    await carry(township, county)
    expect(stage(county, one)?.stage).toBe('discussed')
    await sound(township)
    await sound(county)
  })
})

describe('步骤用到的东西', () => {
  it('撤销那一步以前，照片、会议和会议里的这一条都不能删', async () => {
    const paper = storeOf(township).read.get<{ id: string }>("SELECT id FROM attachment WHERE name = '器件照片.jpg'")?.id ?? ''
    await carry(county, township)
    await expect(township.client.attachments.remove({ id: paper, reason: '换一张' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('核准报废'),
    })
    await expect(township.client.records.remove({ register: 'shared_act', ids: [meeting], reason: '重了' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { rows } = await township.client.records.query({ register: 'shared_act_line', where: { act_id: meeting } })
    await expect(township.client.records.remove({ register: 'shared_act_line', ids: [String(rows[0]?.['id'])], reason: '重了' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

describe('许多条一起办', () => {
  it('一次公示六十条，有异议的只停那一条；查清以后可以接着办', async () => {
    const three = others.slice(1)
    await step(township, 'propose', '2015-05-01', {}, three)
    await step(
      township,
      'discuss',
      '2015-05-02',
      { act: await meetingOn('2015-05-02'), votes: { inFavour: 3, against: 0, abstained: 0 }, signatures: ['王一', '李二'] },
      three,
    )
    const posted = await save(township, 'shared_act', { name: '五月公示', kind: 'notice', division: HERE, held_on: '2015-05-03' })
    const made = await step(township, 'post', '2015-05-03', { act: posted }, [...three, gadget])
    expect([made.done.length, made.refused.map(({ title }) => title)]).toEqual([3, ['抽水机']])
    const { rows } = await township.client.records.query({ register: 'shared_act_line', where: { act_id: posted } })
    const [objected] = rows
    await save(township, 'shared_act_line', { objection: '还能用' }, String(objected?.['id']))
    const { done, refused } = await step(township, 'review', '2015-05-10', {}, three)
    expect([done.length, refused[0]?.missing.map(({ message }) => message)]).toEqual([2, ['公示期间有异议（还能用），查清并写明处理结果后才能办理。']])
    await save(township, 'shared_act_line', { settlement: '经查不能用' }, String(objected?.['id']))
    expect(await step(township, 'review', '2015-05-11', {}, three)).toMatchObject({ done: [refused[0]?.id] })
    await step(township, 'suspend', '2015-05-12', {}, three)
    expect(await step(township, 'resume', '2015-05-13', {}, three)).toMatchObject({ done: three })
    expect(stage(township, three[0])?.stage).toBe('reviewed')
    expect(await township.client.procedures.board({ register: 'gadget', by: 'village' })).toMatchObject([
      { code: HERE, counts: { reviewed: 3, discussed: 1, scrapped: 1, in_use: 1 } },
    ])
  })

  it('一步可以带出另一个台账的记录；撤销那一步时一起撤回', async () => {
    const [one = ''] = others.slice(1)
    const started = async () => (await township.client.records.query({ register: 'gadget_part', where: { gadget_id: one } })).rows.map((row) => row['part_no'])
    expect(await started()).toEqual(['拆下待查'])
    for (const label of ['恢复办理', '异议中止', '乡镇审核']) {
      const last = (await show(township, one)).steps.findLast((made) => made.mayUndo)
      expect(last?.label).toBe(label)
      await township.client.procedures.undo({ register: 'gadget', id: one, step: last?.id ?? '', reason: '重审' })
    }
    expect([await started(), stage(township, one)?.stage]).toEqual([[], 'noticed'])
    await sound(township)
  })

  it('承接：没有步骤的成为那个状态，各处一样；有步骤的不动', async () => {
    const household = String((await township.client.records.get({ register: 'gadget', id: gadget }))['household_id'])
    const fresh = await save(township, 'gadget', { gadget_no: 'O-1', name: '旧账', household_id: household })
    const opened = await township.client.procedures.open({ register: 'gadget', ids: [fresh, gadget], state: 'reviewed', on: '2014-12-31', basis: '旧台账' })
    expect(opened).toMatchObject({ opened: 1, left: 1 })
    expect(stage(township, fresh)?.stage).toBe('reviewed')
    expect((await show(township, fresh)).steps).toMatchObject([{ label: '承接为“已审核”', basis: '旧台账' }])
  })
})

async function meetingOn(day: string): Promise<string> {
  const id = await save(township, 'shared_act', { name: `${day} 评议会`, kind: 'meeting', division: HERE, held_on: day, expected: 3, present: 3 })
  await attach(township, 'shared_act', id, '会议记录')
  return id
}

describe('到期的事和核查', () => {
  it('办理期限进到期清单：按日期、地方和责任人', async () => {
    const household = String((await township.client.records.get({ register: 'gadget', id: gadget }))['household_id'])
    const due = { gadget_no: 'D-1', name: '到期', household_id: household, bought_on: '2015-01-01', keeper_id: await keeperOf(gadget) }
    await step(township, 'propose', '2015-06-01', {}, [await save(township, 'gadget', due)])
    const found = await township.client.due.list({ until: '2015-12-31' })
    const [first] = found.items
    expect(found.total).toBe(found.items.length)
    expect(first).toMatchObject({ what: expect.stringContaining('器件报废：'), place: expect.stringContaining('村'), register: 'gadget' })
    expect(first?.days).toBeLessThan(0)
    const keeper = found.items.find(({ charge }) => charge?.name === '李保管')?.charge?.value ?? ''
    expect((await township.client.due.list({ charge: keeper })).items.every(({ charge }) => charge?.value === keeper)).toBe(true)
    expect(await township.client.due.list({ within: '621125101000' })).toMatchObject({ total: 0 })
    const days = await township.client.due.days({ from: '2015-01-01', until: '2015-12-31' })
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(found.total)
  })

  it('办了以后改了依据的内容、附件没有了，都成为这条记录的问题', async () => {
    const [one = ''] = others
    const household = String((await township.client.records.get({ register: 'gadget', id: one }))['household_id'])
    const fresh = await save(township, 'gadget', {
      gadget_no: 'F-1',
      name: '改过',
      household_id: household,
      bought_on: '2015-01-01',
      keeper_id: await keeperOf(one),
    })
    await step(township, 'propose', '2015-06-01', {}, [fresh])
    await save(township, 'gadget', { bought_on: '2015-02-02' }, fresh)
    const of = (id: string) =>
      storeOf(township)
        .read.all<{ rule: string }>("SELECT rule FROM finding WHERE subject = 'gadget' AND about = ? AND rule LIKE 'P-%'", id)
        .map(({ rule }) => rule)
    await township.app.host.office().checks.settled()
    expect(of(fresh)).toEqual(['P-2'])
    const { steps } = await show(township, fresh)
    await township.client.procedures.undo({ register: 'gadget', id: fresh, step: steps[0]?.id ?? '', reason: '重办' })
    await township.app.host.office().checks.settled()
    expect(of(fresh)).toEqual([])
  })
})

const keeperOf = async (id: string): Promise<string> => String((await township.client.records.get({ register: 'gadget', id }))['keeper_id'])
