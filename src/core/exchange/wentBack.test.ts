/** A site that goes back in time, in every way there is: nothing that others hold is lost, nobody is stuck, nothing comes back by itself. */
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { belongingTo, countAside, keepPresent, takeIn, waitingAside } from './setAside.ts'
import { forge } from './testing/forger.ts'
import { openPair, type TestSite } from './testing/network.ts'

const VILLAGE = '621125100204'

describe('a site that went back', () => {
  let county: TestSite
  let township: TestSite
  let households: string[]
  const images: string[] = []

  beforeEach(async () => {
    ;({ county, township } = await openPair())
    households = (await township.act((transaction) => Array.from({ length: 8 }, () => transaction.insert('household', { village: VILLAGE, address: '老街' }))))
      .result
    await meet()
  })
  afterEach(async () => {
    for (const site of [county, township]) await site.end()
    for (const image of images.splice(0)) rmSync(image, { recursive: true, force: true })
  })

  const image = async (): Promise<string> => {
    const copy = await township.image()
    images.push(copy)
    return copy
  }
  const edit = (index: number, remark: string, site = township): Promise<unknown> =>
    site.act((transaction) => transaction.update('household', households[index] ?? '', { remark }))
  /** Files go up and down. */
  const meet = async (): Promise<void> => {
    await county.apply(await township.pack(county))
    await township.apply(await county.pack(township))
  }
  const remark = (site: TestSite, index: number): unknown =>
    site.store.read.get<{ remark: string | null }>('SELECT remark FROM household WHERE id = ?', households[index] ?? '')?.remark
  const siblings = (site: TestSite, index: number): unknown[] =>
    site.store.read
      .all<{ siblings: string }>(`SELECT siblings FROM conflict WHERE record = ? AND field = 'remark'`, households[index] ?? '')
      .flatMap((row) => (JSON.parse(row.siblings) as { value: unknown }[]).map(({ value }) => value))
      .toSorted()
  const alike = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await meet()
      await township.takeInAside()
    }
    await meet()
    expect(await county.digest(township.unit)).toBe(await township.digest())
  }

  for (const known of [true, false]) {
    it(`${known ? 'by a backup put back' : 'by a copied folder'}: of eight edits on both timelines all are current, in the history, or in a conflict`, async () => {
      const before = await image()
      for (let index = 0; index < 4; index += 1) await edit(index, `先${index}`)
      await meet()
      await township.goBack(before, known)
      for (let index = 2; index < 6; index += 1) await edit(index, `后${index}`)
      await alike()
      expect([0, 1, 4, 5].map((index) => remark(county, index))).toEqual(['先0', '先1', '后4', '后5'])
      for (const index of [2, 3]) expect(siblings(county, index)).toEqual([`先${index}`, `后${index}`].toSorted())
    })
  }

  it('notices it by itself, when a file of somebody who knows more comes, and goes by a new name', async () => {
    const before = await image()
    await edit(0, '先')
    await meet()
    await township.goBack(before, false)
    await edit(1, '后')
    const name = township.store.author
    await township.apply(await county.pack(township))
    expect(township.store.author).not.toBe(name)
    expect(township.store.author.startsWith(`${township.id}~`)).toBe(true)
  })

  it('looks at a file without taking a new name or keeping anything', async () => {
    const before = await image()
    await edit(0, '先')
    await meet()
    await township.goBack(before, false)
    const name = township.store.author
    await township.apply(await county.pack(township, true), true)
    expect([township.store.author, countAside(township.store.read)]).toEqual([name, 0])
  })

  it('merges nothing in its own name by itself: somebody takes it in, and it is what it was', async () => {
    const before = await image()
    await edit(0, '先')
    await county.apply(await township.pack(county))
    await edit(1, '县', county).catch(() => undefined)
    await township.goBack(before, false)
    const { outcomes } = await township.apply(await county.pack(township, true))
    expect(outcomes.filter(({ outcome }) => outcome === 'rejected').map(({ record, reason }) => [record, reason])).toEqual([
      [households[0], expect.stringContaining('本机以前做过')],
    ])
    expect(remark(township, 0)).toBeNull()
    expect(waitingAside(township.store.read).map(({ record }) => record)).toEqual([households[0]])
    await township.takeInAside()
    expect([remark(township, 0), countAside(township.store.read)]).toEqual(['先', 0])
  })

  it('what stands here is kept if somebody says so: here and, with the next file, everywhere', async () => {
    const before = await image()
    await edit(0, '先')
    const { result: added } = await township.act((transaction) => transaction.insert('household', { village: VILLAGE, address: '后来加的' }))
    await edit(1, '先')
    await county.apply(await township.pack(county))
    await township.goBack(before, false)
    await edit(1, '后')
    await township.apply(await county.pack(township, true))
    await township.store.receive({ id: 'u', name: '保留' }, { kind: 'reclaim', title: '保留' }, async (transaction) => {
      for (const one of waitingAside(transaction)) keepPresent(transaction, township.id, one)
    })
    expect([remark(township, 0), remark(township, 1), countAside(township.store.read)]).toEqual([null, '后', 0])
    await alike()
    expect([remark(county, 0), remark(county, 1), siblings(county, 1)]).toEqual([null, '后', []])
    expect(county.store.read.get('SELECT deleted FROM household WHERE id = ?', added)).toEqual({ deleted: 1 })
  })

  it('the same backup put back twice, an older one after a newer one: nobody is stuck', async () => {
    const older = await image()
    await edit(0, '一')
    await meet()
    const newer = await image()
    await edit(1, '二')
    await meet()
    for (const [index, copy] of [newer, newer, older, newer, older, older].entries()) {
      await township.goBack(copy, index % 2 === 0)
      await edit(2 + (index % 6), `第${index}次`)
      await meet()
      await edit(0, `县${index}`, county)
    }
    await alike()
    for (let index = 0; index < 6; index += 1) {
      const seen = [remark(county, 2 + (index % 6)), ...siblings(county, 2 + (index % 6))]
      expect(seen).toContain(`第${index}次`)
    }
  })

  it('the folder is copied and used on two PCs: both go on, and neither loses anything', async () => {
    const copy = await image()
    await edit(0, '原机')
    await edit(1, '原机')
    await county.apply(await township.pack(county))
    const first = await image()
    await township.goBack(copy, false)
    await edit(1, '复制')
    await edit(2, '复制')
    await meet()
    const second = await image()
    await township.goBack(first, false)
    await edit(3, '原机')
    await meet()
    await edit(4, '原机')
    await meet()
    expect([0, 2, 3, 4].map((index) => remark(county, index))).toEqual(['原机', '复制', '原机', '原机'])
    expect(siblings(county, 1)).toEqual(['原机', '复制'].toSorted())
    await township.goBack(second, false)
    await edit(5, '复制')
    await meet()
    await meet()
    expect(remark(county, 5)).toBe('复制')
    await alike()
  })

  it('what belongs together is decided together: a household with its years, and not the one beside it', async () => {
    const before = await image()
    const [one, other] = (
      await township.act((transaction) =>
        [0, 1].map((index) => {
          const id = transaction.insert('household', { village: VILLAGE, address: `新${index}` })
          transaction.insert('household_year', { household_id: id, year: 2015, farmland: 500 })
          return id
        }),
      )
    ).result
    await county.apply(await township.pack(county))
    await township.goBack(before, false)
    await township.apply(await county.pack(township, true))
    const waiting = waitingAside(township.store.read)
    expect(waiting).toHaveLength(4)
    expect(waitingAside(township.store.read, { limit: 1, offset: 1 })).toMatchObject([{ record: waiting[1]?.record }])
    const chosen = belongingTo(waiting, new Set([one ?? ''])).map(({ register, record }) => [register, record])
    expect(chosen).toEqual([
      ['household', one],
      ['household_year', `${one}.2015`],
    ])
    expect(belongingTo(waiting, new Set([`${other}.2015`])).map(({ record }) => record)).toEqual([other, `${other}.2015`])
  })

  it('an edit in its own name of a record that is not here waits without holding up the others, and goes when somebody keeps the present', async () => {
    const before = await image()
    await edit(0, '先')
    await county.apply(await township.pack(county))
    const [unknown] = (await county.act((transaction) => [transaction.insert('household', { village: VILLAGE })])).result
    const entry = {
      register: 'household',
      record: unknown ?? '',
      action: 'update' as const,
      author: township.id,
      unit: township.unit,
      kind: 'edit',
      owner: VILLAGE,
      context: {},
      after: { remark: '假的' },
    }
    await township.goBack(before, true)
    await township.apply(await county.pack(township))
    await township.apply(await forge(county, township, [entry]))
    expect(countAside(township.store.read)).toBe(2)
    await township.store.receive({ id: 'u', name: '收回' }, { kind: 'reclaim', title: '收回' }, async (transaction) => {
      for (const one of waitingAside(transaction)) takeIn(transaction, one)
    })
    expect([remark(township, 0), waitingAside(township.store.read).map(({ record }) => record)]).toEqual(['先', [unknown]])
    await township.store.receive({ id: 'u', name: '保留' }, { kind: 'reclaim', title: '保留' }, async (transaction) => {
      for (const one of waitingAside(transaction)) keepPresent(transaction, township.id, one)
    })
    expect(countAside(township.store.read)).toBe(0)
  })

  it('to before it ever heard of the other: it says that it holds nothing, and gets everything', async () => {
    const fresh = await openPair()
    const copy = await fresh.township.image()
    images.push(copy)
    try {
      const { result: id } = await fresh.county.act((transaction) => transaction.insert('organization', { name: '县里的单位' }))
      for (let round = 0; round < 2; round += 1) {
        await fresh.county.apply(await fresh.township.pack(fresh.county))
        await fresh.township.apply(await fresh.county.pack(fresh.township))
      }
      await fresh.county.apply(await fresh.township.pack(fresh.county))
      await fresh.township.goBack(copy, true)
      const first = await fresh.township.apply(await fresh.county.pack(fresh.township))
      await fresh.county.apply(await fresh.township.pack(fresh.county))
      const second = await fresh.township.apply(await fresh.county.pack(fresh.township))
      expect([first.position.kind, second.position.kind]).toEqual(['gap', 'next'])
      expect(fresh.township.store.read.get('SELECT name FROM organization WHERE id = ?', id)).toEqual({ name: '县里的单位' })
    } finally {
      for (const site of [fresh.county, fresh.township]) await site.end()
    }
  })
})
