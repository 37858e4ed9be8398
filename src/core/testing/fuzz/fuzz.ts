/**
 * Tries a reader with input that is almost sound. Each case comes from a number alone: what fails is played again by it, and its number is kept
 * beside the test for good.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { AppError } from '../../errors.ts'
import { Random } from './random.ts'

/** Processor time that one case may take, in seconds: nothing here is larger than some hundred kilobytes. */
const MOST_SECONDS = 5

export interface FuzzRuns {
  readonly numRuns: number
  readonly seed?: number
}

/**
 * Runs a case so many times: it ends with a result or with a refusal in words, within its time. Anything else fails with the number of the case.
 * `kept` are numbers of cases that failed once; they are always tried. Returns how many cases ended well.
 */
export async function fuzz(runs: FuzzRuns, oneCase: (random: Random) => Promise<unknown>, kept: readonly number[] = []): Promise<number> {
  let ended = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (number) => {
      const before = process.cpuUsage()
      try {
        await oneCase(new Random(number))
      } catch (error) {
        if (!isRefusal(error)) throw error
      }
      const { user, system } = process.cpuUsage(before)
      if ((user + system) / 1e6 > MOST_SECONDS) throw new Error(`took ${(user + system) / 1e6} seconds`)
      ended += 1
    }),
    { ...runs, numRuns: runs.numRuns + kept.length, examples: kept.map((number) => [number]), endOnFailure: true, unbiased: true },
  )
  return ended
}

/** Whether it is said in Chinese what is wrong and what to do, and is no fault of ours. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.code !== 'INTERNAL' && /[\u4e00-\u9fff]/.test(error.message) && /[\u4e00-\u9fff]/.test(error.action)
}

/** Folders for a reader: one for its input, one for what it may write for a while. Whatever else appears around them fails the test. */
export class FuzzFolder {
  readonly #root: string
  readonly input: string
  readonly temporary: string

  private constructor(root: string, names: readonly [string, string]) {
    this.#root = root
    this.input = join(root, 'office', names[0])
    this.temporary = join(root, 'office', names[1])
  }

  static async make(): Promise<FuzzFolder> {
    const folder = new FuzzFolder(await mkdtemp(join(tmpdir(), 'bangfu-fuzz-')), ['input', 'temporary'])
    await mkdir(folder.input, { recursive: true })
    await mkdir(folder.temporary)
    return folder
  }

  /** Fails when anything lies outside of the input, or was left in the temporary folder. */
  async requireNothingWritten(): Promise<void> {
    const found = [await readdir(this.#root), (await readdir(join(this.#root, 'office'))).toSorted(), await readdir(this.temporary)].map((names) =>
      names.join(' '),
    )
    if (found.join('|') !== 'office|input temporary|') throw new Error(`written outside: ${found.join('|')}`)
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true, force: true })
  }
}
