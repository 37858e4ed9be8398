/** Sheets that are read off worked-out columns and rows: the balance of a year and 五清六有. Beside each the bare statement that adds up the same rows. */
import type Sqlite from 'better-sqlite3'
import type { BenchInput } from '../input.ts'
import { kind, timed, timedBare, type Measured, type Sample } from '../measure.ts'
import type { BenchOffice } from '../office.ts'
import { VERY_LARGE } from '../plan.ts'

const YEAR = 2015
const LEVELS = ['village', 'township', 'county'] as const
/** As for any statistic. */
const [COUNTY_BAR, LARGE_BAR] = [300, 3000] as const

interface Sheet {
  readonly key: string
  readonly what: string
  readonly code: string
  readonly bareWhat: string
  /** A row a place. */
  readonly sql: string
}

const SHEETS: readonly Sheet[] = [
  {
    key: 'sheet.balance',
    what: '人口平衡表',
    code: 'balance',
    bareWhat: '平衡表明细按村、按行直接加',
    sql: `SELECT village, line, sum(households), sum(people) FROM balance_entry WHERE day <= '${YEAR}-12-31' GROUP BY village, line`,
  },
  {
    key: 'sheet.clear',
    what: '五清六有达标一览',
    code: 'clear_and_have',
    bareWhat: '户年度记录按村直接数五清',
    sql: `SELECT coalesce(counted_village, village) AS place, count(*), sum(five_clear) FROM household_year WHERE year = ${YEAR} AND deleted = 0 GROUP BY place`,
  },
]

export async function sheets({ client }: BenchOffice, bare: Sqlite.Database, input: BenchInput): Promise<(Measured | null)[]> {
  const bar = input.people < VERY_LARGE ? COUNTY_BAR : LARGE_BAR
  const measured: (Measured | null)[] = []
  for (const { key, what, code, bareWhat, sql } of SHEETS) {
    const statement = bare.prepare(sql)
    const samples: Sample[] = []
    for (const by of LEVELS) {
      const alone = await timedBare(() => statement.all())
      const { milliseconds, cpu } = await timed(() => client.statistics.count({ code, by, year: YEAR }))
      samples.push({ milliseconds, cpu, at: by, bare: alone.milliseconds })
    }
    measured.push(kind(key, `${what}（按村、乡镇、县）`, samples, { bar, bareWhat }))
  }
  return measured
}
