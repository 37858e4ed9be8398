/** What the desks share: what records, villages and units are called, who did what and in which package it came, and who may answer. */
import { askerOf, isLetDecide, isLimited, mayAnywhere, mayReadRecord, mayWriteRecord, scopeCondition, type Asker } from '../../access/asker.ts'
import { mayRead, mayWriteShared, may } from '../../access/permissions.ts'
import { linkedIn, linksTo, ownerIn } from '../../catalogue/derive/belonging.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { tellingsOf } from '../../catalogue/derive/telling.ts'
import { fieldsKeptApart } from '../../catalogue/derive/keepers.ts'
import { findField, isRegisterName, registerNames, registerOf } from '../../catalogue/index.ts'
import type { FieldValue, RegisterDefinition } from '../../catalogue/types.ts'
import { deciderOf, divisionsOf, unitsOf, type OpenConflict } from '../../exchange/contested.ts'
import { isInCharge, responsibilityOf, sitesOf, superiorOf, topOf, unitInCharge, type Site } from '../../exchange/sites.ts'
import { maskRow } from '../../registers/records.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../../store/index.ts'
import type { ForeignHead } from '../../store/heldOperations.ts'
import { isAtLeast, levelOfUnit } from '../../rules/levels.ts'
import { LockedYears } from '../../store/lockedYears.ts'
import { ownerOf } from '../../store/owner.ts'
import { fromSql, tableOf, toContractRow } from '../../store/table.ts'
import type { InCharge } from '../../store/transaction.ts'
import { siteOfAuthor } from '../../store/timeline.ts'
import type { SessionUser } from '../session/contract.ts'

/** A record that several units hold for theirs. */
export interface Contested {
  readonly divisions: readonly string[]
  readonly units: readonly string[]
  readonly decider: string
}

/** One reading of the desks: the office as one user sees it. */
export class Desk {
  readonly office: Office
  readonly user: SessionUser
  readonly asker: Asker
  readonly sites: readonly Site[]
  /** Null while the office exchanges data with nobody. */
  readonly #inCharge: InCharge | null
  readonly #packages = new Map<number, string | null>()

  constructor(office: Office, user: SessionUser) {
    this.office = office
    this.user = user
    this.asker = askerOf(user, office.unit.code)
    this.sites = sitesOf(office.store.read)
    this.#inCharge = responsibilityOf(this.sites, office.unit.code)
  }

  get read(): ReadDatabase {
    return this.office.store.read
  }

  /** Whether the office is the superior one, or stands alone. */
  get isSuperior(): boolean {
    return superiorOf(this.sites, this.office.unit.code) === undefined
  }

  /** Condition and parameters that limit rows to what the user sees; what belongs to no village is seen by all. */
  scope(column: string): { readonly sql: string; readonly parameters: readonly string[] } {
    return scopeCondition(this.user, column, { unowned: true })
  }

  mayRead(place: string | null): boolean {
    return mayRead(this.user, place)
  }

  /** Condition that leaves out records of registers that the user may not read at all, by the column with their name. */
  readable(column: string): string {
    const hidden = registerNames.filter((name) => !mayAnywhere(this.asker, registerOf(name), 'read'))
    return hidden.length === 0 ? '1' : `${column} NOT IN (${hidden.map((name) => `'${name}'`).join(', ')})`
  }

  /** Whether the user sees a record of a register in a place. */
  mayReadRecord(register: string, place: string | null): boolean {
    return mayReadRecord(this.asker, registerOf(register), place)
  }

  /** Whether this office's word counts for records of a register in a village. */
  inCharge(register: string, place: string | null, kind = 'edit'): boolean {
    return this.#inCharge === null || this.#inCharge({ register, owner: place, kind })
  }

  /** Whether this office's word counts for fields of a record: each that has a keeper of its own, and the record as such for the others. */
  keeps(register: string, record: string, place: string | null, fields: readonly string[]): boolean {
    const inCharge = this.#inCharge
    const apart = fieldsKeptApart(registerOf(register)).filter(({ key }) => fields.includes(key))
    if (inCharge === null || apart.length === 0) return this.inCharge(register, place)
    const values = this.row(register, record) ?? {}
    const rest = fields.length > apart.length ? [undefined] : []
    return [...rest, ...apart].every((field) =>
      inCharge({ register, owner: place, kind: 'edit', values, ...(field === undefined ? {} : { field: field.key }) }),
    )
  }

  /** Whether the user's word counts for a record of a register in a place (null: in none). */
  mayDecide(register: string, place: string | null, kind = 'edit'): boolean {
    return this.#isLet(register, place) && this.mayWrite(register, place) && this.inCharge(register, place, kind)
  }

  /** The same of some fields of a record. */
  mayDecideFields(register: string, record: string, place: string | null, fields: readonly string[]): boolean {
    return this.#isLet(register, place) && this.mayWrite(register, place) && this.keeps(register, record, place, fields)
  }

  /** Whether the user's office holds a lock on the year of a record: then it decides what was edited without knowing of that. */
  holdsLock(register: string, record: string): boolean {
    const row = this.row(register, record)
    const lock = row === undefined ? null : new LockedYears(this.read).on(registerOf(register), [row])
    return (
      lock !== null && isAtLeast(levelOfUnit(this.office.unit.code), lock.level) && this.mayWrite(register, lock.place) && this.#isLet(register, lock.place)
    )
  }

  #isLet(register: string, place: string | null): boolean {
    return isLetDecide(this.asker, registerOf(register), place)
  }

  /** Whether the user may change records there, in charge or by a proposal. */
  mayWrite(register: string, place: string | null): boolean {
    if (place === null) return may(this.user, 'exchange') && mayWriteShared(this.user, register)
    return mayWriteRecord(this.asker, registerOf(register), place, 'update')
  }

  /** The unit whose word counts for a village; null where it is our own. */
  unitInChargeOf(place: string): { readonly unit: string; readonly unitName: string } | null {
    const own = this.office.unit.code
    if (this.#inCharge === null || isInCharge(this.sites, own, place)) return null
    const unit = unitInCharge(this.sites, place, topOf(this.sites, own)?.unit ?? '')
    return { unit, unitName: this.unitName(unit) }
  }

  /** Who of several offices a conflict concerns and which one decides, where it is about the division of its record; null where one office has all of it. */
  contested(conflict: OpenConflict): Contested | null {
    const divisions = divisionsOf(this.read, conflict)
    const fallback = superiorOf(this.sites, this.office.unit.code)?.unit ?? this.office.unit.code
    const decider = divisions.length < 2 ? null : deciderOf(this.sites, divisions, fallback)
    return decider === null ? null : { divisions, units: unitsOf(this.sites, divisions, fallback), decider }
  }

  /** Whether the user's word counts for a conflict: in a village of their own, or above all who contest its record. */
  mayDecideConflict(conflict: OpenConflict & { readonly place: string | null }): boolean {
    const contested = this.contested(conflict)
    if (contested === null) return this.mayDecideFields(conflict.register, conflict.record, conflict.place, [conflict.field])
    return (
      contested.decider === this.office.unit.code &&
      contested.divisions.every((division) => this.mayWrite(conflict.register, division) && this.#isLet(conflict.register, division))
    )
  }

  /** Whether the user sees a conflict: in a village of their own, or about a record that one of their villages holds for its own. */
  seesConflict(conflict: OpenConflict & { readonly place: string | null }): boolean {
    if (!this.mayReadRecord(conflict.register, null)) return false
    return this.mayReadRecord(conflict.register, conflict.place) || this.contested(conflict)?.divisions.some((division) => this.mayRead(division)) === true
  }

  /** What a unit calls itself: by the site that speaks, else any of its sites, else its division. */
  unitName(unit: string, author?: string): string {
    const site = this.sites.find((one) => author !== undefined && one.id === siteOfAuthor(author)) ?? this.sites.find((one) => one.unit === unit)
    if (site !== undefined) return site.unitName
    return unit === this.office.unit.code ? this.office.unit.name : this.office.divisions.nameOf(unit)
  }

  /** Who did something: the unit's name by the head of the change set. */
  unitOf(head: ForeignHead): string {
    return this.unitName(head[9], head[1])
  }

  /** Whether a site of our own unit did it. */
  isOurs(head: ForeignHead): boolean {
    return head[9] === this.office.unit.code
  }

  /** 武阳镇柯寨村; empty for no village. */
  placeName(code: string | null): string {
    return code === null ? '' : this.office.divisions.fullName(code)
  }

  /** What a record is called; one that is only proposed goes by the values proposed, and one that has moved out of the user's sight by its register. */
  title(register: string, record: string, proposed: Readonly<Record<string, SqlValue>> = {}): string {
    const definition = registerOf(register)
    if (isLimited(this.user) && !this.mayRead(this.ownerOf(register, record))) return definition.label
    const onFile = this.office.records.titleOf(register, record)
    if (onFile !== '') return onFile
    const values = { ...this.row(register, record), ...proposed }
    const value = values[definition.title] ?? null
    const field = findField(register, definition.title)
    if (field?.derived !== undefined && value === null) return this.#proposedTitle(definition, record, values)
    if (typeof value !== 'string' || field === undefined) return definition.label
    if (field.type === 'division') return this.placeName(value)
    const referred = referredBy(field, value)
    return referred === undefined ? value : this.title(referred.register, referred.id, this.#proposedValues(referred.register, referred.id))
  }

  /** What to open for a look at a record: what it is part of or linked to now, else itself; null where that is not on file. */
  lookAt(register: string, record: string, proposed: Readonly<Record<string, SqlValue>> = {}): { readonly register: string; readonly id: string } | null {
    const definition = registerOf(register)
    const values = { ...proposed, ...this.row(register, record) }
    const of = ownerIn(definition, values) ?? linkedIn(definition, values) ?? { register, id: record }
    return this.row(of.register, of.id) === undefined ? null : of
  }

  /** A record of the table, removed ones included. */
  row(register: string, record: string): SqlRow | undefined {
    return isRegisterName(register) ? this.read.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record) : undefined
  }

  /** The village a record belongs to. */
  ownerOf(register: string, record: string): string | null {
    const row = this.row(register, record)
    return row === undefined ? null : ownerOf(this.read, registerOf(register), record, toContractRow(tableOf(register), row), row)
  }

  /** A stored value as the contract carries it, masked as the user's role demands. */
  value(register: string, place: string | null, key: string, stored: SqlValue | undefined): FieldValue {
    const field = findField(register, key)
    return field === undefined ? null : (this.masked(register, place, { [key]: fromSql(field, stored) })[key] ?? null)
  }

  /** Values of a record, masked as the user's role demands. */
  masked(register: string, place: string | null, values: Row): Row {
    const definition = registerOf(register)
    const { owner } = definition
    const masked = maskRow(this.user, definition, owner === undefined ? values : { ...values, [owner]: place }, undefined)
    return Object.fromEntries(Object.keys(values).map((key) => [key, key === owner ? (values[key] ?? null) : (masked[key] ?? null)]))
  }

  /** File name of the received package that brought a journal entry; null for what was done here. */
  packageOf(sequence: number): string | null {
    const known = this.#packages.get(sequence)
    if (known !== undefined) return known
    const file =
      this.read.get<{ file: string }>(
        `SELECT p.file FROM journal j JOIN change_set c ON c.number = j.change_set JOIN package p ON p.change_set = c.id AND p.direction = 'in' WHERE j.sequence = ?`,
        sequence,
      )?.file ?? null
    this.#packages.set(sequence, file)
    return file
  }

  /** What a record goes by whose title is worked out from others and that is only proposed: the foremost of those proposed with it, or its numbers. */
  #proposedTitle(definition: RegisterDefinition, record: string, values: Readonly<Record<string, SqlValue>>): string {
    for (const link of linksTo(definition.name)) {
      const { foremost } = registerOf(link.of)
      if (foremost === undefined) continue
      const first = this.read.get<{ id: string }>(
        `SELECT json_extract(j.after, '$.${link.by}') AS id FROM proposal p JOIN journal j ON j.sequence = p.sequence
         WHERE p.register = ? AND j.action = 'insert' AND json_extract(j.after, '$.${link.to}') = ? AND json_extract(j.after, '$.${foremost.field}') = ? LIMIT 1`,
        link.register,
        record,
        foremost.value,
      )
      if (first !== undefined) return this.title(link.of, first.id, this.#proposedValues(link.of, first.id))
    }
    const told = tellingsOf(definition).flatMap(({ fields }) => (fields.length === 1 ? (values[fields[0] ?? ''] ?? []) : []))
    return String(told[0] ?? definition.label)
  }

  #proposedValues(register: string, record: string): Record<string, SqlValue> {
    const found = this.read.get<{ after: string }>(
      `SELECT j.after FROM proposal p JOIN journal j ON j.sequence = p.sequence WHERE p.register = ? AND p.record = ? AND j.action = 'insert' LIMIT 1`,
      register,
      record,
    )
    return found === undefined ? {} : (JSON.parse(found.after) as Record<string, SqlValue>)
  }
}
