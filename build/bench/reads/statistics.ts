/** Every statistic by village, asked of the core as the screen asks; beside it the same records counted by place and nothing else. */
import type Sqlite from 'better-sqlite3'
import { placeSql } from '../../../src/core/catalogue/derive/kept.ts'
import { registerOf } from '../../../src/core/catalogue/index.ts'
import { statistics as tables } from '../../../src/core/features/statistics/registry.ts'
import type { StatisticDefinition } from '../../../src/core/statistics/types.ts'
import { VERY_LARGE } from '../plan.ts'
import type { BenchInput } from '../input.ts'
import { kind, timed, timedBare, type Measured, type Sample } from '../measure.ts'
import type { BenchOffice } from '../office.ts'

const COUNTY_BAR = 300
const LARGE_BAR = 3000

export async function statistics({ client }: BenchOffice, bare: Sqlite.Database, input: BenchInput): Promise<(Measured | null)[]> {
  const samples: Sample[] = []
  for (const definition of tables) {
    const { milliseconds, cpu } = await timed(() => client.statistics.count({ code: definition.code, by: 'village', year: 2015 }))
    const alone = await timedBare(() => countOnly(bare, definition))
    samples.push({ milliseconds, cpu, at: `${definition.code} ${definition.title}`, bare: alone.milliseconds })
  }
  const bar = input.people < VERY_LARGE ? COUNTY_BAR : LARGE_BAR
  return [kind('statistic', '统计表（每一张，按村）', samples, { bar, bareWhat: '同样台账同一年的记录按村直接计数' })]
}

/** The living records of the table's registers counted by their place, and nothing else. */
export function countOnly(bare: Sqlite.Database, { populations }: StatisticDefinition): void {
  for (const { register: name } of Object.values(populations)) {
    const register = registerOf(name)
    const year = register.yearly === undefined ? '' : ` AND t.${register.yearly.year} = 2015`
    bare.prepare(`SELECT ${placeSql(register) ?? 'NULL'} AS place, count(*) AS records FROM ${name} t WHERE t.deleted = 0${year} GROUP BY place`).all()
  }
}
