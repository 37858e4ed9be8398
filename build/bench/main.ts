/**
 * `npm run bench [-- --people 54500,1000000] [--quick] [--only lists,export] [--out F.json]`: ours and the bare library in one run, and the
 * ratio. Each section runs in a process of its own, so that its memory is its own. Not a test: machines differ, ratios less so.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { textTable } from '../../src/cli/table.ts'
import type { Measurement, SectionInput } from './measure.ts'
import { benchFolder, householdsFor, stateFolder } from './state.ts'
import { CORE_NODE_FLAGS } from '../../src/core/shell/memory.ts'

interface Told { readonly measurements: readonly Measurement[]; readonly peak: number }
interface Line extends Measurement { readonly people: number; readonly ratio: number | null; readonly met: boolean | null }

const SECTIONS = ['lists', 'start', 'export', 'import', 'write', 'exchange', 'verify', 'backup'] as const
type Section = (typeof SECTIONS)[number]

/** Bars of design.md §7. */
const BARS = { export: 1.2, import: 1.5, write: 3, merge: 4, memory: 400 } as const
/** The memory bar is set for county size. */
const COUNTY = 60_000

const { values } = parseArgs({ options: { people: { type: 'string' }, quick: { type: 'boolean', default: false }, only: { type: 'string' }, out: { type: 'string' } } })
const sizes = (values.people ?? (values.quick ? '5000' : '54500,1000000')).split(',').map(Number)
if (sizes.some((people) => !Number.isInteger(people) || people < 1000)) throw new Error('--people 要写 1000 以上的整数，多个用逗号隔开')
const wanted = new Set<string>(values.only?.split(',') ?? SECTIONS)

async function measureAt(people: number): Promise<Line[]> {
  const households = householdsFor(people)
  const state = stateFolder(households)
  if (!existsSync(state)) {
    console.error(`生成 ${households} 户的演示县（只在第一次需要）……`)
    await child('state.ts', [state, String(households)])
  }
  const work = join(benchFolder(), `work-${process.pid}`)
  mkdirSync(work, { recursive: true })
  const input: SectionInput = { people, households, state, work, quick: values.quick }
  try {
    const measurements: Measurement[] = []
    for (const section of sectionsFor(people)) {
      try {
        measurements.push(...await RUN[section](input))
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
        process.exitCode = 1
      }
    }
    return measurements.map((measurement) => judged(people, measurement))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The import needs the exported roster. Checking and backing up the journal of a million people takes minutes and is only done when asked for. */
function sectionsFor(people: number): Section[] {
  return SECTIONS.filter((section) => (wanted.has(section) || (section === 'export' && wanted.has('import'))) && ((section !== 'verify' && section !== 'backup') || people <= COUNTY || values.only !== undefined))
}

const RUN: Readonly<Record<Section, (input: SectionInput) => Promise<readonly Measurement[]>>> = {
  lists: async (input) => withMemory('列表与查找', await section('lists', input), input),
  start: async (input) => withMemory('启动', await section('start', input), input),
  export: (input) => compared(input, '导出', 'exportOurs', 'exportBare', BARS.export),
  import: async (input) => {
    await section('importMake', input)
    return compared(input, '导入检查', 'importOurs', 'importBare', BARS.import)
  },
  write: (input) => compared(input, '批量写入', 'writeOurs', 'writeBare', BARS.write),
  exchange: async (input) => {
    const made = await section('exchangeMake', input)
    const month = await section('exchangeMonth', input)
    return [...month.measurements, ...made.measurements, ...await compared(input, '合并', 'exchangeOurs', 'exchangeBare', BARS.merge)]
  },
  verify: async (input) => withMemory('检查', await section('verify', input), input),
  backup: async (input) => withMemory('备份', await section('backup', input), input),
}

/** Ours and the bare library in turns; of each the best of several rounds counts, since other programs only ever make it slower. */
async function compared(input: SectionInput, job: string, ours: string, bare: string, bar: number): Promise<Measurement[]> {
  const mine: Told[] = []
  const theirs: Told[] = []
  for (let round = 0; round < (input.quick ? 1 : ROUNDS); round += 1) {
    mine.push(await section(ours, input))
    theirs.push(await section(bare, input))
  }
  const fastest = (told: readonly Told[]): Measurement => {
    const [best] = told.flatMap(({ measurements }) => measurements.slice(0, 1)).sort((a, b) => a.ours - b.ours)
    if (best === undefined) throw new Error(`${job}: nothing measured`)
    return best
  }
  const best = fastest(theirs)
  const peak = Math.max(...mine.map((told) => told.peak))
  return [{ ...fastest(mine), bare: { what: best.what, value: best.ours }, bar }, memoryOf(job, { measurements: [], peak }, input)]
}

const ROUNDS = 3

function withMemory(job: string, told: Told, input: SectionInput): Measurement[] {
  return [...told.measurements, memoryOf(job, told, input)]
}

function memoryOf(job: string, told: Told, input: SectionInput): Measurement {
  return { what: `内存峰值：${job}`, ours: told.peak, unit: 'MB', ...(input.people <= COUNTY ? { bar: BARS.memory } : {}) }
}

async function section(name: string, input: SectionInput): Promise<Told> {
  console.error(`  ${name} …`)
  return JSON.parse(await child(`sections/${name}.ts`, [JSON.stringify(input)])) as Told
}

async function child(file: string, parameters: readonly string[]): Promise<string> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const running = spawn(process.execPath, [...CORE_NODE_FLAGS, path, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
  const code = await new Promise<number | null>((resolve, reject) => running.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${file} 没有做完（退出码 ${code}）`)
  return out
}

function judged(people: number, measurement: Measurement): Line {
  const { bare, bar, ours } = measurement
  const ratio = bare === undefined ? null : ours / bare.value
  return { ...measurement, people, ratio, met: bar === undefined ? null : (ratio ?? ours) <= bar }
}

function print(shown: readonly Line[], people: number): void {
  const amount = (value: number, unit: string): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${unit}`
  console.log(`\n${people.toLocaleString('en')} 人`)
  console.log(textTable([
    { label: '项目', of: (line: Line) => line.what }, { label: '本程序', number: true, of: (line) => amount(line.ours, line.unit) },
    { label: '对照', of: (line) => line.bare?.what ?? '' }, { label: '对照用时', number: true, of: (line) => line.bare === undefined ? '' : amount(line.bare.value, line.unit) },
    { label: '比值', number: true, of: (line) => line.ratio === null ? '' : line.ratio.toFixed(2) },
    { label: '标准', number: true, of: (line) => line.bar === undefined ? '' : line.bare === undefined ? `≤ ${line.bar} ${line.unit}` : `≤ ${line.bar}` },
    { label: '结果', of: (line) => line.met === null ? '' : line.met ? '达到' : '未达到' },
  ], shown))
}

const lines: Line[] = []
for (const people of sizes) {
  console.error(`— ${people.toLocaleString('en')} 人 —`)
  lines.push(...await measureAt(people))
  print(lines.filter((line) => line.people === people), people)
}
if (values.out !== undefined) {
  writeFileSync(values.out, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism(), memory: totalmem(), measurements: lines }, null, 1)}\n`)
}
