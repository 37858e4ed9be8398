/** Plans the records of one register from rows that each speak of one of them: matching, references, required and unique fields, all by the catalogue. */
import { isLimited, mayAnywhere, mayWriteRecord } from '#core/access/asker.ts'
import { LOWEST_LEVEL } from '#core/rules/levels.ts'
import { mayWriteShared } from '#core/access/permissions.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { codeListOf, isTyped } from '#core/catalogue/index.ts'
import { enteredReferences, isOfSubject, referenceKeys } from '#core/catalogue/derive/telling.ts'
import { fieldsKeptApart, keptElsewhere } from '#core/catalogue/derive/keepers.ts'
import { codeLabel } from '#core/catalogue/derive/codes.ts'
import type { FieldDefinition, FieldValue, MatchRule, RegisterDefinition } from '#core/catalogue/types.ts'
import { AppError } from '#core/errors.ts'
import { ownerOf } from '#core/store/owner.ts'
import { inSteps } from '#core/store/stepping.ts'
import { Candidates, keyText } from './candidates.ts'
import { whichOf } from './choosing.ts'
import { ContinuedRecords } from './continued.ts'
import { markRepeated } from './duplicates.ts'
import type { ImportProblem } from './contract.ts'
import { outcomeOf, type DataRow, type ImportProblemCode } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import { changedRecord, newRecord, type PlanBuilder, type Planning, type Wanted } from './planning.ts'
import { hasError, problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import { References } from './references.ts'
import { keyTarget } from './registerProfile.ts'
import { isNamedInPlace } from '#core/catalogue/derive/succession.ts'
import { besideName } from '../divisions/index.ts'
import { SpreadParts } from './spreadParts.ts'
import { ROW_COMPLETIONS } from './rosterCompletions.ts'
import { SheetOfRecords } from './sheetOfRecords.ts'
import { titleValues } from './titleValues.ts'

/** Rows looked up at once. */
const PORTION = 1000

/** A row resolved as far as the file goes. */
interface Resolved {
  readonly row: DataRow
  readonly wanted: Wanted
  readonly references: Record<string, PlannedRecord>
}

/** A row with what is to become of it. */
interface Judged extends Resolved {
  readonly title: string
  /** What is written; null where nothing changes or the row is rejected. */
  readonly planned: PlannedRecord | null
  /** Records that the row's own needs made. */
  readonly made: readonly PlannedRecord[]
  /** Parts of the row's own that stand in it, and the record that it continues. */
  readonly parts: readonly PlannedRecord[]
}

/** Plans all rows of the sheets. Throws FORBIDDEN when the user may not change the register at all. */
export async function planRecords(
  planning: Planning,
  name: string,
  sheets: readonly (readonly DataRow[])[],
  builder: PlanBuilder,
  onProgress: (rows: number) => void,
): Promise<void> {
  const register = registerOf(name)
  const mayEnter = mayAnywhere(planning.places.asker, register, 'write') && mayAnywhere(planning.places.asker, register, 'read')
  if (!mayEnter || (register.owner === undefined && !mayWriteShared(planning.user, name))) {
    throw new AppError('FORBIDDEN', `您没有修改“${register.label}”的权限。`, '请由管理员导入。')
  }
  const planner = new RecordPlanner(planning, register, builder)
  const rows = sheets.flat()
  // Keys have to be resolved before rows of the same record can be told.
  const resolved: Resolved[] = []
  for (let start = 0; start < rows.length; start += PORTION) {
    resolved.push(...planner.resolve(rows.slice(start, start + PORTION)))
    await planning.step()
  }
  planner.setAside(resolved)
  await inSteps(planner.markDuplicates(resolved), planning.step)
  for (let start = 0; start < resolved.length && planner.refersToItself; start += PORTION) {
    planner.find(resolved.slice(start, start + PORTION))
    await planning.step()
  }
  for (let start = 0; start < resolved.length; start += PORTION) {
    planner.judge(resolved.slice(start, start + PORTION))
    onProgress(Math.min(resolved.length, start + PORTION))
    await planning.step()
  }
  planner.finish()
}

class RecordPlanner {
  readonly #planning: Planning
  readonly #register: RegisterDefinition
  readonly #builder: PlanBuilder
  readonly #references: References
  readonly #writable: readonly FieldDefinition[]
  readonly #referring: readonly FieldDefinition[]
  /** References to records of the register itself: the sheet may bring those. */
  readonly #reflexive: readonly FieldDefinition[]
  readonly #rules: readonly MatchRule[]
  readonly #sheet = new SheetOfRecords()
  readonly #spread: SpreadParts
  readonly #continued: ContinuedRecords
  /** Rows that wait for others of the sheet. */
  readonly #waiting: Judged[] = []

  constructor(planning: Planning, register: RegisterDefinition, builder: PlanBuilder) {
    this.#planning = planning
    this.#register = register
    this.#builder = builder
    this.#references = new References(planning, register)
    this.#spread = new SpreadParts(planning, register)
    this.#continued = new ContinuedRecords(planning, register, builder)
    this.#writable = register.fields.filter((field) => field.derived === undefined && field.keeps === undefined)
    const references = enteredReferences(register).filter((field) => !isOfSubject(field))
    this.#reflexive = references.filter((field) => field.register === register.name)
    this.#referring = [...references.filter((field) => !this.#reflexive.includes(field)), ...register.fields.filter(({ type }) => type === 'subject')]
    this.#rules = register.match.filter((rule) => rule.every((key) => this.#writable.some((field) => field.key === key)))
  }

  get refersToItself(): boolean {
    return this.#reflexive.length > 0
  }

  resolve(rows: readonly DataRow[]): Resolved[] {
    this.#references.load(rows)
    return rows.map((row) => this.#resolveRow(row))
  }

  /** Takes in what the sheet brings, on file or new, so that rows may refer to each other in whatever order they stand. */
  find(resolved: readonly Resolved[]): void {
    const file = new Candidates(this.#planning, this.#register.name, this.#rules, resolved)
    for (const { row, wanted } of resolved) this.#sheet.add(row, wanted, this.#newRecord(wanted, {}), file.find(wanted)?.id ?? null)
  }

  /**
   * In sheets with parts of records in their rows, where each person of a record has a row: rows that say the same as one before, and rows of people
   * whose record is none of this register, which leave open all that it must have. They change nothing.
   */
  setAside(resolved: Resolved[]): void {
    if (this.#register.spread === undefined) return
    const telling = this.#writable.filter((field) => field.required === true && !this.#isReferring(field) && field.type !== 'division')
    const seen = new Set<string>()
    const kept = resolved.filter(({ row, wanted }) => {
      const says = JSON.stringify([wanted, this.#spread.said(row)])
      const asked = telling.filter(({ key }) => row.layout.has(this.#target(key)))
      const isNone = asked.length > 0 && asked.every(({ key }) => (wanted[key] ?? null) === null && !this.#isUnread(row, key))
      if (!isNone && (hasError(row.problems) || !seen.has(says))) {
        seen.add(says)
        return true
      }
      row.problems.length = 0
      this.#builder.addRow(row, 'same', this.#titleOf(row, wanted), [])
      return false
    })
    resolved.splice(0, resolved.length, ...kept)
  }

  /** Whether the row says something that could not be read: that is for whoever imports it to mend, and nothing to pass over. */
  #isUnread(row: DataRow, key: string): boolean {
    const letter = row.layout.column(this.#target(key))?.letter
    return row.problems.some(({ column, severity }) => severity === 'error' && column === letter)
  }

  #isReferring(field: FieldDefinition): boolean {
    return field.type === 'reference' || field.type === 'subject'
  }

  /** Rows of one record: neither is taken. Pauses now and then. */
  *markDuplicates(resolved: readonly Resolved[]): Generator<void, void> {
    const byRow = new Map(resolved.map((one) => [one.row, one]))
    const rows = resolved.map(({ row }) => row)
    const unique = this.#writable.filter((field) => field.unique === true).map((field) => [field.key])
    // Of the match rules the last only guesses by names where a number tells better; rows differing in the number are not the same.
    const rules = this.#rules.length === 1 ? [...unique, ...this.#rules] : [...unique, ...(this.#register.uniqueTogether ?? []), ...this.#yearlyOrFirst()]
    for (const rule of rules) {
      yield* markRepeated(
        rows.filter((row) => !hasDuplicate(row)),
        (row) => keyOf(byRow.get(row), rule),
        this.#target(rule[0] ?? ''),
        (other) => `与${other}是同一条记录（${rule.map((key) => this.#label(key)).join('、')}相同），请核对后删去或改正其中一行。`,
      )
    }
  }

  /** Decides what becomes of the rows; they are counted at once unless they may wait for others of the sheet. */
  judge(resolved: readonly Resolved[]): void {
    if (this.refersToItself) {
      this.#references.load(
        resolved.map(({ row }) => row),
        this.#sheet,
      )
      for (const one of resolved) this.#refer(one, this.#reflexive)
    }
    const file = new Candidates(this.#planning, this.#register.name, this.#rules, resolved)
    if (this.#register.spread !== undefined) this.#spread.load(resolved.flatMap(({ wanted }) => file.find(wanted)?.id ?? []))
    this.#continued.load(resolved)
    for (const one of resolved) {
      const judged = this.#judgeRow(one, file)
      if (this.refersToItself) this.#waiting.push(judged)
      else this.#accept(judged)
    }
  }

  /** Ends the rows that waited: one that refers to a rejected row is rejected with it, however long the chain. */
  finish(): void {
    const rejected = new Map(this.#waiting.flatMap(({ row }) => (hasError(row.problems) ? [[this.#sheet.recordOf(row), row] as const] : [])))
    for (let before = -1; before !== rejected.size; ) {
      before = rejected.size
      for (const { row, references } of this.#waiting) {
        if (hasError(row.problems)) continue
        const bad = this.#reflexive.find(({ key }) => rejected.has(references[key]))
        if (bad === undefined) continue
        const other = rejected.get(references[bad.key])
        const message = `“${bad.label}”是本表第 ${other?.number ?? 0} 行，那一行有问题，本行暂不导入；改好那一行后一起导入。`
        this.#say(row, bad.key, 'reference_unknown', message, { because: other?.number })
        rejected.set(this.#sheet.recordOf(row), row)
      }
    }
    for (const judged of this.#waiting) this.#accept(judged)
  }

  #yearlyOrFirst(): readonly MatchRule[] {
    return this.#register.yearly === undefined ? this.#rules.slice(0, 1) : []
  }

  #resolveRow(row: DataRow): Resolved {
    const wanted: Wanted = {}
    const references: Record<string, PlannedRecord> = {}
    const erases = this.#planning.options.emptyErases === true
    for (const { field, slot } of row.layout.entered(this.#register.name)) {
      if (field.type === 'reference' || field.type === 'subject') continue
      const value = this.#valueOf(row, field, slot)
      if (value !== null || (erases && field.required !== true && isTyped(field))) wanted[field.key] = value
    }
    const resolved = { row, wanted, references }
    this.#refer(resolved, this.#referring)
    const { yearly } = this.#register
    if (yearly !== undefined) wanted[yearly.year] ??= row.year
    for (const [key, value] of titleValues(this.#register, row)) wanted[key] = value
    this.#nameBeside(row, wanted)
    ROW_COMPLETIONS[this.#register.name]?.(row, wanted)
    return resolved
  }

  /** A group of a village that went into another one is meant by the name that it has there by now. */
  #nameBeside({ former, place }: DataRow, wanted: Wanted): void {
    const { name, title, owner } = this.#register
    const called = wanted[title]
    if (former === undefined || place === null || typeof called !== 'string' || !isNamedInPlace(this.#register)) return
    const beside = besideName(this.#planning.places.plainName(former), called)
    if (this.#planning.database.get(`SELECT 1 FROM ${name} WHERE ${owner} = ? AND ${title} = ? AND deleted = 0`, place, beside) !== undefined)
      wanted[title] = beside
  }

  #valueOf(row: DataRow, field: FieldDefinition, slot: number): FieldValue {
    return field.type === 'division' && field.level === LOWEST_LEVEL ? this.#references.placeAt(row, this.#target(field.key)) : (row.values[slot] ?? null)
  }

  #refer({ row, wanted, references }: Resolved, fields: readonly FieldDefinition[]): void {
    for (const field of fields) {
      const found = this.#references.resolve(row, field)
      if (typeof found === 'string') wanted[field.key] = found
      else if (found !== null) references[field.key] = found
    }
  }

  #judgeRow({ row, wanted, references }: Resolved, file: Candidates): Judged {
    const title = this.#titleOf(row, wanted)
    const onFile = hasError(row.problems) ? undefined : (file.find(wanted) ?? this.#oneOfSeveral(row, title, file.several(wanted)))
    // A title speaks of what is new; what is on file already says its own.
    if (onFile !== undefined) for (const key of titleValues(this.#register, row).keys()) wanted[key] = onFile[key] ?? null
    // First, so that nothing is told of a record of somebody else's village.
    const owner = this.#checkRight(row, wanted, references, onFile)
    // A row that is out already is not compared with what is on file: which record it means was not looked for.
    if (!hasError(row.problems)) this.#checkAgainstFile({ row, wanted, references }, onFile, file)
    const judged = { row, wanted, references, title, made: [], parts: [], planned: null }
    if (hasError(row.problems)) return judged
    const planned = onFile === undefined ? this.#recordFor(row, wanted, references) : this.#change(row, onFile, wanted, references)
    if (planned !== null && onFile !== undefined && this.#register.appendOnly !== undefined) {
      this.#say(row, this.#register.title, 'match_conflict', `这条${this.#register.label}库里已有，一经录入不能用表修改；录错的请先冲正，再录入正确的一条。`)
      return judged
    }
    if (planned !== null && owner !== null && this.#planning.places.noteProposal(row, this.#register.name, owner)) this.#builder.addWarning('proposal')
    const parts = [
      ...this.#spread.plan(row, { id: onFile?.id ?? null, planned }),
      ...this.#continued.plan(row, wanted, references[this.#register.yearly?.reference ?? '']),
    ]
    return { ...judged, planned, parts, made: Object.entries(references).flatMap(([key, record]) => (this.#isReflexive(key) ? [] : [record])) }
  }

  /** Several records on file fit: which of them it is, or that it is none of them, is asked and never supposed. */
  #oneOfSeveral(row: DataRow, title: string, found: readonly FileRecord[]): FileRecord | undefined {
    const { name, label, owner } = this.#register
    const own = found.filter((record) => {
      const division = owner === undefined ? null : (record[owner] ?? null)
      return typeof division !== 'string' || this.#planning.places.mayWrite(division)
    })
    if (own.length < 2) return own[0]
    const answer = whichOf(this.#planning, row, { of: name, text: title, register: name, mayBeNew: true }, own)
    if (answer === 'new') return undefined
    if ('id' in answer) return answer
    const message = `库里有 ${own.length} 条${label}与这一行相符，无法判断是哪一条；请选定，或补填编号。`
    this.#say(row, this.#register.title, 'match_conflict', message, { ask: answer })
    return undefined
  }

  #checkAgainstFile({ row, wanted, references }: Resolved, onFile: FileRecord | undefined, file: Candidates): void {
    if (onFile === undefined) this.#checkRequired(row, wanted, references)
    else this.#checkIdentity(row, wanted, onFile)
    this.#checkNumbers(row, wanted, onFile)
    this.#leaveToKeepers(row, wanted, onFile)
    for (const field of this.#writable) if (field.unique === true) this.#checkUnique(row, field, wanted, onFile, file)
  }

  #accept({ row, title, planned, made, parts }: Judged): void {
    if (hasError(row.problems)) {
      this.#builder.addRow(row, 'rejected', title, [])
      return
    }
    const records = [...made.filter((record) => !this.#builder.hasRecord(record)), ...(planned === null ? [] : [planned]), ...parts]
    for (const record of records) this.#builder.addRecord(record)
    if (planned === null) this.#builder.addSame(this.#register.name)
    this.#builder.addRow(row, outcomeOf(records, [this.#register.name, ...this.#continued.registers]), title, records)
  }

  /** The new record of a row: where rows refer to each other, the one that others of the sheet refer to. */
  #recordFor(row: DataRow, wanted: Wanted, references: Record<string, PlannedRecord>): PlannedRecord {
    const known = this.#sheet.recordOf(row)
    const made = this.#newRecord(wanted, references)
    if (known === undefined) return made
    known.values = made.values
    Object.assign(known.references, references)
    return known
  }

  #change(row: DataRow, onFile: FileRecord, wanted: Wanted, references: Record<string, PlannedRecord>): PlannedRecord | null {
    // Rows before it may have taken it for a new one.
    const known = this.#sheet.recordOf(row)
    if (known !== undefined) known.id = onFile.id
    return changedRecord(this.#register.name, onFile, wanted, references)
  }

  #newRecord(wanted: Wanted, references: Record<string, PlannedRecord>): PlannedRecord {
    return newRecord(this.#register.name, { ...this.#initial(), ...wanted }, references)
  }

  #isReflexive(key: string): boolean {
    return this.#reflexive.some((field) => field.key === key)
  }

  /** Yes-or-no fields of new records begin as the form begins; everything else stays open. */
  #initial(): Wanted {
    return Object.fromEntries(this.#writable.filter((field) => typeof field.initial === 'boolean').map((field) => [field.key, field.initial ?? null]))
  }

  #checkRequired(row: DataRow, wanted: Wanted, references: Record<string, PlannedRecord>): void {
    for (const field of this.#writable) {
      if (field.required !== true || (wanted[field.key] ?? null) !== null || references[field.key] !== undefined || row.problems.length > 0) continue
      this.#say(row, field.key, 'required', `没有填写“${field.label}”，这是必填项。`)
    }
  }

  #checkIdentity(row: DataRow, wanted: Wanted, onFile: FileRecord): void {
    if (this.#planning.options.acceptIdentityChanges === true) return
    for (const key of identifying(this.#register)) {
      const [value, old] = [wanted[key] ?? null, onFile[key] ?? null]
      if (value === null || old === null || value === old) continue
      this.#say(
        row,
        key,
        'match_conflict',
        `“${this.#label(key)}”与库里不同：库里是“${String(old)}”，表里是“${String(value)}”。请核对是不是同一条记录；确实要更改的，在导入时选择“接受姓名和证件号码的更改”。`,
      )
    }
  }

  /**
   * The division that a record has and the one it will have must be the user's; what the whole county uses is not for those limited to
   * divisions. Returns the division it will have, where anybody needs to know.
   */
  #checkRight(row: DataRow, wanted: Wanted, references: Record<string, PlannedRecord>, onFile: FileRecord | undefined): string | null {
    const { user, places } = this.#planning
    const { owner } = this.#register
    if (owner === undefined) {
      if (isLimited(user) && onFile !== undefined && !mayWriteRecord(places.asker, this.#register, null, 'update'))
        this.#say(
          row,
          this.#register.title,
          'division_unknown',
          `这条${this.#register.label}记录库里已有，它是全县共用的，不由您修改；请由管理员或不限区划的录入员导入。`,
        )
      return null
    }
    if (!isLimited(user) && !places.exchanges) return null
    const becomes = this.#ownerOf({ ...onFile, ...wanted }, references, onFile?.id ?? '')
    const owners = isLimited(user) ? [onFile?.[owner], becomes] : []
    if (owners.some((division) => typeof division === 'string' && !mayWriteRecord(places.asker, this.#register, division, 'update')))
      this.#say(row, owner, 'division_unknown', '这条记录不在您可以录入的范围内；请由负责该村的用户导入。')
    return becomes
  }

  /** By the store's own rule, for what is on file and for what is new; a record that is made along with the row says where it is. */
  #ownerOf(
    values: Readonly<Record<string, FieldValue>>,
    references: Record<string, PlannedRecord>,
    id: string,
    before: readonly PlannedRecord[] = [],
  ): string | null {
    for (const made of Object.values(references)) {
      const key = registerOf(made.register).owner
      const division = key === undefined ? undefined : made.values[key]
      if (typeof division === 'string') return division
    }
    const owner = ownerOf(this.#planning.database, this.#register, id, values)
    if (owner !== null) return owner
    // A row whose owner is that of another row of the sheet.
    for (const made of Object.values(references)) {
      if (made.register !== this.#register.name || before.includes(made)) continue
      const found = this.#ownerOf(made.values, made.references, '', [...before, made])
      if (found !== null) return found
    }
    return null
  }

  /** Cells of fields that other offices keep are left out, with who is to enter them; the rest of the row goes in. */
  #leaveToKeepers(row: DataRow, wanted: Wanted, onFile: FileRecord | undefined): void {
    const { places } = this.#planning
    if (!places.exchanges) return
    for (const field of fieldsKeptApart(this.#register)) {
      const value = wanted[field.key]
      const reason = keptElsewhere(field, { ...onFile, ...wanted }, places.level)
      if (reason === null || value === undefined) continue
      delete wanted[field.key]
      if (value === null || value === (onFile?.[field.key] ?? null)) continue
      this.#say(row, field.key, 'rule', `${reason}这一格没有导入，本行其余各格照常导入；要改请报给负责填写的单位。`, { severity: 'warning' })
      this.#builder.addWarning('kept_elsewhere')
    }
  }

  /** A number that the program gives tells which record is meant, and is never entered. */
  #checkNumbers(row: DataRow, wanted: Wanted, onFile: FileRecord | undefined): void {
    for (const { key, label, type } of this.#writable) {
      const value = wanted[key] ?? null
      if (type !== 'numbered' || value === null || value === (onFile?.[key] ?? null)) continue
      const said = onFile === undefined ? '库里没有这个编号' : `库里的编号是 ${String(onFile[key] ?? '空')}`
      this.#say(row, key, 'match_conflict', `“${label}”由程序给出：${said}。新的记录请把这一格留空，已有的请照原来的编号填。`)
    }
  }

  #checkUnique(row: DataRow, field: FieldDefinition, wanted: Wanted, onFile: FileRecord | undefined, file: Candidates): void {
    const value = wanted[field.key] ?? null
    if (value === null) return
    const other = file.withUnique(field.key, value)
    if (other === undefined || other.id === onFile?.id) return
    this.#say(row, field.key, 'match_conflict', `“${field.label}”（${String(value)}）在库里已属于另一条记录，请核对。`)
  }

  #titleOf(row: DataRow, wanted: Wanted): string {
    const { title, yearly } = this.#register
    const name = this.#nameOf(row, title) ?? `第 ${row.number} 行`
    return yearly === undefined ? name : `${name} ${String(wanted[yearly.year] ?? '')} 年`
  }

  /** What a row is called: by its title, which may be that of a record it refers to. */
  #nameOf(row: DataRow, title: string): string | null {
    const field = this.#writable.find(({ key }) => key === title)
    const text = row.layout.text(row, this.#target(title))
    if (field !== undefined && row.place !== null && this.#target(title) === row.layout.profile.place) return this.#planning.places.nameOf(row.place)
    if (text !== null) return field?.type === 'code' ? codeLabel(codeListOf(field.codeList ?? ''), text) : text
    const titles = referenceKeys(this.#register).filter(({ register, field: told }) => registerOf(register).title === told.key)
    const own = titles.filter(({ reference }) => reference.key === title)
    return (
      [...own, ...titles]
        .map(({ reference, path }) => row.layout.text(row, keyTarget(this.#register.name, reference.key, path)))
        .find((told) => told !== null) ?? null
    )
  }

  #target(key: string): string {
    return `${this.#register.name}.${key}`
  }

  #label(key: string): string {
    return this.#register.fields.find((field) => field.key === key)?.label ?? key
  }

  #say(row: DataRow, key: string, code: ImportProblemCode, message: string, more: Partial<Pick<ImportProblem, 'severity' | 'because' | 'ask'>> = {}): void {
    const target = this.#target(key)
    row.problems.push({ ...problemAt(row.layout, row.number, row.layout.column(target), code, message, row.layout.shown(row, target)), ...more })
  }
}

/** Fields by which somebody is known: a match that would change one of them asks. */
function identifying(register: RegisterDefinition): readonly string[] {
  const told = new Set((register.tellBy ?? []).flatMap(({ fields, within }) => (within === undefined && fields.length === 1 ? fields : [])))
  return register.fields
    .filter(({ key, type, derived }) => derived === undefined && told.has(key) && (key === register.title || type === 'idNumber'))
    .map(({ key }) => key)
}

function keyOf(resolved: Resolved | undefined, rule: MatchRule): string | null {
  return resolved === undefined ? null : keyText(rule, (field) => resolved.wanted[field] ?? null)
}

function hasDuplicate(row: DataRow): boolean {
  return row.problems.some(({ code }) => code === 'duplicate_in_file')
}
