/** The version of a standard by which an exit is judged, and what was entered of each of its items. */
import type { Row } from '../../shapes.ts'
import { shippedStandards, type StandardItem } from './shipped.ts'
import { codeLabel } from '../../catalogue/derive/codes.ts'
import { codeListOf } from '../../catalogue/index.ts'
import type { Condition, KeptCondition } from '../../procedures/conditions.ts'
import type { ReadDatabase } from '../../store/index.ts'

export interface StandardInForce {
  readonly name: string
  readonly items: readonly StandardItem[]
}

/** What stands as the note of a criterion that the data told: nobody's paper. */
export const BY_DATA = '数据'

/** Codes of the list `exit_about`. */
export const ABOUT = { households: '1', villages: '2' } as const

/** Stands for the items of a version whose text is not known. */
const PENDING = 'pending'

/** What an office begins with: its own to change. */
export const builtInExitStandards: readonly Row[] = shippedStandards.flatMap(({ items, name: version, ...one }) =>
  (items.length === 0 ? [{ item: PENDING, label: '条文待补', target: '没有找到，请照文件补填' }] : items).map((item, index) => ({
    ...one,
    version,
    number: index + 1,
    ...item,
  })),
)

interface KeptItem extends StandardItem {
  readonly code: string
  readonly version: string
  readonly from_year: number
  readonly until_year: number | null
}

/**
 * The newest version of the year that has items: those on file, and of what has nothing on file that which comes with the program. `null` where there
 * is none of the year.
 */
export function standardOf(database: ReadDatabase, about: (typeof ABOUT)[keyof typeof ABOUT], year: number): StandardInForce | null {
  const kept = Map.groupBy(
    database.all<KeptItem>(
      'SELECT code, version, from_year, until_year, item, label, target FROM exit_standard WHERE about = ? AND deleted = 0 ORDER BY code, number, item',
      about,
    ),
    ({ code }) => code,
  )
  // A version that the county removed stays removed.
  const known = new Set(database.all<{ code: string }>('SELECT DISTINCT code FROM exit_standard').map(({ code }) => code))
  const versions = [
    ...[...kept].map(([code, items]) => ({ code, name: items[0]?.version ?? '', from: items[0]?.from_year ?? 0, until: items[0]?.until_year ?? null, items })),
    ...shippedStandards.filter((one) => one.about === about && !known.has(one.code)).map((one) => ({ ...one, from: one.from_year, until: null })),
  ]
  const [newest] = versions
    .map(({ items, ...version }) => ({ ...version, items: items.filter(({ item }) => item !== PENDING) }))
    .filter(({ from, until, items }) => items.length > 0 && from <= year && (until === null || year <= until))
    .toSorted((one, other) => other.from - one.from || (one.code < other.code ? 1 : -1))
  return newest === undefined ? null : { name: newest.name, items: newest.items.map(({ item, label, target }) => ({ item, label, target })) }
}

/** What somebody entered of an item. */
export interface EnteredCheck {
  readonly item: string
  readonly value: string | null
  readonly met: number
  readonly evidence: string | null
  readonly evidence_note: string | null
  readonly signed_for: string | null
  readonly signed_by: string | null
}

/** By the code of the item. `subject` as references to one of several registers are kept. */
export function enteredChecks(database: ReadDatabase, subject: string): ReadonlyMap<string, EnteredCheck> {
  const rows = database.all<EnteredCheck>(
    'SELECT item, value, met, evidence, evidence_note, signed_for, signed_by FROM exit_judgement WHERE subject = ? AND deleted = 0',
    subject,
  )
  return new Map(rows.map((row) => [row.item, row]))
}

/** How one item stands by what is on file; `null` where the data cannot tell. */
export interface Judged {
  readonly met: boolean
  readonly value: string
  readonly note?: string
  readonly doubtful?: boolean
}

/** What the data does not tell, and why. */
export interface Untold {
  readonly untold: string
}

/**
 * The items of a version as conditions. What the data tells holds; where it does not, what was entered does; where nothing was entered nobody knows.
 */
export function conditionsOfItems(
  { items }: StandardInForce,
  judge: (item: string) => Judged | Untold,
  entered: ReadonlyMap<string, EnteredCheck>,
): readonly Condition[] {
  return items.map(({ item, label, target }) => {
    const said = entered.get(item)
    const base = { key: item, label, target, doubtful: false, ...(said === undefined ? {} : { kept: keptOf(said) }) }
    const known = judge(item)
    if ('met' in known)
      return {
        ...base,
        value: known.value,
        met: known.met ? ('met' as const) : ('unmet' as const),
        note: known.note ?? null,
        doubtful: known.doubtful === true,
      }
    if (said === undefined) return { ...base, value: null, met: 'unknown' as const, note: `${known.untold}，请核实后在“认定退出指标”里填写。` }
    return { ...base, value: said.value, met: said.met === 1 ? ('met' as const) : ('unmet' as const), note: '按填写的认定' }
  })
}

/** The kinds of papers by their names, and what is noted beside them; what the program noted of the data is nobody's paper. */
function keptOf({ value, met, evidence, evidence_note: note, signed_for: department, signed_by: signer }: EnteredCheck): KeptCondition {
  const kinds = evidence === null ? [] : evidence.split(',').map((code) => codeLabel(codeListOf('evidence_type'), code))
  const signed = [department, signer].filter((part) => part !== null).join(' ')
  return { value, met: met === 1, evidence: [...kinds, ...(note === null || note === BY_DATA ? [] : [note])].join('、'), signed }
}

/** What cannot be judged: no version is of that year. */
export function withoutStandard(year: number): Condition {
  return {
    key: 'standard',
    label: '退出标准',
    target: `有 ${year} 年管用的退出标准`,
    value: null,
    met: 'unknown',
    note: `没有 ${year} 年的退出标准，请县里在“退出标准”里补上。`,
    doubtful: false,
  }
}
