/** Law: whatever conditions a procedure names are judged by a feature, and each that is judged is named. */
import { expect, it } from 'vitest'
import { allProceedings } from '../../procedures/proceedings.ts'
import { conditionSources } from './conditions.ts'

it('每个流程写明的条件都有人判断，每一种判断都有流程用', () => {
  const named = allProceedings.flatMap(({ procedure }) => procedure.conditions ?? [])
  expect(new Set(named)).toEqual(new Set(Object.keys(conditionSources)))
})
