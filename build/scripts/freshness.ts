/** Whether something built is still what the sources say: a hash of the sources, kept beside the result. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** SHA-256 over names and contents of the files that the patterns match under `root`, in the order of their names. */
export function sourceHash(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256')
  const files = [
    ...new Set(
      patterns.flatMap((pattern) =>
        globSync(pattern, { cwd: root, exclude: isTest, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).join('/')),
      ),
    ),
  ]
  for (const file of files.toSorted())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function isTest(entry: { readonly name: string }): boolean {
  return /\.test\.tsx?$/.test(entry.name) || entry.name === 'testing'
}

export interface Buildable {
  /** File that remembers the hash of the sources the result was built from. */
  readonly stamp: string
  readonly hash: string
  /** A file of the result; without it nothing is fresh. */
  readonly result: string
  build(): Promise<void>
}

/** Whether the result is there and was built from these sources. */
export function isFresh({ stamp, hash, result }: Buildable): boolean {
  try {
    return existsSync(result) && readFileSync(stamp, 'utf8') === hash
  } catch {
    return false
  }
}

/** A lock so old was left by a build that was killed. */
const STALE_LOCK_MS = 5 * 60_000

/** Builds if need be; true when it did. A build that breaks off leaves no stamp behind; of several at once one builds and the others wait. */
export async function buildUnlessFresh(what: Buildable): Promise<boolean> {
  if (isFresh(what)) return false
  const unlock = await lock(`${what.stamp}.lock`)
  try {
    if (isFresh(what)) return false
    rmSync(what.stamp, { force: true })
    await what.build()
    writeFileSync(what.stamp, what.hash)
    return true
  } finally {
    unlock()
  }
}

async function lock(path: string): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true })
  for (;;) {
    try {
      mkdirSync(path)
      return () => rmSync(path, { recursive: true, force: true })
    } catch {
      if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > STALE_LOCK_MS) rmSync(path, { recursive: true, force: true })
      await wait(200)
    }
  }
}
