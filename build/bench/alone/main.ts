/** Work that is measured in processes of its own, ours and the bare partner in turns: bulk writes, packages and merges. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { CORE_ENVIRONMENT, CORE_NODE_FLAGS } from '../../../src/core/shell/memory.ts'
import { benchInput, memoryBar, runSections, type BenchInput } from '../input.ts'
import { kind, single, type Measured, type Sample } from '../measure.ts'
import type { Told } from './tell.ts'

const ROUNDS = 2

await runSections(
  {
    write: (input) => compared(input, 'write', '批量写入', ['writeOurs', 'writeBare'], 3),
    exchange: async (input) => [...(await month(input)), ...(await compared(input, 'merge', '合并', ['exchangeOurs', 'exchangeBare'], 4))],
  },
  [],
)

async function compared(input: BenchInput, key: string, job: string, [ours, bare]: readonly [string, string], ratioBar: number): Promise<(Measured | null)[]> {
  const samples: Sample[] = []
  let [peak, what, bareWhat] = [0, '', '']
  for (let round = 0; round < (input.quick || input.people > 100_000 ? 1 : ROUNDS); round += 1) {
    const [mine, alone] = [await part(ours), await part(bare)]
    samples.push({ milliseconds: mine.milliseconds, cpu: mine.milliseconds, at: '', bare: alone.milliseconds })
    peak = Math.max(peak, mine.peak)
    ;[what, bareWhat] = [mine.what, alone.what]
  }
  return [kind(key, what, samples, { bareWhat, ratioBar }), single(`memory.${key}`, `内存峰值：${job}`, peak, 'MB', memoryBar(input.people))]
}

async function month(input: BenchInput): Promise<Measured[]> {
  const made = await part('exchangeMake')
  const merged = await part('exchangeMonth')
  return [
    single('exchange.make', made.what, made.milliseconds, 'ms'),
    single('memory.exchange.make', '内存峰值：制作数据包', made.peak, 'MB', memoryBar(input.people)),
    ...merged.parts.map(({ key, what, milliseconds, bar }) => single(key, what, milliseconds, 'ms', bar === undefined ? {} : { bar })),
    single('month.merge', merged.what, merged.milliseconds, 'ms', { bar: 2000 }),
  ]
}

async function part(name: string): Promise<Told> {
  const running = spawn(process.execPath, [...CORE_NODE_FLAGS, fileURLToPath(new URL(`${name}.ts`, import.meta.url)), JSON.stringify(benchInput())], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...CORE_ENVIRONMENT },
  })
  let out = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  const code = await new Promise<number | null>((resolve, reject) => running.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}`)
  return JSON.parse(out) as Told
}
