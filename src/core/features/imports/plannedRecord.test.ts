/** Planned records say the same packed or not, and what a county's hold does not stay in the heap. */
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { FieldValue } from '#core/catalogue/types.ts'
import { AtHand, PlannedRecord } from './plannedRecord.ts'
import { changedRecord, newRecord, PlanBuilder } from './planning.ts'

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('是', '1975-03-02', ''),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
)
const held = fc.dictionary(fc.constantFrom('name', 'sex', 'birth_date', 'phone', 'remark', '__proto__x'), value)

describe('打包的记录', () => {
  it('打包以前说什么，以后还说什么：字段的顺序、空格、数字都一样', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(held, held), { minLength: 1, maxLength: 30 }), (contents) => {
        const records = contents.map(
          ([values, before], at) => new PlannedRecord({ register: 'person', id: at % 2 === 0 ? null : `p${at}`, values, before }, {}),
        )
        PlannedRecord.pack(records.slice(0, 20), new AtHand())
        for (const [at, record] of records.entries()) {
          const [values, before] = contents[at] ?? [{}, {}]
          expect(Object.entries(record.values)).toEqual(Object.entries(values).map(([key, one]) => [key, plain(one)]))
          expect(Object.entries(record.before)).toEqual(Object.entries(before).map(([key, one]) => [key, plain(one)]))
        }
      }),
    )
  })

  it('改过的以改过的为准；写完的什么也不留', () => {
    const [one, other] = [newRecord('person', { name: '甲' }), newRecord('person', { name: '乙' })]
    PlannedRecord.pack([one, other], new AtHand())
    one.values = { name: '丙' }
    other.giveUp()
    expect([one.values, other.values, other.isNew]).toEqual([{ name: '丙' }, {}, true])
    one.takeIn(new PlannedRecord({ register: 'person', id: null, values: { name: '丁', sex: '1' }, before: { sex: '2' } }, {}))
    expect([one.values, one.before]).toEqual([{ name: '丁', sex: '1' }, { sex: '2' }])
  })

  it('一个县的计划里，没有打包的最多一份，读过的只留两份', () => {
    const builder = new PlanBuilder()
    const made: Record<string, FieldValue>[] = Array.from({ length: 5000 }, (_, at) => ({ name: `村民${at}`, sex: '1', birth_date: '1975-03-02' }))
    const records = made.map((values, at) => {
      const wanted = { ...values }
      return at % 2 === 0
        ? newRecord('person', wanted)
        : (changedRecord('person', { id: `p${at}`, name: '旧', sex: '2' }, wanted) ?? newRecord('person', wanted))
    })
    const own = records.map(({ values }) => values)
    for (const record of records) builder.addRecord(record)
    // Read twice from end to end: what is told is the same, and no record holds on to what it told.
    const told = records.map(({ values }) => values)
    expect(told).toEqual(own)
    expect(records.filter((record, at) => record.values === own[at]).length).toBeLessThan(200)
    expect(records.filter((record, at) => record.values === told[at]).length).toBeLessThan(600)
  })
})

/** As JSON has it: there is no −0 among what cells say. */
const plain = (one: FieldValue): FieldValue => (Object.is(one, -0) ? 0 : one)
