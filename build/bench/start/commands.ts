/** Commands of the command line, each a process of its own. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { CORE_NODE_FLAGS } from '../../../src/core/shell/memory.ts'
import { BareHost } from '../bare/host.ts'
import type { BenchInput } from '../input.ts'
import { kind, single, timed, type Measured, type Sample } from '../measure.ts'
import { PASSWORD, ROOT } from '../state.ts'

/** Tells the processor time of a command at its end, on a channel of its own. */
const TELL = `data:text/javascript,${encodeURIComponent(`import { writeSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1000)) })`)}`

export async function commands(input: BenchInput): Promise<(Measured | null)[]> {
  const bare = new BareHost()
  const rounds = input.quick ? 2 : 4
  const [helps, opens, derivations]: [Sample[], Sample[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round += 1) {
    const raw = await bare.ask('rawOpen', { directory: input.office })
    derivations.push(raw.keyCpu)
    opens.push({ ...(await command(input, ['query', 'household', '--limit', '1', '--json'])), at: '', bare: raw.key + raw.rest })
    helps.push({ ...(await command(input, ['--help'])), at: '' })
  }
  bare.end()
  const [key] = derivations.toSorted((a, b) => a - b)
  const cpu = Math.min(...opens.map((one) => one.cpu))
  return [
    kind('cli.open', '打开数据的命令（query household）', opens, { bareWhat: '密钥推导、打开、取首页' }),
    kind('cli.help', '--help', helps),
    single('cli.open.beyond', '打开数据的命令：除密钥推导外占用处理器', cpu - (key ?? 0), 'ms', { bar: 600 }),
  ]
}

async function command(input: BenchInput, words: readonly string[]): Promise<{ milliseconds: number; cpu: number }> {
  let cpu = ''
  const { milliseconds } = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(process.execPath, [...CORE_NODE_FLAGS, '--import', TELL, join(ROOT, 'src/cli/main.ts'), ...words], {
          stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
          env: { ...process.env, BANGFU_DATA: input.office, BANGFU_PASSWORD: PASSWORD },
        })
        child.stdio[3]?.on('data', (chunk: Buffer) => {
          cpu += chunk.toString()
        })
        child.once('error', reject)
        child.once('close', (code) => {
          if (code === 0) resolve()
          else reject(new Error(`${words[0] ?? ''} ended with ${String(code)}`))
        })
      }),
  )
  return { milliseconds, cpu: Number(cpu) }
}
