import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PackageRow } from './contract.ts'
import { done, openPair, take, ticketOf, type TestApp, type TestPair } from './testing/apps.ts'

let pair: TestPair
beforeAll(async () => {
  pair = await openPair()
})
afterAll(() => pair.end())

const enter = async ({ client }: TestApp, name: string): Promise<void> => {
  await client.records.save({ register: 'helper', values: { name, sex: '1' } })
}
const make = async (from: TestApp, to: TestApp): Promise<string> => (await done(from, from.client.exchange.pack({ to: to.unit }))).path ?? ''
const outbox = async ({ client }: TestApp): Promise<PackageRow[]> =>
  (await client.exchange.packages({ direction: 'out' })).rows.filter(({ kind }) => kind !== 'receipt')
const states = async (office: TestApp): Promise<string[]> => (await outbox(office)).map(({ state }) => state)
const helpers = async ({ client }: TestApp): Promise<unknown[]> =>
  (await client.records.query({ register: 'helper', limit: 50, sort: [{ field: 'name' }] })).rows.map((row) => row['name'])
/** A new receipt of a package received, as a file. */
async function newReceipt(office: TestApp, id: string): Promise<string> {
  return office.app.host.files.resolve((await office.client.exchange.receipt({ package: id })).ticket, office.app.host.holderOf({ session: 's' })).path
}

describe('撤销合并以后', () => {
  it('第一个包也能撤销：以前的回执已经读入的，新回执让发送方退回，从头再发', async () => {
    const { county, township } = pair
    await enter(township, '甲')
    const applied = await take(county, await make(township, county))
    await take(township, applied.path ?? '')
    expect(await states(township)).toEqual(['acknowledged'])
    expect(await county.client.exchange.undoApply({ package: String(applied.result['package']) })).toMatchObject({ told: true })
    await take(township, await newReceipt(county, String(applied.result['package'])))
    expect(await outbox(township)).toMatchObject([{ state: 'made', receipt: null }])
    await enter(township, '乙')
    const again = await take(county, await make(township, county))
    expect(await helpers(county)).toEqual(['乙', '甲'])
    await take(township, again.path ?? '')
    expect(await states(township)).toEqual(['acknowledged', 'acknowledged'])
  })

  it('新回执先到，以前的回执后到：后到的不算数，下一个包接得上', async () => {
    const { county, township } = pair
    await enter(township, '丙')
    const applied = await take(county, await make(township, county))
    await county.client.exchange.undoApply({ package: String(applied.result['package']) })
    await take(township, await newReceipt(county, String(applied.result['package'])))
    await take(township, applied.path ?? '')
    expect((await outbox(township))[0]).toMatchObject({ state: 'made', receipt: null })
    await enter(township, '丁')
    await take(county, await make(township, county))
    expect(await helpers(county)).toEqual(['丁', '丙', '乙', '甲'])
  })

  it('合并、操作记录和撤销说的是同一个条数；收件箱里是文件本身的大小', async () => {
    const { county, township } = pair
    await enter(township, '戊')
    const path = await make(township, county)
    const opened = await done(county, county.client.exchange.open({ ticket: ticketOf(county, path) }))
    const { counts, found } = opened.result as { counts: Record<string, number>; found: { bytes: number } }
    const { result } = await done(county, county.client.exchange.apply({ package: String(opened.result['package']) }))
    const [sent] = await outbox(township)
    const {
      rows: [received],
    } = await county.client.exchange.packages({ direction: 'in' })
    expect([found.bytes, received?.bytes]).toEqual([sent?.bytes, sent?.bytes])
    const brought = (counts['new'] ?? 0) + (counts['changed'] ?? 0)
    expect((await county.client.records.changes({})).rows[0]).toMatchObject({ kind: 'merge', entries: brought })
    expect(await county.client.exchange.undoApply({ package: String(result['package']) })).toMatchObject({ restored: brought })
    expect((await county.client.records.changes({})).rows[0]).toMatchObject({ kind: 'undo', entries: brought })
  })

  it('不是对方最后一个包，只要没有在它上面接着改，也能撤销；对方下一个包把它补回来，后面的包不受影响', async () => {
    const { county, township } = pair
    const before = await helpers(county)
    await enter(township, '己')
    const first = await take(county, await make(township, county))
    await enter(township, '庚')
    const second = await take(county, await make(township, county))
    const [begun, later] = [await helpers(county), String(second.result['package'])]
    expect(begun).toEqual(expect.arrayContaining(['己', '庚']))
    await county.client.exchange.undoApply({ package: String(first.result['package']) })
    expect(await helpers(county)).toEqual([...before, '庚'].toSorted())
    expect((await county.client.exchange.packages({ direction: 'in' })).rows.find(({ id }) => id === later)).toMatchObject({ state: 'applied' })
    await take(township, await newReceipt(county, later))
    await enter(township, '辛')
    await take(county, await make(township, county))
    expect(await helpers(county)).toEqual([...begun, '辛'].toSorted())
  })
})
