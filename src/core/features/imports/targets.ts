/**
 * What the columns of a sheet may be mapped to, register by register, and which heading means what.
 *
 * A sheet for `household` or `person` speaks of several registers at once (a roster); a sheet of any other register speaks of its own
 * fields and, where it refers to households, people or helpers, of what those are told apart by.
 */
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { divisionHeadings } from '#core/catalogue/headings.ts'
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import { ROSTER_COLUMNS } from './rosterHeadings.ts'
import type { DivisionLevel, FieldDefinition } from '#core/catalogue/types.ts'

export interface Target {
  /** `register.field`; `division.township` and the like for the texts above the village. */
  readonly target: string
  readonly register: string
  readonly field: FieldDefinition
  readonly label: string
  readonly required: boolean
}

export interface Profile {
  readonly register: string
  /** Households and people together. */
  readonly roster: boolean
  readonly targets: ReadonlyMap<string, Target>
  /** Targets by spelling of the heading, likeliest first. */
  readonly headings: ReadonlyMap<string, readonly string[]>
}

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

const UPPER_LEVELS: readonly Exclude<DivisionLevel, 'village'>[] = ['province', 'city', 'county', 'township']
const LEVEL_LABELS = { province: '省', city: '市', county: '县', township: '乡镇' } as const

/** The fields by which a referred record is told apart, with headings that leave no doubt whom they mean. */
const KEYS: Readonly<Record<string, readonly { readonly target: string; readonly headings?: readonly string[] }[]>> = {
  household: [{ target: 'household.local_no' }, { target: 'household.head_name' }, { target: 'household.head_id_number' }, { target: 'household.village' }],
  person: [
    { target: 'person.name' },
    { target: 'person.id_number' },
    { target: 'household.household_no' },
    { target: 'household.local_no' },
    { target: 'household.head_name' },
    { target: 'household.head_id_number' },
    { target: 'household.village' },
  ],
  helper: [
    {
      target: 'helper.id_number',
      headings: ['帮扶责任人证件号码', '帮扶责任人身份证号', '责任人身份证号', '责任人证件号码', '干部身份证号', '证件号码', '身份证号'],
    },
    { target: 'helper.phone', headings: ['帮扶责任人电话', '帮扶责任人联系电话', '责任人电话', '责任人联系电话', '联系电话', '电话'] },
    { target: 'organization.name', headings: ['帮扶单位', '帮扶单位名称', '单位名称', '单位', '派出单位'] },
  ],
}

const profiles = new Map<string, Profile>()

/** The profile of a register; worked out once. Throws RangeError for a name that is no register. */
export function profileOf(register: string): Profile {
  const known = profiles.get(register)
  if (known !== undefined) return known
  const made = makeProfile(register)
  profiles.set(register, made)
  return made
}

/** What a heading may mean, likeliest first; undefined when nobody knows it. */
export function candidatesOf(profile: Profile, heading: string): readonly string[] | undefined {
  return profile.headings.get(headingSpelling(heading))
}

class ProfileMaker {
  readonly targets = new Map<string, Target>()
  readonly headings = new Map<string, string[]>()

  add(register: string, field: FieldDefinition, options: { label?: string; required?: boolean; headings?: readonly string[] } = {}): void {
    const target = `${register}.${field.key}`
    if (this.targets.has(target)) return
    this.targets.set(target, { target, register, field, label: options.label ?? field.label, required: options.required ?? false })
    for (const heading of options.headings ?? [field.label, ...(field.headings ?? [])]) this.know(heading, target)
  }

  know(heading: string, target: string): void {
    const key = headingSpelling(heading)
    const known = this.headings.get(key)
    if (known === undefined) this.headings.set(key, [target])
    else if (!known.includes(target)) known.push(target)
  }

  /** Province to township; the village itself is the division field of the register, named by `village`. */
  addDivisions(village: string): void {
    for (const level of UPPER_LEVELS) {
      const label = LEVEL_LABELS[level]
      this.add('division', { key: level, label, type: 'text' }, { label: `${label}（区划）`, headings: divisionHeadings[level] })
    }
    for (const heading of divisionHeadings.village) this.know(heading, village)
  }
}

function makeProfile(name: string): Profile {
  const maker = new ProfileMaker()
  const roster = ROSTERS.includes(name)
  if (roster) addRoster(maker)
  else addRegister(maker, name)
  return { register: name, roster, targets: maker.targets, headings: maker.headings }
}

function addRoster(maker: ProfileMaker): void {
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
  maker.addDivisions('household.village')
}

/** Columns of rosters that are told apart by headings of their own. */
function addRosterColumns(maker: ProfileMaker): void {
  for (const { target, headings } of ROSTER_COLUMNS) {
    const [register = '', key = ''] = target.split('.')
    maker.add(register, fieldOf(register, key), { label: headings[0] ?? key, headings })
  }
}

function addRegister(maker: ProfileMaker, name: string): void {
  const register = registerOf(name)
  for (const field of register.fields) {
    if (field.keeps !== undefined || (field.derived !== undefined && (field.type === 'division' || field.type === 'reference'))) continue
    maker.add(name, field, { required: field.required === true && field.initial === undefined })
  }
  const references = register.fields
    .filter((field) => field.type === 'reference' && field.derived === undefined && field.keeps === undefined)
    .map((field) => field.register ?? '')
  for (const reference of references) {
    for (const { target, headings } of KEYS[reference] ?? []) addKey(maker, target, headings)
  }
  if (references.includes('village')) maker.addDivisions(`${name}.village_id`)
  else if (references.includes('household') || references.includes('person')) maker.addDivisions('household.village')
  else if (register.owner !== undefined && register.owner !== '') maker.addDivisions(`${name}.${register.owner}`)
}

function addKey(maker: ProfileMaker, target: string, headings: readonly string[] | undefined): void {
  const [register = '', key = ''] = target.split('.')
  const field = fieldOf(register, key)
  maker.add(register, field, { label: `${field.label}（${registerOf(register).label}）`, ...(headings === undefined ? {} : { headings }) })
}
