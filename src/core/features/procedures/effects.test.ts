/** Law: whatever effect a step names is declared by a feature, and each that is declared is named. */
import { expect, it } from 'vitest'
import { allProceedings } from '../../procedures/proceedings.ts'
import { stepEffects } from './effects.ts'

it('每一步写明的后果都有人办，每一个后果都有步骤用', () => {
  const named = allProceedings.flatMap(({ procedure }) =>
    procedure.steps.flatMap(({ effect, needs }) => [...(effect === undefined ? [] : [effect]), ...(needs?.judged ?? [])]),
  )
  expect(new Set(named)).toEqual(new Set(Object.keys(stepEffects)))
})
