/** 按标准查短板: compares a place with the standards of a year and writes down what is lacking and not yet on file. It closes nothing. */
import { responsibilityOf, sitesOf } from '../../exchange/sites.ts'
import { may, mayWrite } from '../../access/permissions.ts'
import { identityOf } from '../../catalogue/derive/identity.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { divisionPrefix } from '../../rules/levels.ts'
import { plainText } from '../../rules/money.ts'
import { lastDayOf } from '../../rules/parameterTerms.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { countingFor } from '../statistics/service.ts'
import { below, type Compared, type Scope } from './compare.ts'
import { measureOf, type Measure } from './measure.ts'

const SHORTFALL = registerOf('shortfall')

export interface FoundShortfalls {
  readonly changeSet: string | null
  readonly added: number
  /** Lacking, and on file already or removed by somebody before. */
  readonly known: number
  /** Lacking in villages that another office is in charge of, which finds them itself. */
  readonly elsewhere: number
  /** How many standards were compared with the data; the names of those that are surveyed, and of those that cannot be compared as they are written. */
  readonly compared: number
  readonly surveyed: readonly string[]
  readonly unusable: readonly { readonly name: string; readonly why: string }[]
}

export interface Finding {
  readonly division: string
  readonly year: number
  /** Tells what would be written down and writes nothing. */
  readonly dryRun?: boolean | undefined
}

/** What is told while it runs: which standard of how many is compared. */
export type FindingJob = Pick<JobContext, 'signal' | 'progress' | 'step'>

/** The name of the change set and of the job. Throws FORBIDDEN where the asker enters nothing there, NOT_FOUND for a place that is none. */
export function allowedToFind(office: Office, user: SessionUser, { division, year }: Finding): string {
  if (office.divisions.get(division) === undefined) throw new AppError('NOT_FOUND', `没有区划“${division}”。`, '请重新选择乡镇或村。')
  if (!may(user, 'batch edit') || !mayWrite(user, division))
    throw new AppError('FORBIDDEN', '您没有在这里登记短板的权限。', '请由负责这个地方的录入员或管理员查短板。')
  return `按标准查短板：${office.divisions.fullName(division)} ${year} 年`
}

/** Throws as `allowedToFind`. */
export async function findShortfalls(office: Office, user: SessionUser, asked: Finding, today: string, job?: FindingJob): Promise<FoundShortfalls> {
  const title = allowedToFind(office, user, asked)
  const { division, year } = asked
  const { measures, surveyed, unusable } = standardsOf(office.store.read, year)
  const parameters = office.parameters()
  const scope: Scope = {
    year,
    prefix: divisionPrefix(division),
    poorStatus: poorStatusOf(office, user, year, today),
    parameter: (key, village) => parameters(key, lastDayOf(year), village),
  }
  const inCharge = responsibilityOf(sitesOf(office.store.read), office.unit.code)
  const isOurs = (village: string): boolean => inCharge === null || inCharge({ register: SHORTFALL.name, owner: village, kind: 'batch' })
  const counts = { added: 0, known: 0, elsewhere: 0 }
  const compare = async (database: ReadDatabase, step: () => Promise<void>, write: (found: Row) => void): Promise<void> => {
    for (const [index, measure] of measures.entries()) {
      job?.progress(index, measures.length)
      const known = knownOf(database, measure, year)
      for (const one of below(database, measure, scope)) {
        const values = valuesOf(measure, one, { year, today })
        const kind = kindOf(database, values, { known, isOurs })
        counts[kind] += 1
        if (kind === 'added') write(values)
        await step()
      }
    }
  }
  const answer = { compared: measures.length, surveyed, unusable }
  if (asked.dryRun === true) {
    await compare(
      office.store.read,
      async () => job?.step(),
      () => undefined,
    )
    return { changeSet: null, ...counts, ...answer }
  }
  const { changeSet } = await office.records.writer.changeInSteps(
    user,
    { kind: 'batch', title },
    async (door, step) => {
      await compare(door.transaction, step, (values) => door.insert(SHORTFALL, values, { initials: true }))
    },
    job?.signal,
  )
  return { changeSet, ...counts, ...answer }
}

/** A gap as it is written down. */
function valuesOf(
  measure: Measure,
  { subject, village, current, required }: Compared,
  { year, today }: { readonly year: number; readonly today: string },
): Row {
  return {
    subject,
    standard_id: measure.id,
    year,
    village,
    category: measure.category,
    current,
    required,
    unit: measure.unit,
    found_on: today,
    origin: '1',
    description: `${measure.name}：标准 ${plainText(required, 2)} ${measure.unit}，现状 ${plainText(current, 2)} ${measure.unit}，差 ${plainText(required - current, 2)} ${measure.unit}`,
  }
}

interface Known {
  readonly known: ReadonlySet<string>
  /** Whether this office is in charge of a village. */
  readonly isOurs: (village: string) => boolean
}

function kindOf(database: ReadDatabase, values: Row, { known, isOurs }: Known): 'added' | 'known' | 'elsewhere' {
  if (known.has(String(values['subject']))) return 'known'
  const id = identityOf(SHORTFALL, values)
  // One that somebody removed stays removed.
  if (id !== null && database.get(`SELECT 1 FROM ${SHORTFALL.name} WHERE id = ?`, id) !== undefined) return 'known'
  return isOurs(String(values['village'])) ? 'added' : 'elsewhere'
}

/** Whose gap by this standard is on file: of this year, or of an earlier one and not closed. */
function knownOf(database: ReadDatabase, { code }: Measure, year: number): Set<string> {
  const rows = database.all<{ subject: string }>(
    `SELECT g.subject FROM shortfall g WHERE g.deleted = 0 AND g.standard_id IN (SELECT id FROM shortfall_standard WHERE code = ?) AND (g.year = ? OR g.stage IS NOT 'closed')`,
    code,
    year,
  )
  return new Set(rows.map(({ subject }) => subject))
}

/** The version of each standard that holds in a year. */
function standardsOf(database: ReadDatabase, year: number): { measures: Measure[]; surveyed: string[]; unusable: { name: string; why: string }[] } {
  const rows = database.all<SqlRow>(
    `SELECT s.* FROM shortfall_standard s WHERE s.deleted = 0 AND s.valid_from <= ? AND (s.valid_until IS NULL OR s.valid_until >= ?)
       AND s.valid_from = (SELECT max(o.valid_from) FROM shortfall_standard o WHERE o.code = s.code AND o.deleted = 0 AND o.valid_from <= ?) ORDER BY s.code`,
    year,
    year,
    year,
  )
  const [measures, surveyed, unusable]: [Measure[], string[], { name: string; why: string }[]] = [[], [], []]
  for (const row of rows) {
    const measure = measureOf(row)
    if (measure === null) surveyed.push(String(row['name']))
    else if (typeof measure === 'string') unusable.push({ name: String(row['name']), why: measure })
    else measures.push(measure)
  }
  return { measures, surveyed, unusable }
}

/** Who counts as poor, as in the tables. */
function poorStatusOf(office: Office, user: SessionUser, year: number, today: string): readonly string[] {
  const value = countingFor(office, user, today).settings(year)['poor_status']
  return typeof value === 'string' ? [value] : (value ?? [])
}
