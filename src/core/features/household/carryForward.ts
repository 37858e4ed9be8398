/** Last year's facts as this year's draft: what seldom changes is taken over for whole villages, what is earned, paid and signed is asked anew. */
import { mayWrite } from '../../access/permissions.ts'
import type { AskingUser } from '../../access/asker.ts'
import { entityFields, registerOf } from '../../catalogue/index.ts'
import type { RegisterName } from '../../catalogue/index.ts'
import type { FieldDefinition } from '../../catalogue/types.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'

export interface Carried {
  /** Households whose record was taken over. */
  readonly records: number
  readonly people: number
  readonly changeSet: string | null
}

/** Beside what households produce with and live in. */
const OF_HOUSEHOLD: ReadonlySet<string> = new Set(['attribute', 'main_cause'])
const SECTIONS: ReadonlySet<string> = new Set(['production', 'living'])
/** What of people does not change by itself from one year to the next. */
const OF_PERSON: ReadonlySet<string> = new Set(['health', 'labour', 'education', 'resident_medical', 'resident_pension'])

/** Throws FORBIDDEN where one of the villages is not the asker's to write. Records of the year that are there already are left alone. */
export async function carryForward(
  office: Office,
  user: AskingUser,
  { places: villages, from }: { readonly places: readonly string[]; readonly from: number },
): Promise<Carried> {
  if (villages.some((village) => !mayWrite(user, village))) throw new AppError('FORBIDDEN', '所选的村不在您负责的范围内，没有沿用。', '请只选您负责的村。')
  const year = from + 1
  const mark: Row = { year, remark: `沿用 ${from} 年，待核实` }
  const title = `沿用 ${from} 年的年度记录为 ${year} 年的草稿（${villages.length} 个村）`
  const { result, changeSet } = await office.records.writer.changeInSteps(user, { kind: 'edit', title, reason: null }, async (door, step) => {
    const done = { records: 0, people: 0 }
    for (const village of new Set(villages)) {
      for (const row of householdsOf(door.transaction, village, from)) {
        const values = { household_id: String(row['household_id']), ...kept('household_year', row, year, isOfHousehold), ...mark }
        door.insert(registerOf('household_year'), values, { initials: true })
        done.records += 1
      }
      for (const row of peopleOf(door.transaction, village, from)) {
        const values = { person_id: String(row['person_id']), ...kept('person_year', row, year, ({ key }) => OF_PERSON.has(key)), year }
        door.insert(registerOf('person_year'), values, { initials: true })
        done.people += 1
      }
      await step()
    }
    return done
  })
  return { ...result, changeSet }
}

const isOfHousehold = ({ key, section }: FieldDefinition): boolean => OF_HOUSEHOLD.has(key) || SECTIONS.has(section ?? '')

/** The values that are taken over, of the fields that the new year still asks for. */
function kept(register: RegisterName, row: SqlRow, year: number, wanted: (field: FieldDefinition) => boolean): Row {
  const asked = entityFields(register, 'writable').filter((field) => wanted(field) && (field.since ?? year) <= year && (field.until ?? year) >= year)
  const values = toContractRow(tableOf(register), row)
  return Object.fromEntries(asked.flatMap(({ key }) => (values[key] === null || values[key] === undefined ? [] : [[key, values[key]]])))
}

/** Yearly records of valid households of a village that have none of the year after. */
function householdsOf(database: ReadDatabase, village: string, from: number): SqlRow[] {
  return database.all<SqlRow>(
    `SELECT y.* FROM household h JOIN household_year y ON y.household_id = h.id AND y.year = ? AND y.deleted = 0
     WHERE h.village = ? AND h.deleted = 0 AND coalesce(h.valid, 1) = 1
       AND NOT EXISTS (SELECT 1 FROM household_year n WHERE n.household_id = h.id AND n.year = ? AND n.deleted = 0) ORDER BY y.id`,
    from,
    village,
    from + 1,
  )
}

/** The same of the people who live in them. */
function peopleOf(database: ReadDatabase, village: string, from: number): SqlRow[] {
  return database.all<SqlRow>(
    `SELECT y.* FROM household h JOIN person p ON p.household_id = h.id AND p.deleted = 0 JOIN person_year y ON y.person_id = p.id AND y.year = ? AND y.deleted = 0
     WHERE h.village = ? AND h.deleted = 0 AND coalesce(h.valid, 1) = 1
       AND NOT EXISTS (SELECT 1 FROM person_year n WHERE n.person_id = p.id AND n.year = ? AND n.deleted = 0) ORDER BY y.id`,
    from,
    village,
    from + 1,
  )
}
