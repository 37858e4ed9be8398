/** What a version after this one adds and changes reaches the offices of earlier ones, and packages of theirs go on being taken in. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { digestsOf } from '../exchange/digest.ts'
import { openPair, TestSite, type Message } from '../exchange/testing/network.ts'
import { take, type TestApp } from '../features/exchange/testing/apps.ts'
import { unlock } from '../keyring/index.ts'
import { historyOf, undo } from '../store/history.ts'
import { verify } from '../store/verify.ts'
import { schemaDifference } from '../store/schemaDifference.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { ParameterRow } from '../rules/parameters.ts'
import type { Derivation } from '../store/index.ts'
import type { Migration } from '../store/migrations/types.ts'
import { LATER, MEASURES } from './testing/laterVersion.ts'
import { contentsOf, openAt, releasedVersions, unpackOffices, type Contents, type ReleasedOffices } from './testing/offices.ts'
import { cheapKeyring } from '../testing/keyring.ts'

vi.mock('../catalogue/entities/household.ts', async (original) => {
  const { laterHousehold } = await import('./testing/laterVersion.ts')
  return { household: laterHousehold((await original<{ household: RegisterDefinition }>()).household) }
})
vi.mock('../catalogue/entities/household_year.ts', async (original) => {
  const { laterHouseholdYear } = await import('./testing/laterVersion.ts')
  return { householdYear: laterHouseholdYear((await original<{ householdYear: RegisterDefinition }>()).householdYear) }
})
vi.mock('../features/household/derivations.ts', async (original) => {
  const { laterDerivations } = await import('./testing/laterVersion.ts')
  const today = await original<{ householdDerivations: readonly Derivation[] }>()
  return { ...today, householdDerivations: laterDerivations(today.householdDerivations) }
})
vi.mock('../store/migrations/index.ts', async (original) => {
  const { laterMigration } = await import('./testing/laterVersion.ts')
  return { migrations: [...(await original<{ migrations: readonly Migration[] }>()).migrations, laterMigration] }
})
vi.mock('../store/upcasters/all.ts', async () => ({ upcasters: [(await import('./testing/laterVersion.ts')).laterUpcaster] }))
vi.mock('../rules/parameters.ts', async (original) => {
  const today = await original<{ parameterDefaults: readonly ParameterRow[] }>()
  return { ...today, parameterDefaults: [...today.parameterDefaults, (await import('./testing/laterVersion.ts')).laterParameter] }
})

const storeOf = (office: TestApp) => office.app.host.office().store
const problemsOf = async (store: ReturnType<typeof storeOf>): Promise<unknown> => (await verify(store.read, store.derivations)).findings
/** The oldest and the newest one: what is between them differs from neither in kind. */
const some = [...new Set([releasedVersions[0] ?? '', releasedVersions.at(-1) ?? ''])]

describe.each(some)('a later version opens offices of version %s and', (version) => {
  let released: ReleasedOffices
  let before: Contents
  let key: Buffer
  let county: TestApp
  let township: TestApp

  beforeAll(async () => {
    released = unpackOffices(version)
    key = await unlock(join(released.folder, 'county'), released.login, released.password, cheapKeyring)
    before = contentsOf(join(released.folder, 'county'), key)
    county = await openAt(join(released.folder, 'county'), released.login, released.password)
    township = await openAt(join(released.folder, 'township'), released.login, released.password)
  }, 300_000)
  afterAll(async () => {
    await county.app.close()
    await township.app.close()
    released.end()
  })

  it('adds its columns, and leaves the journal as it was', async () => {
    const { read } = storeOf(county)
    expect(read.get('PRAGMA user_version')).toEqual({ user_version: LATER })
    expect(schemaDifference(read)).toEqual({ statements: [], conflicts: [], rederive: [] })
    const after = contentsOf(join(released.folder, 'county'), key)
    const entries = before.tables.get('journal') ?? []
    expect(after.tables.get('journal')?.slice(0, entries.length)).toMatchObject(
      entries.map(({ sequence, before: was, after: became }) => ({ sequence, before: was, after: became })),
    )
  })

  it('computes new derived columns for old records, reads values by their author’s schema, and verify agrees', async () => {
    const { read } = storeOf(county)
    const then = new Map((before.tables.get('household_year') ?? []).map((row) => [row['id'], row]))
    const measured = MEASURES.flatMap((key) =>
      read
        .all<{ id: string; value: number; stated_doubled: number | null }>(
          `SELECT id, ${key} AS value, stated_doubled FROM household_year WHERE ${key} IS NOT NULL`,
        )
        .map((row) => ({ ...row, was: Number(then.get(row.id)?.[key]) })),
    )
    expect(measured.length).toBeGreaterThan(5)
    for (const { value, was, stated_doubled: doubled } of measured) expect([value, doubled]).toEqual([was * 10, was * 20])
    for (const office of [county, township]) expect(await problemsOf(storeOf(office))).toEqual([])
  })

  it('brings new parameters to the office, once', async () => {
    const rows = (office: TestApp) => storeOf(office).read.all(`SELECT value, unverified FROM parameter WHERE key = 'later_parameter' AND deleted = 0`)
    expect([rows(county), rows(township)]).toEqual([[{ value: '7', unverified: 1 }], [{ value: '7', unverified: 1 }]])
  })

  it('takes in packages of the earlier version, and both sides hold the same', async () => {
    for (const [side, office] of [
      ['county', county],
      ['township', township],
    ] as const) {
      for (const path of released.takes(side)) expect((await take(office, path)).result).toMatchObject({ counts: { rejected: 0 } })
    }
    const digests = await Promise.all([county, township].map(async (office) => (await digestsOf(storeOf(office).read, township.unit)).digests))
    expect(digests[0]).toEqual(digests[1])
    for (const office of [county, township]) expect(await problemsOf(storeOf(office))).toEqual([])
  })

  it('shows and takes back old edits in what they mean now', async () => {
    const store = storeOf(county)
    const key =
      MEASURES.find((candidate) => store.read.get(`SELECT 1 FROM household_year WHERE ${candidate} IS NOT NULL AND deleted = 0`) !== undefined) ?? 'farmland'
    const row = store.read.get<{ id: string; value: number }>(`SELECT id, ${key} AS value FROM household_year WHERE ${key} IS NOT NULL AND deleted = 0 LIMIT 1`)
    expect(
      historyOf(store.read, [row?.id ?? ''], key)
        .map(({ after }) => after)
        .at(0),
    ).toBe(row?.value)
    const changed = await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '改' }, (transaction) =>
      transaction.update('household_year', row?.id ?? '', { [key]: 123_450 }),
    )
    await undo(store, { id: 'u', name: '测试' }, changed.changeSet ?? '')
    expect(store.read.get<{ value: number }>(`SELECT ${key} AS value FROM household_year WHERE id = ?`, row?.id ?? '')?.value).toBe(row?.value)
    expect(await problemsOf(store)).toEqual([])
  })
})

describe('a full package as version 0.1.0 writes it', () => {
  /** Leaves out what 0.1.0 did not have: the new columns, the schema in the heads. */
  function asFormer({ header, parts, signedBy }: Message): Message {
    const rows = (text: string): string[][] =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as string[])
    return {
      header: { ...header, schema: 20 },
      signedBy,
      parts: new Map(
        [...parts].map(([path, text]) => {
          if (path === 'data/change_sets.ndjson') {
            return [
              path,
              text
                .split('\n')
                .filter((line) => line !== '')
                .map((line) => JSON.parse(line) as { change: number; head: unknown[] })
                .map(({ change, head }) => JSON.stringify({ change, head: head.slice(0, 10) }))
                .join('\n') + '\n',
            ]
          }
          if (!path.endsWith('.csv')) return [path, text]
          const [heading = [], ...lines] = rows(text)
          const kept = heading.flatMap((name, index) => (name === 'later_note' ? [] : [index]))
          return [path, [heading, ...lines].map((cells) => `${JSON.stringify(kept.map((index) => cells[index]))}\n`).join('')]
        }),
      ),
    }
  }

  it('is read by the names of its columns, with limits of its time; the same from a program of today is refused', async () => {
    const { county, township } = await openPair()
    const colleague = await TestSite.open(township.unit)
    try {
      const { result: household } = await township.act((transaction) => {
        const id = transaction.insert('household', { village: '621125100204', address: '柯寨村一社' })
        transaction.insert('household_year', { household_id: id, year: 2015, farmland: 500 })
        return id
      })
      const message = await township.pack(county, true)
      const strict = await county.apply(message, true)
      expect(strict.outcomes.filter(({ record }) => record === household)).toMatchObject([
        { outcome: 'rejected', reason: expect.stringContaining('住址') as unknown },
      ])
      const { outcomes } = await county.apply(asFormer(message))
      expect(outcomes.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
      expect(county.store.read.get('SELECT address, phone, later_note FROM household WHERE id = ?', household)).toEqual({
        address: '柯寨村一社',
        phone: null,
        later_note: null,
      })
      expect(county.store.read.get('SELECT farmland, stated_doubled FROM household_year WHERE household_id = ?', household)).toEqual({
        farmland: 5000,
        stated_doubled: 10_000,
      })
      expect(await problemsOf(county.store)).toEqual([])
      await county.act((transaction) => transaction.update('household', household, { later_note: '新加' }), 'transfer')
      // To a PC that did not make these entries itself: they are in its own journal as 0.1.0 wrote them.
      await colleague.admit([county, township, colleague])
      await county.act((transaction) =>
        transaction.insert(
          'site',
          {
            unit: colleague.unit,
            unit_name: colleague.unit,
            label: '二',
            signing_key: colleague.id,
            sealing_key: colleague.id,
            state: 'admitted',
            admitted_on: '2026-01-01',
          },
          colleague.id,
        ),
      )
      const { outcomes: taken } = await colleague.apply(await county.pack(colleague))
      expect(taken.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
      expect(colleague.store.read.get('SELECT address, later_note FROM household WHERE id = ?', household)).toEqual({
        address: '柯寨村一社',
        later_note: '新加',
      })
    } finally {
      for (const site of [county, township, colleague] satisfies TestSite[]) await site.end()
    }
  })
})
