/** The columns of accounts, as the catalogue declares them: totals of entries, and what is left. Accounts that others add up come before these. */
import { accountsOf, type DeclaredAccount } from '../catalogue/derive/money.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { fieldOf, registers } from '../catalogue/index.ts'
import type { MoneyTotal } from '../catalogue/money.ts'
import { touchedRecords, type Derivation } from '../store/index.ts'

/** Two for each account: the totals, then what is worked out of them. */
export const moneyDerivations: readonly Derivation[] = accountsOf(registers).flatMap((account) => [totalsOf(account), ...balancesOf(account)])

function totalsOf({ register, money }: DeclaredAccount): Derivation {
  const touched = Map.groupBy(money.totals, (total) => total.register)
  return {
    register: register.name,
    touchedBy: Object.fromEntries(
      [...touched].map(([name, totals]) => [
        name,
        [...new Set(totals.map(({ by }) => `SELECT ${by} FROM ${name} WHERE ${by} IS NOT NULL AND id IN ${touchedRecords(name)}`))].join(' UNION '),
      ]),
    ),
    expressions: money.totals.map((total) => ({ columns: [total.field], sql: totalSql(register.name, total) })),
  }
}

/** SQL of one total of an account. */
function totalSql(account: string, { register, by, amount, only, unknownWithout }: MoneyTotal): string {
  const sum = `(SELECT sum(e.${amount}) FROM ${register} e WHERE e.${by} = ${account}.id AND e.deleted = 0${onlySql(register, only)})`
  return unknownWithout === true ? sum : `coalesce(${sum}, 0)`
}

function onlySql(register: string, only: MoneyTotal['only'] = {}): string {
  return Object.entries(only)
    .map(([key, values]) => {
      const stored = values.map((value) => toStored(fieldOf(register, key), value))
      const known = stored
        .filter((value) => value !== null)
        .map((value) => (typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`))
      const options = [...(known.length === 0 ? [] : [`e.${key} IN (${known.join(', ')})`]), ...(known.length < stored.length ? [`e.${key} IS NULL`] : [])]
      return ` AND (${options.join(' OR ')})`
    })
    .join('')
}

function balancesOf({ register, money: { balances = [] } }: DeclaredAccount): Derivation[] {
  if (balances.length === 0) return []
  const sum = (keys: readonly string[]): string => keys.map((key) => `${register.name}.${key}`).join(' + ')
  return [
    {
      register: register.name,
      touchedBy: {},
      expressions: balances.map(({ field, plus, minus }) => ({ columns: [field], sql: `${sum(plus)}${minus.length === 0 ? '' : ` - (${sum(minus)})`}` })),
    },
  ]
}
