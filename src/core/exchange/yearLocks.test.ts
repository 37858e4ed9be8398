/** A year is locked while somebody edits it elsewhere: what counts is the same at every site, in whatever order it came. */
import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { lockId } from '../store/yearLocks.ts'
import { verify } from '../store/verify.ts'
import type { OfficeLevel } from '../rules/levels.ts'
import { COUNTY, TestSite } from './testing/network.ts'
import { closeNetwork, networkOf, TOWNSHIP_ONE, type Network } from './testing/histories.ts'

const VILLAGE = '621125100204'
let network: Network
afterEach(() => closeNetwork(network))

async function open(...units: string[]): Promise<TestSite[]> {
  const sites: TestSite[] = []
  for (const unit of units) sites.push(await TestSite.open(unit))
  for (const one of sites) await one.admit(sites)
  network = networkOf(sites)
  return sites
}

async function send(from: TestSite, to: TestSite): Promise<void> {
  await to.apply(await from.pack(to))
}

export async function lock(site: TestSite, level: OfficeLevel, year = 2015, state: 'locked' | 'open' = 'locked'): Promise<void> {
  await site.act((transaction) => {
    const id = lockId(VILLAGE, year, level)
    const values = { state, changed_on: '2016-01-31', changed_by: '测', reason: '测试' }
    if (transaction.get('SELECT 1 FROM year_lock WHERE id = ?', id) === undefined)
      transaction.insert('year_lock', { division: VILLAGE, year, level, ...values }, id)
    else transaction.update('year_lock', id, values)
    if (state === 'locked') transaction.keepYear(VILLAGE, year)
  }, 'lock')
}

async function enter(site: TestSite): Promise<{ household: string; year: string }> {
  const { result } = await site.act((transaction) => {
    const household = transaction.insert('household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true })
    return { household, year: transaction.insert('household_year', { household_id: household, year: 2015, farmland: 100 }) }
  })
  return result
}

const edit = (site: TestSite, id: string, farmland: number, reason?: string): Promise<unknown> =>
  site.store.change({ id: 'u', name: '经办' }, { kind: 'edit', title: '测试', reason: reason ?? null }, (transaction) =>
    transaction.update('household_year', id, { farmland }),
  )
const farmland = (site: TestSite, id: string): unknown =>
  site.store.read.get<{ farmland: number; deleted: number }>('SELECT farmland, deleted FROM household_year WHERE id = ?', id)
const waiting = (site: TestSite): number => site.store.read.get<{ n: number }>(`SELECT count(*) AS n FROM proposal WHERE state = 'open'`)?.n ?? -1
async function sound(sites: readonly TestSite[]): Promise<void> {
  for (const site of sites) expect((await verify(site.store.read, site.store.derivations)).findings).toEqual([])
}

describe('locked years', () => {
  it('are not written below their level, are corrected at it with a reason, and go back when unlocked', async () => {
    const [county, township] = (await open(COUNTY, TOWNSHIP_ONE)) as [TestSite, TestSite]
    const { year } = await enter(township)
    await send(township, county)
    await lock(county, 'county')
    await send(county, township)
    await expect(edit(township, year, 200, '有理由')).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('2015 年的') })
    await expect(edit(county, year, 300)).rejects.toMatchObject({ code: 'VALIDATION' })
    await edit(county, year, 300, '复核更正')
    await send(county, township)
    expect([farmland(county, year), farmland(township, year)]).toEqual([
      { farmland: 300, deleted: 0 },
      { farmland: 300, deleted: 0 },
    ])
    await lock(county, 'county', 2015, 'open')
    await send(county, township)
    await edit(township, year, 400)
    await send(township, county)
    expect(farmland(county, year)).toEqual({ farmland: 400, deleted: 0 })
    expect([waiting(county), waiting(township)]).toEqual([0, 0])
    await sound([county, township])
  })

  it('an edit made without having seen the lock waits at the level that holds it, there and where it was made', async () => {
    const [county, township] = (await open(COUNTY, TOWNSHIP_ONE)) as [TestSite, TestSite]
    const { year } = await enter(township)
    await send(township, county)
    await edit(township, year, 200)
    await lock(county, 'county')
    await send(county, township)
    expect(farmland(township, year)).toEqual({ farmland: 100, deleted: 0 })
    await send(township, county)
    expect(farmland(county, year)).toEqual({ farmland: 100, deleted: 0 })
    expect([waiting(county), waiting(township)]).toEqual([1, 1])
    await send(county, township)
    await sound([county, township])
  })

  it('whatever comes first: the edit or the lock', async () => {
    const [county, township] = (await open(COUNTY, TOWNSHIP_ONE)) as [TestSite, TestSite]
    const { year } = await enter(township)
    await send(township, county)
    await lock(county, 'county')
    await edit(township, year, 200)
    await send(township, county)
    expect([farmland(county, year), farmland(township, year)]).toEqual([
      { farmland: 100, deleted: 0 },
      { farmland: 200, deleted: 0 },
    ])
    await send(county, township)
    expect(farmland(township, year)).toEqual({ farmland: 100, deleted: 0 })
    await sound([county, township])
  })

  it('a record entered for a year that was locked meanwhile waits, and is there once it is restored', async () => {
    const [county, township] = (await open(COUNTY, TOWNSHIP_ONE)) as [TestSite, TestSite]
    await send(township, county)
    await lock(county, 'county')
    const { year, household } = await enter(township)
    await send(township, county)
    await send(county, township)
    for (const site of [county, township]) expect(farmland(site, year)).toEqual({ farmland: 100, deleted: 1 })
    expect(county.store.read.get('SELECT deleted FROM household WHERE id = ?', household)).toEqual({ deleted: 0 })
    await county.store.change({ id: 'u', name: '县' }, { kind: 'edit', title: '采纳', reason: '属实' }, (transaction) =>
      transaction.restore('household_year', year),
    )
    await send(county, township)
    for (const site of [county, township]) expect(farmland(site, year)).toEqual({ farmland: 100, deleted: 0 })
    await sound([county, township])
  })

  it('what the lock had before it counts, though it comes late to others', async () => {
    const [county, township, village] = (await open(COUNTY, TOWNSHIP_ONE, VILLAGE)) as [TestSite, TestSite, TestSite]
    const { year } = await enter(village)
    await send(village, township)
    await edit(village, year, 200)
    await send(village, county)
    await lock(county, 'county')
    // The township hears of the lock first, and of the village's edit, which the county had, afterwards.
    await send(county, township)
    await send(village, township)
    for (const site of [county, township, village]) expect(farmland(site, year), site.unit).toEqual({ farmland: 200, deleted: 0 })
    await sound([county, township, village])
  })

  it('an edit that whoever locked had lost, or never had, is none that it had seen, whatever later ones it holds', async () => {
    const [county, township] = (await open(COUNTY, TOWNSHIP_ONE)) as [TestSite, TestSite]
    const { year } = await enter(township)
    await send(township, county)
    await send(county, township)
    const before = await county.image()
    await edit(township, year, 200)
    await send(township, county)
    await send(county, township)
    // The county's folder is put back behind the program's back; what the township does next comes behind a gap.
    await county.goBack(before, false)
    rmSync(before, { recursive: true, force: true })
    await enter(township)
    await send(township, county)
    expect(farmland(county, year)).toEqual({ farmland: 100, deleted: 0 })
    await lock(county, 'county')
    for (let round = 0; round < 3; round += 1) {
      await send(county, township)
      await send(township, county)
    }
    for (const site of [county, township]) expect(farmland(site, year), site.unit).toEqual({ farmland: 100, deleted: 0 })
    expect([waiting(county), waiting(township)]).toEqual([1, 1])
    await sound([county, township])
  })

  it('a village cannot lock for the county: that is refused on the way', async () => {
    const [county, village] = (await open(COUNTY, VILLAGE)) as [TestSite, TestSite]
    village.store.setInCharge(() => true)
    await lock(village, 'county')
    await lock(village, 'village')
    await send(village, county)
    expect(county.store.read.all('SELECT level FROM year_lock WHERE deleted = 0')).toEqual([{ level: 'village' }])
  })

  it('what brought a lock can be taken back: what waited for it counts again', async () => {
    const [county, township] = (await open(COUNTY, TOWNSHIP_ONE)) as [TestSite, TestSite]
    const { year } = await enter(township)
    await send(township, county)
    await edit(township, year, 200)
    await lock(county, 'county')
    await send(county, township)
    expect([farmland(township, year), waiting(township)]).toEqual([{ farmland: 100, deleted: 0 }, 1])
    const last = township.store.read.get<{ id: string }>(`SELECT id FROM change_set WHERE kind = 'merge' ORDER BY number DESC LIMIT 1`)?.id ?? ''
    const { undoReceived } = await import('../store/undoReceived.ts')
    await undoReceived(township.store, { id: 'u', name: '撤' }, last, () => undefined).catch((error: unknown) => {
      throw error
    })
    expect([farmland(township, year), waiting(township)]).toEqual([{ farmland: 200, deleted: 0 }, 0])
    await sound([township])
  })
})
