import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ATTEMPTS_FILE, forgetRun } from '../attempts.ts'

/** Spares a test the wait after wrong passwords. */
export async function forgiveAttempts(directory: string): Promise<void> {
  forgetRun(directory)
  await writeFile(join(directory, ATTEMPTS_FILE), '{}')
}
