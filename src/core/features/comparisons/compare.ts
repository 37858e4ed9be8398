/** From an open list to what it gives cause to look into. Nothing is written. */
import type { OpenWorkbook } from '../../excel/readWorkbook.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import { levelOfCode } from '../divisions/index.ts'
import { LOWEST_LEVEL } from '../../rules/levels.ts'
import type { Office } from '../../runtime.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { accountOf, judge, unreadNotes, type Earlier, type Judged } from './account.ts'
import type { Account, CompareOptions } from './contract.ts'
import { earlierOf, type EarlierFacts } from './earlier.ts'
import type { Entry } from './entries.ts'
import type { Kind } from './kinds.ts'
import { MANY_AT_ONCE, matchEntries, type Compared } from './match.ts'
import { People } from './people.ts'
import { readList, type Remembered } from './readList.ts'

export interface CompareRequest {
  readonly workbook: OpenWorkbook
  readonly kind: Kind
  readonly options: CompareOptions
  /** The division whose people are compared. */
  readonly place: string
  readonly today: string
  readonly office: Pick<Office, 'store' | 'divisions'>
  readonly remembered: Remembered
}

/** A list as it was compared. */
export interface ComparedPlan {
  readonly kind: Kind
  readonly options: CompareOptions
  readonly place: string
  readonly today: string
  readonly judged: readonly Judged[]
  readonly account: Account
  readonly notes: string
  readonly skipped: number
  /** Key under which its columns are remembered. */
  readonly headings: string
  /** Number of the last entry of the journal when it was compared. */
  readonly journal: number
}

/** Number of the last entry of the journal. */
export function headOf(database: ReadDatabase): number {
  return database.get<{ last: number | null }>('SELECT max(sequence) AS last FROM journal')?.last ?? 0
}

/** Reads and compares all rows. Throws what reading throws, HEADINGS, FILE_EMPTY, VALIDATION and CANCELLED. */
export async function compareList(request: CompareRequest, job: Pick<JobContext, 'signal' | 'step' | 'progress' | 'phase'>): Promise<ComparedPlan> {
  const { workbook, kind, options, place, today, office } = request
  const { read } = office.store
  const journal = headOf(read)
  const { entries, skipped, headings } = await readList(workbook, options, { item: kind.item, remembered: request.remembered, today }, job)
  // The thread that reads holds memory of its own.
  await workbook.close()
  job.phase('比对', 0.5, entries.length)
  const step = (): Promise<void> => job.step()
  const compared = await matchEntries(entries, {
    people: new People(read, place, step),
    villageOf: villageFinder(office.divisions, place),
    step,
    onDone: (done) => job.progress(done, entries.length),
  })
  const who = new Set<string>()
  for (const { candidate } of compared) if (candidate !== null) who.add(candidate.who ?? candidate.subject)
  await step()
  const facts: EarlierFacts = await earlierOf(read, kind.id, [...who], step)
  await step()
  const judged = await judgeInPortions(compared, kind.concerns, (fact) => facts.get(fact), step)
  const account = accountOf(judged)
  await step()
  return { kind, options, place, today, judged, account, notes: unreadNotes(judged), skipped, headings, journal }
}

/** A portion of rows at a time, which are then let go: a hundred thousand at once would keep others waiting, and be held twice. */
async function judgeInPortions(
  compared: Compared[],
  concerns: readonly string[],
  earlier: (fact: string) => Earlier | undefined,
  step: () => Promise<void>,
): Promise<Judged[]> {
  const judged: Judged[] = []
  while (compared.length > 0) {
    judged.push(...judge(compared.splice(0, MANY_AT_ONCE), concerns, earlier))
    await step()
  }
  return judged
}

/** A group of a village, a number of a house and whatever follows, at the end of an address. */
const BEHIND_VILLAGE = /(?:第?[一二三四五六七八九十百\d]{1,3}(?:村民)?(?:社|小?组|队|号)).*$/u

/** Finds the village that a row names, within the division that is compared; a division that is a village stands for rows that name none. */
function villageFinder(divisions: Office['divisions'], place: string): (entry: Entry) => string | null {
  const whole = levelOfCode(place) === LOWEST_LEVEL ? place : null
  const known = new Map<string, string | null>()
  const find = (township: string, village: string): string | null => {
    const found = divisions.match({ ...(township === '' ? {} : { township }), village }, { scope: place })
    if (found.ok) return found.code
    const short = village.replace(BEHIND_VILLAGE, '')
    if (short === village || short === '') return null
    return find(township, short)
  }
  return ({ township, village }) => {
    if (village === '') return whole
    const key = `${township} ${village}`
    let answer = known.get(key)
    if (answer === undefined) known.set(key, (answer = find(township, village)))
    return answer
  }
}
