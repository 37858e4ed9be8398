/**
 * What the checks say of what is decided at a desk: told before, of each choice, and after. They never refuse there, for what was
 * entered elsewhere is not mended by leaving it undecided; what they find then stands among the findings.
 */
import { keyOf } from '../../checks/guard.ts'
import { AppError } from '../../errors.ts'
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

/** Records looked at for one answer at most: beyond them the list of findings tells. */
const MOST_RECORDS = 200

/** What the checks say of the subjects that these records are part of, as they stand. What is only not entered is left to the cards. */
export function findingsAbout(database: ReadDatabase, records: readonly DecidedRecord[], { checks }: Pick<Office, 'checks'>): Findings {
  const byRegister = Map.groupBy(records.slice(0, MOST_RECORDS), ({ register }) => register)
  return new Map(
    [...byRegister]
      .flatMap(([register, some]) => [...checks.on(database, register, [...new Set(some.map(({ record }) => record))])])
      .filter(({ kind }) => kind !== 'incomplete')
      .map((finding) => [`${finding.record} ${keyOf(finding)}`, finding.message] as const),
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
