/** The law of derived columns: each is computed by one derivation, after what it is computed from. */
import { expect, it, vi } from 'vitest'
import { ownersAbove } from '../catalogue/derive/belonging.ts'
import { connectedTo } from '../catalogue/derive/related.ts'
import { entityFields, fieldOf, registerNames, registerOf } from '../catalogue/index.ts'
import { Database } from '../store/index.ts'
import { migrate } from '../store/migrate.ts'
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
  const apart = derivations.flatMap(({ register: owner, touchedBy, settings, rows }) => {
    // What shows is the rows, not the record that they belong to.
    const register = rows?.register ?? owner
    return Object.keys({ ...touchedBy, ...settings })
      .filter((source) => source !== register && !connectedTo(register).has(source))
      .map((source) => `${register} ← ${source}`)
  })
  expect(apart).toEqual([])
})

/** Keys of parameters that SQL asks for; one that it does not name as `?`. */
function parametersNamed(sql: string): string[] {
  return sql
    .split(/(?=FROM parameter\b)/)
    .slice(1)
    .flatMap((part) => /\bkey (?:= ('\w+'|\?)|IN \(([^)]*)\))/.exec(part)?.slice(1) ?? ['?'])
    .flatMap((keys) => keys?.split(',').map((key) => key.replaceAll(/[\s']/g, '')) ?? [])
}

it('names all parameters that it reads, and no others: what they leave as it was is not recomputed', async () => {
  const database = new Database({ path: ':memory:', key: null })
  await migrate(database)
  const unlike: unknown[] = []
  let [reading, made] = [0, 0]
  for (const { register, expressions = [], formula, rows, settings = {} } of derivations) {
    const read = new Set([...expressions.map(({ sql }) => sql), ...Object.values(formula?.finds ?? {})].flatMap(parametersNamed))
    if (rows !== undefined) {
      const asked = (['all', 'get'] as const).map((method) => vi.spyOn(database, method))
      rows.make(database, ['x'])
      for (const [sql, ...values] of asked.flatMap((spy) => spy.mock.calls)) {
        for (const key of parametersNamed(sql)) read.add(key === '?' ? String(values[0]) : key)
      }
      for (const spy of asked) spy.mockRestore()
      made += read.size
    }
    const named = new Set(parametersNamed(Object.values(settings).join('\n')))
    if (named.size !== read.size || [...named].some((key) => !read.has(key))) unlike.push([register, [...named], [...read]])
    reading += Number(read.size > 0)
  }
  expect(unlike).toEqual([])
  // Income, 五清, needs, retrofits, claims and projects, and the balance, whose rows are made by a function.
  expect(reading).toBeGreaterThan(6)
  expect(made).toBe(1)
})
