/** The law of derived columns: each is computed by one derivation, after what it is computed from. */
import { expect, it } from 'vitest'
import { ownersAbove } from '../catalogue/derive/belonging.ts'
import { connectedTo } from '../catalogue/derive/related.ts'
import { entityFields, fieldOf, registerNames, registerOf } from '../catalogue/index.ts'
import { derivations } from './derivations.ts'

const columns = derivations.map(({ register, expressions = [], formula }) => ({
  register,
  columns: [...expressions.flatMap((expression) => expression.columns), ...(formula?.columns ?? [])],
}))

it('computes every derived field once, and nothing else', () => {
  const computed = columns.flatMap((one) => one.columns.map((column) => `${one.register}.${column}`)).toSorted()
  const wanted = registerNames
    .flatMap((name) =>
      entityFields(name)
        .filter(({ derived }) => derived !== undefined)
        .map(({ key }) => `${name}.${key}`),
    )
    .toSorted()
  expect(computed).toEqual(wanted)
})

it('works the place of a part out after that of its owner', () => {
  const order = columns.map(({ register }) => register)
  const tooEarly = order.filter((register, at) => {
    const [above] = ownersAbove(register)
    const place = above === undefined ? undefined : registerOf(above).owner
    return above !== undefined && place !== undefined && fieldOf(above, place).derived !== undefined && order.indexOf(above) > at
  })
  expect(tooEarly).toEqual([])
})

it('enters where each yearly record counts, as far as anything moves it', () => {
  const without = registerNames.filter((name) => {
    const keeps = entityFields(name).some((field) => field.keeps !== undefined)
    return keeps !== derivations.some(({ register, state }) => register === name && state !== undefined)
  })
  expect(without).toEqual([])
})

it('is computed from registers that hang together with its own, so that lists of it are read anew when those change', () => {
  const apart = derivations.flatMap(({ register: owner, touchedBy, rows }) => {
    // What shows is the rows, not the record that they belong to.
    const register = rows?.register ?? owner
    return Object.keys(touchedBy)
      .filter((source) => source !== register && !connectedTo(register).has(source))
      .map((source) => `${register} ← ${source}`)
  })
  expect(apart).toEqual([])
})
