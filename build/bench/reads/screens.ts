/** The other screens: what each asks when it is opened. Statistics are counted anew each time, as after any change. */
import type Sqlite from 'better-sqlite3'
import { kind, timed, timedBare, type Measured, type Sample } from '../measure.ts'
import { listBar, type BenchInput } from '../input.ts'
import type { BenchOffice } from '../office.ts'
import type { Client } from '../../../src/cli/session.ts'

const CARDS = 20

export async function screens(office: BenchOffice, bare: Sqlite.Database, input: BenchInput): Promise<(Measured | null)[]> {
  return [await home(office, bare), ...(await cards(office, bare, input)), ...(await procedures(office.client, input))]
}

/** The only statistic there is so far; years that were not asked before are not remembered. */
async function home({ client }: BenchOffice, bare: Sqlite.Database): Promise<Measured | null> {
  const samples: Sample[] = []
  for (const year of [2015, 2014, 2013]) {
    const { milliseconds, cpu } = await timed(() => client.home.summary({ year }))
    const alone = await timedBare(() =>
      bare
        .prepare('SELECT village, exit_status, main_cause, count(*) AS households, sum(population) AS people FROM household WHERE deleted = 0 GROUP BY 1, 2, 3')
        .all(),
    )
    samples.push({ milliseconds, cpu, at: `${year} 年`, bare: alone.milliseconds })
  }
  return kind('home', '首页（统计与待办）', samples, { bar: 300, bareWhat: '户按村、脱贫标志、致贫原因直接汇总一次' })
}

async function cards({ client }: BenchOffice, bare: Sqlite.Database, input: BenchInput): Promise<(Measured | null)[]> {
  const ids = (bare.prepare('SELECT id FROM household WHERE deleted = 0 ORDER BY id LIMIT ? OFFSET 50').all(CARDS) as { id: string }[]).map(({ id }) => id)
  const [opened, checked, located, histories]: Sample[][] = [[], [], [], []]
  for (const id of ids) {
    const detail = await timed(() => client.household.detail({ id, year: 2015 }))
    opened?.push({ ...detail, at: '户卡片', bare: (await timedBare(() => rowsOf(bare, id))).milliseconds })
    const { household, householdYear, members } = detail.result
    checked?.push({ ...(await timed(() => client.household.check({ year: 2015, household, householdYear, members }))), at: `${members.length} 人` })
    located?.push({ ...(await timed(() => client.household.locate({ key: String(household['household_no']) }))), at: '户编号' })
    histories?.push({ ...(await timed(() => client.records.history({ register: 'household', id, related: true }))), at: '户' })
  }
  const bar = listBar(input.people)
  return [
    kind('card.open', '打开户卡片', opened ?? [], { bar, bareWhat: '直接取同样的行' }),
    kind('card.check', '户卡片边填边核', checked ?? [], { bar }),
    kind('card.locate', '按户编号定位', located ?? [], { bar }),
    kind('card.history', '一户的修改记录', histories ?? [], { bar }),
  ]
}

function rowsOf(bare: Sqlite.Database, id: string): void {
  bare.prepare('SELECT * FROM household WHERE id = ?').get(id)
  bare.prepare('SELECT * FROM household_year WHERE household_id = ? AND deleted = 0').all(id)
  bare.prepare('SELECT p.* FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = ? AND m.deleted = 0').all(id)
  bare
    .prepare('SELECT y.* FROM membership m JOIN person_year y ON y.person_id = m.person_id AND y.deleted = 0 WHERE m.household_id = ? AND m.deleted = 0')
    .all(id)
  bare.prepare('SELECT h.* FROM pairing p JOIN helper h ON h.id = p.helper_id WHERE p.household_id = ? AND p.deleted = 0').all(id)
}

/** What screens ask when they open, without more than a page to show. */
async function procedures(client: Client, input: BenchInput): Promise<(Measured | null)[]> {
  const asked: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['session.status', () => client.session.status()],
    ['records.changes', () => client.records.changes({})],
    ['records.views', () => client.records.views({ register: 'household' })],
    ['divisions.tree', () => client.records.query({ register: 'division', limit: 500 })],
    ['imports.recent', () => client.imports.recent()],
    ['imports.targets', () => client.imports.targets({ register: 'household' })],
    ['paper.forms', () => client.paper.forms()],
    ['jobs.list', () => client.jobs.list()],
    ['users.list', () => client.users.list()],
    ['backups.list', () => client.backups.list()],
    ['backups.attachmentSize', () => client.backups.attachmentSize()],
    ['exchange.overview', () => client.exchange.overview()],
    ['exchange.sites', () => client.exchange.sites()],
    ['exchange.recipients', () => client.exchange.recipients()],
    ['exchange.packages', () => client.exchange.packages({})],
    ['exchange.grid', () => client.exchange.grid({ year: 2015 })],
    ['exchange.conflicts', () => client.exchange.conflicts({})],
    ['exchange.duplicates', () => client.exchange.duplicates({})],
    ['exchange.proposals', () => client.exchange.proposals({})],
    ['exchange.transfers', () => client.exchange.transfers({})],
    ['exchange.returns', () => client.exchange.returns({})],
  ]
  const samples: Sample[] = []
  for (const [at, ask] of asked) samples.push({ ...(await timed(ask)), at })
  return [kind('procedures', '其他画面打开时的查询', samples, { bar: listBar(input.people) })]
}

/** The digest of all that is on file, for comparing two offices. */
export async function digest(office: BenchOffice, bare: Sqlite.Database): Promise<(Measured | null)[]> {
  const { client } = office
  const samples: Sample[] = []
  for (let round = 0; round < 2; round += 1) {
    const taken = await timed(() => client.exchange.digest())
    const alone = await timedBare(() => {
      for (const table of ['household', 'household_year', 'person', 'person_year', 'membership', 'pairing', 'village', 'village_year', 'village_group']) {
        for (const row of bare.prepare(`SELECT * FROM ${table} WHERE deleted = 0`).raw().iterate()) void row
      }
    })
    samples.push({ ...taken, at: round === 0 ? '第一次' : '再一次', bare: alone.milliseconds })
  }
  return [kind('digest', '全部数据的核对码', samples, { bareWhat: '把同样的表直接读一遍', ratioBar: 2 })]
}
