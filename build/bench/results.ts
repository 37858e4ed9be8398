/** What sections found, kept by commit and county, so that a run goes on where it broke off and a table can be put together of both sizes. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { basename, join } from 'node:path'
import { sourceHash } from '../scripts/freshness.ts'
import type { SectionResult } from './input.ts'
import { ROOT } from './state.ts'

/** What decides what is measured. */
const MEASURED = ['src/**', 'build/bench/**', 'package-lock.json']

export interface KeptResult extends SectionResult {
  readonly commit: string
  readonly at: string
  /** Load of the machine over the minute before, where it tells. */
  readonly load: number
}

/** The commit as it stands, or where sources were changed since, the commit and what they are. */
export function versionOf(): { readonly commit: string; readonly folder: string } {
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  const sources = sourceHash(ROOT, MEASURED).slice(0, 10)
  try {
    const commit = git('rev-parse', '--short=10', 'HEAD')
    return { commit, folder: git('status', '--porcelain', 'src', 'build/bench', 'package-lock.json') === '' ? commit : `${commit}-${sources}` }
  } catch {
    return { commit: 'unknown', folder: sources }
  }
}

export class Results {
  readonly #directory: string
  readonly #commit: string

  /** `quick` runs are kept apart: they ask less. */
  constructor(state: string, quick: boolean) {
    const { commit, folder } = versionOf()
    this.#commit = commit
    this.#directory = join(ROOT, 'test-results/bench', folder, `${basename(state)}${quick ? '-quick' : ''}`)
  }

  get(section: string): KeptResult | null {
    const path = this.#path(section)
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as KeptResult) : null
  }

  keep(result: SectionResult): KeptResult {
    const kept: KeptResult = { ...result, commit: this.#commit, at: new Date().toISOString(), load: loadavg()[0] ?? 0 }
    mkdirSync(this.#directory, { recursive: true })
    const path = this.#path(result.section)
    writeFileSync(`${path}.new`, `${JSON.stringify(kept, null, 1)}\n`)
    renameSync(`${path}.new`, path)
    return kept
  }

  #path(section: string): string {
    return join(this.#directory, `${section.replace(':', '-')}.json`)
  }
}
