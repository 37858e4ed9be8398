/**
 * Wrong passwords slow down: after each one the next attempt must wait 1, 2, 4 … at most 300 seconds, also after a restart.
 *
 * An attempt is written down as failed before it is made and struck out when it succeeds, so that killing the program does not
 * save an attempt. Only the time passed since the last attempt counts, and a clock that was set back counts as no time passed:
 * neither a wrong clock then nor a changed clock now can lock an office out for longer than the wait itself.
 *
 * The counter holds as far as a file can. While the program runs it is in memory, whatever becomes of the file, and so is the time passed,
 * whatever becomes of the clock. Between two runs a keyring that has been used says that there is a counter: one that is missing or cannot be
 * read is as many failures as make the longest wait, for everybody, from the moment on at which that was noticed. What it cannot do is notice
 * that the whole folder, or the counter, was put back to what it was before, or copied away.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { writeFileAtomic } from '../files/atomic.ts'

export const ATTEMPTS_FILE = 'keyring-attempts.json'

/** Longest wait, in seconds. */
export const LONGEST_WAIT = 300

/** Refused because of earlier wrong passwords; `seconds` until the next attempt is heard. */
export class TooManyAttempts extends AppError {
  readonly seconds: number

  constructor(seconds: number) {
    super(
      'TOO_MANY_ATTEMPTS',
      `密码连续输错，请等 ${seconds} 秒后再试。`,
      '请趁这段时间核对登录名、大小写锁定键和输入法；忘记密码时，请管理员重设，或使用设立时打印的恢复码。',
    )
    this.seconds = seconds
  }
}

/** `at` in milliseconds since 1970. A struck-out entry stays with 0 failures where the counter was lost, for it no longer counts there. */
const attemptsShape = z.record(z.string(), z.object({ failures: z.number().int().min(0), at: z.number() }))
type Attempts = z.infer<typeof attemptsShape>

/** Stands for everybody of whom nothing is known, after the counter was lost. */
const LOST = 'lost'
const LOST_FAILURES = 10

/** The counters of this run by folder; they stand above the files, which may be deleted, or not be written (disk full). */
const counters = new Map<string, Attempts>()

/** The last attempts of this run by folder and person, on a clock that nobody can set. */
const steady = new Map<string, number>()

/** Where times come from: `now` in milliseconds since 1970, `steady` in milliseconds since anything. */
export interface Clocks {
  readonly now: number
  readonly steady: number
}

/** Seconds to wait after so many failures in a row. */
export function waitAfter(failures: number): number {
  return failures <= 0 ? 0 : Math.min(LONGEST_WAIT, 2 ** Math.min(failures - 1, 20))
}

/**
 * Notes an attempt of `who` as failed and returns the seconds to wait if it does fail, or throws {@link TooManyAttempts}.
 * `counted`: the keyring says that there is a counter.
 */
export async function beginAttempt(directory: string, who: string, clocks: Clocks, counted = false): Promise<number> {
  const attempts = await readAttempts(directory, clocks.now, counted)
  const last = attempts[who] ?? attempts[LOST]
  if (last !== undefined) await requirePassed(directory, who, { attempts, last }, clocks)
  const failures = (last?.failures ?? 0) + 1
  steady.set(placeOf(directory, who), clocks.steady)
  await writeAttempts(directory, { ...attempts, [who]: { failures, at: clocks.now } })
  return waitAfter(failures)
}

/** Strikes out the failures of `who` after a right password. */
export async function clearAttempts(directory: string, who: string): Promise<void> {
  const { [who]: cleared, ...rest } = counters.get(directory) ?? (await readFromFile(directory)) ?? {}
  steady.delete(placeOf(directory, who))
  const lost = rest[LOST]
  if (lost !== undefined) await writeAttempts(directory, { ...rest, [who]: { failures: 0, at: lost.at } })
  else if (cleared !== undefined) await writeAttempts(directory, rest)
}

/** Whether the counter is on the disk, so that the keyring may say so; an empty one is written where there is none. */
export async function settleCounter(directory: string): Promise<boolean> {
  if ((await readFromFile(directory)) === null) await writeAttempts(directory, counters.get(directory) ?? {})
  return (await readFromFile(directory)) !== null
}

/** Lets the next attempt find what is on the disk, as after a restart. */
export function forgetRun(directory: string): void {
  counters.delete(directory)
  for (const place of [...steady.keys()]) if (place.startsWith(`${directory}\n`)) steady.delete(place)
}

async function requirePassed(
  directory: string,
  who: string,
  { attempts, last }: { readonly attempts: Attempts; readonly last: Attempts[string] },
  { now, steady: tick }: Clocks,
): Promise<void> {
  const wait = waitAfter(last.failures)
  const passed = now - last.at
  if (passed < 0) {
    await writeAttempts(directory, { ...attempts, [who]: { ...last, at: now } })
    throw new TooManyAttempts(wait)
  }
  const since = tick - (steady.get(placeOf(directory, who)) ?? -Infinity)
  // A clock that nobody sets never goes back.
  const remaining = wait * 1000 - (since < 0 ? passed : Math.min(passed, since))
  if (remaining > 0) throw new TooManyAttempts(Math.ceil(remaining / 1000))
}

async function readAttempts(directory: string, now: number, counted: boolean): Promise<Attempts> {
  const known = counters.get(directory) ?? (await readFromFile(directory))
  if (known !== null) return known
  if (!counted) return {}
  const lost: Attempts = { [LOST]: { failures: LOST_FAILURES, at: now } }
  await writeAttempts(directory, lost)
  return lost
}

/** What the file says; null where it is missing or cannot be read. */
async function readFromFile(directory: string): Promise<Attempts | null> {
  try {
    return attemptsShape.parse(JSON.parse(await readFile(join(directory, ATTEMPTS_FILE), 'utf8')))
  } catch {
    return null
  }
}

async function writeAttempts(directory: string, attempts: Attempts): Promise<void> {
  counters.set(directory, attempts)
  await writeFileAtomic(join(directory, ATTEMPTS_FILE), JSON.stringify(attempts)).catch(() => undefined)
}

function placeOf(directory: string, who: string): string {
  return `${directory}\n${who}`
}
