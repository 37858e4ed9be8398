/** What a roster may speak of: households and people together, and what belongs to either. */
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { ProfileMaker } from './profileMaker.ts'
import { ROSTER_COLUMNS } from './rosterHeadings.ts'

/** Registers that are imported as rosters. */
export const ROSTERS: readonly string[] = ['household', 'person']

/** Order in which a heading that several registers know is given away. */
const ROSTER_REGISTERS = ['household', 'membership', 'person', 'person_year', 'household_year'] as const

/** References inside a roster that the program makes itself. */
const MADE: ReadonlySet<string> = new Set([
  'membership.household_id',
  'membership.person_id',
  'membership.village',
  'person.household_id',
  'person.relation',
  'person.village',
  'person_year.person_id',
  'person_year.household_id',
  'person_year.village',
  'person_year.year',
  'household_year.household_id',
  'household_year.village',
  'household_year.population',
  'household.head_person_id',
])

/** Yearly snapshots are taken from the household's own columns. */
const SNAPSHOTS: ReadonlySet<string> = new Set(['household_year.attribute', 'household_year.exit_status', 'household_year.main_cause'])

/** The columns of a roster. */
export function addRoster(maker: ProfileMaker): void {
  for (const register of ROSTER_REGISTERS) {
    for (const field of registerOf(register).fields) {
      const target = `${register}.${field.key}`
      if (MADE.has(target) || field.keeps !== undefined) continue
      const snapshot = SNAPSHOTS.has(target)
      maker.add(register, field, {
        label: `${field.label}（${registerOf(register).label}）`,
        required: target === 'household.village',
        ...(snapshot ? { headings: [field.label] } : {}),
      })
    }
  }
  addRosterColumns(maker)
  maker.addPlace('household.village')
  maker.years.push('household_year.year', 'person_year.year')
}

/** Columns of rosters that are told apart by headings of their own. */
function addRosterColumns(maker: ProfileMaker): void {
  for (const { target, headings } of ROSTER_COLUMNS) {
    const [register = '', key = ''] = target.split('.')
    maker.add(register, fieldOf(register, key), { label: headings[0] ?? key, headings })
  }
}
