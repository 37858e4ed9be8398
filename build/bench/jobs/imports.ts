/** Imports into the full county: checked, committed (the backup before told apart), taken back; beside them the readers and raw inserts of the same rows. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { COLUMNS } from '../bare/columns.ts'
import type { BareHost } from '../bare/host.ts'
import { importResultShape, type ImportResult } from '../../../src/core/features/imports/contract.ts'
import { handOver } from '../../../src/core/files/temporary.ts'
import { memoryBar, type BenchInput } from '../input.ts'
import { kind, median, settle, single, timed, type Measured, type Sample } from '../measure.ts'
import { blockOf, fileOf, finish, longest, longestBlock, PhaseTimes, type BenchOffice, type Block } from '../office.ts'
import { largestTownship } from './places.ts'

const ROWS = { quick: 2000, full: 20_000 } as const
/** As many rows as a county has people on file. */
const MANY_ROWS = 55_000

interface Round {
  readonly checked: Sample
  /** Without the backup that is made before it writes. */
  readonly committed: Sample
  readonly backedUp: Sample
  readonly found: Sample
  readonly undone: Sample
  readonly library: number
  readonly blocks: readonly Block[]
  readonly peak: number
  readonly counts: ImportResult
}

export async function imports(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const { path, rows } = await workbook(office, bare, input, input.quick ? ROWS.quick : ROWS.full)
  const rounds: Round[] = []
  for (let round = 0; round < (input.quick || input.people > 100_000 ? 1 : 2); round += 1) rounds.push(await importOnce(office, bare, input, path))
  const [first] = rounds
  if (first === undefined) return []
  const { new: added, changed, same, rejected } = first.counts
  const told = `${rows} 行 × ${COLUMNS} 列（新增 ${added}，修改 ${changed}，相同 ${same}，拒绝 ${rejected}）`
  const blocks = (at: number): Block => longest(rounds.flatMap((round) => round.blocks[at] ?? []))
  return [
    kind(
      'import.check',
      `导入检查 ${told}`,
      rounds.map(({ checked }) => checked),
      { bareWhat: '本程序的读取器只读' },
    ),
    single('import.check.library', '导入检查：@e965/xlsx 只读同一工作簿', median(rounds.map(({ library }) => library)), 'ms'),
    kind(
      'import.commit',
      `导入并写入已满的县 ${told}，不含写入前备份`,
      rounds.map(({ committed }) => committed),
      { bareWhat: '本程序的读取器 + 同样的行直接写入（不含提交）', ratioBar: 2 },
    ),
    kind(
      'import.backup',
      '写入前的备份',
      rounds.map(({ backedUp }) => backedUp),
    ),
    kind(
      'import.findings',
      '导入以后更新核查结果',
      rounds.map((round) => round.found),
    ),
    kind(
      'import.undo',
      '撤销这次导入',
      rounds.map(({ undone }) => undone),
      { bareWhat: '同样的行直接标记删除' },
    ),
    blockOf('import.check', '导入检查时', blocks(0)),
    blockOf('import.commit', '导入写入时', blocks(1)),
    blockOf('import.undo', '撤销导入时', blocks(2)),
    single('memory.import', `内存峰值：导入 ${rows} 行并写入`, Math.max(...rounds.map(({ peak }) => peak)), 'MB', memoryBar(input.people)),
  ]
}

/** As many rows as there are people in a county, for the memory alone. */
export async function largeImport(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const { path, rows } = await workbook(office, bare, input, input.quick ? ROWS.quick : MANY_ROWS)
  const ticket = await office.app.files.accept(path, '花名册.xlsx', { temporary: false, session: 'bench' })
  const done = await finish(office, () => office.client.imports.run({ register: 'household', ticket: ticket.ticket, options: { year: 2015 } }))
  const { changeSet } = importResultShape.parse(done.result.result)
  if (changeSet === null) throw new Error('nothing was written')
  await office.client.records.undo({ changeSet })
  return [
    single('memory.import.large', `内存峰值：导入 ${rows} 行并写入`, done.peak, 'MB', memoryBar(input.people)),
    single('import.large', `导入 ${rows} 行并写入`, done.milliseconds, 'ms'),
    blockOf('import.large', `导入 ${rows} 行时`, done.block),
  ]
}

async function workbook(office: BenchOffice, bare: BareHost, input: BenchInput, rows: number): Promise<{ path: string; rows: number }> {
  const [roster, path] = [join(input.work, 'import-roster.xlsx'), join(input.work, `import-${rows}.xlsx`)]
  if (!existsSync(roster)) {
    const where = input.people > 200_000 ? { village: largestTownship(office) } : undefined
    const { result } = await finish(office, () =>
      office.client.exports.start({ register: 'person', format: 'xlsx', unmasked: true, ...(where === undefined ? {} : { where }) }),
    )
    await handOver(await fileOf(office, result), roster)
  }
  const made = await bare.ask('makeImport', { roster, target: path, rows })
  return { path, rows: made.rows }
}

async function importOnce(office: BenchOffice, bare: BareHost, input: BenchInput, path: string): Promise<Round> {
  const { client, app } = office
  // A ticket is good for one import.
  const run = async (dryRun: boolean): Promise<{ job: string }> => {
    const { ticket } = await app.files.accept(path, '花名册.xlsx', { temporary: false, session: 'bench' })
    return client.imports.run({ register: 'household', ticket, options: { year: 2015 }, dryRun })
  }
  const reader = await bare.ask('readByOurs', { path })
  const checked = await finish(office, () => run(true))
  const library = await bare.ask('readByLibrary', { path })
  const phases = new PhaseTimes(office)
  const committed = await finish(office, () => run(false))
  phases.end()
  const backup = phases.of('备份')
  const counts = importResultShape.parse(committed.result.result)
  const { changeSet } = counts
  if (changeSet === null) throw new Error(`nothing was written: ${JSON.stringify(counts.problems.slice(0, 3))}`)
  // What is found of the rows is brought up to date behind the import; nothing else is measured meanwhile, and the file is free for the partner.
  const found = await timed(() => app.host.office().checks.settled())
  const from = office.slow.length
  const undone = await timed(() => client.records.undo({ changeSet }))
  await settle()
  await app.host.office().checks.settled()
  const raw = { directory: input.office, key: app.host.dataKey(), changeSet }
  const [inserts, removals] = [await bare.ask('rawChange', raw), await bare.ask('rawUndo', raw)]
  return {
    checked: { ...checked, at: '', bare: reader },
    committed: {
      milliseconds: committed.milliseconds - backup.milliseconds,
      cpu: committed.cpu - backup.cpu,
      at: `${inserts.rows} 条记录`,
      bare: reader + inserts.milliseconds,
    },
    backedUp: { ...backup, at: '' },
    found: { ...found, at: `${inserts.rows} 条记录` },
    undone: { ...undone, at: `${removals.rows} 条记录`, bare: removals.milliseconds },
    library,
    counts,
    blocks: [checked.block, committed.block, longestBlock(office.slow.slice(from))],
    peak: Math.max(checked.peak, committed.peak),
  }
}
