/** What becomes of each row, and the account of a list that adds up. Pure. */
import type { Compared } from './match.ts'
import type { Account } from './contract.ts'

/** What somebody who was found is for the kind of list: a new suspicion, one judged before, one that waits already, or none. */
type Result = 'hit' | 'known' | 'pending' | 'harmless'

/** A suspicion of the same person, kind and thing that is on file. */
export interface Earlier {
  readonly state: string
  readonly judgedOn: string | null
  readonly verifier: string | null
  readonly reason: string | null
}

export interface Judged extends Compared {
  /** Null where nobody was found. */
  readonly result: Result | null
  readonly earlier: Earlier | null
}

/** What a suspicion is recognised by, next year too: the person and the thing. */
export function factOf(who: string, item: string | null): string {
  return `${who} ${item ?? ''}`
}

/** Gives each row its result. `earlier` finds what is on file by {@link factOf}. */
export function judge(compared: readonly Compared[], concerns: readonly string[], earlier: (fact: string) => Earlier | undefined): Judged[] {
  return compared.map((one): Judged => {
    const { candidate } = one
    if (candidate === null) return judgedAs(one, null, null)
    if (candidate.scope === null || !concerns.includes(candidate.scope)) return judgedAs(one, 'harmless', null)
    const before = earlier(factOf(candidate.who ?? candidate.subject, one.entry.item))
    if (before === undefined) return judgedAs(one, 'hit', null)
    return judgedAs(one, before.state === 'open' ? 'pending' : 'known', before)
  })
}

/** Field by field: what is spread into an object takes half as much again, and there are a hundred thousand. */
function judgedAs({ entry, outcome, candidate, by, note, why, village }: Compared, result: Result | null, earlier: Earlier | null): Judged {
  return { entry, outcome, candidate, by, note, why, village, result, earlier }
}

/** The account: rows = repeated + read, read = matched + unsure + unmatched + unreadable, matched + unsure = hits + known + pending + harmless. */
export function accountOf(judged: readonly Judged[]): Account {
  const count = (is: (one: Judged) => boolean): number => judged.filter(is).length
  const repeated = count(({ outcome }) => outcome === 'repeated')
  return {
    rows: judged.length,
    repeated,
    read: judged.length - repeated,
    matched: count(({ outcome }) => outcome === 'matched'),
    unsure: count(({ outcome }) => outcome === 'unsure'),
    unmatched: count(({ outcome }) => outcome === 'unmatched'),
    unreadable: count(({ outcome }) => outcome === 'unreadable'),
    hits: count(({ result }) => result === 'hit'),
    known: count(({ result }) => result === 'known'),
    pending: count(({ result }) => result === 'pending'),
    harmless: count(({ result }) => result === 'harmless'),
    namesakes: count(({ outcome, why }) => outcome === 'unmatched' && why === 'namesake'),
    several: count(({ outcome, why }) => outcome === 'unmatched' && why === 'several'),
    enterable: count(isEnterable),
  }
}

/** Whether a household not on file can be entered for a row: it names somebody of a village whose number nobody has. */
export function isEnterable({ outcome, entry, village, why }: Compared): boolean {
  return outcome === 'unmatched' && why === null && village !== null && entry.name !== '' && entry.number !== null
}

const MOST_ROWS_NAMED = 20
const MOST_NOTES = 3900

/** The rows that could not be read, by reason: 第 3、8 行：没有证件号码，也没有姓名。 */
export function unreadNotes(judged: readonly Judged[]): string {
  const reasons = new Map<string, number[]>()
  for (const { outcome, note, entry } of judged) {
    if (outcome !== 'unreadable') continue
    const rows = reasons.get(note)
    if (rows === undefined) reasons.set(note, [entry.row])
    else rows.push(entry.row)
  }
  const lines = [...reasons].map(([reason, rows]) => {
    const named = rows.slice(0, MOST_ROWS_NAMED).join('、')
    return `第 ${named}${rows.length > MOST_ROWS_NAMED ? ` 等 ${rows.length}` : ''} 行：${reason}`
  })
  return lines.join('\n').slice(0, MOST_NOTES)
}
