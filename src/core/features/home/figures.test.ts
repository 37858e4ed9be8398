/** The figures of the first screen in a large office: those of the last count at once, told as such, until those of now are counted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe('首页的数在数据多的时候', () => {
  it('第一次等到数完；没有改动就是现在的，不再数；换了程序里的对象（重新登录）也一样', async () => {
    const figures = new HomeFigures(now)
    const first = await figures.of(office, user, asked)
    const { recent: _, ...expected } = summaryOf(office, user, 2015, TODAY)
    expect(first).toMatchObject({ figures: expected, counted: { current: true } })
    office.store.aside.reading = () => Promise.reject(new Error('counted again'))
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

  it('各人看各人的数；看得少的拿不到别人的', async () => {
    const figures = new HomeFigures(now)
    const all = await figures.of(office, user, asked)
    const own = await figures.of(office, userOf('clerk'), asked)
    expect(own.figures.onFile.total).not.toEqual(all.figures.onFile.total)
    const { recent: _, ...expected } = summaryOf(office, userOf('clerk'), 2015, TODAY)
    expect(own.figures).toEqual(expected)
  }, 120_000)
})
