/** What was tried at one state of the sources: a JSON file in `.soak`, rewritten after every slice, so that a run can be broken off at any time. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Law } from './laws.ts'

const sliceShape = z.object({
  law: z.string(),
  index: z.number().int(),
  seed: z.number().int(),
  runs: z.number().int().optional(),
  held: z.boolean(),
  seconds: z.number(),
  ended: z.string(),
  /** The last lines of what a failed slice said. */
  said: z.string().optional(),
})
export type Slice = z.infer<typeof sliceShape>
const ledgerShape = z.object({ sources: z.string(), slices: z.array(sliceShape) })

/** The state of the sources: the commit, with a hash of what differs from it if anything does; `no-commit` where git cannot tell. */
export function sourcesOf(root: string): string {
  const git = (...parameters: string[]): Buffer => execFileSync('git', parameters, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 30 })
  try {
    const commit = git('rev-parse', 'HEAD').toString().trim().slice(0, 12)
    const changed = git('diff', 'HEAD', '--binary')
    const added = git('ls-files', '--others', '--exclude-standard', '-z')
      .toString()
      .split('\0')
      .filter((file) => file !== '')
    if (changed.length === 0 && added.length === 0) return commit
    const hash = createHash('sha256').update(changed)
    for (const file of added) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
    return `${commit}+${hash.digest('hex').slice(0, 8)}`
  } catch {
    return 'no-commit'
  }
}

/** The seed of a slice: always the same at the same sources, another one at others. */
export function seedOf(sources: string, law: string, index: number): number {
  return createHash('sha256').update(`${sources}:${law}:${index}`).digest().readUInt32BE(0) >>> 1
}

export class Ledger {
  readonly file: string
  readonly sources: string
  #slices: readonly Slice[]

  /** Opens what was kept for these sources in `folder`, or begins. Throws when the file is none of ours. */
  constructor(folder: string, sources: string) {
    this.sources = sources
    this.file = join(folder, `${sources}.json`)
    this.#slices = existsSync(this.file) ? ledgerShape.parse(JSON.parse(readFileSync(this.file, 'utf8'))).slices : []
    mkdirSync(folder, { recursive: true })
  }

  of(law: Law): readonly Slice[] {
    return this.#slices.filter((slice) => slice.law === law.name)
  }

  add(slice: Slice): void {
    this.#keep([...this.#slices, slice])
  }

  /** Lets failed slices of a law be tried again. */
  forgetFailed(law: Law): void {
    this.#keep(this.#slices.filter((slice) => slice.held || slice.law !== law.name))
  }

  #keep(slices: readonly Slice[]): void {
    this.#slices = slices
    writeFileSync(`${this.file}.new`, `${JSON.stringify({ sources: this.sources, slices }, null, 1)}\n`)
    renameSync(`${this.file}.new`, this.file)
  }
}

export type Standing = 'broken' | 'done' | 'open'

/** Whether a law is through: a slice that failed breaks it, and it is not tried further. */
export function standingOf(law: Law, slices: readonly Slice[]): Standing {
  if (slices.some((slice) => !slice.held)) return 'broken'
  return shareOf(law, slices) >= 1 ? 'done' : 'open'
}

/** How much of what is enough is done; 1 is all. */
export function shareOf(law: Law, slices: readonly Slice[]): number {
  const held = slices.filter((slice) => slice.held)
  return 'slices' in law.enough ? held.length / law.enough.slices : held.reduce((sum, slice) => sum + slice.seconds, 0) / 60 / law.enough.minutes
}

/** The law whose turn it is: of the open ones that of which least is done, so that a short run gives each something; null when none is open. */
export function nextLaw(laws: readonly Law[], slicesOf: (law: Law) => readonly Slice[]): Law | null {
  const open = laws.filter((law) => standingOf(law, slicesOf(law)) === 'open')
  return open.reduce<Law | null>((first, law) => (first === null || shareOf(law, slicesOf(law)) < shareOf(first, slicesOf(first)) ? law : first), null)
}

/** The first number that no slice of the law has yet. */
export function nextIndex(slices: readonly Slice[]): number {
  const taken = new Set(slices.map((slice) => slice.index))
  let index = 0
  while (taken.has(index)) index += 1
  return index
}
