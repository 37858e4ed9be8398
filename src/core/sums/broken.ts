/** Where a law of sums does not hold, and the sentence that says so. */
import { scaleOf } from '../catalogue/derive/check.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { equalField } from '../catalogue/derive/sums.ts'
import { fieldOf, registers } from '../catalogue/index.ts'
import { plainText } from '../rules/money.ts'
import type { ReadDatabase } from '../store/index.ts'
import { sums, type AskedSum } from './laws.ts'

export interface BrokenSum {
  /** Id of the record that is asked. */
  readonly about: string
  /** In stored units. */
  readonly sum: number
  readonly expected: number
}

/** The records for which a law does not hold, of all on file or of those given, in one statement. */
export function brokenSums(database: ReadDatabase, declared: AskedSum, ids?: readonly string[]): BrokenSum[] {
  const { law, asked, register } = declared
  // What is added up: lines of the whole, or the record itself.
  const added = law.whole === undefined ? 'w' : 'l'
  const lines = law.whole === undefined ? '' : ` JOIN ${register.name} l ON l.${law.whole} = w.id AND l.deleted = 0`
  const only = onlyOf(declared, added)
  const expected = expectedSql(declared)
  const numbers = law.of.map((key) => `${added}.${key}`)
  const rows = database.all<{ about: string; sum: number; expected: number }>(
    `SELECT about, sum, expected FROM (
       SELECT w.id AS about, sum(${numbers.map((number) => `coalesce(${number}, 0)`).join(' + ')}) AS sum,
         sum(${numbers.map((number) => `${number} IS NOT NULL`).join(' OR ')}) AS entered, ${expected.sql} AS expected
       FROM ${asked.name} w${lines}${expected.join}
       WHERE w.deleted = 0${ids === undefined ? '' : ' AND w.id IN (SELECT value FROM json_each(?))'}${only.sql}
       GROUP BY w.id) s
     WHERE entered > 0 AND expected IS NOT NULL AND ${law.atMost === true ? 'sum - expected' : 'abs(sum - expected)'} > ${law.tolerance ?? 0} ORDER BY about`,
    ...(ids === undefined ? [] : [JSON.stringify(ids)]),
    ...only.parameters,
  )
  return rows
}

function onlyOf({ law, register }: AskedSum, alias: string): { readonly sql: string; readonly parameters: readonly (string | number)[] } {
  const parts = Object.entries(law.only ?? {}).map(([key, values]) => {
    const stored = values.map((value) => toStored(fieldOf(register, key), value))
    const known = stored.filter((value) => value !== null)
    const options = [
      ...(known.length === 0 ? [] : [`${alias}.${key} IN (${known.map(() => '?').join(', ')})`]),
      ...(known.length < stored.length ? [`${alias}.${key} IS NULL`] : []),
    ]
    return { sql: ` AND (${options.join(' OR ')})`, parameters: known }
  })
  return { sql: parts.map(({ sql }) => sql).join(''), parameters: parts.flatMap(({ parameters }) => parameters) }
}

function expectedSql({ law, register }: AskedSum): { readonly sql: string; readonly join: string } {
  const { equals } = law
  if (typeof equals === 'number') return { sql: String(equals), join: '' }
  if (typeof equals === 'string') return { sql: `w.${equals}`, join: '' }
  return { sql: `e.${equals.field}`, join: ` JOIN ${fieldOf(register, equals.by).register ?? ''} e ON e.id = w.${equals.by} AND e.deleted = 0` }
}

/** What is wrong, and what to do: both numbers, the difference, and where it is put right. */
export function sumSentence(declared: AskedSum, { sum, expected }: Pick<BrokenSum, 'sum' | 'expected'>): string {
  const { law, register, asked } = declared
  const [first] = law.of
  const field = fieldOf(register, first ?? '')
  const text = (value: number): string => `${plainText(value, scaleOf(field) ?? 0)}${field.unit === undefined ? '' : ` ${field.unit}`}`
  const equal = equalField(declared, registers)
  const difference = `${sum > expected ? '多' : '少'} ${text(Math.abs(sum - expected))}`
  const should = `${law.atMost === true ? '最多' : '应为'} ${text(expected)}${equal === undefined ? '' : `（${equal.label}）`}`
  const todo = law.whole === undefined ? '请核对这几项' : `请核对这条${asked.label}的各行${register.label}`
  return `${law.label}是 ${text(sum)}，${should}，${difference}；${todo}，改到${law.atMost === true ? '不超过' : '相等'}。`
}

/** Every law that must not be broken and is, with how often: what came by a package or a sheet may have broken it. */
export function refusedSums(database: ReadDatabase): { readonly declared: AskedSum; readonly broken: readonly BrokenSum[] }[] {
  return sums
    .filter(({ law }) => law.level === 'refuse')
    .flatMap((declared) => {
      const broken = brokenSums(database, declared)
      return broken.length === 0 ? [] : [{ declared, broken }]
    })
}
