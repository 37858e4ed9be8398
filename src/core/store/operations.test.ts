/** The law that makes all sites agree, by itself: tens of thousands of made-up sets of edits, without a database. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lawRuns } from '../testing/lawRuns.ts'
import { covers, fold, vectorOf, type FoldedRecord, type Operation, type StoredValues } from './operations.ts'
import { tableOf } from './table.ts'

const TABLE = tableOf('household')
/** Written by a program of today. */
const TODAY = 1_000_000
/** A field of each way to merge, with values that meet. */
const FIELDS: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['address', ['一社', '二社', null]], ['main_cause', ['01', '09', null]], ['relocation_difficulties', ['1', '2', '1,2', null]], ['remark', ['甲', '乙']],
]
const UNITS = ['621125000000', '621125100000', '621125100000', '621125101000'] as const
const AUTHORS = UNITS.length

type Event = { readonly kind: 'edit'; readonly author: number; readonly field: number; readonly value: number } | { readonly kind: 'remove' | 'restore'; readonly author: number }
  | { readonly kind: 'see'; readonly author: number; readonly of: number }

const author = fc.nat({ max: AUTHORS - 1 })
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), author, field: fc.nat({ max: FIELDS.length - 1 }), value: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const), author }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('see' as const), author, of: author }) },
)

/** What the authors do with one record that all of them know: each has seen its own edits and those of others as far as it looked. */
function operationsOf(events: readonly Event[]): Operation[] {
  const made = (by: number, number: number, seen: Iterable<Operation>, action: Operation['action'], after: StoredValues | null): Operation => ({
    author: `site-${by}`, number, context: vectorOf(seen), action, before: null, after, proposal: false, owner: null, unit: UNITS[by] ?? UNITS[0], seed: false, schema: TODAY,
  })
  const first = made(0, 1, [], 'insert', { address: '老街', valid: 1 })
  const seen = Array.from({ length: AUTHORS }, () => new Set([first]))
  const all = [first]
  for (const [index, one] of events.entries()) {
    const own = seen[one.author] ?? new Set<Operation>()
    if (one.kind === 'see') for (const operation of seen[one.of] ?? []) own.add(operation)
    else {
      const [field, values] = one.kind === 'edit' ? FIELDS[one.field] ?? ['', []] : ['', []]
      const operation = made(one.author, index + 2, own, one.kind === 'edit' ? 'update' : one.kind, one.kind === 'edit' ? { [field]: values[one.value % values.length] ?? null } : null)
      own.add(operation)
      all.push(operation)
    }
  }
  return all
}

/** The same edits in another order in which none stands before one it had seen. */
function reordered(operations: readonly Operation[], picks: readonly number[]): Operation[] {
  const left = [...operations]
  const order: Operation[] = []
  for (let index = 0; left.length > 0; index += 1) {
    const free = left.filter((one) => !left.some((other) => other !== one && covers(one, other)))
    const next = free[(picks[index] ?? 0) % free.length] as Operation
    left.splice(left.indexOf(next), 1)
    order.push(next)
  }
  return order
}

/** What is known of the record, without the order in which siblings came. */
function told({ conflicts, ...rest }: FoldedRecord): unknown {
  const name = ({ author: by, number }: { readonly author: string; readonly number: number }): string => `${by}/${number}`
  return { ...rest, conflicts: conflicts.map(({ field, siblings }) => ({ field, siblings: siblings.toSorted((one, other) => name(one) < name(other) ? -1 : 1) })).toSorted((one, other) => one.field < other.field ? -1 : 1) }
}

it('a record is the same in whatever order its edits arrive, and who has seen all of them ends every conflict', () => {
  const met = { concurrent: 0, conflict: 0, deleted: 0, removalAgainstChange: 0 }
  fc.assert(fc.property(fc.array(event, { minLength: 2, maxLength: 16 }), fc.array(fc.nat({ max: 30 }), { minLength: 17, maxLength: 17 }), (events, picks) => {
    const operations = operationsOf(events)
    const folded = fold(TABLE, operations)
    expect(told(fold(TABLE, reordered(operations, picks)))).toEqual(told(folded))
    if (operations.some((one) => operations.some((other) => one !== other && !covers(one, other) && !covers(other, one)))) met.concurrent += 1
    if (folded.conflicts.length > 0) met.conflict += 1
    if (folded.deleted) met.deleted += 1
    if (folded.conflicts.some(({ field }) => field === '$deleted')) met.removalAgainstChange += 1
    const last: Operation = {
      ...(operations[0] as Operation), number: 1000, context: vectorOf(operations), action: 'restore', before: null, after: { address: '定了', main_cause: '01', relocation_difficulties: '2', remark: '甲' },
    }
    expect(fold(TABLE, [...operations, last])).toMatchObject({ exists: true, deleted: false, conflicts: [], values: last.after ?? {} })
  }), lawRuns(20_000))
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(200)
})
