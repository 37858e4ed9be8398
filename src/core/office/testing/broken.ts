/** What is left of an office when work that replaces its data fails, is cancelled or dies. */
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Steps } from '../../store/testing/steps.ts'

/** Bytes of a page of the database. */
export const PAGE = 4096

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .toSorted()

/** What must not be left behind once the office was opened again. */
export function leftIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|[\\/])restore-/.test(name) || name.endsWith('.partial'))
}

/** Every file of an office with a hash of its bytes, but for those that come and go while it is open, and the count of attempts to open it. */
export function listing(directory: string): string[] {
  return filesIn(directory)
    .filter((name) => !/-(wal|shm)$|\.lock(-journal)?$|keyring-attempts\.json$/.test(name))
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex')}`,
    )
}

/** Files in which a text can be read in clear. */
export function clearIn(directory: string, text: string): string[] {
  return filesIn(directory).filter((name) => readFileSync(join(directory, name)).includes(text))
}

/** How many writes the work makes. */
export async function writesOf(work: () => Promise<unknown>): Promise<number> {
  let writes = 0
  await atWrites(work, (number) => {
    writes = number
  })
  return writes
}

/**
 * Copies an office before each write that the work makes, or before those of these numbers (from 1), as a power cut would leave it then; the copies lie
 * beside it, in order.
 */
export async function caughtAtWrites(directory: string, work: () => Promise<unknown>, wanted?: ReadonlySet<number>): Promise<string[]> {
  const caught: string[] = []
  await atWrites(work, (number) => {
    if (wanted?.has(number) === false) return
    const copy = `${directory}-caught-${number}`
    rmSync(copy, { recursive: true, force: true })
    cpSync(directory, copy, { recursive: true })
    caught.push(copy)
  })
  return caught
}

async function atWrites(work: () => Promise<unknown>, told: (number: number) => void): Promise<void> {
  const steps = await Steps.watch(null, told)
  steps.counting = true
  try {
    await work()
  } finally {
    steps.end()
  }
}
