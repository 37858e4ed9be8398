/** Joins the current list with its histories into values of the register `division`. Pure. */
import { digitsOf, levelOfDigits, LOWEST_LEVEL, type DivisionLevel } from '#core/rules/levels.ts'
import type { ArchiveHistory } from './archive.ts'
import { formatFormer } from './former.ts'
import type { FormerState } from './former.ts'
import { fullCode, kindOfCode } from './names.ts'

/** One record of the register `division`, by catalogue key. */
export interface DivisionValues {
  readonly code: string
  readonly name: string
  readonly parent_code: string | null
  readonly level: DivisionLevel
  /** First and last year of the division itself under any name and code; null where no vintage shows its beginning or end. */
  readonly valid_from: number | null
  readonly valid_to: number | null
  /** See `former.ts`. */
  readonly former_names: string | null
  /** Its code in the national poverty system; not published, so entered by the office. */
  readonly national_code: string | null
  readonly kind: string | null
}

interface Listed {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parent: string | null
}

/** A state that held up to a year, with name and code told. */
interface FullState {
  readonly name: string
  readonly code: string
  readonly until: number
}

/**
 * @param path from the province down to the division asked for
 * @param below everything under it, parents before children
 * @param histories of the whole province
 */
export function withHistories(path: readonly Listed[], below: readonly Listed[], histories: readonly ArchiveHistory[]): DivisionValues[] {
  const changes = new Map(histories.map((history) => [fullCode(history.code), history]))
  const states = new Map<string, readonly FullState[]>()
  const holders = new Map<string, string>()
  const rows: DivisionValues[] = []
  for (const division of [...path, ...below]) {
    const change = changes.get(division.code)
    const former = statesOf(division, change, states.get(division.parent ?? '') ?? [])
    states.set(division.code, former)
    holders.set(division.code, division.code)
    for (const state of former) if (!holders.has(state.code)) holders.set(state.code, division.code)
    rows.push({
      code: division.code,
      name: division.name,
      parent_code: division.parent,
      level: division.level,
      valid_from: change?.from ?? null,
      valid_to: null,
      former_names: formatFormer(formerOf(division, former)),
      national_code: null,
      kind: kindOfCode(division.code),
    })
  }
  const within = new Set([path.at(-1)?.code, ...below.map(({ code }) => code)])
  rows.push(...goneRows(histories, holders, within, states))
  return rows
}

/** Former states of a division: its own changes, and those of the code of its parent, which change the code of all below. */
function statesOf(division: Listed, change: ArchiveHistory | undefined, parent: readonly FullState[]): FullState[] {
  const own = change?.former ?? []
  const years = [...new Set([...own, ...parent].map(({ until }) => until))].filter((year) => year >= (change?.from ?? 0)).sort((one, other) => one - other)
  const digits = division.level === LOWEST_LEVEL || division.level === 'township' ? 3 : 2
  const end = digitsOf(division.level)
  return years.map((until) => {
    const then = own.filter((state) => state.until >= until)
    const name = then.find((state) => state.name !== undefined)?.name ?? division.name
    const part = then.find((state) => state.code !== undefined)?.code ?? division.code.slice(end - digits, end)
    const above = parent.find((state) => state.until >= until)?.code ?? division.parent ?? ''
    return { until, name, code: fullCode(part.length > digits ? part : above.slice(0, end - digits) + part) }
  })
}

/** Only what differs from the state that came next, so that the text stays short. */
function formerOf(division: Listed, states: readonly FullState[]): FormerState[] {
  return states.flatMap(({ name, code, until }, index): FormerState[] => {
    const next = states[index + 1] ?? division
    if (next.name === name && next.code === code) return []
    return [{ ...(next.name === name ? {} : { name }), ...(next.code === code ? {} : { code }), until }]
  })
}

/** Divisions that ended, under whoever holds the code of their parent today. */
function goneRows(
  histories: readonly ArchiveHistory[],
  holders: Map<string, string>,
  within: ReadonlySet<string | undefined>,
  states: ReadonlyMap<string, readonly FullState[]>,
): DivisionValues[] {
  const rows: DivisionValues[] = []
  const included = new Set(within)
  for (const history of histories) {
    const { code, from, to, name } = history
    if (name === undefined) continue
    const full = fullCode(code)
    const parentShort = code.length === 12 ? code.slice(0, 9) : code.length === 9 ? code.slice(0, 6) : code.slice(0, -2)
    const parent = holders.get(fullCode(parentShort))
    if (parent === undefined || !included.has(parent) || holders.has(full)) continue
    included.add(full)
    holders.set(full, full)
    const division: Listed = { code: full, name, level: levelOfDigits(code.length), parent }
    const former = statesOf(division, history, states.get(parent) ?? []).filter((state) => to === null || state.until < to)
    rows.push({
      code: full,
      name,
      parent_code: parent,
      level: division.level,
      valid_from: from,
      valid_to: to,
      former_names: formatFormer(formerOf(division, former)),
      national_code: null,
      kind: kindOfCode(full),
    })
  }
  return rows
}
