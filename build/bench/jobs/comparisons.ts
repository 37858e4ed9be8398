/** A department's list of 100,000 rows held against the people of the county; beside it the bare reader and a lookup of each number. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BareHost } from '../bare/host.ts'
import { savedListShape } from '../../../src/core/features/comparisons/contract.ts'
import { memoryBar, type BenchInput } from '../input.ts'
import { kind, single, type Measured, type Sample } from '../measure.ts'
import { blockOf, finish, longest, type BenchOffice, type DoneJob } from '../office.ts'

const ROWS = { quick: 10_000, full: 100_000 } as const

export async function comparisons(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const rows = input.quick ? ROWS.quick : ROWS.full
  const target = join(input.work, `list-${rows}.xlsx`)
  const raw = { directory: input.office, key: office.app.host.dataKey(), target }
  if (!existsSync(target)) await bare.ask('makeList', { ...raw, rows })
  // What is brought up to date behind the opening is not the comparison's.
  await office.app.host.office().checks.settled()
  const samples: Sample[] = []
  const done: DoneJob[] = []
  for (let round = 0; round < (input.quick ? 1 : 2); round += 1) {
    const partner = await bare.ask('rawLookups', raw)
    const one = await compareOnce(office, target)
    done.push(one)
    samples.push({ ...one, at: '', bare: partner.milliseconds })
  }
  const [first] = done
  if (first === undefined) return []
  const { matched, unsure, unmatched, unreadable } = savedListShape.parse(first.result.result).account
  const most = (of: (one: DoneJob) => number): number => Math.max(...done.map(of))
  return [
    kind('compare', `比对 ${rows} 行名单（对上 ${matched}，存疑 ${unsure}，没对上 ${unmatched}，读不出 ${unreadable}）`, samples, {
      bareWhat: '本程序的读取器只读，每个号码查一次',
      ratioBar: 3,
    }),
    blockOf('compare', '比对时', longest(done.map(({ block }) => block))),
    single(
      'memory.compare',
      `内存峰值：比对 ${rows} 行名单`,
      most(({ peak }) => peak),
      'MB',
      memoryBar(input.people),
    ),
  ]
}

/** Looked at, not written. */
async function compareOnce(office: BenchOffice, path: string): Promise<DoneJob> {
  const { ticket } = await office.app.files.accept(path, '车辆.xlsx', { temporary: false, session: 'bench' })
  return finish(office, () => office.client.comparisons.run({ kind: 'car', ticket, options: {}, save: false }))
}
