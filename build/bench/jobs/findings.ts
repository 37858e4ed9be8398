/** All rules over all records of the office, beside the same facts read by plain statements and nothing done with them. */
import type { BareHost } from '../bare/host.ts'
import { memoryBar, type BenchInput } from '../input.ts'
import { kind, single, type Measured, type Sample } from '../measure.ts'
import { blockOf, finish, longest, NO_BLOCK, type BenchOffice } from '../office.ts'

const ROUNDS = 3

export async function findings(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const samples: Sample[] = []
  let [peak, block] = [0, NO_BLOCK]
  const { jobs } = office.app.host
  // What was changed before is judged first, and what the opening began is brought to its end, so that neither is counted here.
  await office.app.host.office().checks.settled()
  for (const { id, endedAt } of jobs.list()) if (endedAt === null) await jobs.finished(id)
  for (let round = 0; round < (input.quick ? 1 : ROUNDS); round += 1) {
    const done = await finish(office, () => office.client.checks.run())
    const alone = await bare.ask('rawFacts', { directory: input.office, key: office.app.host.dataKey() })
    const { looked } = done.result.result as { looked: number }
    samples.push({ ...done, at: `${looked} 个对象`, bare: alone })
    peak = Math.max(peak, done.peak)
    block = longest([block, done.block])
  }
  return [
    kind('findings', '全面核查', samples, { bareWhat: '同样的事实用普通语句读一遍', ...(input.people <= 60_000 ? { bar: 10_000 } : {}) }),
    blockOf('findings', '全面核查时', block),
    single('memory.findings', '内存峰值：全面核查', peak, 'MB', memoryBar(input.people)),
  ]
}
