import { describe, expect, it } from 'vitest'
import { officeRegisterNames, registerOf } from '../index.ts'
import { connectedTo, relatedTo } from './related.ts'
import { targetsOf } from './subject.ts'

describe('what the page of a record shows beside its own fields', () => {
  it('has every reference that people enter once, under names that differ', () => {
    for (const target of officeRegisterNames) {
      const related = relatedTo(target)
      const entered = officeRegisterNames.flatMap((register) =>
        registerOf(register)
          .fields.filter((field) => targetsOf(field).includes(target) && field.derived === undefined && field.keeps === undefined)
          .map(({ key }) => `${register}.${key}`),
      )
      expect(related.map(({ register, by }) => `${register}.${by}`).toSorted()).toEqual(entered.toSorted())
      expect(new Set(related.map(({ label }) => label)).size).toBe(related.length)
    }
  })

  it('puts yearly records before what only refers', () => {
    expect(relatedTo('person').map(({ register }) => register)).toEqual([
      'person_year',
      'work_month',
      'work_plan',
      'shortfall',
      'membership',
      'household_event',
      'household_event',
      'household_payment',
      'plan_measure',
      'shared_act_line',
    ])
  })

  it('refetches what hangs together, however far, and leaves the rest', () => {
    expect(connectedTo('pairing')).toContain('organization')
    expect(connectedTo('household')).toContain('person_year')
    expect(connectedTo('parameter')).toEqual(new Set(['parameter', 'attachment']))
  })
})
