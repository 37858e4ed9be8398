/** What the rows of a household want each record to hold. */
import { documentTypeOf, readIdentity } from '#core/rules/identity.ts'
import { INCOME_INPUTS } from '#core/features/household/checks/index.ts'
import { isSameName } from '#core/catalogue/derive/names.ts'
import { toldByNumber } from '#core/catalogue/derive/told.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Group } from './rosterGrouping.ts'
import { isPlain } from './layout.ts'
import type { DataRow } from './model.ts'
import type { Wanted } from './planning.ts'
import { problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import type { Identity } from './rosterIdentity.ts'

/** Columns in which the rows of one household may well differ; then the head's row holds. */
const MAY_DIFFER: ReadonlySet<string> = new Set(['phone', 'address', 'remark', 'bank_name', 'bank_account'])

/** What is both a fact of the household now and a fact of the year. */
const SNAPSHOT = ['attribute', 'exit_status', 'main_cause'] as const

/**
 * Values of a register that stand once for the household though the sheet repeats them in every row: those of the main row, else the
 * first that is filled. Rows that contradict each other are told.
 */
export function sharedValues(group: Group, register: string, emptyErases: boolean): Wanted {
  const { main, rows } = group
  const wanted: Wanted = {}
  for (const { field, slot, column } of main.layout.entered(register)) {
    if (field.type === 'division') continue
    let value = main.values[slot] ?? null
    for (const row of rows) {
      const other = row.values[slot] ?? null
      if (other === null || other === value) continue
      if (value === null) {
        value = other
        continue
      }
      const severity = MAY_DIFFER.has(field.key) ? 'warning' : 'error'
      const advice = severity === 'warning' ? `以第 ${main.number} 行为准` : '请改成一致'
      row.problems.push(
        problemAt(
          row.layout,
          row.number,
          column,
          'match_conflict',
          `同一户第 ${main.number} 行和本行的“${column.heading}”不一样，${advice}。`,
          row.layout.shown(row, column.target.target),
          severity,
        ),
      )
    }
    put(wanted, field.key, value, emptyErases && isPlain(column) && field.required !== true && !rows.some((row) => hasCellProblem(row, column.letter)))
  }
  return wanted
}

/** Values of a register that each row has for itself. */
export function rowValues(row: DataRow, register: string, emptyErases: boolean): Wanted {
  const wanted: Wanted = {}
  for (const { field, slot, column } of row.layout.entered(register))
    put(wanted, field.key, row.values[slot] ?? null, emptyErases && isPlain(column) && field.required !== true)
  return wanted
}

function put(wanted: Wanted, key: string, value: Wanted[string] | null, erases: boolean): void {
  if (value !== null && value !== undefined) wanted[key] = value
  else if (erases) wanted[key] = null
}

function hasCellProblem(row: DataRow, letter: string): boolean {
  return row.problems.some((problem) => problem.column === letter)
}

/** A person's values; sex, birth date and kind of document follow from the number where neither sheet nor file has them. */
export function personValues(row: DataRow, identity: Identity, onFile: FileRecord | null, today: string, emptyErases: boolean): Wanted {
  const wanted = rowValues(row, 'person', emptyErases)
  // Of two ways of writing that look the same the one on file stays.
  if (identity.name !== null) wanted['name'] = isSameName(identity.name, onFile?.['name']) ? String(onFile?.['name']) : identity.name
  if (identity.idNumber !== null) wanted['id_number'] = identity.idNumber
  const number = identity.idNumber ?? text(onFile?.['id_number'])
  if (number === null) return wanted
  if (onFile !== null) Object.assign(wanted, toldByNumber(registerOf('person'), onFile, wanted))
  const read = readIdentity(number, today)
  const sound = read.problems.length === 0 && read.kind !== 'special'
  const open = (key: string): boolean => (wanted[key] ?? null) === null && (onFile?.[key] ?? null) === null
  const type = documentTypeOf(read)
  if (type !== null && open('id_type')) wanted['id_type'] = type
  if (sound && read.sex !== null && open('sex')) wanted['sex'] = read.sex
  if (sound && read.birthDate !== null && open('birth_date')) wanted['birth_date'] = read.birthDate
  return wanted
}

/**
 * The yearly values of a household. The income per person of a sheet without income parts is kept as stated; with parts it is only
 * compared; `population` is what a sheet of one row a household states where members are not entered. Attribute, exit status and cause of the household are kept as those of the year, too.
 */
export function householdYearValues(group: Group, household: Wanted, emptyErases: boolean, always: boolean, population: number | null): Wanted {
  const wanted = sharedValues(group, 'household_year', emptyErases)
  delete wanted['year']
  const stated = firstNumber(group, 'household_year.net_income_per_person')
  const parts = INCOME_INPUTS.some((key) => (wanted[key] ?? null) !== null)
  if (stated !== null && !parts) wanted['stated_income_per_person'] = stated
  if (population !== null) wanted['stated_population'] = population
  if (always || Object.values(wanted).some((value) => value !== null)) {
    for (const key of SNAPSHOT) if (household[key] !== undefined && household[key] !== null && wanted[key] === undefined) wanted[key] = household[key]
  }
  return wanted
}

/** Leaves out of the household's own values what belongs to a year gone by: later facts are on file. */
export function withoutSnapshot(household: Wanted): Wanted {
  const { attribute: _attribute, exit_status: _exit, main_cause: _cause, ...rest } = household
  return rest
}

/** The number that the rows of a household state; the main row's, else the first. */
export function firstNumber(group: Group, target: string): number | null {
  for (const row of [group.main, ...group.rows]) {
    const value = row.layout.value(row, target)
    if (typeof value === 'number') return value
  }
  return null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
