/** Whom and which household the rows of a roster mean. What would change a name or a number is asked, never taken by itself. */
import { isSameName } from '#core/catalogue/derive/names.ts'
import { whichOf } from './choosing.ts'
import type { DataRow, ImportProblemCode } from './model.ts'
import { type Group, type RosterMode } from './rosterGrouping.ts'
import { HEAD } from './rosterRelations.ts'
import type { Planning } from './planning.ts'
import { problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import type { RosterFile } from './rosterFile.ts'

/** Name and numbers a row gives its person; in sheets of households the head's columns may stand for the person's. */
export interface Identity {
  readonly name: string | null
  readonly idNumber: string | null
  readonly personNo: string | null
}

/** The person a row speaks of, by number and name. */
export function identityOf(row: DataRow, mode: RosterMode): Identity {
  const { layout } = row
  const own = { name: layout.text(row, 'person.name'), idNumber: layout.text(row, 'person.id_number'), personNo: layout.text(row, 'person.person_no') }
  if (mode !== 'heads') return own
  return { ...own, name: own.name ?? layout.text(row, 'household.head_name'), idNumber: own.idNumber ?? layout.text(row, 'household.head_id_number') }
}

export class RosterIdentity {
  readonly #planning: Planning
  readonly #file: RosterFile
  readonly #mode: RosterMode

  constructor(planning: Planning, file: RosterFile, mode: RosterMode) {
    this.#planning = planning
    this.#file = file
    this.#mode = mode
  }

  /** The household on file; null for a new one or, with a problem added to the main row, for one that cannot be told. */
  household(group: Group): FileRecord | null {
    const { main } = group
    const number = main.layout.text(main, 'household.household_no')
    const byNumber = number === null ? undefined : this.#file.householdByNo(number)
    const found =
      byNumber ??
      this.#byLocal(main) ??
      this.#byHeadNumber(group, number) ??
      (number === null ? this.#byHeadName(group) : undefined) ??
      this.#byMembers(group, number)
    if (found === undefined || hasProblem(main)) return null
    if (this.#isForeign(found)) this.#say(main, 'household.village', 'division_unknown', '本户在库里不属于您可以录入的村；请核对，或由负责该村的用户导入。')
    else {
      this.#checkVillage(main, found)
      this.#checkHead(group, found)
    }
    return found
  }

  /** A sheet that names another head than the one on file may speak of another household: that is asked. */
  #checkHead(group: Group, household: FileRecord): void {
    const row = group.rows.find((one) => this.#isHeadRow(one))
    const head = this.#file
      .members(household.id)
      .find(({ person, membership }) => membership['relation'] === HEAD && person['household_id'] === household.id)?.person
    if (row === undefined || head === undefined) return
    const { name, idNumber, personNo } = identityOf(row, this.#mode)
    const known = idNumber === null ? undefined : this.#file.personByIdentity(idNumber)
    const isSame =
      known === undefined ? name === null || isSameName(name, head['name']) || (personNo !== null && personNo === head['person_no']) : known.id === head.id
    if (isSame) return
    // One row a household changes nobody's relation: who is the head is for the household's own screen.
    const changes = this.#mode !== 'heads'
    if (changes && this.#planning.options.acceptIdentityChanges === true) return
    // A name or number of the head that differs is asked by itself.
    if (!changes && known === undefined) return
    const advice = changes
      ? '确实换了户主的，在导入时选择“接受更改”；是另一户的，请填写各自的户编号，并先在原户办理减少'
      : '换了户主的，请在“户”里改与户主关系后再导入'
    this.#say(
      row,
      'person.name',
      'match_conflict',
      `${this.describe(household)}在库里，表里的户主却是“${name ?? ''}”，没有更换；请核对是不是同一户。${advice}。`,
    )
  }

  /** The person on file; null for somebody new or, with a problem added to the row, for one that cannot be told. */
  person(row: DataRow, household: FileRecord | null): FileRecord | null {
    const identity = identityOf(row, this.#mode)
    const byNumber = identity.idNumber === null ? undefined : this.#file.personByIdentity(identity.idNumber)
    const byNational = identity.personNo === null ? undefined : this.#file.personByNo(identity.personNo)
    // Nothing is told of people of other villages, but that the number is taken.
    if ([byNumber, byNational].some((person) => person !== undefined && this.#isForeign(person))) {
      this.#say(
        row,
        byNumber !== undefined && this.#isForeign(byNumber) ? 'person.id_number' : 'person.person_no',
        'match_conflict',
        '这个号码在库里登记在您不能录入的村；请核对号码，确实迁来的，请由同时负责两边的用户导入。',
      )
      return null
    }
    if (byNumber !== undefined && byNational !== undefined && byNumber.id !== byNational.id) {
      this.#say(
        row,
        'person.person_no',
        'match_conflict',
        `证件号码在库里是${quoted(byNumber)}，人编号在库里却是${quoted(byNational)}；请核对这两项，改正其中一项。`,
      )
      return null
    }
    const found = byNumber ?? byNational ?? (household === null ? undefined : this.#byName(row, identity, household))
    if (found === undefined) return null
    this.#checkChange(row, identity, found)
    return found
  }

  /** Adds a problem when the person is a living member of another household than this one. */
  checkHousehold(row: DataRow, person: FileRecord, household: FileRecord | null): void {
    const current = person['household_id']
    if (typeof current !== 'string' || current === household?.id) return
    const other = this.#file.householdById.get(current)
    const where = other === undefined || this.#isForeign(other) ? '另一户' : this.describe(other)
    this.#say(
      row,
      'person.id_number',
      'match_conflict',
      `${quoted(person)}在库里已是${where}的成员，不能同时属于两户；确实分户或转入的，请先在原户办理减少，再导入。`,
    )
  }

  /** “户主李四（武阳镇柯寨村，户编号 123）的户”, to tell a household to people. */
  describe(household: FileRecord): string {
    const number = household['household_no'] ?? household['local_no']
    const details = [this.#villageName(household), ...(number === null || number === undefined ? [] : [`户编号 ${String(number)}`])].join('，')
    const head = household['head_name']
    return head === null || head === undefined ? `没有户主的户（${details}）` : `户主“${String(head)}”的户（${details}）`
  }

  #byLocal(main: DataRow): FileRecord | undefined {
    const local = main.layout.text(main, 'household.local_no')
    if (local === null) return undefined
    const found = this.#file.householdsByLocal(local, main.place)
    const message = `库里有 ${found.length} 户的本地户号都是“${local}”，无法判断是哪一户；请填写户编号或行政村。`
    return this.#oneOf(main, { of: 'household', text: local, register: 'household' }, found, { target: 'household.local_no', message })
  }

  #byHeadNumber(group: Group, number: string | null): FileRecord | undefined {
    const { main } = group
    const headNumber = main.layout.text(main, 'household.head_id_number') ?? (this.#isHeadRow(main) ? identityOf(main, this.#mode).idNumber : null)
    if (headNumber === null) return undefined
    const person = this.#file.personByIdentity(headNumber)
    if (person === undefined || this.#isForeign(person) || person['relation'] !== HEAD || typeof person['household_id'] !== 'string') return undefined
    const found = this.#file.householdById.get(person['household_id'])
    const onFile = found?.['household_no'] ?? null
    if (number !== null && onFile !== null && onFile !== number) {
      this.#say(
        main,
        'household.household_no',
        'match_conflict',
        `户主${quoted(person)}在库里的户编号是 ${String(onFile)}，表里是 ${number}；请核对户编号，或核对是不是另一个人。`,
      )
    }
    return found
  }

  #byHeadName(group: Group): FileRecord | undefined {
    const { main } = group
    const name = main.layout.text(main, 'household.head_name') ?? (this.#isHeadRow(main) ? identityOf(main, this.#mode).name : null)
    if (name === null || main.place === null) return undefined
    const found = this.#file.householdsByHead(name, main.place)
    const target = main.layout.has('household.head_name') && !main.layout.has('person.name') ? 'household.head_name' : 'person.name'
    const question = { of: 'household', text: name, register: 'household', mayBeNew: true }
    return this.#oneOf(main, question, found, {
      target,
      message: `${this.#planning.places.nameOf(main.place)}有 ${found.length} 户的户主都叫“${name}”，无法判断是哪一户；请填写户编号或户主证件号码；表里的证件号码库里没有、确实是另外一户的，请加一列“户编号”或“本地户号”，填这一户自己的编号。`,
    })
  }

  /** All members whom the file knows live in one household, and the sheet says nothing against it. */
  #byMembers(group: Group, number: string | null): FileRecord | undefined {
    const households = new Set<string>()
    for (const row of group.rows) {
      const { idNumber, personNo } = identityOf(row, this.#mode)
      const person =
        (idNumber === null ? undefined : this.#file.personByIdentity(idNumber)) ?? (personNo === null ? undefined : this.#file.personByNo(personNo))
      if (typeof person?.['household_id'] === 'string') households.add(person['household_id'])
    }
    const [only] = households
    const found = households.size === 1 && only !== undefined ? this.#file.householdById.get(only) : undefined
    if (found === undefined || number === null) return found
    return (found['household_no'] ?? null) === null ? found : undefined
  }

  #byName(row: DataRow, { name }: Identity, household: FileRecord): FileRecord | undefined {
    const members = this.#file.members(household.id).filter(({ person }) => person['household_id'] === household.id)
    if (this.#mode === 'heads') {
      const head = members.find(({ membership }) => membership['relation'] === HEAD)?.person
      if (name === null || (head !== undefined && isSameName(head['name'], name))) return name === null ? undefined : head
    }
    const named = members.filter(({ person }) => isSameName(person['name'], name))
    if (this.#mode === 'heads' && named.length === 0) return members.find(({ membership }) => membership['relation'] === HEAD)?.person
    return this.#oneOf(
      row,
      { of: 'person', text: name ?? '', register: 'person' },
      named.map(({ person }) => person),
      { target: 'person.name', message: `本户在库里有 ${named.length} 名成员都叫“${name ?? ''}”，无法判断是哪一位；请填写证件号码。` },
    )
  }

  /** The only one of these, or the one decided for; else the question stands at the row, and nothing else is said of it. */
  #oneOf(
    row: DataRow,
    question: Parameters<typeof whichOf>[2],
    found: readonly FileRecord[],
    { target, message }: { readonly target: string; readonly message: string },
  ): FileRecord | undefined {
    if (found.length < 2) return found[0]
    const answer = whichOf(this.#planning, row, question, found)
    if (answer === 'new') return undefined
    if ('id' in answer) return answer
    const problem = problemAt(row.layout, row.number, row.layout.column(target), 'match_conflict', message, row.layout.shown(row, target))
    row.problems.push({ ...problem, ask: answer })
    return found[0]
  }

  #checkChange(row: DataRow, identity: Identity, person: FileRecord): void {
    if (this.#planning.options.acceptIdentityChanges === true) return
    const differ = (target: string, label: string, given: string | null, key: string): void => {
      const onFile = person[key] ?? null
      if (given === null || onFile === null || given === onFile || (key === 'name' && isSameName(given, onFile))) return
      this.#say(
        row,
        target,
        'match_conflict',
        `${label}与库里不同：库里是“${String(onFile)}”，表里是“${given}”。请核对是不是同一个人；确实要更改的，在导入时选择“接受姓名和证件号码的更改”。`,
      )
    }
    differ('person.name', '姓名', identity.name, 'name')
    differ('person.id_number', '证件号码', identity.idNumber, 'id_number')
    differ('person.person_no', '人编号', identity.personNo, 'person_no')
  }

  #checkVillage(main: DataRow, household: FileRecord): void {
    if (main.place === null || household['village'] === main.place || this.#planning.options.acceptIdentityChanges === true) return
    this.#say(
      main,
      'household.village',
      'match_conflict',
      `${this.describe(household)}在库里不在${this.#planning.places.nameOf(main.place)}；请核对行政村和户编号，确实迁移的在导入时选择“接受更改”。`,
    )
  }

  /** Whether a record on file belongs to a village that the user may not enter. */
  #isForeign(record: FileRecord): boolean {
    const { village } = record
    return typeof village === 'string' && !this.#planning.places.mayWrite(village)
  }

  #isHeadRow(row: DataRow): boolean {
    return this.#mode === 'heads' || row.layout.value(row, 'membership.relation') === HEAD
  }

  #villageName(household: FileRecord): string {
    return this.#planning.places.nameOf(String(household['village']))
  }

  #say(row: DataRow, target: string, code: ImportProblemCode, message: string): void {
    const column = row.layout.column(target)
    row.problems.push(problemAt(row.layout, row.number, column, code, message, row.layout.shown(row, target)))
  }
}

function quoted(person: FileRecord): string {
  return `“${String(person['name'])}”`
}

function hasProblem(row: DataRow): boolean {
  return row.problems.some(({ severity }) => severity === 'error')
}
