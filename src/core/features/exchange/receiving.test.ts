import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syntheticPerson } from '../../testing/builders.ts'
import type { Outcome, PreviewChange, ReceivePreview } from './contract.ts'
import { carry, done, openPair, ticketOf, type TestApp, type TestPair } from './testing/apps.ts'

const VILLAGE = '621125100204'

let pair: TestPair
let household: string
beforeAll(async () => {
  pair = await openPair()
  const { county, township } = pair
  household = await write(township, (transaction) =>
    transaction.insert('household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true }),
  )
  await carry(township, county)
  await carry(county, township)
})
afterAll(() => pair.end())

type Write = Parameters<Parameters<ReturnType<TestApp['app']['host']['office']>['store']['change']>[2]>[0]

/** One action of a user, past the screens' checks. */
async function write<T>({ app }: TestApp, work: (transaction: Write) => T): Promise<T> {
  return (await app.host.office().store.change({ id: 'u', name: '经办' }, { kind: 'edit', title: '测试' }, work)).result
}

const make = async (from: TestApp, to: TestApp): Promise<string> => (await done(from, from.client.exchange.pack({ to: to.unit }))).path ?? ''
const preview = async (office: TestApp, path: string): Promise<ReceivePreview> =>
  (await done(office, office.client.exchange.open({ ticket: ticketOf(office, path) }))).result as unknown as ReceivePreview
const rowsOf = async ({ client }: TestApp, { package: handle }: ReceivePreview, outcome: Outcome): Promise<PreviewChange[]> =>
  (await client.exchange.previewRows({ package: handle, outcome })).rows

describe('核对收到的文件', () => {
  it('同一个文件再来一次：核对时说已经合并过，合并以后说没有变化', async () => {
    const { county, township } = pair
    await write(township, (transaction) => {
      transaction.update('household', household, { address: '一社' })
    })
    const path = await make(township, county)
    const [first, second] = [await preview(county, path), await preview(county, path)]
    expect(first.found.note).toBeNull()
    expect((await done(county, county.client.exchange.apply({ package: first.package }))).result).toMatchObject({
      already: false,
      changeSet: expect.any(String) as unknown,
    })
    // Another window had opened it before.
    expect((await done(county, county.client.exchange.apply({ package: second.package }))).result).toMatchObject({ already: true, changeSet: null })
    expect((await preview(county, path)).found).toMatchObject({ status: 'applied', note: expect.stringContaining('合并过') as unknown })
  })

  it('11.7 做好没有保存的数据包记着“还没有保存”，在发件箱里能再保存；名字看得出谁给谁', async () => {
    const { county, township } = pair
    await write(township, (transaction) => transaction.update('household', household, { address: '五社' }))
    const { office, files } = { office: township.client.exchange, files: township.app.files }
    const unsaved = async (): Promise<number> => (await office.overview()).waiting.unsaved
    const made = (await done(township, office.pack({ to: county.unit }))).result as { package: string; file: string }
    expect(made.file).toMatch(/^武阳镇→漳县_\d{4}年\d{1,2}月上报_第\d+号\.bfx$/)
    const row = async () => (await office.packages({ direction: 'out', limit: 1, offset: 0 })).rows[0]
    expect(await row()).toMatchObject({ id: made.package, state: 'made', saved: false, kept: true })
    expect(await unsaved()).toBe(1)
    const again = await office.packageFile({ package: made.package })
    expect(again.name).toBe(made.file)
    const { path } = await files.resolve(again.ticket, 's')
    await office.saved({ ticket: again.ticket })
    expect(await row()).toMatchObject({ saved: true, kept: true })
    expect(await unsaved()).toBe(0)
    // What comes later holds it all: the earlier file is not kept any longer.
    await write(township, (transaction) => transaction.update('household', household, { address: '六社' }))
    await done(township, office.pack({ to: county.unit }))
    expect(existsSync(path)).toBe(false)
    await expect(office.packageFile({ package: made.package })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('11.7 合并以前就看得到冲突的两个值：本单位的和对方的', async () => {
    const { county, township } = pair
    const helper = await write(county, (transaction) => transaction.insert('helper', { name: '赵干部', position: '科员' }))
    await carry(county, township)
    await write(township, (transaction) => transaction.update('helper', helper, { position: '驻村干事' }))
    await write(county, (transaction) => transaction.update('helper', helper, { position: '副主任' }))
    const opened = await preview(county, await make(township, county))
    const [row] = await rowsOf(county, opened, 'conflicts')
    expect(row?.changes.filter(({ contested }) => contested)).toEqual([{ field: 'position', before: '副主任', after: '驻村干事', contested: true }])
    await county.client.exchange.close({ package: opened.package })
    // Both say the same from now on: nothing is left to decide.
    await write(county, (transaction) => transaction.update('helper', helper, { position: '驻村干事' }))
    await carry(township, county)
  })

  it('自己改过、对方还没有收到的村，不算和对方不同', async () => {
    const { county, township } = pair
    await carry(county, township)
    await write(township, (transaction) => {
      transaction.update('household', household, { address: '二社' })
    })
    await write(county, (transaction) => {
      transaction.insert('organization', { name: '县水务局' })
    })
    expect((await preview(township, await make(county, township))).differing).toEqual([])
    await write(county, (transaction) => {
      transaction.insert('organization', { name: '县交通局' })
    })
    expect((await preview(county, await make(township, county))).differing).toEqual([])
    await carry(township, county)
    await carry(county, township)
    // Something that no edit accounts for. A user who was added meanwhile is no edit of the office's records.
    await township.client.users.create({ login: 'xin', displayName: '新来的', role: 'entry', divisions: [], password: '一个新的测试口令' })
    await township.app.host.office().store.bookkeep((database) => {
      database.run(`UPDATE organization SET address = 'x' WHERE name = '县水务局'`)
    })
    expect((await preview(township, await make(county, township))).differing).toMatchObject([{ place: '', registers: ['organization'] }])
    await township.app.host.office().store.bookkeep((database) => {
      database.run(`UPDATE organization SET address = NULL WHERE name = '县水务局'`)
    })
  })

  it('对建议的答复不再等谁决定：说明采纳没有、为什么，也说得出是哪一条', async () => {
    const { county, township } = pair
    await carry(township, county)
    await write(county, (transaction) => {
      transaction.update('household', household, { address: '三社' })
      transaction.insert('person', { name: '郑小川', sex: '1' })
    })
    await carry(county, township)
    const { rows } = await township.client.exchange.proposals({ mine: false })
    expect(rows.map(({ register }) => register)).toEqual(['household'])
    await township.client.exchange.settleProposals({ ids: rows.map(({ id }) => id), accept: false, reason: '已经搬走' })
    const declined = await preview(county, await make(township, county))
    expect(declined).toMatchObject({ counts: { proposals: 0 }, answered: { accepted: 0, declined: 1 } })
    expect(await rowsOf(county, declined, 'changed')).toMatchObject([{ register: 'household', record: household, reason: '对方没有采纳您的建议：已经搬走' }])
    await done(county, county.client.exchange.apply({ package: declined.package }))
    await write(county, (transaction) => {
      transaction.update('household', household, { address: '四社' })
    })
    await carry(county, township)
    await township.client.exchange.settleProposals({ ids: (await township.client.exchange.proposals({ mine: false })).rows.map(({ id }) => id), accept: true })
    const accepted = await preview(county, await make(township, county))
    expect(accepted).toMatchObject({ answered: { accepted: 1, declined: 0 } })
    expect(await rowsOf(county, accepted, 'changed')).toMatchObject([{ reason: '对方采纳了您的建议', changes: [{ field: 'address', after: '四社' }] }])
    await done(county, county.client.exchange.apply({ package: accepted.package }))
  })

  it('包里已经认定不是重复的两个人，不再提醒', async () => {
    const { county, township } = pair
    const { name, id_number } = syntheticPerson()
    await write(township, (transaction) => {
      transaction.insert('helper', { name, id_number })
    })
    await write(county, (transaction) => {
      transaction.insert('helper', { name, id_number })
    })
    const path = await make(county, township)
    expect((await preview(township, path)).duplicates).toBe(1)
    await carry(township, county)
    const [twice] = (await county.client.exchange.duplicates({})).rows
    const [one = '', other = ''] = twice?.records.map(({ id }) => id) ?? []
    await county.client.exchange.keepApart({ register: 'helper', one, other, reason: '两个人共用一个证号，已查实' })
    expect((await preview(township, await make(county, township))).duplicates).toBe(0)
  })

  it('停用的站点发来的包：停用它的单位可以自己再登记', async () => {
    const { county, township } = pair
    const path = await make(township, county)
    const site = (await county.client.exchange.sites()).find(({ own }) => !own)
    await county.client.exchange.withdraw({ site: site?.id ?? '', reason: '换机' })
    const job = await county.app.host.jobs.finished((await county.client.exchange.open({ ticket: ticketOf(county, path) })).job)
    expect(job.error).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('由本单位停用') as unknown,
      action: expect.stringContaining('“站点”里再登记') as unknown,
    })
  })
})
