/** What somebody with a genuine key of one township can do to the others: nothing that stays, and nothing that keeps them from their work. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forge, type Forged } from './testing/forger.ts'
import { COUNTY, TestSite } from './testing/network.ts'
import type { RecordOutcome } from './incoming.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const

let county: TestSite
let forger: TestSite
let victim: TestSite
let theirs: string

beforeAll(async () => {
  county = await TestSite.open(COUNTY)
  forger = await TestSite.open('621125100000')
  victim = await TestSite.open('621125101000')
  const sites = [county, forger, victim]
  for (const site of sites) await site.admit(sites)
  await county.act((transaction) => {
    for (const key of ['standard', 'other']) transaction.insert('parameter', { year: 2016, key, label: '标准', value: '2800' })
  }, 'set-up')
  theirs = await household(victim, VILLAGE_TWO)
  await county.apply(await victim.pack(county))
})
afterAll(async () => {
  for (const site of [county, forger, victim]) await site.end()
})

const household = async (site: TestSite, village: string): Promise<string> =>
  (await site.act((transaction) => transaction.insert('household', { village, identification_standard: '1', exit_status: '0', valid: true }))).result
const attack = async (to: TestSite, ...entries: Forged[]): Promise<RecordOutcome[]> => (await to.apply(await forge(forger, to, entries))).outcomes
const addressOf = (site: TestSite, id: string): unknown =>
  site.store.read.get<{ address: string | null }>('SELECT address FROM household WHERE id = ?', id)?.address
const entriesOf = (site: TestSite, record: string): number =>
  site.store.read.get<{ count: number }>('SELECT count(*) AS count FROM journal WHERE record = ?', record)?.count ?? 0

/** Every entry is refused and named, and none of it is kept. */
async function refused(to: TestSite, sentence: string, ...entries: Forged[]): Promise<true> {
  const records = [...new Set(entries.map(({ record }) => record))]
  const before = records.map((record) => entriesOf(to, record))
  const outcomes = await attack(to, ...entries)
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(records.map(() => 'rejected'))
  for (const { reason } of outcomes) expect(reason).toContain(sentence)
  expect(records.map((record) => entriesOf(to, record))).toEqual(before)
  return true
}

/** What an entry says when it claims to have seen all that the county holds of a record. */
const sawAll = (): Record<string, number> => ({ [county.store.author]: 800_000, [victim.store.author]: 800_000 })

describe('以县里的名义', () => {
  it('整个包写成县里发的：单位和站点名单不同，不收', async () => {
    const message = await forge(forger, victim, [{ register: 'helper', record: 'h', action: 'insert', after: { name: '李一' } }])
    for (const sender of [{ unit: COUNTY }, { site: county.id, unit: COUNTY, author: county.id }]) {
      await expect(victim.apply({ ...message, header: { ...message.header, sender: { ...message.header.sender, ...sender } } })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    }
  })

  it.each<[string, () => Forged]>([
    [
      '给县里换一把密钥',
      () => ({ register: 'site', record: county.id, action: 'update', author: county.id, unit: COUNTY, context: sawAll(), after: { signing_key: 'x' } }),
    ],
    [
      '停用别的站点',
      () => ({ register: 'site', record: victim.id, action: 'update', author: county.id, unit: COUNTY, context: sawAll(), after: { state: 'withdrawn' } }),
    ],
    [
      '登记一台外来的电脑',
      () => ({
        register: 'site',
        record: 'rogue',
        action: 'insert',
        kind: 'set-up',
        after: { unit: COUNTY, unit_name: '县', label: '新', signing_key: 'x', sealing_key: 'x', state: 'admitted' },
      }),
    ],
  ])('%s：县里和别的乡都不收', async (_, entry) => {
    expect(await refused(county, '站点名单只能由上级下发', entry())).toBe(true)
    expect(await refused(victim, '站点名单只能由上级下发', entry())).toBe(true)
  })

  it('改县里的参数：不管以谁的名义、写成什么', async () => {
    const record = county.store.read.get<{ id: string }>(`SELECT id FROM parameter WHERE key = 'standard'`)?.id ?? ''
    const change = { register: 'parameter', record, action: 'update', context: sawAll(), after: { value: '1' } } as const
    expect(await refused(county, '本机以前做过、现在本机没有的修改', { ...change, author: county.id, unit: COUNTY })).toBe(true)
    for (const kind of ['edit', 'set-up', 'transfer', 'duplicate', 'demo']) expect(await refused(county, '由县里统一管理', { ...change, kind })).toBe(true)
    expect(
      await refused(county, '由县里统一管理', {
        register: 'parameter',
        record: 'parameter.2017.new',
        action: 'insert',
        kind: 'set-up',
        after: { year: 2017, key: 'new', label: '标准', value: '1' },
      }),
    ).toBe(true)
    await attack(county, { register: 'parameter', record, action: 'insert', kind: 'set-up', after: { year: 2016, key: 'standard', label: '标准', value: '1' } })
    expect(county.store.read.get('SELECT value FROM parameter WHERE id = ?', record)).toEqual({ value: '2800' })
  })
})

describe('以别的乡的名义', () => {
  it('不收，也不占真的那一条的位置：真的来了照样合并', async () => {
    const number = victim.store.lastSequence + 1
    expect(
      await refused(county, '本机还没有从它那里或上级收到过', {
        register: 'household',
        record: theirs,
        action: 'update',
        author: victim.id,
        number,
        unit: victim.unit,
        context: sawAll(),
        after: { address: '假的' },
      }),
    ).toBe(true)
    await victim.act((transaction) => transaction.update('household', theirs, { address: '真的' }))
    expect(victim.store.lastSequence).toBe(number)
    const { outcomes } = await county.apply(await victim.pack(county))
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('rejected')
    expect(addressOf(county, theirs)).toBe('真的')
  })

  it('没有登记的电脑做的不收', async () => {
    expect(
      await refused(county, '站点名单上没有的电脑', {
        register: 'household',
        record: 'new-1',
        action: 'insert',
        author: 'nobody',
        after: { village: VILLAGE_ONE, identification_standard: '1', exit_status: '0', valid: 1 },
      }),
    ).toBe(true)
  })

  it('自己做的，单位写成县里：不收', async () => {
    expect(
      await refused(county, '写的单位或站点和站点名单不同', {
        register: 'household',
        record: 'new-2',
        action: 'insert',
        unit: COUNTY,
        after: { village: VILLAGE_ONE, identification_standard: '1', exit_status: '0', valid: 1 },
      }),
    ).toBe(true)
  })
})

describe('以收的一方自己的名义', () => {
  it('单位写得不是它的，不收，也不等人定：谁也不会再收，转出去只会年年被退', async () => {
    expect(
      await refused(county, '写的单位或站点和站点名单不同', {
        register: 'household',
        record: theirs,
        action: 'update',
        author: county.id,
        number: 900_003,
        unit: victim.unit,
        context: sawAll(),
        after: { address: '假的' },
      }),
    ).toBe(true)
  })
})

describe('别的乡的户', () => {
  it.each(['edit', 'transfer', 'duplicate', 'demo', 'set-up', 'undo'])('改别的乡的户，说是归自己管，经办事项写成 %s', async (kind) => {
    expect(
      await refused(county, '不负责', {
        register: 'household',
        record: theirs,
        action: 'update',
        kind,
        owner: VILLAGE_ONE,
        context: sawAll(),
        after: { address: '假的' },
      }),
    ).toBe(true)
  })

  it('不说见过什么，也一样', async () => {
    expect(await refused(county, '不负责', { register: 'household', record: theirs, action: 'update', owner: VILLAGE_ONE, after: { address: '假的' } })).toBe(
      true,
    )
    expect(await refused(county, '不负责', { register: 'household', record: theirs, action: 'remove', owner: VILLAGE_ONE })).toBe(true)
    expect(
      await refused(county, '不负责', {
        register: 'household',
        record: theirs,
        action: 'insert',
        owner: VILLAGE_ONE,
        after: { village: VILLAGE_TWO, identification_standard: '1', exit_status: '0', valid: 1 },
      }),
    ).toBe(true)
  })

  it('没有对应的户迁移，不能归到自己村，也不能推给别的乡', async () => {
    expect(
      await refused(county, '没有对应的户迁移', {
        register: 'household',
        record: theirs,
        action: 'update',
        kind: 'transfer',
        context: sawAll(),
        after: { village: VILLAGE_ONE },
      }),
    ).toBe(true)
    const own = await household(forger, VILLAGE_ONE)
    await county.apply(await forger.pack(county))
    expect(
      await refused(county, '没有对应的户迁移', {
        register: 'household',
        record: own,
        action: 'update',
        context: { [forger.id]: 800_000 },
        after: { village: VILLAGE_TWO },
      }),
    ).toBe(true)
  })

  it('自己写一份迁移也不行：迁出由那一户所在的乡办', async () => {
    const take: Forged = { register: 'household', record: theirs, action: 'update', kind: 'transfer', context: sawAll(), after: { village: VILLAGE_ONE } }
    const said = { household_id: theirs, from_village: VILLAGE_TWO, to_village: VILLAGE_ONE, out_on: '2016-05-01' }
    const outcomes = await attack(county, take, { register: 'transfer', record: 't-1', action: 'insert', kind: 'transfer', after: { ...said, state: 'in' } })
    expect(outcomes.map(({ register, outcome }) => `${register} ${outcome}`).toSorted()).toEqual(['household rejected', 'transfer rejected'])
    // From a village of one's own, with somebody else's household.
    const other = await attack(county, take, {
      register: 'transfer',
      record: 't-2',
      action: 'insert',
      kind: 'transfer',
      after: { ...said, from_village: '621125100205', state: 'in' },
    })
    expect(other.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected'])
    expect(county.store.read.get('SELECT village FROM household WHERE id = ?', theirs)).toEqual({ village: VILLAGE_TWO })
    expect(county.store.read.get('SELECT 1 FROM transfer')).toBeUndefined()
  })

  it('附在户上的也不行：年度、成员、照片', async () => {
    expect(
      await refused(
        county,
        '不负责',
        { register: 'household_year', record: `${theirs}.2016`, action: 'insert', after: { household_id: theirs, year: 2016, farmland: 1 } },
        {
          register: 'review_return',
          record: 'r-1',
          action: 'insert',
          after: { household_id: theirs, state: 'open', remark: '假的', returned_on: '2016-05-01' },
        },
        {
          register: 'attachment',
          record: 'a-1',
          action: 'insert',
          after: { register: 'household', record: theirs, village: VILLAGE_TWO, name: '照片', sha256: 'a'.repeat(64), media_type: 'image/jpeg', size: 1 },
        },
      ),
    ).toBe(true)
  })

  it('照片写成自己村的，附到别的乡的户上：不收；自己的年度记录算到别的乡：不收', async () => {
    expect(
      await refused(county, '不负责', {
        register: 'attachment',
        record: 'a-2',
        action: 'insert',
        after: { register: 'household', record: theirs, village: VILLAGE_ONE, name: '照片', sha256: 'a'.repeat(64), media_type: 'image/jpeg', size: 1 },
      }),
    ).toBe(true)
    const own = await household(forger, VILLAGE_ONE)
    await county.apply(await forger.pack(county))
    expect(
      await refused(county, '不负责', {
        register: 'household_year',
        record: `${own}.2014`,
        action: 'insert',
        after: { household_id: own, year: 2014, farmland: 100, counted_village: VILLAGE_TWO },
      }),
    ).toBe(true)
    expect(
      (
        await attack(county, {
          register: 'household_year',
          record: `${own}.2014`,
          action: 'insert',
          after: { household_id: own, year: 2014, farmland: 100, counted_village: VILLAGE_ONE },
        })
      ).map(({ outcome }) => outcome),
    ).toEqual(['new'])
  })

  it('替别人答复建议也不行', async () => {
    await county.act((transaction) => transaction.update('household', theirs, { address: '建议的' }))
    const { sequence } = county.store.read.get<{ sequence: number }>(`SELECT sequence FROM proposal WHERE record = ? AND state = 'open'`, theirs) ?? {
      sequence: 0,
    }
    expect(
      await refused(county, '不负责', {
        register: 'household',
        record: theirs,
        action: 'settle',
        proposal: true,
        after: { proposal: [county.id, sequence], accepted: true, reason: null },
      }),
    ).toBe(true)
    expect(county.store.read.get('SELECT state FROM proposal WHERE sequence = ?', sequence)).toEqual({ state: 'open' })
  })
})

describe('同一个包里', () => {
  it('别的照收：一条不收，不连累整个包', async () => {
    const outcomes = await attack(
      county,
      { register: 'household', record: theirs, action: 'update', owner: VILLAGE_ONE, context: sawAll(), after: { address: '假的' } },
      { register: 'household', record: 'new-3', action: 'insert', after: { village: VILLAGE_ONE, identification_standard: '1', exit_status: '0', valid: 1 } },
      { register: 'household_year', record: 'new-3.2016', action: 'insert', after: { household_id: 'new-3', year: 2016 } },
    )
    expect(outcomes.map(({ record, outcome }) => [record, outcome]).toSorted()).toEqual(
      [
        [theirs, 'rejected'],
        ['new-3', 'new'],
        ['new-3.2016', 'new'],
      ].toSorted(),
    )
  })

  it('附在不收的户上的，跟着不收', async () => {
    const outcomes = await attack(
      county,
      { register: 'household', record: 'new-4', action: 'insert', after: { village: VILLAGE_TWO, identification_standard: '1', exit_status: '0', valid: 1 } },
      { register: 'household_year', record: 'new-4.2016', action: 'insert', after: { household_id: 'new-4', year: 2016 } },
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected'])
    expect(county.store.read.get(`SELECT 1 FROM household WHERE id = 'new-4'`)).toBeUndefined()
  })

  it('天文数字的编号读不进来，以后的包照收', async () => {
    const big = await forge(forger, county, [{ register: 'helper', record: 'h-1', action: 'insert', number: 9_000_000_000_000_000, after: { name: '李一' } }])
    await expect(county.apply(big)).rejects.toMatchObject({ code: 'FILE_FORMAT' })
    expect((await attack(county, { register: 'helper', record: 'h-1', action: 'insert', after: { name: '李一' } })).map(({ outcome }) => outcome)).toEqual([
      'new',
    ])
  })
})

describe('同级的乡之间', () => {
  it('只收迁来的户和它的资料', async () => {
    expect(await refused(victim, '同级单位之间只收迁来的户', { register: 'helper', record: 'h-2', action: 'insert', after: { name: '李一' } })).toBe(true)
    expect(
      await refused(victim, '同级单位之间只收迁来的户', {
        register: 'household',
        record: 'new-5',
        action: 'insert',
        after: { village: VILLAGE_ONE, identification_standard: '1', exit_status: '0', valid: 1 },
      }),
    ).toBe(true)
    expect(
      await refused(victim, '由县里统一管理', {
        register: 'division',
        record: 'd-1',
        action: 'insert',
        after: { code: '621125199000', name: '假乡', level: 'township' },
      }),
    ).toBe(true)
  })

  it('借一次迁移，改不了对方自己的户', async () => {
    const own = await household(victim, VILLAGE_TWO)
    const outcomes = (entries: readonly RecordOutcome[]): string[] => entries.map(({ register, outcome }) => `${register} ${outcome}`).toSorted()
    expect(
      outcomes(
        await attack(
          victim,
          {
            register: 'transfer',
            record: 't-3',
            action: 'insert',
            kind: 'transfer',
            after: { household_id: own, from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', out_on: '2016-05-01' },
          },
          { register: 'household', record: own, action: 'update', context: { [victim.id]: 800_000 }, after: { address: '假的' } },
        ),
      ),
    ).toEqual(['household rejected', 'transfer rejected'])
    // Handed over once for good, then changed in the county's name.
    const handed = await household(forger, VILLAGE_ONE)
    await forger.act(
      (transaction) =>
        transaction.insert('transfer', { household_id: handed, from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', out_on: '2016-05-01' }),
      'transfer',
    )
    expect(outcomes((await victim.apply(await forger.pack(victim))).outcomes)).toEqual(['household new', 'transfer new'])
    await victim.act((transaction) => {
      const transfer = transaction.get<{ id: string }>('SELECT id FROM transfer WHERE household_id = ?', handed)?.id ?? ''
      transaction.update('transfer', transfer, { state: 'in', settled_on: '2016-06-01' })
      transaction.update('household', handed, { village: VILLAGE_TWO })
    }, 'transfer')
    const context = { [victim.id]: 800_000, [forger.id]: 800_000 }
    expect(
      await refused(victim, '同级单位之间只收迁来的户', {
        register: 'household',
        record: handed,
        action: 'update',
        author: county.id,
        unit: COUNTY,
        context,
        after: { address: '假的' },
      }),
    ).toBe(true)
    expect(await refused(victim, '不负责', { register: 'household', record: handed, action: 'update', context, after: { address: '假的' } })).toBe(true)
  })
})
