/**
 * Wrong passwords slow down: after each one the next attempt must wait 1, 2, 4 … at most 300 seconds, also after a restart.
 *
 * An attempt is written down as failed before it is made and struck out when it succeeds, so that killing the program does not
 * save an attempt. Only the time passed since the last attempt counts, and a clock that was set back counts as no time passed:
 * neither a wrong clock then nor a changed clock now can lock an office out for longer than the wait itself.
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
    super('TOO_MANY_ATTEMPTS', `密码连续输错，请等 ${seconds} 秒后再试。`, '请趁这段时间核对登录名、大小写锁定键和输入法；忘记密码时，请管理员重设，或使用设立时打印的恢复码。')
    this.seconds = seconds
  }
}

const attemptsShape = z.record(z.string(), z.object({ failures: z.number().int().min(1), at: z.number() }))
type Attempts = z.infer<typeof attemptsShape>

/** What could not be written to the disk (full, read-only), by folder. */
const unsaved = new Map<string, Attempts>()

/** Seconds to wait after so many failures in a row. */
export function waitAfter(failures: number): number {
  return failures <= 0 ? 0 : Math.min(LONGEST_WAIT, 2 ** Math.min(failures - 1, 20))
}

/**
 * Notes an attempt of `who` as failed and returns the seconds to wait if it does fail, or throws {@link TooManyAttempts}.
 * `now` in milliseconds since 1970.
 */
export async function beginAttempt(directory: string, who: string, now: number): Promise<number> {
  const attempts = await readAttempts(directory)
  const last = attempts[who]
  if (last !== undefined) {
    const passed = now - last.at
    if (passed < 0) {
      await writeAttempts(directory, { ...attempts, [who]: { ...last, at: now } })
      throw new TooManyAttempts(waitAfter(last.failures))
    }
    const remaining = waitAfter(last.failures) * 1000 - passed
    if (remaining > 0) throw new TooManyAttempts(Math.ceil(remaining / 1000))
  }
  const failures = (last?.failures ?? 0) + 1
  await writeAttempts(directory, { ...attempts, [who]: { failures, at: now } })
  return waitAfter(failures)
}

/** Strikes out the failures of `who` after a right password. */
export async function clearAttempts(directory: string, who: string): Promise<void> {
  const { [who]: cleared, ...rest } = await readAttempts(directory)
  if (cleared !== undefined) await writeAttempts(directory, rest)
}

async function readAttempts(directory: string): Promise<Attempts> {
  const kept = unsaved.get(directory)
  if (kept !== undefined) return kept
  try {
    return attemptsShape.parse(JSON.parse(await readFile(join(directory, ATTEMPTS_FILE), 'utf8')))
  } catch {
    // Whoever can damage this file could as well delete it; the cost of scrypt remains.
    return {}
  }
}

async function writeAttempts(directory: string, attempts: Attempts): Promise<void> {
  try {
    await writeFileAtomic(join(directory, ATTEMPTS_FILE), JSON.stringify(attempts))
    unsaved.delete(directory)
  } catch {
    unsaved.set(directory, attempts)
  }
}
