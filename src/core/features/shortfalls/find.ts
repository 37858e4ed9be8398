/** 按标准查短板: compares a place with the standards of a year and writes down what is lacking and not yet on file. It closes nothing. */
import { responsibilityOf, sitesOf } from '../../exchange/sites.ts'
import { may, mayWrite } from '../../access/permissions.ts'
import { identityOf } from '../../catalogue/derive/identity.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { divisionPrefix } from '../../rules/levels.ts'
import { plainText } from '../../rules/money.ts'
import { lastDayOf } from '../../rules/parameterTerms.ts'
import type { Door } from '../../registers/writer.ts'
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

/** Throws FORBIDDEN where the asker enters nothing there, NOT_FOUND for a place that is none. */
export async function findShortfalls(
  office: Office,
  user: SessionUser,
  { division, year }: { readonly division: string; readonly year: number },
  today: string,
): Promise<FoundShortfalls> {
  if (office.divisions.get(division) === undefined) throw new AppError('NOT_FOUND', `没有区划“${division}”。`, '请重新选择乡镇或村。')
  if (!may(user, 'batch edit') || !mayWrite(user, division))
    throw new AppError('FORBIDDEN', '您没有在这里登记短板的权限。', '请由负责这个地方的录入员或管理员查短板。')
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
  const { changeSet } = await office.records.writer.changeInSteps(
    user,
    { kind: 'batch', title: `按标准查短板：${office.divisions.fullName(division)} ${year} 年` },
    async (door, step) => {
      for (const measure of measures) {
        const known = knownOf(door.transaction, measure, year)
        for (const one of below(door.transaction, measure, scope)) {
          counts[enter(door, measure, one, { year, today, known, isOurs })] += 1
          await step()
        }
      }
    },
  )
  return { changeSet, ...counts, compared: measures.length, surveyed, unusable }
}

interface Entering {
  readonly year: number
  readonly today: string
  readonly known: ReadonlySet<string>
  /** Whether this office is in charge of a village. */
  readonly isOurs: (village: string) => boolean
}

function enter(
  door: Door,
  measure: Measure,
  { subject, village, current, required }: Compared,
  { year, today, known, isOurs }: Entering,
): 'added' | 'known' | 'elsewhere' {
  const values: Row = {
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
  if (known.has(subject)) return 'known'
  const id = identityOf(SHORTFALL, values)
  // One that somebody removed stays removed.
  if (id !== null && door.transaction.get(`SELECT 1 FROM ${SHORTFALL.name} WHERE id = ?`, id) !== undefined) return 'known'
  if (!isOurs(village)) return 'elsewhere'
  door.insert(SHORTFALL, values, { initials: true })
  return 'added'
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
