/**
 * Helpers and units that a roster names beside its households: they become a pairing, with the helper and the unit where they are not on
 * file yet. Who could be one of several people, or would take the place of somebody else, is asked.
 */
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { whichOf } from './choosing.ts'
import type { ImportProblem } from './contract.ts'
import type { DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { newRecord, type Planning, type Wanted } from './planning.ts'
import { problemAt } from './problems.ts'
import { recordsWith, type FileRecord } from './records.ts'
import type { Group } from './rosterGrouping.ts'
import { owned } from './rosterMembership.ts'
import type { Prospect } from './rosterChecks.ts'

/** What a household's helpers come to. */
export interface PlannedHelpers {
  /** Units and helpers that several households may share. */
  readonly made: readonly PlannedRecord[]
  readonly pairings: readonly PlannedRecord[]
  /** Pairings on file that the sheet names. */
  readonly same: number
}

const NOTHING: PlannedHelpers = { made: [], pairings: [], same: 0 }
const NAME = 'pairing.helper_id'
const UNIT = 'organization.name'
const PHONE = 'helper.phone'

/** A helper as a sheet names one. */
interface Named {
  readonly name: string
  readonly unit: string | null
  readonly phone: string | null
}

interface Made extends Named {
  readonly record: PlannedRecord
}

export class RosterHelpers {
  readonly #planning: Planning
  readonly #database: ReadDatabase
  readonly #madeUnits = new Map<string, PlannedRecord>()
  readonly #made: Made[] = []
  readonly #written = new Set<PlannedRecord>()
  #helpers: readonly FileRecord[] = []
  #units: ReadonlyMap<string, FileRecord> = new Map()
  #pairings: readonly FileRecord[] = []

  constructor(planning: Planning) {
    this.#planning = planning
    this.#database = planning.database
  }

  /** Fetches what is on file about the helpers of these households. */
  load(groups: readonly Group[], households: readonly string[]): void {
    const rows = groups.flatMap((group) => group.rows).filter((row) => row.layout.has(NAME))
    if (rows.length === 0) return
    this.#helpers = recordsWith(this.#database, 'helper', 'name', new Set(rows.flatMap(namesOf)))
    const units = [...rows.flatMap((row) => row.layout.text(row, UNIT) ?? [])]
    const byName = recordsWith(this.#database, 'organization', 'name', new Set(units))
    const ofHelpers = recordsWith(
      this.#database,
      'organization',
      'id',
      this.#helpers.map((helper) => helper['organization_id'] ?? null),
    )
    this.#units = new Map([...byName, ...ofHelpers].map((unit) => [unit.id, unit]))
    this.#pairings = recordsWith(this.#database, 'pairing', 'household_id', households).filter((pairing) => (pairing['end_date'] ?? null) === null)
  }

  /** What the household's rows want of helpers; what cannot be told is a problem of the row. */
  plan(group: Group, household: FileRecord | null, own: Prospect): PlannedHelpers {
    const row = group.rows.find((one) => namesOf(one).length > 0)
    if (row === undefined) {
      tellUnitAlone(group)
      return NOTHING
    }
    const known = household === null ? [] : this.#pairings.filter((pairing) => pairing['household_id'] === household.id)
    const made: PlannedRecord[] = []
    const pairings: PlannedRecord[] = []
    let same = 0
    for (const [index, name] of namesOf(row).entries()) {
      const helper = this.#helper(row, { name, unit: row.layout.text(row, UNIT), phone: row.layout.text(row, PHONE) }, made)
      if (helper === null) continue
      if (typeof helper === 'string' && known.some((pairing) => pairing['helper_id'] === helper)) same += 1
      else if (known.length > 0) this.#askChange(row, name, known)
      else pairings.push(pairingOf(row, helper, own, index === 0))
    }
    return { made, pairings, same }
  }

  /** Those of the made records that no household before this one has brought along. */
  taken(made: readonly PlannedRecord[]): PlannedRecord[] {
    const open = [...new Set(made)].filter((record) => !this.#written.has(record))
    for (const record of open) this.#written.add(record)
    return open
  }

  #helper(row: DataRow, named: Named, made: PlannedRecord[]): string | PlannedRecord | null {
    const all = this.#helpers.filter((helper) => helper['name'] === named.name)
    const byPhone = named.phone === null ? [] : all.filter((helper) => helper['phone'] === named.phone)
    const byUnit = named.unit === null ? [] : all.filter((helper) => this.#unitName(helper) === named.unit)
    const found = byPhone.length > 0 ? byPhone : byUnit.length > 0 ? byUnit : all
    const [only] = found
    if (only === undefined) return this.#make(named, made)
    const unit = this.#unitName(only)
    const fits = named.unit === null || unit === null || unit === named.unit
    if (found.length === 1 && fits) return only.id
    const answer = whichOf(this.#planning, row, { of: NAME, text: named.name, register: 'helper', mayBeNew: true }, found)
    if (answer === 'new') return this.#make(named, made)
    if ('id' in answer) return answer.id
    const who =
      found.length > 1 ? `库里有 ${found.length} 个叫“${named.name}”的帮扶责任人` : `库里的“${named.name}”单位是“${unit ?? ''}”，表里是“${named.unit ?? ''}”`
    ask(row, `${who}，无法判断是不是同一个人；请填写帮扶责任人的电话或单位来区分，或先在“帮扶责任人”里登记、改正。`, named.name, answer)
    return null
  }

  #make(named: Named, made: PlannedRecord[]): PlannedRecord {
    const known = this.#made.find((one) => one.name === named.name && agrees(one.unit, named.unit) && agrees(one.phone, named.phone))
    const unit = named.unit === null ? null : this.#unit(named.unit)
    if (known !== undefined) {
      made.push(...Object.values(known.record.references), known.record)
      return known.record
    }
    const values: Wanted = {
      name: named.name,
      ...(named.phone === null ? {} : { phone: named.phone }),
      ...(typeof unit === 'string' ? { organization_id: unit } : {}),
    }
    const record = newRecord('helper', values, unit === null || typeof unit === 'string' ? undefined : { organization_id: unit })
    this.#made.push({ ...named, record })
    made.push(...Object.values(record.references), record)
    return record
  }

  #unit(name: string): string | PlannedRecord {
    const onFile = [...this.#units.values()].find((unit) => unit['name'] === name)
    if (onFile !== undefined) return onFile.id
    let made = this.#madeUnits.get(name)
    if (made === undefined) this.#madeUnits.set(name, (made = newRecord('organization', { name })))
    return made
  }

  #unitName(helper: FileRecord): string | null {
    const unit = this.#units.get(String(helper['organization_id'] ?? ''))?.['name']
    return typeof unit === 'string' ? unit : null
  }

  #askChange(row: DataRow, name: string, known: readonly FileRecord[]): void {
    const ids = new Set<FieldValue>(known.map((pairing) => pairing['helper_id'] ?? null))
    const names = recordsWith(this.#database, 'helper', 'id', ids).map((helper) => `“${String(helper['name'])}”`)
    ask(
      row,
      `本户在库里的帮扶责任人是${names.join('、')}，表里是“${name}”，没有更换；换了人的，请先在“结对帮扶”里给原来的写上结束时间，增加一人的请在那里新增，再导入。`,
      name,
    )
  }
}

function pairingOf(row: DataRow, helper: string | PlannedRecord, own: Prospect, isMain: boolean): PlannedRecord {
  const start = row.layout.value(row, 'pairing.start_date')
  const wanted: Wanted = { is_main: isMain, ...(start === null ? {} : { start_date: start }), ...(typeof helper === 'string' ? { helper_id: helper } : {}) }
  const [values, references] = owned('household_id', own, wanted, typeof helper === 'string' ? undefined : { helper_id: helper })
  return newRecord('pairing', values, references)
}

/** Names in one cell: 吴某、李某. */
function namesOf(row: DataRow): string[] {
  const text = row.layout.text(row, NAME) ?? ''
  return [...new Set(text.split(/[、,，;；/\n]+/).map((name) => name.replace(/\s+/g, '').trim()))].filter((name) => name !== '')
}

function agrees(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other
}

function tellUnitAlone(group: Group): void {
  const row = group.rows.find((one) => one.layout.text(one, UNIT) !== null)
  if (row === undefined) return
  const message = '只写了帮扶单位，没有写帮扶责任人，没有登记结对；请补上帮扶责任人。'
  row.problems.push(problemAt(row.layout, row.number, row.layout.column(UNIT), 'required', message, row.layout.text(row, UNIT) ?? '', 'warning'))
}

function ask(row: DataRow, message: string, value: string, which?: ImportProblem['ask']): void {
  const problem = problemAt(row.layout, row.number, row.layout.column(NAME), 'match_conflict', message, value)
  row.problems.push(which === undefined ? problem : { ...problem, ask: which })
}
