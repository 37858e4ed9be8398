import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

interface LockEntry {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Record<string, string>
  readonly hasInstallScript?: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): unknown => JSON.parse(readFileSync(`${root}${file}`, 'utf8'))
const lock = read('package-lock.json') as { packages: Record<string, LockEntry> }
const manifest = read('package.json') as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

/** Where the package manager would look for `name` from the package at `path`. */
function places(path: string, name: string): string[] {
  const parts = path.split('/node_modules/')
  const above = parts.map((_, index) => parts.slice(0, parts.length - index).join('/node_modules/'))
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

describe('the lock file', () => {
  it('holds the binaries of every system, not only of the one it was written on, so that a clean install works anywhere', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !places(path, name).some((place) => place in lock.packages))
        .map((name) => `${path} → ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('names no server of packages', () => {
    expect(
      Object.entries(lock.packages)
        .filter(([, entry]) => entry.resolved !== undefined)
        .map(([path]) => path),
    ).toEqual([])
  })

  it('every direct dependency is pinned to one version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^(npm:[@\w/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('every package that wants to run a script at install has been decided on', () => {
    const undecided = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => path.split('node_modules/').at(-1) ?? path)
    expect(undecided.filter((name) => !(name in manifest.allowScripts) && name !== 'fsevents')).toEqual([])
  })
})
