/** Which records on file the texts of a row mean, for registers that refer to others. Portion-wise, by a handful of queries. */
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { identityKey } from './identityKey.ts'
import type { LayoutField } from './layout.ts'
import type { DataRow, PlannedRecord } from './model.ts'
import { newRecord, type Planning } from './planning.ts'
import { problemAt } from './problems.ts'
import { recordsOf, recordsWith, type FileRecord } from './records.ts'
import { VillageGroups } from './villageGroups.ts'

/** What a reference was resolved to: an id, a record planned alongside, or nothing (with a problem added). */
export type Referred = string | PlannedRecord | null

type Finder = (row: DataRow, text: string | null, field: LayoutField | null) => readonly FileRecord[]

const LABELS: Readonly<Record<string, string>> = {
  household: '户',
  person: '人',
  helper: '帮扶责任人',
  organization: '帮扶单位',
  village: '行政村',
  village_group: '社',
}

export class References {
  readonly #planning: Planning
  readonly #groups: VillageGroups
  readonly #made = new Map<string, PlannedRecord>()
  #byText = new Map<string, Map<string, FileRecord[]>>()

  constructor(planning: Planning) {
    this.#planning = planning
    this.#groups = new VillageGroups(planning.database)
  }

  /** Fetches what the rows may refer to. */
  load(rows: readonly DataRow[], fields: readonly FieldDefinition[]): void {
    this.#byText = new Map()
    for (const register of new Set(fields.map((field) => field.register ?? ''))) {
      const own = fields.filter((field) => field.register === register)
      this.#loadRegister(register, rows, own)
    }
  }

  /** The record a row refers to by a field; `required` tells whether nothing at all is a problem. */
  resolve(row: DataRow, field: FieldDefinition, target: string, required: boolean): Referred {
    const text = row.layout.text(row, target)
    if (field.register === 'village') return this.#village(row, target, text, required)
    if (field.register === 'village_group') return text === null || row.village === null ? null : this.#groups.find(row.village, text)
    const found = this.#candidates(row, field.register ?? '', text)
    const label = LABELS[field.register ?? ''] ?? field.label
    const [only] = found
    if (only !== undefined && found.length === 1) return only.id
    if (found.length > 1) {
      this.#say(row, target, text, `“${text ?? label}”在库里有 ${found.length} 个，无法判断是哪一个${label}；请补填编号或证件号码。`)
      return null
    }
    if (text !== null && field.createMissing === true) return this.#make(field, text)
    if (text !== null || hasKeys(row, field.register ?? ''))
      this.#say(row, target, text, `库里没有这个${label}${text === null ? '' : `（${text}）`}，请先登记或核对编号、姓名。`)
    else if (required) this.#require(row, target, field.label)
    return null
  }

  #make(field: FieldDefinition, text: string): PlannedRecord {
    const key = `${field.register ?? ''}\u0001${text}`
    let made = this.#made.get(key)
    if (made === undefined) this.#made.set(key, (made = newRecord(field.register ?? '', { name: text })))
    return made
  }

  #village(row: DataRow, target: string, text: string | null, required: boolean): Referred {
    if (row.village === null) {
      if (text === null && required) this.#require(row, target, '行政村')
      return null
    }
    const [known] = this.#lookup('village.village', row.village)
    if (known !== undefined) return known.id
    // A village of the office's divisions needs no other ground to be on file.
    const key = `village\u0001${row.village}`
    let made = this.#made.get(key)
    if (made === undefined) this.#made.set(key, (made = newRecord('village', { village: row.village })))
    return made
  }

  #candidates(row: DataRow, register: string, text: string | null): readonly FileRecord[] {
    const find: Finder | undefined = { household: this.#households, person: this.#persons, helper: this.#helpers, organization: this.#organizations }[
      register
    ]?.bind(this)
    const { owner } = registerOf(register)
    // What lies in villages of others is not there for whoever imports.
    return find === undefined ? [] : find(row, text, null).filter((record) => this.#isOurs(owner === undefined ? null : (record[owner] ?? null)))
  }

  #isOurs(division: FieldValue): boolean {
    return typeof division !== 'string' || this.#planning.places.mayWrite(division)
  }

  #households(row: DataRow, text: string | null): readonly FileRecord[] {
    const number = text ?? row.layout.text(row, 'household.household_no')
    const village = (records: readonly FileRecord[]): readonly FileRecord[] =>
      row.village === null ? records : records.filter((record) => record['village'] === row.village)
    const tries = [
      () => (number === null ? [] : this.#lookup('household.household_no', number)),
      () => (number === null ? [] : village(this.#lookup('household.local_no', number))),
      () => this.#byTarget(row, 'household.local_no', village),
      () => this.#byTarget(row, 'household.head_id_number', village),
      () => (row.village === null ? [] : this.#byTarget(row, 'household.head_name', village)),
      () => (number === null || row.village === null ? [] : village(this.#lookup('household.head_name', number))),
    ]
    return firstFound(tries)
  }

  #persons(row: DataRow, text: string | null): readonly FileRecord[] {
    const number = row.layout.text(row, 'person.id_number')
    const name = row.layout.text(row, 'person.name') ?? text
    const inHousehold = (): readonly FileRecord[] => {
      const households = new Set(this.#households(row, null).map(({ id }) => id))
      return name === null || households.size !== 1 ? [] : this.#lookup('person.name', name).filter((person) => households.has(String(person['household_id'])))
    }
    const tries = [
      () => (number === null ? [] : this.#lookup('person.id_number', identityKey(number))),
      () => (text === null ? [] : this.#lookup('person.person_no', text)),
      () => (text === null ? [] : this.#lookup('person.id_number', identityKey(text))),
      inHousehold,
    ]
    return firstFound(tries)
  }

  #helpers(row: DataRow, text: string | null): readonly FileRecord[] {
    const number = row.layout.text(row, 'helper.id_number')
    const phone = row.layout.text(row, 'helper.phone')
    const unit = row.layout.text(row, 'organization.name')
    const named = (): readonly FileRecord[] => {
      if (text === null) return []
      const all = this.#lookup('helper.name', text)
      if (phone !== null && all.some((helper) => helper['phone'] === phone)) return all.filter((helper) => helper['phone'] === phone)
      if (unit === null) return all
      const units = new Set(this.#lookup('organization.name', unit).map(({ id }) => id))
      return all.filter((helper) => units.has(String(helper['organization_id'])))
    }
    const tries = [
      () => (number === null ? [] : this.#lookup('helper.id_number', number)),
      () => (text === null ? [] : this.#lookup('helper.helper_no', text)),
      () => (text === null ? [] : this.#lookup('helper.id_number', text)),
      named,
      () => (phone === null || text !== null ? [] : this.#lookup('helper.phone', phone)),
    ]
    return firstFound(tries)
  }

  #organizations(_row: DataRow, text: string | null): readonly FileRecord[] {
    if (text === null) return []
    return firstFound([
      () => this.#lookup('organization.name', text),
      () => this.#lookup('organization.national_no', text),
      () => this.#lookup('organization.organization_code', text),
    ])
  }

  #byTarget(row: DataRow, target: string, narrow: (records: readonly FileRecord[]) => readonly FileRecord[]): readonly FileRecord[] {
    const text = row.layout.text(row, target)
    return text === null ? [] : narrow(this.#lookup(target, text))
  }

  #lookup(column: string, text: string): readonly FileRecord[] {
    return this.#byText.get(column)?.get(text) ?? []
  }

  #loadRegister(register: string, rows: readonly DataRow[], fields: readonly FieldDefinition[]): void {
    const texts = this.#texts(rows, fields)
    switch (register) {
      case 'village':
        return this.#fetch(
          'village',
          'village',
          rows.flatMap((row) => row.village ?? []),
        )
      case 'organization':
        return this.#fetchAll('organization', ['name', 'national_no', 'organization_code'], texts)
      case 'helper':
        this.#fetchAll('helper', ['name', 'helper_no', 'id_number'], [...texts, ...targetTexts(rows, 'helper.id_number')])
        this.#fetch('helper', 'phone', targetTexts(rows, 'helper.phone'))
        return this.#fetch('organization', 'name', targetTexts(rows, 'organization.name'))
      case 'household':
        return this.#loadHouseholds(rows, texts)
      case 'person':
        this.#loadHouseholds(rows, [])
        this.#fetch('person', 'person_no', texts)
        this.#fetchMembers()
        this.#fetchPersons([...texts, ...targetTexts(rows, 'person.id_number')])
    }
  }

  #loadHouseholds(rows: readonly DataRow[], texts: readonly string[]): void {
    this.#fetchAll(
      'household',
      ['household_no', 'local_no'],
      [...texts, ...targetTexts(rows, 'household.household_no'), ...targetTexts(rows, 'household.local_no')],
    )
    const numbers = targetTexts(rows, 'household.head_id_number')
    const heads = recordsWith(this.#planning.database, 'person', 'id_number', numbers)
    const byHead = recordsWith(
      this.#planning.database,
      'household',
      'head_person_id',
      heads.map(({ id }) => id),
    )
    this.#keep('household', 'head_id_number', byHead)
    const names = [...texts, ...targetTexts(rows, 'household.head_name')]
    const villages = [...new Set(rows.flatMap((row) => row.village ?? []))]
    if (names.length === 0 || villages.length === 0) return
    this.#keep(
      'household',
      'head_name',
      recordsOf(
        this.#planning.database,
        'household',
        'SELECT t.* FROM json_each(?) j CROSS JOIN household t ON t.village = j.value WHERE t.deleted = 0 AND t.head_name IN (SELECT value FROM json_each(?))',
        JSON.stringify(villages),
        JSON.stringify(names),
      ),
    )
  }

  /** People of the households found, to be known by their names there. */
  #fetchMembers(): void {
    const columns = ['household_no', 'local_no', 'head_id_number', 'head_name'].map((column) => this.#byText.get(`household.${column}`))
    const households = columns.flatMap((index) => [...(index?.values() ?? [])].flat().map(({ id }) => id))
    this.#keep('person', 'name', recordsWith(this.#planning.database, 'person', 'household_id', households))
  }

  #fetchPersons(numbers: readonly string[]): void {
    const keys = [...new Set(numbers.map(identityKey))]
    const found = recordsOf(
      this.#planning.database,
      'person',
      `SELECT t.* FROM json_each(?) j CROSS JOIN person t ON t.id_number >= j.value AND t.id_number < j.value || 'Z' WHERE t.deleted = 0`,
      JSON.stringify(keys),
    )
    const index = this.#index('person.id_number')
    for (const person of found) put(index, identityKey(String(person['id_number'])), person)
  }

  #fetchAll(register: string, columns: readonly string[], texts: readonly string[]): void {
    for (const column of columns) this.#fetch(register, column, texts)
  }

  #fetch(register: string, column: string, texts: readonly string[]): void {
    this.#keep(register, column, recordsWith(this.#planning.database, register, column, texts))
  }

  #keep(register: string, column: string, records: readonly FileRecord[]): void {
    const index = this.#index(`${register}.${column}`)
    for (const record of records) put(index, String(record[column]), record)
  }

  #index(column: string): Map<string, FileRecord[]> {
    let index = this.#byText.get(column)
    if (index === undefined) this.#byText.set(column, (index = new Map()))
    return index
  }

  #texts(rows: readonly DataRow[], fields: readonly FieldDefinition[]): string[] {
    return fields.flatMap((field) => rows.flatMap((row) => row.layout.text(row, `${row.layout.profile.register}.${field.key}`) ?? []))
  }

  #say(row: DataRow, target: string, text: string | null, message: string): void {
    row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'reference_unknown', message, text ?? ''))
  }

  #require(row: DataRow, target: string, label: string): void {
    row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'required', `没有填写“${label}”。`))
  }
}

function firstFound(tries: readonly (() => readonly FileRecord[])[]): readonly FileRecord[] {
  for (const one of tries) {
    const found = one()
    if (found.length > 0) return found
  }
  return []
}

function put(index: Map<string, FileRecord[]>, key: string, record: FileRecord): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [record])
  else if (!known.some(({ id }) => id === record.id)) known.push(record)
}

function targetTexts(rows: readonly DataRow[], target: string): string[] {
  return rows.flatMap((row) => row.layout.text(row, target) ?? [])
}

/** Whether a row names a record of the register by anything but the field itself. */
function hasKeys(row: DataRow, register: string): boolean {
  const keys =
    {
      household: ['household.household_no', 'household.local_no', 'household.head_name', 'household.head_id_number'],
      person: ['person.id_number', 'person.name'],
      helper: ['helper.id_number', 'helper.phone'],
    }[register] ?? []
  return keys.some((key) => row.layout.text(row, key) !== null)
}
