import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupsToRemove, localDay, localStamp, type RotationEntry } from './rotation.ts'

const NOW = '2026-11-24T12:00:00.000Z'
const dayOf = (iso: string) => iso.slice(0, 10)
const daysAgo = (days: number, hours = 0) => new Date(Date.parse(NOW) - days * 86_400_000 - hours * 3_600_000).toISOString()
const entry = (created: string, reason = 'daily', sound = true): RotationEntry => ({ name: `${created}-${reason}`, created, reason, sound })
const ageOf = (created: string) => Math.round((Date.parse(dayOf(NOW)) - Date.parse(dayOf(created))) / 86_400_000)

const entries = fc.uniqueArray(fc.record({
  days: fc.integer({ min: -30, max: 900 }), hours: fc.integer({ min: 0, max: 23 }),
  reason: fc.constantFrom('daily', 'before-import', 'before-migration', 'manual', 'before-restore', 'unknown'), sound: fc.boolean(),
}), { selector: (one) => `${one.days}/${one.hours}`, maxLength: 120 }).map((list) => list.map((one) => entry(daysAgo(one.days, one.hours), one.reason, one.sound)))

describe('backupsToRemove', () => {
  it('keeps everything of a week, the last of each day of a month, the last of each month of two years', () => {
    const list = [entry(daysAgo(0)), entry(daysAgo(6, 5)), entry(daysAgo(6, 3)), entry(daysAgo(10, 8)), entry(daysAgo(10, 2)), entry('2026-08-03T01:00:00.000Z'), entry('2026-08-30T01:00:00.000Z'), entry('2024-01-15T01:00:00.000Z')]
    expect(backupsToRemove(list, NOW, dayOf)).toEqual([list[7]?.name, list[5]?.name, list[3]?.name])
  })

  it('keeps the newest when all are old', () => {
    const list = [entry('2020-01-01T00:00:00.000Z'), entry('2020-02-01T00:00:00.000Z')]
    expect(backupsToRemove(list, NOW, dayOf)).toEqual([list[0]?.name])
  })

  it('never removes what was made by hand, what a restore replaced, what it cannot read, what is dated ahead, or the newest', () => {
    fc.assert(fc.property(entries, (list) => {
      const removed = new Set(backupsToRemove(list, NOW, dayOf))
      const newest = list.filter((one) => one.sound).toSorted((a, b) => a.created < b.created ? 1 : -1)[0]
      const untouchable = list.filter((one) => !one.sound || ['manual', 'before-restore', 'unknown'].includes(one.reason) || ageOf(one.created) < 7 || one === newest)
      expect(untouchable.filter((one) => removed.has(one.name))).toEqual([])
    }))
  })

  it('leaves at most one automatic backup of a day after a week, of a month after a month, and none but the newest after two years', () => {
    fc.assert(fc.property(entries, (list) => {
      const removed = new Set(backupsToRemove(list, NOW, dayOf))
      const automatic = list.filter((one) => one.sound && ['daily', 'before-import', 'before-migration'].includes(one.reason))
      const newest = list.filter((one) => one.sound).toSorted((a, b) => a.created < b.created ? 1 : -1)[0]
      const left = automatic.filter((one) => !removed.has(one.name) && one !== newest)
      const after = (minimum: number, maximum: number) => left.filter((one) => ageOf(one.created) >= minimum && ageOf(one.created) < maximum)
      const days = after(7, 31).map((one) => dayOf(one.created))
      const months = after(31, 731).map((one) => one.created.slice(0, 7))
      expect(new Set(days).size).toBe(days.length)
      expect(new Set(months).size).toBe(months.length)
      expect(after(731, 10_000)).toEqual([])
    }))
  })

  it('keeps one of every day and month that had any, also when it is run day after day', () => {
    fc.assert(fc.property(entries, fc.integer({ min: 1, max: 60 }), (list, span) => {
      const automatic = list.filter((one) => one.sound && one.reason === 'daily' && ageOf(one.created) >= 0)
      let left = automatic
      for (let day = 0; day <= span; day += 1) {
        const now = new Date(Date.parse(NOW) + day * 86_400_000).toISOString()
        const gone = new Set(backupsToRemove(left, now, dayOf))
        left = left.filter((one) => !gone.has(one.name))
      }
      const monthsLeft = new Set(left.map((one) => one.created.slice(0, 7)))
      const daysLeft = new Set(left.map((one) => dayOf(one.created)))
      expect(automatic.filter((one) => ageOf(one.created) + span < 700 && !monthsLeft.has(one.created.slice(0, 7)))).toEqual([])
      expect(automatic.filter((one) => ageOf(one.created) + span < 31 && !daysLeft.has(dayOf(one.created)))).toEqual([])
    }), { numRuns: 40 })
  })

  it('changes nothing when run twice at one time', () => {
    fc.assert(fc.property(entries, (list) => {
      const gone = new Set(backupsToRemove(list, NOW, dayOf))
      expect(backupsToRemove(list.filter((one) => !gone.has(one.name)), NOW, dayOf)).toEqual([])
    }))
  })
})

describe('local time', () => {
  it('is that of the machine, with zeros', () => {
    const iso = new Date(2026, 0, 5, 3, 4, 5).toISOString()
    expect(localDay(iso)).toBe('2026-01-05')
    expect(localStamp(iso)).toBe('20260105-030405')
  })
})
