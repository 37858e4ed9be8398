/**
 * What an account came to on a day that is over: its totals and balances are made of entries that have days and are never changed, so that they are added up
 * again until that day. What is not made of such entries alone knows no day.
 */
import { findField, registerOf } from '../catalogue/index.ts'
import type { MoneyTotal } from '../catalogue/money.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { Condition } from '../registers/where.ts'

/** The amount of a derived field of an account until a day, over the row `alias`; null for fields that know none. */
export function amountAsOf(register: RegisterDefinition, key: string, alias: string, day: string, depth = 0): Condition | null {
  const { totals = [], balances = [] } = register.money ?? {}
  const total = totals.find(({ field }) => field === key)
  if (total !== undefined) return totalAsOf(total, alias, day, depth)
  const balance = balances.find(({ field }) => field === key)
  if (balance === undefined) return null
  const parts = [...balance.plus.map((field) => ['+', field] as const), ...balance.minus.map((field) => ['-', field] as const)]
  const amounts = parts.map(([sign, field]) => ({ sign, amount: amountAsOf(register, field, alias, day, depth) }))
  const known = amounts.flatMap(({ sign, amount }) => (amount === null ? [] : [{ sql: `${sign} ${amount.sql}`, parameters: amount.parameters }]))
  if (known.length < amounts.length) return null
  return { sql: `(0 ${known.map(({ sql }) => sql).join(' ')})`, parameters: known.flatMap(({ parameters }) => parameters) }
}

function totalAsOf({ register: name, by, amount: key, only = {} }: MoneyTotal, alias: string, day: string, depth: number): Condition | null {
  const register = registerOf(name)
  const entry = `${alias}${depth}`
  const amount = entered(register, key) ? entryAsOf(register, key, entry, day) : amountAsOf(register, key, entry, day, depth + 1)
  // What entries say of themselves does not change; what is worked out of them may have been something else on that day.
  if (amount === null || Object.keys(only).some((field) => !entered(register, field))) return null
  const narrowed = Object.entries(only).map(([field, values]) => `${entry}.${field} IN (${values.map(() => '?').join(', ')})`)
  const where = [`${entry}.${by} = ${alias}.id`, `${entry}.deleted = 0`, ...narrowed].join(' AND ')
  return {
    sql: `coalesce((SELECT sum(${amount.sql}) FROM ${name} ${entry} WHERE ${where}), 0)`,
    parameters: [...amount.parameters, ...Object.values(only).flat()],
  }
}

/** The amount of an entry where its day has come; null for what is no entry. */
function entryAsOf(register: RegisterDefinition, key: string, alias: string, day: string): Condition | null {
  if (register.appendOnly === undefined || findField(register, register.title)?.type !== 'date') return null
  return { sql: `CASE WHEN ${alias}.${register.title} <= ? THEN ${alias}.${key} ELSE 0 END`, parameters: [day] }
}

const entered = (register: RegisterDefinition, key: string): boolean => findField(register, key)?.derived === undefined
