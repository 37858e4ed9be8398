/** Laws of sums over a link with amounts: held where it is typed, told where it comes from elsewhere, looked at by the check of the data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sumProblems } from '../../catalogue/derive/sums.ts'
import { registers } from '../../catalogue/index.ts'
import type { SumLaw } from '../../catalogue/sums.ts'
import { carry, done, type TestApp, type TestPair } from '../../features/exchange/testing/apps.ts'
import { summed } from './summed.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords } from './office.ts'

let pair: TestPair
let here: TestApp
let records: GuardRecords
let neighbour: string
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
  neighbour = await save(here, 'household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true, household_no: '1002' })
})
afterAll(() => pair.end())

const shares = (rows: { values: Record<string, string | number>; id?: string }[], values: Record<string, number> = {}) =>
  here.client.records.save({ register: 'gadget', id: records.gadget, values, lines: [{ register: 'gadget_share', rows }] })
const onFile = async () => (await here.client.records.query({ register: 'gadget_share' })).rows
const found = async (office = here) => (await office.client.checks.list({ filter: {} })).rows.filter(({ rule }) => rule.startsWith('S-gadget'))

describe('明细之和', () => {
  it('不等时不让存，话里有两个数、差额和怎么办', async () => {
    const rows = [{ values: { household_id: records.household, share: 6_000, amount: 100_000 } }, { values: { household_id: neighbour, share: 3_000 } }]
    await expect(shares(rows)).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [
        { rule: 'S-gadget_share-whole', message: '份额合计是 90 %，应为 100 %，少 10 %；请核对这条器件台账的各行器件份额，改到相等。' },
        { rule: 'S-gadget_share-price', message: '分摊合计是 1000 元，应为 1234.56 元（价款），少 234.56 元；请核对这条器件台账的各行器件份额，改到相等。' },
      ],
    })
    expect(await onFile()).toEqual([])
  })

  it('总数和各行一次改好就存得进；没有填的不问', async () => {
    await shares([
      { values: { household_id: records.household, share: 6_000, amount: 100_000 } },
      { values: { household_id: neighbour, share: 4_000, amount: 23_456 } },
    ])
    const [one] = await onFile()
    await expect(save(here, 'gadget', { price: 200_000 }, records.gadget)).rejects.toMatchObject({ issues: [{ rule: 'S-gadget_share-price', path: 'price' }] })
    const raised = { id: String(one?.['id']), values: { amount: Number(one?.['amount']) + 76_544 } }
    await shares([raised], { price: 200_000 })
    expect(await found()).toEqual([])
  })

  it('一行移到别处，它离开的那条也要对得上；删一行也是', async () => {
    const [one] = await onFile()
    const id = String(one?.['id'])
    await expect(save(here, 'gadget_share', { gadget_id: records.spare, share: 10_000 }, id)).rejects.toMatchObject({
      issues: [{ rule: 'S-gadget_share-whole' }, { rule: 'S-gadget_share-price' }],
    })
    await expect(here.client.records.remove({ register: 'gadget_share', ids: [id], reason: '误录' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(here.client.records.batch({ register: 'gadget_share', ids: [id], values: { share: 1 }, reason: '试' })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
  })

  it('另一个方向只提醒：写明原因就存，问题留在户上', async () => {
    const [one] = await onFile()
    const change = { register: 'gadget_share', id: String(one?.['id']), values: { burden: 4_000 } } as const
    await expect(here.client.records.save(change)).rejects.toMatchObject({ issues: [{ rule: 'S-gadget_share-burden', severity: 'warning' }] })
    await here.client.records.save({ ...change, reason: '另一件还没有登记' })
    expect(await found()).toMatchObject([{ rule: 'S-gadget_share-burden', register: 'household', level: 'doubt', state: 'open' }])
  })
})

describe('从别处来的', () => {
  it('数据包带来的不拦：两级都有一条问题，检查数据时也说', async () => {
    await carry(here, pair.county)
    // Somebody's program without these laws: the entry goes past the one door.
    const [one] = await onFile()
    await here.app.host
      .office()
      .store.change({ id: 'A', name: '旧程序' }, { kind: 'edit', title: '改份额' }, (transaction) =>
        transaction.update('gadget_share', String(one?.['id']), { share: 1_000 }),
      )
    await carry(here, pair.county)
    for (const office of [here, pair.county]) {
      const told = (await found(office)).filter(({ rule }) => rule === 'S-gadget_share-whole')
      expect(told).toMatchObject([{ register: 'gadget', record: records.gadget, level: 'block' }])
      const { result } = await done(office, office.client.backups.verify({}))
      expect(result).toMatchObject({ ok: false, findings: [{ code: 'sum', register: 'gadget', message: expect.stringContaining('份额合计') }] })
    }
  })
})

describe('声明', () => {
  const wrong = (law: Partial<SumLaw>): string[] => {
    const register = { ...summed.gadget_share, sums: [{ ...(summed.gadget_share.sums?.[0] as SumLaw), ...law }] }
    return sumProblems(register, { ...registers, gadget_share: register })
  }
  it('写错的被目录说出来', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ whole: 'nobody' })).toEqual(expect.arrayContaining(['sum whole: no reference nobody']))
    expect(wrong({ of: ['since'] })).toEqual(expect.arrayContaining(['sum whole: since is no number']))
    expect(wrong({ equals: 'price' })).toEqual(['sum whole: units differ: 2 %, 2 元'])
    expect(wrong({ equals: 'name' })).toEqual(expect.arrayContaining(['sum whole: what it comes to is no number']))
    expect(wrong({ tolerance: 0.5 })).toEqual(['sum whole: the tolerance is no whole number'])
  })
})
