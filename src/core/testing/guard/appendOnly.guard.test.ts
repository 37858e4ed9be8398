/** Entries that stand as they were entered: whatever is tried, each stays, and its reversal is the only thing that takes it out of a total. */
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { COUNTY, TestSite } from '../../exchange/testing/network.ts'
import { forge } from '../../exchange/testing/forger.ts'
import { TOWNSHIP_ONE } from '../../exchange/testing/histories.ts'
import { done, ticketOf } from '../../features/exchange/testing/apps.ts'
import type { ImportResult } from '../../features/imports/contract.ts'
import { reverseEntry } from '../../store/appendOnly.ts'
import { undo } from '../../store/history.ts'
import type { Transaction } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { lawRuns } from '../lawRuns.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords, type TestPair } from './office.ts'

type Step = {
  readonly do: 'enter' | 'reverse' | 'undo' | 'update' | 'remove' | 'restore' | 'decide' | 'keep' | 'send'
  readonly site: number
  readonly pick: number
  readonly value: number
}
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...(['enter', 'enter', 'reverse', 'undo', 'undo', 'update', 'remove', 'restore', 'decide', 'keep', 'send', 'send'] as const)),
  site: fc.nat({ max: 1 }),
  pick: fc.nat({ max: 20 }),
  value: fc.integer({ min: -9, max: 9 }),
})
const user = { id: 'u', name: '经办' }

describe('只增不改的台账', () => {
  let sites: TestSite[]
  let gadget = ''
  const met = { entered: 0, reversed: 0, undone: 0, refused: 0 }
  beforeAll(async () => {
    sites = []
    // Two PCs of one township, and its county: both of the township are in charge.
    for (const unit of [TOWNSHIP_ONE, TOWNSHIP_ONE, COUNTY]) sites.push(await TestSite.open(unit))
    for (const one of sites) await one.admit(sites)
    await at(0).act((transaction) => {
      const household = transaction.insert('household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true })
      gadget = transaction.insert('gadget', { gadget_no: 'Q-1', name: '抽水机', household_id: household })
    })
    await settle()
  })
  afterAll(async () => {
    for (const one of sites) await one.end()
  })
  const at = (index: number): TestSite => sites[index % sites.length] as TestSite
  const settle = async (): Promise<void> => {
    for (let times = 0; times < 2; times += 1) for (const from of sites) for (const to of sites) if (from !== to) await to.apply(await from.pack(to))
  }
  const change = (one: TestSite, work: (transaction: Transaction) => void): Promise<unknown> =>
    one.store.change(user, { kind: 'edit', title: '测试', reason: '测试' }, work)

  async function play(own: TestSite, one: Step): Promise<void> {
    const { read } = own.store
    const rows = read.all<{ id: string }>('SELECT id FROM gadget_flow WHERE deleted = 0 ORDER BY id')
    const id = rows[rows.length === 0 ? 0 : one.pick % rows.length]?.id ?? 'nothing'
    const values = { amount: one.value * 100, count: one.value }
    switch (one.do) {
      case 'send':
        return at(one.pick).unit === own.unit && at(one.pick) === own ? undefined : void (await at(one.pick).apply(await own.pack(at(one.pick))))
      case 'enter':
        await change(own, (transaction) => transaction.insert('gadget_flow', { village: HERE, gadget_id: gadget, flow_no: `${met.entered}`, ...values }))
        met.entered += 1
        return
      case 'reverse':
        await change(own, (transaction) => reverseEntry(transaction, 'gadget_flow', id))
        met.reversed += 1
        return
      case 'undo': {
        const sets = read.all<{ id: string }>(
          `SELECT id FROM change_set WHERE kind IN ('edit', 'undo') AND site = (SELECT site FROM change_set ORDER BY number LIMIT 1) ORDER BY number DESC LIMIT 4`,
        )
        const set = sets[sets.length === 0 ? 0 : one.pick % sets.length]
        if (set === undefined) return
        await undo(own.store, user, set.id)
        met.undone += 1
        return
      }
      default: {
        const before = read.all('SELECT * FROM gadget_flow ORDER BY id')
        const refused = await change(own, (transaction) => {
          if (one.do === 'update' || one.do === 'decide') transaction[one.do]('gadget_flow', id, { amount: 77_777 })
          else if (one.do === 'remove' || one.do === 'restore' || one.do === 'keep') transaction[one.do]('gadget_flow', id)
        }).catch((error: unknown) => error)
        expect(refused).toBeInstanceOf(AppError)
        expect(read.all('SELECT * FROM gadget_flow ORDER BY id')).toEqual(before)
        met.refused += 1
      }
    }
  }

  it('不管怎么试，每一笔都在、都没变；冲正一笔一次，合计等于没有冲正的各笔之和；各单位一样', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
        for (const one of steps) {
          await play(at(one.site), one).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error
          })
        }
        await settle()
        const states = sites.map(({ store }) =>
          store.read.all<{ id: string; amount: number; count: number; reverses_id: string | null; deleted: number }>(
            'SELECT id, amount, count, reverses_id, deleted FROM gadget_flow ORDER BY id',
          ),
        )
        expect(new Set(states.map((rows) => JSON.stringify(rows))).size).toBe(1)
        const rows = new Map((states[0] ?? []).map((row) => [row.id, row]))
        const reversed = [...rows.values()].flatMap(({ reverses_id: entry }) => entry ?? [])
        expect(new Set(reversed).size).toBe(reversed.length)
        for (const row of rows.values()) {
          expect(row.deleted).toBe(0)
          const entry = row.reverses_id === null ? undefined : rows.get(row.reverses_id)
          if (entry !== undefined) expect([row.amount + entry.amount, row.count + entry.count]).toEqual([0, 0])
        }
        // An entry counts unless it is reversed; a reversal counts against it, unless it is reversed itself.
        const isReversed = (id: string): boolean => rows.has(`${id}.r`) && !isReversed(`${id}.r`)
        const originals = [...rows.values()].filter(({ reverses_id: entry }) => entry === null)
        const total = [...rows.values()].reduce((sum, { amount }) => sum + amount, 0)
        expect(total).toBe(originals.filter(({ id }) => !isReversed(id)).reduce((sum, { amount }) => sum + amount, 0))
      }),
      lawRuns(20),
    )
    for (const { store } of sites) {
      // The same reversal by another PC is taken in beside ours and has no effect here.
      expect(store.read.all(`SELECT record, action, after FROM journal WHERE register = 'gadget_flow' AND action <> 'insert' AND after IS NOT '{}'`)).toEqual(
        [],
      )
      expect((await verify(store.read, store.derivations)).findings).toEqual([])
    }
    expect(Object.entries(met).filter(([, count]) => count === 0)).toEqual([])
  })

  it('数据包里改、删、恢复这样的一笔，或者自己写的冲正，不管从哪里来都不收', async () => {
    const [one, , county] = sites as [TestSite, TestSite, TestSite]
    await change(one, (transaction) => transaction.insert('gadget_flow', { village: HERE, gadget_id: gadget, flow_no: 'F-1', amount: 500 }))
    await settle()
    const id = one.store.read.get<{ id: string }>(`SELECT id FROM gadget_flow WHERE flow_no = 'F-1'`)?.id ?? ''
    for (const sender of [one, county]) {
      const receiver = sender === one ? county : one
      for (const action of ['update', 'remove', 'restore'] as const) {
        const change = { register: 'gadget_flow', record: id, action, ...(action === 'update' ? { after: { amount: 1 } } : {}) }
        const { outcomes } = await receiver.apply(await forge(sender, receiver, [change]))
        expect(outcomes).toMatchObject([{ outcome: 'rejected', reason: expect.stringContaining('一经录入不能修改') }])
      }
      const reversal = { village: HERE, gadget_id: gadget, flow_no: 'F-1', amount: -1, reverses_id: id }
      const { outcomes } = await receiver.apply(
        await forge(sender, receiver, [{ register: 'gadget_flow', record: `own-${sender.unit}`, action: 'insert', after: reversal }]),
      )
      expect(outcomes).toMatchObject([{ outcome: 'rejected', reason: expect.stringContaining('冲正不是程序写的') }])
      expect(receiver.store.read.get('SELECT amount FROM gadget_flow WHERE id = ?', id)).toEqual({ amount: 500 })
    }
  })
})

describe('只增不改的台账，从画面和表格', () => {
  let pair: TestPair
  let records: GuardRecords
  let flow: string
  beforeAll(async () => {
    pair = await openPair()
    records = await enterFamily(pair.township)
    flow = await save(pair.township, 'gadget_flow', {
      village: HERE,
      gadget_id: records.gadget,
      flow_no: 'F-1',
      amount: 12_300,
      count: 2,
      paid_on: '2016-03-01',
    })
  })
  afterAll(() => pair.end())
  const rows = async (): Promise<unknown> =>
    (await pair.township.client.records.query({ register: 'gadget_flow', sort: [{ field: 'flow_no' }, { field: 'id' }] })).rows.map((row) => [
      row['flow_no'],
      row['amount'],
      row['count'],
    ])

  it('改、批量改、自己填冲正都不行，句子说清楚；冲正写一条相反的，只冲一次', async () => {
    const { records: client } = pair.township.client
    const refusals = await Promise.allSettled([
      client.save({ register: 'gadget_flow', id: flow, values: { amount: 1 }, reason: '改' }),
      client.batch({ register: 'gadget_flow', ids: [flow], values: { amount: 1 }, reason: '改' }),
      client.restore({ register: 'gadget_flow', ids: [flow], reason: '恢复' }),
    ])
    for (const one of refusals) expect(one).toMatchObject({ status: 'rejected' })
    await expect(client.save({ register: 'gadget_flow', id: flow, values: { amount: 1 }, reason: '改' })).rejects.toMatchObject({
      message: expect.stringContaining('一经录入'),
    })
    await expect(
      save(pair.township, 'gadget_flow', { village: HERE, gadget_id: records.gadget, flow_no: 'F-9', amount: -1, reverses_id: flow }),
    ).rejects.toThrow('冲正由程序写')
    await client.remove({ register: 'gadget_flow', ids: [flow], reason: '录错' })
    expect(await rows()).toEqual([
      ['F-1', 12_300, 2],
      ['F-1', -12_300, -2],
    ])
    await expect(client.remove({ register: 'gadget_flow', ids: [flow], reason: '再来' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('表里改已有的行不收，新的行照常；撤销导入写相反的记录', async () => {
    const path = join(pair.folder, '流水.xlsx')
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('流水').addRows([
      ['行政村', '流水编号', '器件编号', '金额', '数量'],
      ['柯寨村', 'F-2', 'Q-001', 50, 1],
    ])
    await workbook.xlsx.writeFile(path)
    const run = async (): Promise<ImportResult> => {
      const ticket = ticketOf(pair.township, path, '流水.xlsx')
      return (await done(pair.township, pair.township.client.imports.run({ register: 'gadget_flow', ticket, options: {}, problemFile: false })))
        .result as unknown as ImportResult
    }
    const first = await run()
    expect([first.new, first.rejected]).toEqual([1, 0])
    for (const sheet of workbook.worksheets) sheet.getCell('D2').value = 60
    await workbook.xlsx.writeFile(path)
    const second = await run()
    expect([second.rejected, second.problems.map(({ message }) => message).join()]).toEqual([1, expect.stringContaining('一经录入')])
    await done(pair.township, pair.township.client.undoing.carryOut({ changeSet: first.changeSet ?? '' }))
    expect(await rows()).toContainEqual(['F-2', -5_000, -1])
    await expect(done(pair.township, pair.township.client.undoing.carryOut({ changeSet: first.changeSet ?? '' }))).rejects.toThrow('CANNOT_UNDO')
    const { store } = pair.township.app.host.office()
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
  })
})
