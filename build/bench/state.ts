/**
 * Data folders of the benchmarks: demo counties of a given size, made once and kept in the system's folder for temporary files
 * (or `BANGFU_BENCH_DATA`). All data is synthetic. Run directly it makes one: `node build/bench/state.ts <folder> <households>`.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileTickets } from '../../src/core/files/tickets.ts'
import { Jobs } from '../../src/core/jobs/jobs.ts'
import { OfficeHost } from '../../src/core/office/officeHost.ts'
import { migrationHash } from '../../src/core/store/migrate.ts'
import { migrations } from '../../src/core/store/migrations/index.ts'

/** Root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Opens the benchmark counties; nothing in them is real. */
export const LOGIN = 'demo'
export const PASSWORD = '演示专用2026'

/** People on file in one household, on average, in the demo county. */
const PEOPLE_A_HOUSEHOLD = 54_500 / 13_600

/** Households that make about so many people. */
export function householdsFor(people: number): number {
  return Math.round(people / PEOPLE_A_HOUSEHOLD)
}

/** Where counties and files of benchmarks are kept between runs. */
export function benchFolder(): string {
  return process.env['BANGFU_BENCH_DATA'] ?? join(tmpdir(), 'bangfu-bench')
}

/** What decides, beside the schema, whether a county made before is still as one made today. */
const MAKERS = ['canonical.ts', 'search.ts', 'livingCounts.ts'] as const

/** The folder of a county of so many households as it would be made today; whether it is there already is for the caller to see. */
export function stateFolder(households: number): string {
  const made = createHash('sha256').update(migrations.map(migrationHash).join()).update('with findings')
  for (const file of MAKERS) made.update(readFileSync(join(ROOT, 'src/core/store', file)))
  return join(benchFolder(), `households-${households}-${made.digest('hex').slice(0, 8)}`)
}

/** A host over a folder, without the rest of the app. */
export function hostOf(dataDirectory: string): OfficeHost {
  return new OfficeHost({
    dataDirectory,
    resourcesDirectory: join(ROOT, 'resources'),
    version: 'bench',
    jobs: new Jobs(),
    files: new FileTickets(join(dataDirectory, 'temporary')),
    now: () => new Date(),
  })
}

/**
 * KiB of the database that are kept in memory while a county is made: its indexes are written all over, and with the office's own cache
 * pages would be enciphered again and again.
 */
const MAKING_CACHE = Math.floor(Math.min(1024 ** 3, totalmem() / 4) / 1024)

/** Makes a county in a folder beside, then gives it its name, so that half a county is never measured. */
export async function makeState(folder: string, households: number): Promise<void> {
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  const host = hostOf(partial)
  await host.setUp({ session: 'bench' }, { unit: '621125', login: LOGIN, displayName: '演示管理员', password: PASSWORD, year: 2015, demo: true })
  const { store, checks } = host.office()
  // Only here: what measures a county imports this file, too, and no shell has loaded what makes one.
  const { fillDemo } = await import('../../src/core/features/demo/index.ts')
  await store.bookkeep((database) => database.pragma(`cache_size=-${MAKING_CACHE}`))
  let shown = -1
  await fillDemo(store, {
    actor: { id: 'demo', name: '演示数据' },
    divisions: host.national,
    households,
    seed: 1,
    onProgress: ({ done, total }) => {
      const tenth = Math.floor((done / total) * 10)
      if (tenth !== shown) process.stderr.write(`  ${tenth * 10} %（${done} / ${total} 户）\n`)
      shown = tenth
    },
  })
  // As an office is that was in use: else every opening would be measured together with all rules over all records.
  await checks.settled()
  await host.close()
  renameSync(partial, folder)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, households] = process.argv.slice(2)
  if (folder === undefined || households === undefined) throw new Error('state.ts <folder> <households>')
  if (!existsSync(folder)) await makeState(folder, Number(households))
  process.exit()
}
