/** The figures of the first screen in a large office: those of the last count at once, told as such, until those of now are counted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Lane } from '../../store/index.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import { HomeFigures } from './figures.ts'
import { summaryOf } from './summary.ts'

const user = userOf('administrator')
const actor = { id: 'a', name: '王主任' }
let office: TestOffice
let clock = 0

beforeEach(async () => {
  office = await testOffice({ households: 30 })
  // As many as it takes to be counted aside.
  office.store.living = () => 1_000_000
}, 120_000)
afterEach(() => office.end())

const now = (): Date => new Date(Date.UTC(2015, 10, 20, 8, 0, clock++))
const asked = { year: 2015, today: TODAY, current: false }

async function close(one: TestOffice): Promise<void> {
  const [household] = one.store.read.all<{ id: string }>('SELECT id FROM household WHERE deleted = 0 AND coalesce(valid, 1) = 1 ORDER BY id LIMIT 1')
  await one.store.change(actor, { kind: 'edit', title: '销户' }, (transaction) => transaction.update('household', household?.id ?? '', { valid: false }))
}

/** The lanes of the counts from now on, as they begin: each has its halves counted in two. */
function countedIn(): Lane[] {
  const lanes: Lane[] = []
  const reading = office.store.aside.readingBoth.bind(office.store.aside)
  office.store.aside.readingBoth = (one, other) => {
    expect(other.lane).toBe('ahead')
    lanes.push(one.lane)
    return reading(one, other)
  }
  return lanes
}

describe('首页的数在数据多的时候', () => {
  it('第一次等到数完；没有改动就是现在的，不再数；换了程序里的对象（重新登录）也一样', async () => {
    const figures = new HomeFigures(now)
    const first = await figures.of(office, user, asked)
    const { recent: _, ...expected } = summaryOf(office, user, 2015, TODAY)
    expect(first).toMatchObject({ figures: expected, counted: { current: true } })
    office.store.aside.readingBoth = () => Promise.reject(new Error('counted again'))
    expect(await figures.of(office, user, asked)).toEqual(first)
    expect(await new HomeFigures(now).of(office, user, asked)).toEqual(first)
  }, 120_000)

  it('有改动以后先给上次的数，写明不是现在的；要现在的就等到数完', async () => {
    const figures = new HomeFigures(now)
    const first = await figures.of(office, user, asked)
    await close(office)
    const kept = await figures.of(office, user, asked)
    expect(kept).toEqual({ ...first, counted: { at: first.counted.at, current: false } })
    const fresh = await figures.of(office, user, { ...asked, current: true })
    const { recent: _, ...expected } = summaryOf(office, user, 2015, TODAY)
    expect(fresh).toMatchObject({ figures: expected, counted: { current: true } })
    expect(fresh.figures).not.toEqual(first.figures)
    expect(await figures.of(office, user, asked)).toEqual(fresh)
    // Another day is another state, too: what is late today was not yesterday.
    expect((await figures.of(office, user, { ...asked, today: '2015-11-21' })).counted.current).toBe(false)
  }, 120_000)

  it('数得久的，旁边有数据的年度在没人等的线程里先数好，换年度不用再等；没有改动就不再数', async () => {
    const lanes = countedIn()
    const figures = new HomeFigures(now)
    await figures.of(office, user, asked)
    expect(lanes).toEqual(['tables', 'ahead'])
    const { recent: _, ...expected } = summaryOf(office, user, 2014, TODAY)
    expect(await figures.of(office, user, { ...asked, year: 2014 })).toMatchObject({ figures: expected, counted: { current: true } })
    // Those of 2013, beside the year looked at now.
    await figures.of(office, user, { ...asked, year: 2013 })
    await figures.of(office, user, asked)
    expect(lanes).toEqual(['tables', 'ahead', 'ahead'])
  }, 120_000)

  it('数得快的，不先数别的年度', async () => {
    const lanes = countedIn()
    const figures = new HomeFigures(() => new Date(0))
    await figures.of(office, user, asked)
    await figures.of(office, user, asked)
    expect(lanes).toEqual(['tables'])
  }, 120_000)

  it('先数着的时候有了改动，数完这一年就不再往下数', async () => {
    const lanes = countedIn()
    const figures = new HomeFigures(now)
    await figures.of(office, user, { ...asked, year: 2014 })
    await close(office)
    await figures.of(office, user, { ...asked, year: 2013, current: true })
    expect(lanes.filter((lane) => lane === 'ahead')).toHaveLength(1)
  }, 120_000)

  it('各人看各人的数；看得少的拿不到别人的', async () => {
    const figures = new HomeFigures(now)
    const all = await figures.of(office, user, asked)
    const own = await figures.of(office, userOf('clerk'), asked)
    expect(own.figures.onFile.total).not.toEqual(all.figures.onFile.total)
    const { recent: _, ...expected } = summaryOf(office, userOf('clerk'), 2015, TODAY)
    expect(own.figures).toEqual(expected)
  }, 120_000)
})
