/** Finding a label by what is quickest to type: its code, its first letters in 拼音, its full 拼音, or some of its characters. */
import type { pinyin as Pinyin } from 'pinyin-pro'

interface Spelling {
  readonly initials: string
  readonly full: string
}

const spellings = new Map<string, Spelling>()
const UNKNOWN: Spelling = { initials: '', full: '' }

let pinyin: typeof Pinyin | null = null
/**
 * The dictionary of readings is a third of the program: the page is drawn while it comes. Until then, which is before anybody has
 * logged in, labels are found by their characters and codes alone; so they are if it does not come at all.
 */
export const readingsLoaded: Promise<void> = import('pinyin-pro').then(
  (library) => {
    pinyin = library.pinyin
  },
  () => undefined,
)

function compact(parts: readonly string[]): string {
  return parts
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

function spellingOf(text: string): Spelling {
  const known = spellings.get(text)
  if (known !== undefined) return known
  if (pinyin === null) return UNKNOWN
  const made = {
    initials: compact(pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' })),
    full: compact(pinyin(text, { toneType: 'none', type: 'array', v: true })),
  }
  spellings.set(text, made)
  return made
}

/** First letters of the 拼音, `zjhb` for 致家户病; digits and Latin letters are kept. */
export function initialsOf(text: string): string {
  return spellingOf(text).initials
}

/** Half-width, small letters, no blanks: how queries are compared. */
function normalizeQuery(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

/** Whether a label answers a query; an empty query matches all. */
export function matchesText(label: string, query: string): boolean {
  return rankOf({ label }, query) !== null
}

export interface Findable {
  readonly label: string
  readonly code?: string
  readonly aliases?: readonly string[]
}

function sameCode(code: string, query: string): boolean {
  return code.toLowerCase() === query || (/^\d+$/.test(query) && /^\d+$/.test(code) && Number(code) === Number(query))
}

/**
 * How well an option answers a query: 0 is exact, greater is weaker, null does not answer.
 * A code number needs no leading zeros (`3` finds `03`).
 */
export function rankOf(option: Findable, query: string): number | null {
  const wanted = normalizeQuery(query)
  if (wanted === '') return 5
  if (option.code !== undefined && sameCode(option.code, wanted)) return 0
  const label = normalizeQuery(option.label)
  if (label === wanted || option.aliases?.some((alias) => normalizeQuery(alias) === wanted) === true) return 0
  if (label.startsWith(wanted)) return 1
  if (option.code?.toLowerCase().startsWith(wanted) === true) return 2
  if (/^[a-z0-9]+$/.test(wanted)) {
    const { initials, full } = spellingOf(option.label)
    if (initials === wanted) return 1
    if (initials.startsWith(wanted)) return 2
    if (full.startsWith(wanted)) return 3
    if (initials.includes(wanted)) return 4
  }
  if (label.includes(wanted) || option.aliases?.some((alias) => normalizeQuery(alias).includes(wanted)) === true) return 4
  return null
}

/** The options that answer the query, best first, in their own order among equals. */
export function findOptions<T extends Findable>(options: readonly T[], query: string): readonly T[] {
  return options
    .map((option, index) => ({ option, index, rank: rankOf(option, query) }))
    .filter((entry) => entry.rank !== null)
    .sort((left, right) => (left.rank ?? 0) - (right.rank ?? 0) || left.index - right.index)
    .map((entry) => entry.option)
}
