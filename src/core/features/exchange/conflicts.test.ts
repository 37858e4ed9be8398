import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listConflicts, resolveByRule, resolveConflicts } from './conflicts.ts'
import type { Conflict, Decision } from './contract.ts'
import { inChargeOf, inChargeOfRecord } from './inCharge.ts'
import {
  carry,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  userOf,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from './testing/offices.ts'

const PAGE = { limit: 100, offset: 0 }
let county: DeskSite
let first: DeskSite
let second: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_ONE)
  ;[county, first, second] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const list = ({ office, user }: DeskSite, as = user): Conflict[] => listConflicts(office, as, PAGE).rows
const decision = (conflict: Conflict | undefined, take: Decision['take']): Decision => ({
  register: conflict?.register ?? '',
  record: conflict?.record ?? '',
  field: conflict?.field ?? '',
  take,
})

/** A household on both PCs of the township, then changed at both without knowing of each other. */
async function changedTwice(one: Record<string, string>, other: Record<string, string>): Promise<string> {
  const { household } = await enterHousehold(first, VILLAGE_ONE)
  await carry(first, second)
  await first.office.records.save(first.user, { register: 'household', id: household, values: one, reason: '走访核实' })
  await second.office.records.save(second.user, { register: 'household', id: household, values: other, reason: '电话核实' })
  await carry(second, first)
  await carry(first, second)
  await carry(first, county)
  return household
}

describe('冲突裁定', () => {
  it('两边的值、谁、何时、为何、哪个是暂用值都列出，按村和台账分组', async () => {
    const household = await changedTwice({ address: '一社', main_cause: '01' }, { address: '二社', main_cause: '09' })
    const page = listConflicts(first.office, first.user, PAGE)
    expect(page.total).toBe(2)
    expect(page.groups).toEqual([{ place: VILLAGE_ONE, placeName: '武阳镇柯寨村', register: 'household', count: 2 }])
    const address = page.rows.find(({ field }) => field === 'address')
    expect(address).toMatchObject({ register: 'household', record: household, opens: { register: 'household', id: household }, mayDecide: true })
    expect(address?.siblings.map(({ value, reason, ours, package: file }) => [value, reason, ours, file]).toSorted()).toEqual([
      ['一社', '走访核实', true, null],
      ['二社', '电话核实', true, null],
    ])
    expect(address?.siblings.filter(({ provisional }) => provisional)).toHaveLength(1)
    expect(list(first, userOf('reader')).map(({ mayDecide }) => mayDecide)).toEqual([false, false])
    expect(list(first, userOf('entry', VILLAGE_ONE)).map(({ mayDecide }) => mayDecide)).toEqual([true, true])
    expect(list(first, userOf('entry', VILLAGE_TWO))).toEqual([])
  })

  it('上级看得到，但裁定归负责的单位', async () => {
    const [conflict] = list(county)
    expect(conflict?.mayDecide).toBe(false)
    await expect(resolveConflicts(county.office, county.user, [decision(conflict, 'ours')], '看过', TODAY)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      action: expect.stringContaining(TOWNSHIP_ONE) as unknown,
    })
    expect(inChargeOf(county.office, county.user, VILLAGE_ONE)).toEqual({ unitName: TOWNSHIP_ONE })
    expect(inChargeOf(county.office, county.user, VILLAGE_TWO)).toBeNull()
    expect(inChargeOf(first.office, first.user, VILLAGE_ONE)).toBeNull()
    const ask = ({ office, user }: DeskSite, as = user) => inChargeOfRecord(office, as, 'household', conflict?.record ?? '')
    expect(ask(county)).toEqual({ unitName: TOWNSHIP_ONE })
    expect(ask(first)).toBeNull()
    expect(ask(county, userOf('entry', VILLAGE_TWO))).toBeNull()
  })

  it('按本机、按某一方或填新值裁定，一次操作；裁定随包传开；过时的裁定被拒绝', async () => {
    const rows = list(first)
    const [address, cause] = ['address', 'main_cause'].map((key) => rows.find(({ field }) => field === key))
    const theirs = cause?.siblings.find(({ value }) => value === '09')
    const decisions = [decision(address, 'ours'), decision(cause, { author: theirs?.author ?? '', number: theirs?.number ?? 0 })]
    const done = await resolveConflicts(first.office, first.user, decisions, '以入户核实为准', TODAY)
    expect(done.decided).toBe(2)
    expect(first.office.store.read.get('SELECT kind, title, reason FROM change_set WHERE id = ?', done.changeSet)).toEqual({
      kind: 'edit',
      title: '决定冲突 2 处',
      reason: '以入户核实为准',
    })
    expect(first.office.store.read.get('SELECT address, main_cause FROM household WHERE id = ?', address?.record ?? '')).toEqual({
      address: '一社',
      main_cause: '09',
    })
    await expect(resolveConflicts(first.office, first.user, decisions, '再来', TODAY)).rejects.toMatchObject({ code: 'CONFLICT' })
    await carry(first, second)
    await carry(first, county)
    expect([list(first), list(second), list(county)]).toEqual([[], [], []])
    expect(await second.site.digest()).toBe(await first.site.digest())
  })

  it('填的新值按台账的规矩检查，一处不行整批不做', async () => {
    await changedTwice({ address: '三社', main_cause: '01' }, { address: '四社', main_cause: '09' })
    const rows = list(first)
    const bad = rows.map((row) => decision(row, { value: row.field === 'address' ? '五社' : '没有这个代码' }))
    await expect(resolveConflicts(first.office, first.user, bad, '核实', TODAY)).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(list(first)).toHaveLength(2)
    await resolveConflicts(
      first.office,
      first.user,
      rows.filter(({ field }) => field === 'address').map((row) => decision(row, { value: '五社' })),
      '核实',
      TODAY,
    )
    const record = rows[0]?.record ?? ''
    expect(first.office.store.read.get('SELECT address FROM household WHERE id = ?', record)).toEqual({ address: '五社' })
    const standing = first.office.store.read.get<{ main_cause: string }>('SELECT main_cause FROM household WHERE id = ?', record)?.main_cause
    expect(
      await resolveByRule(first.office, first.user, { rule: 'provisional', register: 'household', place: VILLAGE_ONE, reason: '照旧' }, TODAY),
    ).toMatchObject({ decided: 1 })
    expect(first.office.store.read.get('SELECT main_cause FROM household WHERE id = ?', record)).toEqual({ main_cause: standing })
    expect(await resolveByRule(first.office, first.user, { rule: 'provisional', reason: '照旧' }, TODAY)).toEqual({ changeSet: null, decided: 0, findings: [] })
    await carry(first, second)
    expect(list(second)).toEqual([])
  })

  it('按规则取对方的值', async () => {
    const household = await changedTwice({ address: '六社' }, { address: '七社' })
    expect(await resolveByRule(first.office, first.user, { rule: 'theirs', field: 'address', reason: '以对方为准' }, TODAY)).toMatchObject({ decided: 1 })
    expect(first.office.store.read.get('SELECT address FROM household WHERE id = ?', household)).toEqual({ address: '七社' })
    await carry(first, second)
  })

  it('一边删除一边修改：删除或保留由人决定', async () => {
    const helper = (await first.site.act((transaction) => transaction.insert('helper', { name: '李一' }))).result
    await carry(first, second)
    await first.site.act((transaction) => transaction.remove('helper', helper))
    await second.site.act((transaction) => transaction.update('helper', helper, { position: '主任' }))
    await carry(second, first)
    const [conflict] = list(first)
    expect(conflict).toMatchObject({ field: '$deleted', place: null, title: '李一' })
    expect(conflict?.siblings.map(({ value }) => value).toSorted()).toEqual([false, true])
    expect(list(first, userOf('entry', VILLAGE_ONE))[0]?.mayDecide).toBe(false)
    expect(await resolveConflicts(first.office, first.user, [decision(conflict, { value: true })], '已调走', TODAY)).toMatchObject({ decided: 1 })
    expect(first.office.store.read.get('SELECT deleted FROM helper WHERE id = ?', helper)).toEqual({ deleted: 1 })
    expect(list(first)).toEqual([])
  })
})

describe('两个乡之间', () => {
  it('本乡的值是“本单位”，外乡的是“对方”', async () => {
    const three = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
    const [county, one, two] = three as [DeskSite, DeskSite, DeskSite]
    const helper = (await one.site.act((transaction) => transaction.insert('helper', { name: '李一', position: '干事' }))).result
    await carry(one, county)
    await carry(county, two)
    await one.site.act((transaction) => transaction.update('helper', helper, { position: '主任' }))
    await two.site.act((transaction) => transaction.update('helper', helper, { position: '所长' }))
    await carry(two, county)
    await carry(county, one)
    const [conflict] = list(one)
    expect(conflict?.siblings.map(({ value, ours, unitName }) => [value, ours, unitName]).toSorted()).toEqual([
      ['主任', true, TOWNSHIP_ONE],
      ['所长', false, TOWNSHIP_TWO],
    ])
    expect(await resolveByRule(one.office, one.user, { rule: 'ours', reason: '核实' }, TODAY)).toMatchObject({ decided: 1 })
    expect(one.office.store.read.get('SELECT position FROM helper WHERE id = ?', helper)).toEqual({ position: '主任' })
    await closeOffices(three)
  })
})
