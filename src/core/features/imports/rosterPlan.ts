/**
 * Plans households and people together from the rows of a roster.
 *
 * A household goes in whole or not at all: where one of its rows is in error, the others wait with it, since the checks of §13 look at the
 * household with all its members, and half a household on file would be wrong in itself.
 */
import { isSameName } from '#core/catalogue/derive/names.ts'
import { inSteps } from '#core/store/stepping.ts'
import { documentDuplicates, householdDuplicates, namesakes } from './rosterDuplicates.ts'
import { groupRows, rosterMode, UNNUMBERED, type Group, type RosterMode } from './rosterGrouping.ts'
import { HEAD } from './rosterRelations.ts'
import { outcomeOf, type DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { changedRecord, newRecord, type PlanBuilder, type Planning, type Wanted } from './planning.ts'
import { hasError, problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import { checkProspect, villageOf, type HouseholdProspect, type MemberProspect, type Prospect } from './rosterChecks.ts'
import { RosterFile } from './rosterFile.ts'
import { RosterHelpers, type PlannedHelpers } from './rosterHelpers.ts'
import { identityOf, RosterIdentity } from './rosterIdentity.ts'
import { isOver, NORMAL, owned, returns, withoutRelation } from './rosterMembership.ts'
import { firstNumber, householdYearValues, personValues, rowValues, sharedValues, withoutSnapshot } from './rosterValues.ts'
import { VillageGroups } from './rosterGroups.ts'

/** Households looked up at once: what is on file about them is read in one go, which nobody may wait for long. */
const PORTION = 100

/** Plans all rows of the sheets; rows of one sheet make households with each other only. Takes the rows out of the arrays as it goes on. */
export async function planRoster(
  planning: Planning,
  register: string,
  sheets: readonly DataRow[][],
  builder: PlanBuilder,
  onProgress: (rows: number) => void,
): Promise<void> {
  await inSteps(documentDuplicates(sheets), planning.step)
  const shared = { villageGroups: new VillageGroups(planning.database), helpers: new RosterHelpers(planning) }
  let done = 0
  for (const rows of sheets) {
    const mode = rosterMode(register, rows)
    if (mode === 'heads') await inSteps(householdDuplicates(rows), planning.step)
    const planner = new RosterPlanner(planning, mode, shared, builder)
    const groups = await inSteps(groupRows(rows, mode), planning.step)
    // What is planned is not needed any more: the rows of a county would stand beside its records otherwise.
    rows.length = 0
    while (groups.length > 0) {
      const portion = groups.splice(0, PORTION)
      planner.load(portion)
      for (const group of mode === 'people' ? planner.byHousehold(portion) : portion) {
        planner.plan(group)
        done += group.rows.length
        await planning.step()
      }
      onProgress(done)
    }
  }
}

/** A household in one of the other years that its rows speak of. */
type HouseholdYearProspect = Pick<HouseholdProspect, 'group' | 'householdYear' | 'members'>

class RosterPlanner {
  readonly #planning: Planning
  readonly #mode: RosterMode
  readonly #villageGroups: VillageGroups
  readonly #helpers: RosterHelpers
  readonly #builder: PlanBuilder
  /** Households on file that rows of the sheet have spoken of, with the number of the row. */
  readonly #claimed = new Map<string, number>()
  /** People on file likewise. */
  readonly #claimedPeople = new Map<string, number>()
  #file: RosterFile
  #identity: RosterIdentity

  constructor(planning: Planning, mode: RosterMode, shared: { villageGroups: VillageGroups; helpers: RosterHelpers }, builder: PlanBuilder) {
    this.#planning = planning
    this.#mode = mode
    this.#villageGroups = shared.villageGroups
    this.#helpers = shared.helpers
    this.#builder = builder
    this.#file = new RosterFile(planning.database, [])
    this.#identity = new RosterIdentity(planning, this.#file, mode)
  }

  /** Fetches what is on file about these households. */
  load(groups: readonly Group[]): void {
    this.#file = new RosterFile(this.#planning.database, groups)
    this.#helpers.load(groups, [...this.#file.householdById.keys()])
    this.#identity = new RosterIdentity(this.#planning, this.#file, this.#mode)
  }

  /** Rows of people without their household, put together by the household they live in. */
  byHousehold(groups: readonly Group[]): Group[] {
    const result: Group[] = []
    const byHousehold = new Map<string, Group>()
    for (const group of groups) {
      const { idNumber, personNo } = identityOf(group.main, this.#mode)
      const person =
        (idNumber === null ? undefined : this.#file.personByIdentity(idNumber)) ?? (personNo === null ? undefined : this.#file.personByNo(personNo))
      const household = person?.['household_id']
      const known = typeof household === 'string' ? byHousehold.get(household) : undefined
      if (known !== undefined) {
        known.rows.push(...group.rows)
        continue
      }
      if (typeof household === 'string') byHousehold.set(household, group)
      result.push(group)
    }
    return result
  }

  plan(group: Group): void {
    namesakes(group.rows)
    if (this.#mode === 'heads') this.#checkOneName(group.main)
    if (this.#rejected(group)) return
    const household = this.#identity.household(group)
    this.#claim(group, household)
    if (this.#rejected(group)) return
    const people = group.rows.map((row) => this.#matchPerson(row, household))
    this.#checkRows(group, household, people)
    if (this.#rejected(group)) return
    const erases = this.#planning.options.emptyErases === true
    const wanted = this.#householdWanted(group, household)
    const gone = this.#isGone(group.main.year, household)
    const own = this.#planHousehold(gone ? withoutSnapshot(wanted.values) : wanted.values, wanted.references, household)
    const year = this.#planHouseholdYear(group, household, own, wanted.values, erases, gone)
    const members = group.rows.flatMap((row, index) => this.#planMember(row, people[index] ?? null, household, own, erases))
    const others = this.#planOtherYears(group, household, own, members)
    const helpers = this.#helpers.plan(group, household, own)
    if (this.#rejected(group)) return
    const prospect = { group, mode: this.#mode, household: own, householdYear: year, members }
    checkProspect(this.#planning, this.#file, prospect, this.#builder)
    for (const other of others) checkProspect(this.#planning, this.#file, { ...prospect, ...other }, this.#builder)
    if (this.#rejected(group)) return
    const village = [own, year, ...members.flatMap(({ person, membership, personYear }) => [person, membership, personYear])].some(
      ({ planned }) => planned !== null,
    )
      ? villageOf(own)
      : null
    if (village !== null && this.#planning.places.noteProposal(group.main, 'household', village)) this.#builder.addWarning('proposal')
    this.#accept(group, own, year, members, others, helpers, wanted.made)
  }

  /** Ends the rows of a household of which one is in error. */
  #rejected(group: Group): boolean {
    const bad = group.rows.find((row) => hasError(row.problems))
    if (bad === undefined) return false
    for (const row of group.rows) {
      if (!hasError(row.problems)) {
        const message = `同一户的第 ${bad.number} 行有问题，整户暂不导入；改好那一行后本户一起导入。`
        row.problems.push({ ...problemAt(row.layout, row.number, null, 'same_household', message), because: bad.number })
      }
      this.#builder.addRow(row, 'rejected', this.#titleOf(row), [])
    }
    return true
  }

  #claim({ main }: Group, household: FileRecord | null): void {
    if (household === null) return
    const other = this.#claimed.get(household.id)
    if (other === undefined) this.#claimed.set(household.id, main.number)
    else if (this.#mode !== 'people') {
      main.problems.push(
        problemAt(
          main.layout,
          main.number,
          null,
          'duplicate_in_file',
          `与第 ${other} 行是库里的同一户：${this.#identity.describe(household)}；请合并成一户，或改正户编号。`,
        ),
      )
    }
  }

  #matchPerson(row: DataRow, household: FileRecord | null): FileRecord | null {
    const person = this.#identity.person(row, household)
    if (person === null) return null
    this.#identity.checkHousehold(row, person, household)
    const other = this.#claimedPeople.get(person.id)
    if (other === undefined) this.#claimedPeople.set(person.id, row.number)
    else
      row.problems.push(
        problemAt(
          row.layout,
          row.number,
          row.layout.column('person.name'),
          'duplicate_in_file',
          `与第 ${other} 行是库里的同一个人；请核对后删去其中一行，或填写证件号码区分。`,
          this.#titleOf(row),
        ),
      )
    return person
  }

  /** What must be filled before anything can be made of the rows. */
  #checkRows(group: Group, household: FileRecord | null, people: readonly (FileRecord | null)[]): void {
    const { main } = group
    for (const [index, row] of group.rows.entries()) {
      const person = people[index] ?? null
      if (person === null) this.#checkNewPerson(row, household)
      else if (this.#mode === 'members' && person['household_id'] !== household?.id) this.#checkRelation(row)
    }
    if (household !== null || hasError(main.problems)) return
    if (
      this.#mode === 'people' ||
      (this.#mode === 'members' &&
        !group.rows.some((row) => row.layout.value(row, 'membership.relation') === HEAD) &&
        main.layout.text(main, 'household.household_no') === null &&
        main.layout.text(main, 'household.local_no') === null)
    ) {
      if (group.unnumbered === true) this.#say(main, 'household.household_no', 'reference_unknown', UNNUMBERED)
      else
        this.#say(
          main,
          'person.id_number',
          'reference_unknown',
          '库里没有这一户（或这个人），表里也没有户主行，无法新建；新增的请一并填写户主、与户主关系和行政村。',
        )
      return
    }
    if (main.place === null && group.rows.every((row) => row.place === null)) {
      this.#say(main, 'household.village', 'required', '新建户必须填写行政村；请填写行政村名称或 12 位区划代码。')
    }
    if (
      this.#mode === 'heads' &&
      identityOf(main, this.#mode).name === null &&
      main.layout.text(main, 'household.household_no') === null &&
      main.layout.text(main, 'household.local_no') === null
    ) {
      this.#say(main, 'household.head_name', 'required', '新建户必须填写户主姓名和证件号码（或户编号）。')
    }
  }

  #checkNewPerson(row: DataRow, household: FileRecord | null): void {
    const identity = identityOf(row, this.#mode)
    if (this.#mode === 'heads') {
      const numbered = row.layout.text(row, 'household.household_no') !== null || row.layout.text(row, 'household.local_no') !== null
      if (identity.name !== null && identity.idNumber === null && household === null && !numbered) {
        this.#say(row, 'person.id_number', 'required', '新建户必须填写户主的证件号码或户编号，否则以后认不出是同一户。')
      }
      return
    }
    if (identity.name === null) this.#say(row, 'person.name', 'required', '没有填写姓名；新增成员必须填写姓名。')
    if (this.#mode === 'members') this.#checkRelation(row)
    if (this.#mode === 'people')
      this.#say(row, 'person.id_number', 'reference_unknown', '库里没有这个人；要新增，请在表里加上户编号（或户主证件号码）和与户主关系。')
  }

  /** 户主姓名 and 姓名 in a sheet without relations: two names in a row are two people, and who the other one is nobody says. */
  #checkOneName(row: DataRow): void {
    const [name, head] = [row.layout.text(row, 'person.name'), row.layout.text(row, 'household.head_name')]
    if (name === null || head === null || isSameName(name, head)) return
    this.#say(
      row,
      'person.name',
      'match_conflict',
      `户主是“${head}”，这一格写的是“${name}”，表里没有与户主关系，看不出是谁；一人一行的请加“与户主关系”一列，一格写了几个人的请分开填写，不导入的列请在对应关系里选“不导入”。`,
    )
  }

  #checkRelation(row: DataRow): void {
    if (row.layout.text(row, 'membership.relation') === null) this.#say(row, 'membership.relation', 'required', '没有填写与户主关系；新增成员必须填写。')
  }

  #householdWanted(group: Group, household: FileRecord | null): { values: Wanted; references: Record<string, PlannedRecord>; made: PlannedRecord[] } {
    const values = sharedValues(group, 'household', this.#planning.options.emptyErases === true)
    const village = group.main.place ?? group.rows.find((row) => row.place !== null)?.place ?? null
    if (village !== null) values['village'] = village
    const references: Record<string, PlannedRecord> = {}
    const made: PlannedRecord[] = []
    const name = values['group_id'] ?? group.rows.find((row) => row.group !== null)?.group ?? null
    if (typeof name === 'string') {
      const { former } = group.main
      const formerName = former === undefined ? null : this.#planning.places.plainName(former)
      const found = this.#villageGroups.find(village ?? String(household?.['village'] ?? ''), name, formerName)
      if (typeof found === 'string') values['group_id'] = found
      else {
        delete values['group_id']
        references['group_id'] = found
        made.push(found)
      }
    }
    return { values, references, made }
  }

  /** Whether the sheet speaks of a year after which later facts are on file. */
  #isGone(year: number, household: FileRecord | null): boolean {
    const last = household === null ? undefined : this.#file.lastYear(household.id)
    return last !== undefined && last > year
  }

  #planHousehold(values: Wanted, references: Record<string, PlannedRecord>, household: FileRecord | null): Prospect {
    if (household === null) return { onFile: null, planned: newRecord('household', { valid: true, ...values }, references) }
    return { onFile: household, planned: changedRecord('household', household, values, references) }
  }

  #planHouseholdYear(group: Group, household: FileRecord | null, own: Prospect, values: Wanted, erases: boolean, gone: boolean): Prospect {
    const { year } = group.main
    const onFile = household === null ? undefined : this.#file.householdYear(household.id, year)
    const wanted = householdYearValues(group, values, erases, gone || onFile !== undefined, this.#statedPopulation(group, household))
    // An income per person that the parts on file already make says nothing new: a sheet of our own comes back unchanged.
    if (onFile !== undefined && onFile['net_income_per_person'] === wanted['stated_income_per_person']) delete wanted['stated_income_per_person']
    return this.#planYear('household_year', 'household_id', onFile, wanted, year, own)
  }

  /** The number of people that a sheet of one row a household states, while nobody but the head is on file. */
  #statedPopulation(group: Group, household: FileRecord | null): number | null {
    if (this.#mode !== 'heads') return null
    const members = household === null ? [] : this.#file.members(household.id).filter(({ membership }) => !isOver(membership))
    const stated = members.length > 1 ? null : firstNumber(group, 'household.population')
    // What the members on file make anyway says nothing new.
    const known = household === null ? undefined : this.#file.householdYear(household.id, group.main.year)
    return stated !== null && stated <= 1 && (known?.['stated_population'] ?? null) === null ? null : stated
  }

  /** What columns say of other years than the sheet's own (2014年人均纯收入), one prospect a year. */
  #planOtherYears(group: Group, household: FileRecord | null, own: Prospect, members: readonly MemberProspect[]): HouseholdYearProspect[] {
    const years = [...new Set(group.rows.flatMap((row) => [...(row.years?.keys() ?? [])]))].toSorted()
    return years.map((year) => {
      const rows = group.rows.map((row): DataRow => ({ ...row, year, values: row.years?.get(year) ?? row.values.map(() => null) }))
      const view: Group = { rows, main: rows[group.rows.indexOf(group.main)] ?? group.main }
      const onFile = household === null ? undefined : this.#file.householdYear(household.id, year)
      const householdYear = this.#planYear('household_year', 'household_id', onFile, householdYearValues(view, {}, false, false, null), year, own)
      const people = members.map((member) => {
        const row = rows[group.rows.indexOf(member.row)] ?? member.row
        const known = member.person.onFile === null ? undefined : this.#file.personYear(member.person.onFile.id, year)
        return { ...member, personYear: this.#planYear('person_year', 'person_id', known, rowValues(row, 'person_year', false), year, member.person) }
      })
      return { group: { rows: group.rows, main: view.main }, householdYear, members: people }
    })
  }

  #planYear(register: string, reference: string, onFile: FileRecord | undefined, wanted: Wanted, year: number, owner: Prospect): Prospect {
    if (onFile !== undefined) return { onFile, planned: changedRecord(register, onFile, wanted) }
    if (Object.values(wanted).every((value) => value === null)) return { onFile: null, planned: null }
    const [values, references] = owned(reference, owner, { year, ...wanted })
    return { onFile: null, planned: newRecord(register, values, references) }
  }

  #planMember(row: DataRow, person: FileRecord | null, household: FileRecord | null, own: Prospect, erases: boolean): MemberProspect[] {
    const identity = identityOf(row, this.#mode)
    // A sheet of households may say nothing of the head.
    if (person === null && identity.name === null) return []
    const wanted = personValues(row, identity, person, this.#planning.today, erases)
    const village = villageOf(own)
    const planned = person !== null ? changedRecord('person', person, wanted) : newRecord('person', wanted, undefined, village ?? undefined)
    const prospect: Prospect = { onFile: person, planned }
    const membership = this.#planMembership(row, prospect, household, own, erases)
    const onFileYear = person === null ? undefined : this.#file.personYear(person.id, row.year)
    const yearWanted = rowValues(row, 'person_year', erases)
    const personYear = this.#planYear('person_year', 'person_id', onFileYear, yearWanted, row.year, prospect)
    return [{ row, person: prospect, membership, personYear }]
  }

  #planMembership(row: DataRow, person: Prospect, household: FileRecord | null, own: Prospect, erases: boolean): Prospect {
    const wanted = rowValues(row, 'membership', erases)
    if (this.#mode === 'heads') wanted['relation'] ??= HEAD
    const known =
      household === null || person.onFile === null ? [] : this.#file.members(household.id).filter((member) => member.person.id === person.onFile?.id)
    const current =
      known.find(({ membership }) => !isOver(membership)) ??
      known.findLast(({ membership }) => !returns(wanted) || (wanted['start_date'] ?? membership['start_date']) === membership['start_date'])
    if (current !== undefined && isOver(current.membership) && returns(wanted)) this.#warnOfReturn(row, current.membership)
    if (current !== undefined)
      return {
        onFile: current.membership,
        planned: changedRecord('membership', current.membership, this.#mode === 'heads' ? withoutRelation(wanted, row) : wanted),
      }
    const [withHousehold, references] = owned('household_id', own, { status: NORMAL, ...wanted })
    const [values, both] = owned('person_id', person, withHousehold, references)
    return { onFile: null, planned: newRecord('membership', values, both) }
  }

  /** Rosters of earlier years list people who have left since: they do not come back by that. */
  #warnOfReturn(row: DataRow, membership: FileRecord): void {
    const when = typeof membership['end_date'] === 'string' ? `已于 ${membership['end_date']} ` : '已'
    this.#builder.addWarning('membership')
    row.problems.push(
      problemAt(
        row.layout,
        row.number,
        row.layout.column('person.name'),
        'rule',
        `此人在库里${when}从本户减少，表里仍列为成员；没有恢复为在册成员，确实回来的请填写新的开始日期（增加日期）。`,
        this.#titleOf(row),
        'warning',
      ),
    )
  }

  #accept(
    group: Group,
    own: Prospect,
    year: Prospect,
    members: readonly MemberProspect[],
    others: readonly HouseholdYearProspect[],
    helpers: PlannedHelpers,
    made: readonly PlannedRecord[],
  ): void {
    const builder = this.#builder
    // A new group of the village is written with the first household that names it and is taken.
    const groups = made.filter((record) => !builder.hasRecord(record))
    for (const record of groups) builder.addRecord(record)
    const shared = [
      ...groups,
      ...this.#count('household', own),
      ...this.#count('household_year', year),
      ...others.flatMap((other) => this.#count('household_year', other.householdYear)),
      ...this.#countHelpers(helpers),
    ]
    for (const row of group.rows) {
      const member = members.find((one) => one.row === row)
      const records = row === group.main ? [...shared] : []
      if (member !== undefined)
        records.push(...this.#count('person', member.person), ...this.#count('membership', member.membership), ...this.#count('person_year', member.personYear))
      for (const other of others) for (const { row: of, personYear } of other.members) if (of === row) records.push(...this.#count('person_year', personYear))
      const owners = this.#mode === 'heads' ? ['household', 'person'] : ['person', 'membership']
      builder.addRow(row, outcomeOf(records, owners), this.#titleOf(row), records)
    }
  }

  #countHelpers({ made, pairings, same }: PlannedHelpers): PlannedRecord[] {
    const records = [...this.#helpers.taken(made), ...pairings]
    for (const record of records) this.#builder.addRecord(record)
    for (let count = 0; count < same; count += 1) this.#builder.addSame('pairing')
    return records
  }

  #count(register: string, { onFile, planned }: Prospect): PlannedRecord[] {
    if (planned !== null) this.#builder.addRecord(planned)
    else if (onFile !== null) this.#builder.addSame(register)
    return planned === null ? [] : [planned]
  }

  #titleOf(row: DataRow): string {
    const { name, idNumber, personNo } = identityOf(row, this.#mode)
    return name ?? row.layout.text(row, 'household.household_no') ?? idNumber ?? personNo ?? `第 ${row.number} 行`
  }

  #say(row: DataRow, target: string, code: 'required' | 'reference_unknown' | 'match_conflict', message: string): void {
    row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), code, message, row.layout.shown(row, target)))
  }
}
