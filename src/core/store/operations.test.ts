/** The law that makes all sites agree, by itself: tens of thousands of made-up sets of edits, without a database. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beyondChance, lawRuns } from '../testing/lawRuns.ts'
import { stampOf, type Context } from './entryName.ts'
import { Lineage } from './lineage.ts'
import { fold, type FoldedRecord, type Operation, type StoredValues } from './operations.ts'
import { tableOf } from './table.ts'

/** Sets of edits in a test run; `npm run soak` tries a million. */
const RUNS = 8000
const TABLE = tableOf('household')
/** Written by a program of today. */
const TODAY = 1_000_000
/** A field of each way to merge, with values that meet. */
const FIELDS: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['address', ['一社', '二社', null]],
  ['main_cause', ['01', '09', null]],
  ['relocation_difficulties', ['1', '2', '1,2', null]],
  ['remark', ['甲', '乙']],
]
const UNITS = ['621125000000', '621125100000', '621125100000', '621125101000'] as const
const AUTHORS = UNITS.length

type Event =
  | { readonly kind: 'edit'; readonly author: number; readonly field: number; readonly value: number }
  | { readonly kind: 'remove' | 'restore'; readonly author: number }
  | { readonly kind: 'see'; readonly author: number; readonly of: number }
  | { readonly kind: 'image' | 'back'; readonly author: number }

const author = fc.nat({ max: AUTHORS - 1 })
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), author, field: fc.nat({ max: FIELDS.length - 1 }), value: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const), author }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('see' as const), author, of: author }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('image' as const, 'back' as const), author }) },
)

/** What one author holds: what was seen, and the number of the next entry. */
interface Journal {
  readonly seen: ReadonlySet<Operation>
  readonly next: number
}

interface Made {
  readonly operations: readonly Operation[]
  /** What each author had really seen. */
  readonly truth: ReadonlyMap<Operation, ReadonlySet<Operation>>
  readonly wentBack: number
}

let changeSets = 0

/** An edit in a change set of its own, named by what it says. */
function operation(by: number, number: number, context: Context, action: Operation['action'], after: StoredValues | null): Operation {
  const entry = { author: `site-${by}`, number, action, before: null, after, proposal: false, owner: null }
  const stamp = stampOf({ ...entry, head: [(changeSets += 1)], register: 'household', record: 'h', context })
  return { ...entry, context: () => context, stamp: () => stamp, unit: UNITS[by] ?? UNITS[0], seed: false, schema: TODAY }
}

/**
 * What the authors do with one record that all of them know: each has seen its own edits and those of others as far as it looked. One that
 * goes back has again what it had when its image was made, and gives out its numbers once more. Where programs of before entries were named
 * take part (`former`), the first two say by numbers what they had seen, and nobody goes back.
 */
function made(events: readonly Event[], former: boolean): Made {
  const first = operation(0, 1, {}, 'insert', { address: '老街', valid: 1 })
  const truth = new Map<Operation, ReadonlySet<Operation>>([[first, new Set()]])
  const journals: Journal[] = Array.from({ length: AUTHORS }, () => ({ seen: new Set([first]), next: 2 }))
  const images = [...journals]
  let wentBack = 0
  for (const one of events) {
    const { seen, next } = journals[one.author] as Journal
    switch (one.kind) {
      case 'see':
        journals[one.author] = { seen: new Set([...seen, ...(journals[one.of]?.seen ?? [])]), next }
        break
      case 'image':
        images[one.author] = journals[one.author] as Journal
        break
      case 'back':
        if (former || images[one.author] === journals[one.author]) break
        journals[one.author] = images[one.author] as Journal
        wentBack += 1
        break
      default: {
        const [field, values] = one.kind === 'edit' ? (FIELDS[one.field] ?? ['', []]) : ['', []]
        const context = former && one.author < 2 ? numbersOf(seen) : new Lineage([...seen]).contextOf([...seen])
        const entry = operation(
          one.author,
          next,
          context,
          one.kind === 'edit' ? 'update' : one.kind,
          one.kind === 'edit' ? { [field]: values[one.value % values.length] ?? null } : null,
        )
        truth.set(entry, seen)
        journals[one.author] = { seen: new Set([...seen, entry]), next: next + 1 }
      }
    }
  }
  return { operations: [...truth.keys()], truth, wentBack }
}

function numbersOf(operations: Iterable<Operation>): Context {
  const numbers: Record<string, number> = {}
  for (const { author: by, number } of operations) numbers[by] = Math.max(numbers[by] ?? 0, number)
  return numbers
}

/** The same edits in another order in which none stands before one it had seen. */
function reordered({ operations, truth }: Made, picks: readonly number[]): Operation[] {
  const left = [...operations]
  const order: Operation[] = []
  for (let index = 0; left.length > 0; index += 1) {
    const free = left.filter((one) => !left.some((other) => truth.get(one)?.has(other) === true))
    const next = free[(picks[index] ?? 0) % free.length] as Operation
    left.splice(left.indexOf(next), 1)
    order.push(next)
  }
  return order
}

/** What is known of the record, without the order in which siblings came. */
function told({ conflicts, ...rest }: FoldedRecord): unknown {
  const name = ({ author: by, number, stamp }: { readonly author: string; readonly number: number; readonly stamp: string }): string =>
    `${by}/${number}/${stamp}`
  return {
    ...rest,
    conflicts: conflicts
      .map(({ field, siblings }) => ({ field, siblings: siblings.toSorted((one, other) => (name(one) < name(other) ? -1 : 1)) }))
      .toSorted((one, other) => (one.field < other.field ? -1 : 1)),
  }
}

/** Edits that are neither current, nor seen by whoever wrote the same field later, nor in a conflict. */
function lost({ operations, truth }: Made, folded: FoldedRecord): string[] {
  return operations.flatMap((one) =>
    Object.keys(one.after ?? {}).flatMap((field) => {
      const overtaken = operations.some((other) => field in (other.after ?? {}) && truth.get(other)?.has(one) === true)
      const waits = folded.conflicts.some((conflict) => conflict.field === field && conflict.siblings.some(({ stamp }) => stamp === one.stamp()))
      return overtaken || waits || folded.values[field] === one.after?.[field] ? [] : [`${one.author}/${one.number} ${field}`]
    }),
  )
}

it('a record is the same in whatever order its edits arrive, none is lost, whoever went back, and who has seen all of them ends every conflict', () => {
  const met = { concurrent: 0, conflict: 0, deleted: 0, removalAgainstChange: 0, wentBack: 0, sameNumber: 0, former: 0 }
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 2, maxLength: 18 }),
      fc.array(fc.nat({ max: 30 }), { minLength: 19, maxLength: 19 }),
      fc.boolean(),
      (events, picks, former) => {
        const history = made(events, former)
        const { operations, truth } = history
        const lineage = new Lineage(operations)
        for (const one of operations) for (const other of operations) expect(lineage.covers(one, other)).toBe(truth.get(one)?.has(other) === true)
        const folded = fold(TABLE, operations)
        expect(told(fold(TABLE, reordered(history, picks)))).toEqual(told(folded))
        expect(lost(history, folded)).toEqual([])
        if (operations.some((one) => operations.some((other) => one !== other && !lineage.covers(one, other) && !lineage.covers(other, one))))
          met.concurrent += 1
        if (folded.conflicts.length > 0) met.conflict += 1
        if (folded.deleted) met.deleted += 1
        if (folded.conflicts.some(({ field }) => field === '$deleted')) met.removalAgainstChange += 1
        if (history.wentBack > 0) met.wentBack += 1
        if (new Set(operations.map((one) => `${one.author} ${one.number}`)).size < operations.length) met.sameNumber += 1
        if (former) met.former += 1
        const last = operation(0, 1000, lineage.contextOf(operations), 'restore', {
          address: '定了',
          main_cause: '01',
          relocation_difficulties: '2',
          remark: '甲',
        })
        expect(fold(TABLE, [...operations, last])).toMatchObject({ exists: true, deleted: false, conflicts: [], values: last.after ?? {} })
      },
    ),
    lawRuns(RUNS),
  )
  // A hundredth of them at least meets each.
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThanOrEqual(beyondChance(1, lawRuns(RUNS).numRuns))
})

describe('the stamp of an entry', () => {
  const entry = { head: ['c', 's'], register: 'household', record: 'h', author: 's', number: 7, before: null, owner: null, context: {}, proposal: false }

  it('is the same however its values are ordered, and whether an insertion names what it leaves empty', () => {
    const stamp = stampOf({ ...entry, action: 'insert', after: { village: '1', phone: '2' } })
    expect(stamp).toMatch(/^[0-9a-f]{16}$/)
    expect(stampOf({ ...entry, action: 'insert', after: { phone: '2', village: '1' } })).toBe(stamp)
    expect(stampOf({ ...entry, action: 'insert', after: { phone: '2', remark: null, village: '1' } })).toBe(stamp)
    expect(stampOf({ ...entry, action: 'update', after: { phone: '2', remark: null } })).not.toBe(
      stampOf({ ...entry, action: 'update', after: { phone: '2' } }),
    )
  })

  it('is another one when anything else of it is', () => {
    const told = { ...entry, action: 'update', after: { phone: '2' } }
    const others = [
      { head: ['c', 't'] },
      { register: 'person' },
      { record: 'i' },
      { author: 't' },
      { number: 8 },
      { action: 'insert' },
      { before: { phone: '1' } },
      { after: { phone: '3' } },
      { owner: '6' },
      { context: { s: 6 } },
      { proposal: true },
    ]
    const stamps = [told, ...others.map((other) => ({ ...told, ...other }))].map(stampOf)
    expect(new Set(stamps).size).toBe(stamps.length)
  })
})
