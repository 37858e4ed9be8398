import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupsToRemove, localDay, localStamp, type RotationEntry } from './rotation.ts'

const NOW = '2026-11-24T12:00:00.000Z'
const dayOf = (iso: string) => iso.slice(0, 10)
const daysAgo = (days: number, hours = 0) => new Date(Date.parse(NOW) - days * 86_400_000 - hours * 3_600_000).toISOString()
const entry = (created: string, reason = 'daily', journal: number | null = null, sound = true): RotationEntry => ({
  name: `${created}-${reason}-${journal ?? ''}`,
  created,
  reason,
  sound,
  journal,
})
const daily = (count: number, from = 0) => Array.from({ length: count }, (_, day) => entry(daysAgo(from + day), 'daily', 10_000 - 10 * day))

const entries = fc
  .uniqueArray(
    fc.record({
      days: fc.integer({ min: -800, max: 900 }),
      hours: fc.integer({ min: 0, max: 23 }),
      journal: fc.option(fc.integer({ min: 0, max: 5000 })),
      reason: fc.constantFrom('daily', 'before-import', 'before-merge', 'before-migration', 'manual', 'before-restore', 'unknown'),
      sound: fc.boolean(),
    }),
    { selector: (one) => `${one.days}/${one.hours}`, maxLength: 160 },
  )
  .map((list) => list.map((one) => entry(daysAgo(one.days, one.hours), one.reason, one.journal, one.sound)))

describe('backupsToRemove', () => {
  it('keeps the newest twenty of the days, and the last of each month behind them', () => {
    const list = daily(100)
    const left = new Set(list.map(({ name }) => name))
    for (const name of backupsToRemove(list, dayOf)) left.delete(name)
    expect(list.slice(0, 20).every(({ name }) => left.has(name))).toBe(true)
    expect(
      list
        .slice(20)
        .filter(({ name }) => left.has(name))
        .map(({ created }) => dayOf(created)),
    ).toEqual(['2026-10-31', '2026-09-30', '2026-08-31'])
  })

  it('removes nothing because the clock ran two years ahead, or back', () => {
    const list = daily(20)
    expect(backupsToRemove(list, dayOf)).toEqual([])
    expect(backupsToRemove([...daily(19), entry(daysAgo(-730), 'daily', 10_010)], dayOf)).toEqual([])
    for (const clock of [-730, 730]) {
      const since = Array.from({ length: 20 }, (_, day) => entry(daysAgo(clock - day), 'daily', 10_010 + 10 * day))
      const gone = new Set(backupsToRemove([...list, ...since], dayOf))
      expect(since.filter(({ name }) => gone.has(name))).toEqual([])
      if (clock === 730) expect(list.filter(({ name }) => gone.has(name))).toEqual([])
    }
  })

  it('keeps what is made after a restore, where the journal goes on from an earlier number', () => {
    const before = daily(40, 5)
    const after = [entry(daysAgo(1), 'daily', 50), entry(daysAgo(0), 'daily', 60)]
    expect(backupsToRemove([...before, ...after], dayOf)).not.toEqual(expect.arrayContaining(after.map(({ name }) => name)))
  })

  it('puts those that do not say where their journal ends behind those that do', () => {
    const old = Array.from({ length: 30 }, (_, day) => entry(daysAgo(day), 'daily'))
    const known = Array.from({ length: 20 }, (_, day) => entry(daysAgo(800 + day), 'daily', 100 + day))
    const gone = new Set(backupsToRemove([...old, ...known], dayOf))
    expect(known.filter(({ name }) => gone.has(name))).toEqual([])
  })

  it('never removes what was made by hand, what a restore replaced, what it cannot read, or the newest by date or journal', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const removed = new Set(backupsToRemove(list, dayOf))
        const sound = list.filter((one) => one.sound)
        const newest = [
          sound.toSorted((a, b) => (a.created < b.created ? 1 : -1))[0],
          sound.toSorted((a, b) => (b.journal ?? -1) - (a.journal ?? -1) || (a.created < b.created ? 1 : -1))[0],
        ]
        const untouchable = list.filter((one) => !one.sound || ['manual', 'before-restore', 'unknown'].includes(one.reason) || newest.includes(one))
        expect(untouchable.filter((one) => removed.has(one.name))).toEqual([])
      }),
    )
  })

  it('leaves a bounded number, and changes nothing when run twice', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const gone = new Set(backupsToRemove(list, dayOf))
        const left = list.filter((one) => !gone.has(one.name))
        expect(
          left.filter((one) => one.sound && ['daily', 'before-import', 'before-merge', 'before-migration'].includes(one.reason)).length,
        ).toBeLessThanOrEqual(2 * (45 + 24))
        expect(backupsToRemove(left, dayOf)).toEqual([])
      }),
    )
  })
})

describe('local time', () => {
  it('is that of the machine, with zeros', () => {
    const iso = new Date(2026, 0, 5, 3, 4, 5).toISOString()
    expect(localDay(iso)).toBe('2026-01-05')
    expect(localStamp(iso)).toBe('20260105-030405')
  })
})
