/**
 * `npm run bench [-- --quick] [--people 55041,1000000] [--only list,find] [--again] [--patience S] [--write-table] [--out F.json]`: what a clerk waits
 * for, ours and a bare partner that does the same work in turns. Not a test: machines differ, ratios less so. What a section found is kept by
 * commit and county (`test-results/bench`), so that a run goes on after a break; `--again` measures anew.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { keepCompiled } from '../../src/core/shell/compiled.ts'
import { CORE_ENVIRONMENT, CORE_NODE_FLAGS } from '../../src/core/shell/memory.ts'
import type { BenchInput, SectionResult } from './input.ts'
import { GROUPS, secondsFor, sectionsOf, type Group } from './plan.ts'
import { printReport } from './report.ts'
import { Results, type KeptResult } from './results.ts'
import { benchFolder, householdsFor, stateFolder } from './state.ts'
import { writeTable, type SizeResults } from './table.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    again: { type: 'boolean', default: false },
    patience: { type: 'string' },
    'write-table': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
})
const COUNTY = 54_500
const sizes = (values.people ?? (values.quick ? '5000' : `${COUNTY},1000000`)).split(',').map(Number)
if (sizes.some((people) => !Number.isInteger(people) || people < 1000)) throw new Error('--people 要写 1000 以上的整数，多个用逗号隔开')
const only = values.only?.split(',') ?? null
/** Seconds after which a kind of request is given up; the report says how many were asked. */
const patience = Number(values.patience ?? (values.quick ? 2 : 20))
/** Households a second that are made, on a quiet machine. */
const MADE_A_SECOND = 450

interface Todo {
  readonly people: number
  readonly state: string
  readonly results: Results
  readonly groups: readonly (readonly [Group, readonly string[]])[]
}

function todoAt(people: number): Todo {
  const state = stateFolder(householdsFor(people))
  const results = new Results(state, values.quick)
  const groups = GROUPS.map((group) => [group, sectionsOf(group, people, only).filter((section) => values.again || results.get(section) === null)] as const)
  return { people, state, results, groups: groups.filter(([, sections]) => sections.length > 0) }
}

function sayHowLong(todos: readonly Todo[]): void {
  for (const { people, state, groups } of todos) {
    const sections = groups.flatMap(([, names]) => names)
    const making = existsSync(state) || sections.length === 0 ? 0 : householdsFor(people) / MADE_A_SECOND
    const seconds = sections.reduce((sum, section) => sum + secondsFor(section, people), making)
    console.error(
      `${people.toLocaleString('en')} 人：${sections.length} 段要测，约 ${Math.ceil(seconds / 60)} 分钟${making === 0 ? '' : '（含生成数据）'}；中断以后再运行会接着测。`,
    )
  }
}

async function measure({ people, state, results, groups }: Todo): Promise<void> {
  if (groups.length === 0) return
  const households = householdsFor(people)
  if (!existsSync(state)) {
    console.error(`生成 ${households} 户的演示县（只在第一次需要）……`)
    await child('state.ts', [state, String(households)], () => undefined)
  }
  const work = join(benchFolder(), `work-${process.pid}`)
  const office = join(work, 'office')
  mkdirSync(work, { recursive: true })
  try {
    for (const [group, sections] of groups) {
      // A copy for each: what one group enters (60,000 payments) is not in the way of the next.
      rmSync(office, { recursive: true, force: true })
      cpSync(state, office, { recursive: true })
      const input: BenchInput = { people, households, state, office, work, quick: values.quick, sections, patience }
      try {
        // As at every start of an installed program but its first: its sources are found compiled, and the compiler of types stays out of memory.
        await child(group.script, [JSON.stringify({ ...input, sections: [] } satisfies BenchInput)], () => undefined)
        await child(group.script, [JSON.stringify(input)], (line) => {
          const kept = results.keep(JSON.parse(line) as SectionResult)
          console.error(`    ${kept.section}：${kept.took.toFixed(0)} 秒`)
        })
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
        process.exitCode = 1
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Runs a script of the bench; each line of its output is taken as it comes. */
async function child(file: string, parameters: readonly string[], take: (line: string) => void): Promise<void> {
  const running = spawn(process.execPath, [...CORE_NODE_FLAGS, fileURLToPath(new URL(file, import.meta.url)), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...CORE_ENVIRONMENT },
  })
  let rest = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
  const code = await new Promise<number | null>((resolve, reject) => running.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${file} 没有做完（退出码 ${code}）`)
}

function found({ people, results }: Todo): SizeResults {
  const names = GROUPS.flatMap((group) => sectionsOf(group, people, values['write-table'] ? null : only))
  return { people, results: names.map((name) => results.get(name)).filter((one): one is KeptResult => one !== null) }
}

/** Copies of counties that runs left which were broken off. */
function tidy(): void {
  if (!existsSync(benchFolder())) return
  for (const name of readdirSync(benchFolder())) {
    const owner = /^work-(\d+)$/.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(benchFolder(), name), { recursive: true, force: true })
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

// As the shells do; what is started from here inherits it.
keepCompiled()
tidy()
const todos = sizes.map(todoAt)
sayHowLong(todos)
for (const todo of todos) {
  await measure(todo)
  printReport(found(todo))
}
if (values['write-table']) writeTable(todos.map(found))
if (values.out !== undefined) {
  const machine = {
    at: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    memory: totalmem(),
    load: loadavg(),
  }
  writeFileSync(values.out, `${JSON.stringify({ ...machine, sizes: todos.map(found) }, null, 1)}\n`)
}
