/**
 * `npm run soak`: the long laws (`build/soak/laws.ts`), in slices that are kept by commit in `.soak`, so that a run goes on where the last one
 * was broken off. `-- --list` says how far each is; `-- --only NAME[,NAME]` runs some; `-- --minutes N` begins no slice after N minutes;
 * `-- --again` tries failed slices once more; `-- --only NAME --seed S [--runs N]` plays one slice again and keeps nothing.
 * Ends with 1 when a law is broken; says the seed then.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { textTable } from '../../src/cli/table.ts'
import { LAWS, type Law } from '../soak/laws.ts'
import { Ledger, nextIndex, nextLaw, seedOf, shareOf, sourcesOf, standingOf } from '../soak/ledger.ts'
import { runSlice } from '../soak/slice.ts'
import { ROOT } from './buildScreens.ts'

const { values } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string' },
  },
})

function numberOf(name: 'minutes' | 'seed' | 'runs'): number | undefined {
  const text = values[name]
  if (text !== undefined && !/^-?\d{1,10}$/.test(text)) throw new Error(`--${name} 要写整数：${text}`)
  return text === undefined ? undefined : Number(text)
}

function wantedLaws(): readonly Law[] {
  const names = values.only.flatMap((text) => text.split(','))
  const unknown = names.filter((name) => !LAWS.some((law) => law.name === name))
  if (unknown.length > 0) throw new Error(`没有叫这个名字的：${unknown.join('、')}。用 --list 看有哪些。`)
  return names.length === 0 ? LAWS : LAWS.filter((law) => names.includes(law.name))
}

function print(laws: readonly Law[], ledger: Ledger): void {
  console.log(`\n${ledger.sources}`)
  console.log(
    textTable(
      [
        { label: 'law', of: (law: Law) => law.name },
        { label: 'done', number: true, of: (law) => `${Math.min(100, Math.floor(shareOf(law, ledger.of(law)) * 100))} %` },
        { label: 'slices', number: true, of: (law) => String(ledger.of(law).length) },
        { label: 'minutes', number: true, of: (law) => (ledger.of(law).reduce((sum, slice) => sum + slice.seconds, 0) / 60).toFixed(1) },
        { label: 'standing', of: (law) => standingOf(law, ledger.of(law)) },
      ],
      laws,
    ),
  )
  if (values.list) for (const law of laws) console.log(`${law.name}: ${law.what}`)
  for (const law of laws) {
    for (const slice of ledger.of(law))
      if (!slice.held) console.log(`BROKEN ${law.name}: npm run soak -- --only ${law.name} --seed ${slice.seed} (what it said is in ${ledger.file})`)
  }
}

/** One slice with a given seed, as often as one likes. */
async function replay(laws: readonly Law[], seed: number, signal: AbortSignal): Promise<boolean> {
  const [law, ...others] = laws
  if (law === undefined || others.length > 0) throw new Error('--seed 要和 --only（一个名字）一起用。')
  const runs = numberOf('runs') ?? law.runs
  return (await runSlice(ROOT, { ...law, ...(runs === undefined ? {} : { runs }) }, seed, signal)).held
}

async function soak(laws: readonly Law[], ledger: Ledger, signal: AbortSignal): Promise<void> {
  const until = performance.now() + (numberOf('minutes') ?? Number.POSITIVE_INFINITY) * 60_000
  for (let law = nextLaw(laws, (one) => ledger.of(one)); law !== null && performance.now() < until; law = nextLaw(laws, (one) => ledger.of(one))) {
    const index = nextIndex(ledger.of(law))
    const seed = seedOf(ledger.sources, law.name, index)
    console.log(`\n== ${law.name}, slice ${index + 1}, seed ${seed}`)
    const { held, seconds, said } = await runSlice(ROOT, law, seed, signal)
    if (sourcesOf(ROOT) !== ledger.sources) throw new Error('运行期间源文件变了，这一段不算。请重新运行。')
    ledger.add({
      law: law.name,
      index,
      seed,
      ...(law.runs === undefined ? {} : { runs: law.runs }),
      held,
      seconds,
      ended: new Date().toISOString(),
      ...(held ? {} : { said }),
    })
    console.log(`== ${law.name}, slice ${index + 1}: ${held ? 'held' : 'BROKEN'} (${seconds.toFixed(1)} s)`)
  }
}

async function main(): Promise<number> {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())
  const laws = wantedLaws()
  const seed = numberOf('seed')
  if (seed !== undefined) return (await replay(laws, seed, interrupted.signal)) ? 0 : 1
  const ledger = new Ledger(join(ROOT, '.soak'), sourcesOf(ROOT))
  if (values.again) for (const law of laws) ledger.forgetFailed(law)
  try {
    if (!values.list) await soak(laws, ledger, interrupted.signal)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
  print(laws, ledger)
  return laws.some((law) => standingOf(law, ledger.of(law)) === 'broken') ? 1 : Number(process.exitCode ?? 0)
}

process.exitCode = await main()
