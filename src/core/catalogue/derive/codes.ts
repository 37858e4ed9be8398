/** Code lists at work: what may be picked in a year, what a spelling means, what a code is called. */
import type { CodeItem, CodeList } from '../types.ts'
import { editDistance, spelling } from './text.ts'

/** Whether an item may be chosen in a year; without a year, always. */
export function isPickable(item: CodeItem, year?: number): boolean {
  return year === undefined || ((item.since ?? year) <= year && (item.until ?? year) >= year)
}

/** The items that may be chosen in a year, in list order; without a year, all. */
export function pickableItems(list: CodeList, year?: number): readonly CodeItem[] {
  return list.items.filter((item) => isPickable(item, year))
}

/** What an item is called in a year (2018 年起 低保户 is 低保脱贫户); without a year, its plain label. */
export function labelOf(item: CodeItem, year?: number): string {
  if (year === undefined) return item.label
  return item.yearLabels?.find((entry) => (entry.since ?? year) <= year && (entry.until ?? year) >= year)?.label ?? item.label
}

/** The label of a code; the code itself when the list does not have it. */
export function codeLabel(list: CodeList, code: string, year?: number): string {
  const item = itemOf(list, code)
  return item ? labelOf(item, year) : code
}

const itemsByCode = new WeakMap<CodeList, ReadonlyMap<string, CodeItem>>()

/** The item of a code, or `undefined`. */
export function itemOf(list: CodeList, code: string): CodeItem | undefined {
  let items = itemsByCode.get(list)
  if (!items) {
    items = new Map(list.items.map((item) => [item.code, item]))
    itemsByCode.set(list, items)
  }
  return items.get(code)
}

/** Codes in list order, each once; unknown ones at the end as they came. */
export function sortCodes(list: CodeList, codes: readonly string[]): readonly string[] {
  const wanted = new Set(codes)
  const known = list.items.filter((item) => wanted.delete(item.code)).map((item) => item.code)
  return [...known, ...wanted]
}

/** What a spelling means. `retired` items exist, but not in the year asked for. */
export type CodeMatch =
  | { readonly kind: 'item'; readonly item: CodeItem }
  | { readonly kind: 'ambiguous'; readonly items: readonly CodeItem[] }
  | { readonly kind: 'retired'; readonly item: CodeItem }
  | { readonly kind: 'unknown' }

const spellingsByItem = new WeakMap<CodeItem, readonly (readonly string[])[]>()

/** Every spelling of an item, by how much it can be trusted: labels, labels of other years, aliases, codes. */
export function spellingsOf(list: CodeList, item: CodeItem): readonly (readonly string[])[] {
  const known = spellingsByItem.get(item)
  if (known) return known
  const made = makeSpellings(list, item)
  spellingsByItem.set(item, made)
  return made
}

function makeSpellings(list: CodeList, item: CodeItem): readonly (readonly string[])[] {
  const withCode = ['', '-', '.', '、', ':', '_'].map((separator) => `${item.code}${separator}${item.label}`)
  const bare = list.labelsOnly ? [] : [item.code]
  const short = list.labelsOnly || !/^0\d+$/.test(item.code) ? [] : [item.code.replace(/^0+(?=\d)/, '')]
  return [[item.label], (item.yearLabels ?? []).map((entry) => entry.label), [...(item.aliases ?? []), ...withCode], bare, short].map((rank) => [
    ...new Set(rank.map(spelling)),
  ])
}

type Index = ReadonlyMap<string, readonly CodeItem[]>

const indexes = new WeakMap<CodeList, Map<number | 'all', Index>>()

function indexOf(list: CodeList, year: number | undefined): Index {
  const byYear = indexes.get(list) ?? new Map<number | 'all', Index>()
  indexes.set(list, byYear)
  const known = byYear.get(year ?? 'all')
  if (known) return known
  const made = makeIndex(list, pickableItems(list, year))
  byYear.set(year ?? 'all', made)
  return made
}

function makeIndex(list: CodeList, items: readonly CodeItem[]): Index {
  const index = new Map<string, CodeItem[]>()
  const spellings = items.map((item) => ({ item, ranks: spellingsOf(list, item) }))
  const depth = Math.max(0, ...spellings.map((entry) => entry.ranks.length))
  for (let rank = 0; rank < depth; rank += 1) {
    const found = new Map<string, CodeItem[]>()
    for (const { item, ranks } of spellings) {
      for (const text of ranks[rank] ?? []) if (!index.has(text)) found.set(text, [...(found.get(text) ?? []), item])
    }
    for (const [text, meant] of found) index.set(text, meant)
  }
  return index
}

/** Finds the item that a label, a label of another year, an alias or a code means, in that order of trust. */
export function matchCode(list: CodeList, text: string, year?: number): CodeMatch {
  const wanted = spelling(text)
  const found = indexOf(list, year).get(wanted)
  if (found) return found.length === 1 && found[0] ? { kind: 'item', item: found[0] } : { kind: 'ambiguous', items: found }
  const other = year === undefined ? undefined : indexOf(list, undefined).get(wanted)?.[0]
  return other ? { kind: 'retired', item: other } : { kind: 'unknown' }
}

const MOST_SUGGESTIONS = 3

/** Labels of a year nearest to a text: those that contain it or are contained first, then by edit distance. */
export function suggestLabels(list: CodeList, text: string, year?: number): readonly string[] {
  const wanted = spelling(text)
  const scored = pickableItems(list, year).map((item, order) => {
    const [labels = [], others = [], aliases = []] = spellingsOf(list, item)
    const names = [...labels, ...others, ...aliases]
    return { item, order, score: Math.min(...names.map((name) => nearness(wanted, name))) }
  })
  return scored
    .filter((entry) => entry.score < 1)
    .sort((one, other) => one.score - other.score || one.order - other.order)
    .slice(0, MOST_SUGGESTIONS)
    .map((entry) => labelOf(entry.item, year))
}

/** 0 for equal texts, 1 for texts that have nothing in common at any place. */
function nearness(wanted: string, name: string): number {
  const longest = Math.max(wanted.length, name.length)
  if (longest === 0) return 0
  const relative = editDistance(wanted, name) / longest
  const contained = wanted.length > 1 && name.length > 1 && (name.includes(wanted) || wanted.includes(name))
  return contained ? relative / 2 : relative
}
