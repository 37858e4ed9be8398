/** Everything forms ask of households in one year, fetched a portion at a time by a handful of queries. */
import { populationOf } from '#core/rules/population.ts'
import { asHeld, columnSql } from '../../catalogue/derive/kept.ts'
import { fieldOf, findField, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'
import type { FormHelper, FormMember, HouseholdData } from '../../forms/household.ts'
import type { FormDivision, FormRecord } from '../../forms/types.ts'
import { paperRecord, type PaperOptions } from '../../forms/values.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import type { Condition } from '../../registers/where.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import { countedWithin, placeIn } from './places.ts'

export interface GatherOptions {
  readonly year: number
  /** Hide most of what is sensitive. */
  readonly masked: boolean
  /** `register.field`: what the paper is there to tell, masked or not. */
  readonly tells?: ReadonlySet<string>
  /** Fields that whoever prints may not see in full, in a record of that division. */
  readonly hides?: (register: RegisterDefinition, field: FieldDefinition, division: string | null) => boolean
  /** Whether whoever prints sees what belongs to that division today; everything unless given. */
  readonly reads?: (division: string | null) => boolean
  /** The yearly records of the year stay empty, to be written in by hand. */
  readonly yearBlank?: boolean
  /** Names that the template asks for; nothing else is told, and of the years beside the one asked for nothing else is read. All where it is left out. */
  readonly wanted?: ReadonlySet<string>
  /** `YYYY-MM-DD`; members and helpers are those of this day, or of the end of the year where that is earlier. */
  readonly today: string
}

/** A household as it was in the year, and which one. */
export interface GatheredHousehold extends HouseholdData {
  readonly id: string
}

const PORTION = 100
/** The yearly records of people, and the household that one of them (`t`) counts in. */
const YEARLY = 'person_year'
const YEAR_BEFORE = 'person_year_before'
const ALL_YEARS = 'person_year_all'
const COUNTED_IN = columnSql(fieldOf(YEARLY, 'counted_household_id'))
/** What a copy is named by, whatever the template asks for. */
const NAMING: ReadonlySet<string> = new Set(['name', 'id_number', 'head_name', 'head_id_number', 'household_no', 'local_no'])
/** Code of 与户主关系 that marks the head. */
const HEAD = '01'

/** The households in the order of the ids; removed ones are left out. Records are read when they are asked for. */
export function* gatherHouseholds(office: Office, ids: readonly string[], options: GatherOptions): IterableIterator<GatheredHousehold> {
  for (let start = 0; start < ids.length; start += PORTION) yield* new Portion(office, ids.slice(start, start + PORTION), options).households()
}

/** The valid households that counted in a division in the year and meet a condition over `t`, in the order of lists; those that have moved out of sight since are left out. */
export function householdsCounted(
  office: Office,
  code: string | null,
  { year, reads }: Pick<GatherOptions, 'year' | 'reads'>,
  condition: Condition = { sql: '1', parameters: [] },
): string[] {
  const counted = countedWithin(code === null ? '' : divisionPrefix(code), year)
  return office.store.read
    .all<{ id: string; village: string | null }>(
      `SELECT t.id, t.village FROM household t WHERE t.deleted = 0 AND coalesce(t.valid, 1) = 1 AND ${counted.sql} AND ${condition.sql}
       ORDER BY ${placeIn(year)}, t.household_no, t.local_no, t.id`,
      ...counted.parameters,
      ...condition.parameters,
    )
    .filter(({ village }) => reads?.(village) !== false)
    .map(({ id }) => id)
}

/** The villages of a division in which such households counted. */
export function villagesCounted(
  office: Office,
  code: string | null,
  { year, reads }: Pick<GatherOptions, 'year' | 'reads'>,
  condition: Condition = { sql: '1', parameters: [] },
): string[] {
  const counted = countedWithin(code === null ? '' : divisionPrefix(code), year)
  const rows = office.store.read.all<{ counted: string; village: string | null }>(
    `SELECT DISTINCT ${placeIn(year)} AS counted, t.village FROM household t WHERE t.deleted = 0 AND coalesce(t.valid, 1) = 1 AND ${counted.sql} AND ${condition.sql} ORDER BY 1`,
    ...counted.parameters,
    ...condition.parameters,
  )
  return [...new Set(rows.filter(({ village }) => reads?.(village) !== false).map((row) => row.counted))]
}

/** The names the divisions above and including a code bore in a year. */
function divisionOf(office: Office, code: string | null, year: number, group: string): FormDivision {
  const names: Record<'province' | 'city' | 'county' | 'township' | 'village', string> = { province: '', city: '', county: '', township: '', village: '' }
  for (const division of code === null ? [] : office.divisions.pathOf(code)) names[division.level] = office.divisions.nameOf(division.code, year)
  return { ...names, group }
}

class Portion {
  readonly #office: Office
  readonly #options: GatherOptions
  readonly #households: readonly Row[]
  readonly #years: ReadonlyMap<string, Row>
  readonly #memberships: ReadonlyMap<string, readonly Row[]>
  readonly #persons: ReadonlyMap<string, Row>
  readonly #personYears: ReadonlyMap<string, Row>
  /** Who had left which household by the day, of those who are in another one. */
  readonly #left: ReadonlySet<string>
  readonly #otherYears: ReadonlyMap<string, readonly Row[]>
  readonly #pairings: ReadonlyMap<string, readonly Row[]>
  readonly #helpers: ReadonlyMap<string, Row>
  readonly #organizations: ReadonlyMap<string, Row>
  readonly #groups: ReadonlyMap<string, Row>
  readonly #paper: PaperOptions
  readonly #fields = new Map<RegisterDefinition, Pick<RegisterDefinition, 'fields'>>()

  constructor(office: Office, ids: readonly string[], options: GatherOptions) {
    this.#office = office
    this.#options = options
    const { year } = options
    const date = options.today < `${year}-12-31` ? options.today : `${year}-12-31`
    this.#households = this.#rows('household', 'id', ids, 'ORDER BY j.key')
    this.#years = byKey(this.#rows('household_year', 'household_id', ids, '', `t.year = ${year}`), 'household_id')
    // The same rule as isMemberOn: begun, not ended, and without an end date alive and present.
    const inForce = this.#rows(
      'membership',
      'household_id',
      ids,
      'ORDER BY t.relation, t.start_date, t.id',
      `(t.start_date IS NULL OR t.start_date <= '${date}') AND CASE WHEN t.end_date IS NULL THEN coalesce(t.status, '1') = '1' ELSE t.end_date > '${date}' END`,
    )
    const gone = this.#rows(
      YEARLY,
      'counted_household_id',
      ids,
      'ORDER BY t.person_id',
      `t.year = ${year} AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = t.person_id AND m.household_id = ${COUNTED_IN} AND m.deleted = 0)`,
    )
    const people = [...textsOf(inForce, 'person_id'), ...textsOf(gone, 'person_id')]
    this.#persons = byKey(this.#rows('person', 'id', people), 'id')
    this.#personYears = byKey(this.#rows(YEARLY, 'person_id', people, '', `t.year = ${year}`), 'person_id')
    const elsewhere = inForce.filter((membership) => this.#countedOf(membership) !== membership['household_id'])
    const ended = this.#rows('membership', 'person_id', textsOf(elsewhere, 'person_id'), '', `t.end_date <= '${date}'`)
    this.#left = new Set(ended.map(({ person_id: person, household_id: household }) => leavingOf(person, household)))
    const beside = [YEAR_BEFORE, ALL_YEARS].some((name) => options.wanted?.has(name) === true)
    this.#otherYears = grouped(beside ? this.#rows(YEARLY, 'person_id', people, 'ORDER BY t.year') : [], 'person_id')
    this.#memberships = grouped(
      [...inForce.filter((membership) => this.#countsIn(membership)), ...gone.flatMap((personYear) => this.#formerMember(personYear))],
      'household_id',
    )
    const pairings = this.#rows(
      'pairing',
      'household_id',
      ids,
      // Those in force first; whoever ended in the course of the year stands below, with both dates.
      `ORDER BY (t.end_date IS NOT NULL AND t.end_date <= '${date}'), coalesce(t.is_main, 0) DESC, t.start_date, t.id`,
      `(t.start_date IS NULL OR t.start_date <= '${date}') AND (t.end_date IS NULL OR substr(t.end_date, 1, 4) >= '${year}')`,
    )
    this.#pairings = grouped(pairings, 'household_id')
    this.#helpers = byKey(this.#rows('helper', 'id', textsOf(pairings, 'helper_id')), 'id')
    this.#organizations = byKey(this.#rows('organization', 'id', textsOf(this.#helpers.values(), 'organization_id')), 'id')
    this.#groups = byKey(this.#rows('village_group', 'id', textsOf(this.#households, 'group_id')), 'id')
    this.#paper = { year, masked: options.masked, nameOf: (field, value) => this.#nameOf(field, value) }
  }

  /** The household that somebody counted in, as their yearly record says it; that of the membership where there is none. */
  #countedOf({ person_id: person, household_id: household }: Row): Row[string] {
    return this.#personYears.get(String(person))?.['counted_household_id'] ?? household ?? null
  }

  /**
   * Whether somebody stands in the household of a membership in force: not where they counted in another one that they were in as well. Whoever left that one
   * in the course of the year, after the record of the year was entered, stands where they went.
   */
  #countsIn(membership: Row): boolean {
    const counted = this.#countedOf(membership)
    return counted === membership['household_id'] || this.#left.has(leavingOf(membership['person_id'], counted))
  }

  /** Somebody who counted in the household and whose membership says another one today: what they were to its head is not known any more. */
  #formerMember({ person_id: person, counted_household_id: counted, household_id: followed }: Row): Row[] {
    const village = this.#persons.get(String(person))?.['village']
    return this.#options.reads?.(typeof village === 'string' ? village : null) === false
      ? []
      : [{ person_id: person ?? null, household_id: counted ?? followed ?? null }]
  }

  *households(): IterableIterator<GatheredHousehold> {
    for (const household of this.#households) {
      const id = String(household['id'])
      const members = this.#membersOf(id)
      const village = this.#years.get(id)?.['counted_village'] ?? household['village']
      // The group is one of the village of today.
      const group = village === household['village'] ? this.#groups.get(String(household['group_id'] ?? ''))?.['name'] : undefined
      yield {
        id,
        division: divisionOf(this.#office, typeof village === 'string' ? village : null, this.#options.year, typeof group === 'string' ? group : ''),
        household: { ...this.#record('household', household), ...headOf(members, this.#years.get(id)?.['stated_population']) },
        household_year: this.#record('household_year', this.#options.yearBlank === true ? undefined : this.#years.get(id)),
        members,
        helpers: this.#helpersOf(id),
      }
    }
  }

  #membersOf(household: string): FormMember[] {
    const members: { member: FormMember; head: boolean }[] = []
    for (const membership of this.#memberships.get(household) ?? []) {
      const person = this.#persons.get(String(membership['person_id']))
      if (person === undefined) continue
      const member = {
        person: this.#record('person', { ...person, relation: membership['relation'] ?? null }),
        person_year: this.#record(YEARLY, this.#options.yearBlank === true ? undefined : this.#personYears.get(String(person['id']))),
        ...this.#yearsBeside(String(person['id'])),
        membership: this.#record('membership', membership),
      }
      members.push({ member, head: membership['relation'] === HEAD })
    }
    return [...members.filter(({ head }) => head), ...members.filter(({ head }) => !head)].map(({ member }) => member)
  }

  /** What the years beside the one asked for say of a person, as far as the template asks for it. */
  #yearsBeside(person: string): Pick<FormMember, typeof YEAR_BEFORE | typeof ALL_YEARS> {
    const { wanted, year, yearBlank } = this.#options
    const rows = (this.#otherYears.get(person) ?? []).filter((row) => yearBlank !== true || row['year'] !== year)
    const before = rows.find((row) => row['year'] === year - 1)
    return {
      ...(wanted?.has(YEAR_BEFORE) === true ? { [YEAR_BEFORE]: this.#record(YEARLY, before) } : {}),
      ...(wanted?.has(ALL_YEARS) === true ? { [ALL_YEARS]: rows.map((row) => ({ [YEARLY]: this.#record(YEARLY, row) })) } : {}),
    }
  }

  #helpersOf(household: string): FormHelper[] {
    return (this.#pairings.get(household) ?? []).flatMap((pairing) => {
      const helper = this.#helpers.get(String(pairing['helper_id']))
      if (helper === undefined) return []
      return [
        {
          helper: this.#record('helper', helper),
          organization: this.#record('organization', this.#organizations.get(String(helper['organization_id'] ?? ''))),
          pairing: this.#record('pairing', pairing),
        },
      ]
    })
  }

  #record(register: string, row: Row | undefined): FormRecord {
    const definition = registerOf(register)
    const owner = definition.owner === undefined ? null : row?.[definition.owner]
    const division = typeof owner === 'string' ? owner : null
    return paperRecord(this.#told(definition), row, {
      ...this.#paper,
      tells: ({ key }) => this.#options.tells?.has(`${register}.${key}`) === true,
      hides: (field) => this.#options.hides?.(definition, field, division) === true,
    })
  }

  /** The fields that a register is told by: those that the template names, and those by which a copy is. */
  #told(register: RegisterDefinition): Pick<RegisterDefinition, 'fields'> {
    const { wanted } = this.#options
    let told = this.#fields.get(register)
    if (told === undefined) this.#fields.set(register, (told = { fields: register.fields.filter(({ key }) => wanted?.has(key) !== false || NAMING.has(key)) }))
    return told
  }

  #nameOf(field: FieldDefinition, value: string): string {
    if (field.type === 'division') {
      return field.level === 'village' ? this.#office.divisions.fullName(value, this.#options.year) : this.#office.divisions.nameOf(value, this.#options.year)
    }
    const named: Readonly<Record<string, ReadonlyMap<string, Row>>> = {
      village_group: this.#groups,
      organization: this.#organizations,
      helper: this.#helpers,
      person: this.#persons,
    }
    const name = named[field.register ?? '']?.get(value)?.['name']
    return typeof name === 'string' ? name : ''
  }

  #rows(register: string, column: string, values: readonly string[], order = '', condition = '1'): Row[] {
    if (values.length === 0) return []
    const table = tableOf(register)
    return this.#office.store.read
      .all<SqlRow>(
        // As the index says it: a record of an earlier program keeps no state of its own yet.
        `SELECT t.* FROM json_each(?) j CROSS JOIN ${register} t ON ${columnSql(findField(register, column) ?? { key: column })} = j.value
         WHERE t.deleted = 0 AND ${condition} ${order}`,
        JSON.stringify([...new Set(values)]),
      )
      .map((row) => asHeld(registerOf(register), toContractRow(table, row)))
  }
}

function leavingOf(person: unknown, household: unknown): string {
  return `${String(person)} ${String(household)}`
}

/** Head and size of the household as they were in the year; today's where no member of the year is the head. */
function headOf(members: readonly FormMember[], stated: unknown): FormRecord {
  const [first] = members
  const relation = first?.membership['relation']
  const isHead = typeof relation === 'object' && relation !== null && 'chosen' in relation && relation.chosen.includes(HEAD)
  return {
    ...(members.length === 0 ? {} : { population: populationOf(members.length, stated) }),
    ...(first === undefined || !isHead ? {} : { head_name: first.person['name'] ?? '', head_id_number: first.person['id_number'] ?? '' }),
  }
}

function textsOf(rows: Iterable<Row>, key: string): string[] {
  return [...rows].map((row) => row[key]).filter((value) => typeof value === 'string')
}

function byKey(rows: readonly Row[], key: string): Map<string, Row> {
  return new Map(rows.map((row) => [String(row[key]), row]))
}

function grouped(rows: readonly Row[], key: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const value = String(row[key])
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [row])
    else group.push(row)
  }
  return groups
}
