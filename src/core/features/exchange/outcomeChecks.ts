/**
 * What the household checks say of what is decided at a desk: told before, of each choice, and after. They never refuse there, for what was
 * entered elsewhere is not mended by leaving it undecided.
 */
import { AppError } from '../../errors.ts'
import { CHECKED, findingsOf, keyOf, subjectsOf, type GuardContext, type Subject } from '../household/index.ts'
import type { Office } from '../../runtime.ts'
import type { ReadDatabase, Transaction } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'

/** A record that is decided about. */
export interface DecidedRecord {
  readonly register: string
  readonly record: string
}

/** By finding, its sentence. */
export type Findings = ReadonlyMap<string, string>

/** Households looked at for one answer at most: beyond them the cards tell. */
const MOST_HOUSEHOLDS = 200

/** The checks in the words and by the parameters of an office. */
export function checksOf(office: Office, today: string): GuardContext {
  return { parameters: () => office.parameters(), today: () => today }
}

/** What the checks say of the households that these records speak of, as they stand. What is only not entered is left to the cards. */
export function findingsAbout(database: ReadDatabase, records: readonly DecidedRecord[], context: GuardContext): Findings {
  const subjects = new Map<string, Subject>()
  for (const { register, record } of records) {
    if (!CHECKED.includes(register)) continue
    for (const subject of subjectsOf(database, register, [record], context)) {
      if (subjects.size < MOST_HOUSEHOLDS) subjects.set(`${subject.household} ${subject.year}`, subject)
    }
  }
  return new Map(
    [...subjects].flatMap(([name, subject]) =>
      findingsOf(database, subject, context)
        .filter(({ kind }) => kind !== 'incomplete')
        .map((finding) => [`${name} ${keyOf(finding)}`, finding.message] as const),
    ),
  )
}

/** Sentences of findings that were not there before, each once. */
export function added(before: Findings, after: Findings): string[] {
  return [...new Set([...after].filter(([key]) => !before.has(key)).map(([, message]) => message))]
}

/** Does something, looks at what the checks say then, and takes it back. Where it cannot be done the sentence that says so is all there is to tell. */
export async function foretell(
  office: Office,
  user: SessionUser,
  kind: string,
  look: (transaction: Transaction) => Findings,
  act: (transaction: Transaction) => void,
): Promise<{ before: Findings; after: Findings }> {
  let told: { before: Findings; after: Findings } | null = null
  try {
    await office.records.writer.change(user, { kind, title: '试算' }, ({ transaction }) => {
      const before = look(transaction)
      act(transaction)
      told = { before, after: look(transaction) }
      throw new AppError('CANCELLED', '只试算，不写入。', '')
    })
  } catch (error) {
    if (told !== null) return told
    if (error instanceof AppError) return { before: new Map(), after: new Map([['', `${error.message}${error.action}`]]) }
    throw error
  }
  return { before: new Map(), after: new Map() }
}
