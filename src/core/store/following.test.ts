/** What belongs to a step comes with the step that counts, in whatever order the steps arrive. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lawRuns } from '../testing/lawRuns.ts'
import { stampOf } from './entryName.ts'
import { Lineage } from './lineage.ts'
import { fold, type Operation, type StoredValues } from './operations.ts'
import { tableOf } from './table.ts'

const TABLE = tableOf('transfer')
const STATES = ['in', 'declined', 'cancelled', 'out'] as const
const SITES = 3

type Event = { readonly by: number; readonly state: number; readonly remark: boolean } | { readonly by: number; readonly sees: number }
const site = fc.nat({ max: SITES - 1 })
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ by: site, state: fc.nat({ max: STATES.length - 1 }), remark: fc.boolean() }),
  fc.record({ by: site, sees: site }),
)

function step(by: number, number: number, seen: readonly Operation[], after: StoredValues): Operation {
  const context = new Lineage(seen).contextOf(seen)
  const entry = {
    author: `site-${by}`,
    number,
    action: number === 1 ? ('insert' as const) : ('update' as const),
    before: null,
    after,
    proposal: false,
    owner: null,
  }
  const stamp = stampOf({ ...entry, head: [by, number], register: 'transfer', record: 't', context })
  return { ...entry, context: () => context, stamp: () => stamp, unit: '621125100000', seed: false, schema: 1_000_000 }
}

/** Steps of several sites on one transfer; each says who took it, and some have a remark. */
function stepsOf(events: readonly Event[]): Operation[] {
  const first = step(0, 1, [], { state: 'out' })
  const seen = Array.from({ length: SITES }, () => new Set([first]))
  for (const [index, one] of events.entries()) {
    const own = seen[one.by] as Set<Operation>
    if ('sees' in one) for (const other of seen[one.sees] ?? []) own.add(other)
    else
      own.add(
        step(one.by, index + 2, [...own], { state: STATES[one.state] ?? 'out', settled_by: `第${index}步`, ...(one.remark ? { remark: `第${index}步` } : {}) }),
      )
  }
  return [...new Set(seen.flatMap((operations) => [...operations]))]
}

it('who took a step is told of the step that counts, is never asked of anybody, and does not depend on what came first', () => {
  let met = 0
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 12 }), (events) => {
      const operations = stepsOf(events)
      const { values, conflicts } = fold(TABLE, operations)
      expect(conflicts).toEqual([])
      expect(
        fold(
          TABLE,
          operations.toSorted((one, other) => one.number - other.number),
        ).values,
      ).toEqual(values)
      expect(operations.some(({ after }) => after?.['state'] === values['state'] && (after?.['settled_by'] ?? null) === (values['settled_by'] ?? null))).toBe(
        true,
      )
      const lineage = new Lineage(operations)
      if (
        operations.some((one) =>
          operations.some(
            (other) => one !== other && !lineage.covers(one, other) && !lineage.covers(other, one) && one.after?.['state'] !== other.after?.['state'],
          ),
        )
      )
        met += 1
    }),
    lawRuns(5000),
  )
  expect(met).toBeGreaterThan(500)
})

it('who decides between two steps takes what belongs to the one decided for', () => {
  const first = step(0, 1, [], { state: 'out' })
  const [taken, cancelled] = [
    step(1, 2, [first], { state: 'in', settled_by: '接收的人' }),
    step(0, 2, [first], { state: 'cancelled', settled_by: '取消的人', remark: '不搬了' }),
  ]
  const all = [first, taken, cancelled]
  expect(fold(TABLE, all).values).toMatchObject({ state: 'in', settled_by: '接收的人', remark: null })
  expect(fold(TABLE, [...all, step(2, 2, all, { state: 'cancelled' })]).values).toMatchObject({ state: 'cancelled', settled_by: '取消的人', remark: '不搬了' })
})
