/**
 * Projects and money at the size of a county that builds a great deal: lists, tables, streams and progress, each beside its bare partner. One process,
 * in a copy of the county that is filled for it.
 */
import type Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import type { Slow } from '../../../src/core/shell/slowness.ts'
import { statistics } from '../../../src/core/features/statistics/registry.ts'
import { benchInput, runSections, type BenchInput } from '../input.ts'
import { kind, timed, type Measured, type Sample } from '../measure.ts'
import { bareConnection, openOffice } from '../office.ts'
import { listsOf } from '../reads/lists.ts'
import { countOnly } from '../reads/statistics.ts'
import { fillMoney, PAYMENTS_A_PROJECT, PROJECTS } from './fill.ts'

/** What was put on file, and what is counted of it. */
const REGISTERS = ['project', 'project_node', 'node_progress', 'fund_allocation', 'payment_claim', 'claim_line', 'household_payment', 'payment_event'] as const
const YEAR = 2015
const TABLE_BAR = 300
const LEVELS = ['village', 'township', 'county'] as const

const { office: directory, work, quick } = benchInput()
const projects = quick ? PROJECTS / 10 : PROJECTS
const slow: Slow[] = []
const office = await openOffice(directory, join(work, 'money'), slow)
const { client } = office
await fillMoney(office.app.host.office().store, projects)
await office.app.host.office().checks.settled()
const bare = bareConnection(directory, office.app.host.dataKey(), { readonly: true })

await runSections({ money }, slow)
bare.close()
await office.close()
process.exit()

async function money(input: BenchInput): Promise<(Measured | null)[]> {
  const measured: (Measured | null)[] = []
  for (const register of REGISTERS) measured.push(...(await listsOf(office, bare, register, input)))
  return [...measured, await tables(), await streams(), await progress()]
}

/** Every table that counts one of the registers, by each level. */
async function tables(): Promise<Measured | null> {
  const samples: Sample[] = []
  for (const definition of statistics) {
    if (!Object.values(definition.populations).some(({ register }) => REGISTERS.some((name) => name === register))) continue
    for (const by of LEVELS) {
      const { milliseconds, cpu } = await timed(() => client.statistics.count({ code: definition.code, by, year: YEAR }))
      const alone = await timed(() => countOnly(bare, definition))
      samples.push({ milliseconds, cpu, at: `${definition.code} ${definition.title}`, bare: alone.milliseconds })
    }
  }
  return kind('statistic.money', `项目和资金的统计表（${projects} 个项目、${projects * PAYMENTS_A_PROJECT} 笔发放）`, samples, {
    bar: TABLE_BAR,
    bareWhat: '同样台账的记录按村直接计数',
  })
}

async function streams(): Promise<Measured | null> {
  const sql = `SELECT a.source_id, r.village, sum(r.amount) FROM fund_release r JOIN fund_allocation a ON a.id = r.allocation_id WHERE r.deleted = 0 AND a.year = ${YEAR} GROUP BY 1, 2`
  return asked('money.flow', '资金流向图', sql, () => client.money.flow({ year: YEAR }))
}

async function progress(): Promise<Measured | null> {
  const sql = 'SELECT n.project_id, sum(n.weight * p.completion) FROM project_node n JOIN node_progress p ON p.node_id = n.id WHERE n.deleted = 0 GROUP BY 1'
  return asked('project.progress', '全部项目的进度（横道图、看板）', sql, () => client.projects.progress({ year: YEAR, day: '2015-06-30' }))
}

/** Three times: the first reads what the others find at hand. */
async function asked(key: string, what: string, sql: string, ask: () => Promise<unknown>): Promise<Measured | null> {
  const samples: Sample[] = []
  for (const at of ['第一次', '第二次', '第三次']) {
    const { milliseconds, cpu } = await timed(ask)
    const alone = await timed(() => sums(bare, sql))
    samples.push({ milliseconds, cpu, at, bare: alone.milliseconds })
  }
  return kind(key, what, samples, { bar: TABLE_BAR, bareWhat: '同样的记录直接加起来' })
}

function sums(database: Sqlite.Database, sql: string): unknown[] {
  return database.prepare(sql).all()
}
