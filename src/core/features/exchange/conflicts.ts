/** The conflict desk: values that stand against each other, listed and decided. A decision is an edit that travels like any other. */
import { linkedField, linkOf, linksTo } from '../../catalogue/derive/belonging.ts'
import { counterOf } from '../../catalogue/derive/screen.ts'
import { findField, isRegisterName, registerNames, registerOf } from '../../catalogue/index.ts'
import type { FieldValue } from '../../catalogue/types.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { contestedRecords, DECISION_KIND } from '../../exchange/contested.ts'
import { isWithin } from '../../exchange/sites.ts'
import { removeWithParts } from '../../registers/removal.ts'
import { checkedValues } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { SqlValue, Transaction } from '../../store/index.ts'
import type { HeldOperation } from '../../store/heldOperations.ts'
import { operationsOf } from '../../store/yearLocks.ts'
import { keepLinkedTo, linksTodayOf } from '../../store/linkCases.ts'
import { DELETED, type Sibling } from '../../store/operations.ts'
import { PLACE_COLUMN } from '../../store/schema.ts'
import { fromSql } from '../../store/table.ts'
import { siteOfAuthor } from '../../store/timeline.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Conflict, Decision } from './contract.ts'
import { Desk } from './desk.ts'
import { added, findingsAbout, foretell } from './outcomeChecks.ts'
import { placedByThemselves, settleContested } from './settleContested.ts'
import { settleLinked } from './settleLinked.ts'

interface ConflictRow {
  readonly register: string
  readonly record: string
  readonly field: string
  readonly place: string | null
  readonly opened_at: string
  readonly siblings: string
}

export interface ConflictFilter {
  readonly place?: string | undefined
  readonly register?: string | undefined
  readonly field?: string | undefined
}

export interface ConflictPage {
  readonly total: number
  readonly rows: Conflict[]
  readonly groups: { place: string | null; placeName: string; register: string; count: number }[]
}

const CONFLICT = `SELECT register, record, field, ${PLACE_COLUMN} AS place, opened_at, siblings FROM conflict`

/** A value that was decided for, and the conflict as it was when that was decided. */
interface Decided {
  readonly conflict: ConflictRow
  readonly value: FieldValue
}

/** Open conflicts of the divisions of the user, by village and register. */
export function listConflicts(office: Office, user: SessionUser, request: ConflictFilter & { readonly limit: number; readonly offset: number }): ConflictPage {
  const desk = new Desk(office, user)
  const { sql, parameters } = conditionOf(desk, request)
  const all = conditionOf(desk, {})
  const groups = desk.read.all<{ place: string | null; register: string; count: number }>(
    `SELECT ${PLACE_COLUMN} AS place, register, count(*) AS count FROM conflict WHERE ${all.sql} GROUP BY 1, 2 ORDER BY 1, 2`,
    ...all.parameters,
  )
  const rows = desk.read.all<ConflictRow>(
    `${CONFLICT} WHERE ${sql} ORDER BY place, register, record, field LIMIT ? OFFSET ?`,
    ...parameters,
    request.limit,
    request.offset,
  )
  return {
    total: desk.read.get<{ total: number }>(`SELECT count(*) AS total FROM conflict WHERE ${sql}`, ...parameters)?.total ?? 0,
    rows: rows.map((row) => toConflict(desk, row)),
    groups: groups.map((group) => ({ ...group, placeName: desk.placeName(group.place) })),
  }
}

/**
 * Decides conflicts, all in one change set or none. Throws CONFLICT when one of them was decided or has other values by now, FORBIDDEN
 * where the user's word does not count.
 */
export async function resolveConflicts(office: Office, user: SessionUser, decisions: readonly Decision[], reason: string, today: string): Promise<Done> {
  const desk = new Desk(office, user)
  const decided = decisions.map((decision): Decided => {
    const conflict = decidable(desk, decision)
    return { conflict, value: taken(desk, conflict, decision.take) }
  })
  return decide(desk, decided, reason, today)
}

/** Decides by one rule all open conflicts of a kind and place that the rule can decide and the user may; the others stay open. */
export async function resolveByRule(
  office: Office,
  user: SessionUser,
  request: ConflictFilter & { readonly rule: 'ours' | 'theirs' | 'provisional'; readonly reason: string },
  today: string,
): Promise<Done> {
  const desk = new Desk(office, user)
  const { sql, parameters } = conditionOf(desk, request)
  const decided = desk.read
    .all<ConflictRow>(`${CONFLICT} WHERE ${sql} ORDER BY place, register, record, field`, ...parameters)
    .flatMap((conflict): Decided[] => {
      // Which office a record belongs to is decided one by one: no rule can know.
      if (isPlacing(desk, conflict) || !desk.mayDecideConflict(conflict)) return []
      if (request.rule === 'provisional') return [{ conflict, value: standing(desk, conflict) }]
      const value = valueOfSide(desk, conflict, request.rule)
      return value === undefined ? [] : [{ conflict, value }]
    })
  return decided.length === 0 ? { changeSet: null, decided: 0, findings: [] } : decide(desk, decided, request.reason, today)
}

/** What the household checks would say of each of the values, and whatever is chosen. Throws NOT_FOUND and FORBIDDEN as deciding does. */
export async function checkConflict(
  office: Office,
  user: SessionUser,
  { register, record, field }: Omit<Decision, 'take'>,
): Promise<{ common: string[]; siblings: (SiblingName & { checks: string[] })[] }> {
  const desk = new Desk(office, user)
  const conflict = decidable(desk, { register, record, field })
  const kind = kindOf(desk, [{ conflict, value: null }])
  const choices: (SiblingName & { all: readonly string[] })[] = []
  for (const { sibling } of told(desk, conflict)) {
    const { author, number, stamp, value } = sibling
    const { after } = await foretell(
      office,
      user,
      kind,
      (transaction) => findingsAbout(transaction, [conflict], office),
      (transaction) => decideOne(desk, transaction, conflict, fromSibling(conflict, value)),
    )
    choices.push({ author, number, stamp, all: [...new Set(after.values())] })
  }
  const common = choices[0]?.all.filter((sentence) => choices.every(({ all }) => all.includes(sentence))) ?? []
  return { common, siblings: choices.map(({ all, ...name }) => ({ ...name, checks: all.filter((sentence) => !common.includes(sentence)) })) }
}

type SiblingName = Pick<Sibling, 'author' | 'number' | 'stamp'>

/** The open conflict that somebody means, if it is theirs to decide. */
function decidable(desk: Desk, named: Pick<ConflictRow, 'register' | 'record' | 'field'>): ConflictRow {
  const conflict = desk.read.get<ConflictRow>(`${CONFLICT} WHERE register = ? AND record = ? AND field = ?`, named.register, named.record, named.field)
  if (conflict === undefined || !desk.seesConflict(conflict)) throw stale(desk, named)
  if (!desk.mayDecideConflict(conflict)) throw notOurs(desk, conflict)
  return conflict
}

function kindOf(desk: Desk, decided: readonly Decided[]): string {
  return decided.some(({ conflict }) => desk.contested(conflict) !== null) ? DECISION_KIND : 'edit'
}

interface Done {
  readonly changeSet: string | null
  readonly decided: number
  readonly findings: string[]
}

async function decide(desk: Desk, decided: readonly Decided[], reason: string, today: string): Promise<Done> {
  const contested = decided.filter(({ conflict }) => desk.contested(conflict) !== null)
  const records = decided.map(({ conflict }) => conflict)
  const before = findingsAbout(desk.read, records, desk.office)
  const { changeSet } = await desk.office.records.writer.changeInSteps(
    desk.user,
    { kind: kindOf(desk, decided), title: titleOf(desk, decided, contested), reason },
    async ({ transaction }, step) => {
      for (const { conflict, value } of decided) {
        const now = transaction.get<{ siblings: string }>(
          'SELECT siblings FROM conflict WHERE register = ? AND record = ? AND field = ?',
          conflict.register,
          conflict.record,
          conflict.field,
        )
        if (now?.siblings !== conflict.siblings) throw stale(desk, conflict)
        decideOne(desk, transaction, conflict, value)
        if (contested.some((one) => one.conflict === conflict) && isMovedRecord(conflict))
          settleContested(desk, transaction, { register: conflict.register, id: conflict.record, place: String(value), today, reason })
        const link = isLinking(conflict) ? linkOf(conflict.register) : undefined
        if (link !== undefined) settleLinked(desk, transaction, { link, record: conflict.record, to: String(value), today, reason })
        await step()
      }
    },
  )
  return { changeSet, decided: decided.length, findings: added(before, findingsAbout(desk.read, records, desk.office)) }
}

/** In the history of a record that two offices held for theirs stands whose it is. */
function titleOf(desk: Desk, decided: readonly Decided[], contested: readonly Decided[]): string {
  const [only] = contested
  const target = only === undefined || !isLinking(only.conflict) ? undefined : findField(only.conflict.register, only.conflict.field)?.register
  if (only !== undefined && target !== undefined && decided.length === 1) {
    const to = String(only.value)
    return `决定“${desk.title(only.conflict.register, only.conflict.record)}”属于${registerOf(target).label}“${desk.title(target, to)}”`
  }
  if (only === undefined || decided.length > 1 || !isMovedRecord(only.conflict)) return `决定冲突 ${decided.length} 处`
  const { register, record } = only.conflict
  return `决定“${desk.title(register, record)}”${counterOf(register)}归${desk.placeName(String(only.value))}`
}

/** Whether a conflict is about a record that moves from place to place by records that say so. */
function isMovedRecord({ register }: ConflictRow): boolean {
  return placedByThemselves.some(({ name }) => name === register)
}

/** Whether it is about which of several links of a record counts. */
function isLinking({ register, field }: Pick<ConflictRow, 'register' | 'field'>): boolean {
  return isRegisterName(register) && field === linkedField(register)
}

/** Whether it is about where a record belongs: only what stands there can be chosen, one by one. */
function isPlacing(desk: Desk, conflict: ConflictRow): boolean {
  return isLinking(conflict) || desk.contested(conflict) !== null
}

function decideOne(desk: Desk, transaction: Transaction, conflict: ConflictRow, value: FieldValue): void {
  const { register, record, field } = conflict
  if (isLinking(conflict)) return keepLinkedTo(transaction, register, record, String(value), desk.office.store.unitCode)
  if (field !== DELETED) return transaction.decide(register, record, { [field]: value })
  if (value !== true) return transaction.keep(register, record)
  if (isRegisterName(register)) removeWithParts(transaction, register, [record])
}

function conditionOf(desk: Desk, filter: ConflictFilter): { sql: string; parameters: string[] } {
  const scope = desk.scope(PLACE_COLUMN)
  const contested = contestedRecords(desk.read).filter(
    (conflict) => desk.contested(conflict)?.divisions.some((division) => desk.mayRead(division) && isWithin(division, desk.office.unit.code)) === true,
  )
  // What has moved away is decided elsewhere, and nobody tells this office of it; unless this office holds it for its own as well.
  const parts = [
    `((${scope.sql} AND (${PLACE_COLUMN} IS NULL OR instr(${PLACE_COLUMN}, ?) = 1)) OR ${NAMED} IN (SELECT value FROM json_each(?)))`,
    NOT_ALONG,
    desk.readable('register'),
  ]
  const parameters = [
    ...scope.parameters,
    divisionPrefix(desk.office.unit.code),
    JSON.stringify(contested.map(({ register, record, field }) => `${register} ${record} ${field}`)),
  ]
  if (filter.place !== undefined) {
    parts.push(`instr(${PLACE_COLUMN}, ?) = 1`)
    parameters.push(divisionPrefix(filter.place))
  }
  if (filter.register !== undefined) {
    parts.push('register = ?')
    parameters.push(filter.register)
  }
  if (filter.field !== undefined) {
    parts.push('field = ?')
    parameters.push(filter.field)
  }
  return { sql: parts.join(' AND '), parameters }
}

const NAMED = `register || ' ' || record || ' ' || field`

/** Photos of what is asked about where it is linked, as SQL. */
const WITH_LINKED = registerNames
  .flatMap((name) =>
    linkedField(name) === undefined
      ? []
      : [` OR (h.register = '${name}' AND h.field = '${linkedField(name)}' AND a.register = '${name}' AND h.record = a.record)`],
  )
  .join('')

/** What the desk lists, as SQL over the table `conflict`: photos go where their owner goes: nobody is asked about each of them while it is asked where that belongs. */
export const NOT_ALONG = `NOT (register = 'attachment' AND field = '${registerOf('attachment').owner}' AND EXISTS (
  SELECT 1 FROM attachment a JOIN conflict h ON (${placedByThemselves.map(takesAlong).join(' OR ')}${WITH_LINKED}) WHERE a.id = conflict.record))`

/** Whether attachments `a` go along with the record whose place the conflict `h` is about: its own, and those of what is linked to it. */
function takesAlong({ name, owner }: { readonly name: string; readonly owner: string }): string {
  const linked = linksTo(name).map(
    (link) => `(a.register = '${link.of}' AND h.record IN (SELECT l.${link.to} FROM ${link.register} l WHERE l.${link.by} = a.record AND l.deleted = 0))`,
  )
  return `h.register = '${name}' AND h.field = '${owner}' AND (${[`(a.register = '${name}' AND h.record = a.record)`, ...linked].join(' OR ')})`
}

/** Digits that say which township it is. */
const TOWNSHIP_DIGITS = 9

function toConflict(desk: Desk, row: ConflictRow): Conflict {
  const { register, record, field, place } = row
  const now = storedStanding(desk, row)
  const contested = desk.contested(row)
  return {
    register,
    record,
    title: desk.title(register, record),
    field,
    place,
    placeName: desk.placeName(place),
    openedAt: row.opened_at,
    siblings: told(desk, row).map(({ sibling, operation }) => ({
      author: sibling.author,
      number: sibling.number,
      stamp: sibling.stamp,
      value: field === DELETED ? sibling.value === 1 : desk.value(register, place, field, sibling.value),
      by: operation?.head[4] ?? '',
      unitName: operation === undefined ? '' : desk.unitOf(operation.head),
      at: operation?.head[2] ?? '',
      reason: operation?.head[7] ?? null,
      ours: operation !== undefined && desk.isOurs(operation.head),
      provisional: sibling.value === now,
      package: operation === undefined ? null : desk.packageOf(operation.heldAt),
    })),
    opens: desk.lookAt(register, record),
    mayDecide: desk.mayDecideConflict(row),
    contested:
      contested === null
        ? null
        : {
            units: contested.units.map((unit) => desk.unitName(unit)),
            decider: desk.unitName(contested.decider),
            townships: contested.units.every((unit) => divisionPrefix(unit).length === TOWNSHIP_DIGITS),
          },
  }
}

/** The siblings with the operations behind them; of what one author did again and again to the same effect the last. */
function told(desk: Desk, conflict: ConflictRow): { sibling: Sibling; operation: HeldOperation | undefined }[] {
  const { register, record, siblings } = conflict
  const { unitCode } = desk.office.store
  const operations = isLinking(conflict)
    ? linksTodayOf(desk.read, register, record, unitCode).map(({ made }) => made)
    : operationsOf(desk.read, register, record, unitCode)
  const behind = (sibling: Sibling): HeldOperation | undefined =>
    operations.find((operation) => operation.author === sibling.author && operation.number === sibling.number && operation.stamp() === sibling.stamp)
  const all = JSON.parse(siblings) as Sibling[]
  return all
    .filter((one) => !all.some((other) => other.author === one.author && other.value === one.value && other.number > one.number))
    .map((sibling) => ({ sibling, operation: behind(sibling) }))
}

function storedStanding(desk: Desk, { register, record, field }: ConflictRow): SqlValue {
  const row = desk.row(register, record)
  return field === DELETED ? (row?.['deleted'] ?? 0) : (row?.[field] ?? null)
}

function standing(desk: Desk, conflict: ConflictRow): FieldValue {
  return fromSibling(conflict, storedStanding(desk, conflict))
}

/** The value of a decision. Throws CONFLICT where what it names does not stand there any more. */
function taken(desk: Desk, conflict: ConflictRow, take: Decision['take']): FieldValue {
  if (take === 'ours' || take === 'theirs') {
    const value = valueOfSide(desk, conflict, take)
    if (value !== undefined) return value
    throw new AppError(
      'CONFLICT',
      `“${desk.title(conflict.register, conflict.record)}”的这一处不能按“${take === 'ours' ? '本单位' : '对方'}”决定：那一方没有填，或填了几个不同的值。`,
      '请打开这一处，逐个选择。',
    )
  }
  if ('author' in take) {
    const sibling = (JSON.parse(conflict.siblings) as Sibling[]).find(
      ({ author, number, stamp }) => author === take.author && number === take.number && (take.stamp === undefined || stamp === take.stamp),
    )
    if (sibling === undefined) throw stale(desk, conflict)
    return fromSibling(conflict, sibling.value)
  }
  if (conflict.field === DELETED) return take.value === true || take.value === 1
  if (isPlacing(desk, conflict)) {
    throw new AppError(
      'CONFLICT',
      `“${desk.title(conflict.register, conflict.record)}”只能在各单位报的里面选一个，不能另填。`,
      '都不对的，先选一个，再由那个单位办理户迁移。',
    )
  }
  return checkedValues(registerOf(conflict.register), { [conflict.field]: take.value }, true)[conflict.field] ?? null
}

/**
 * The one value of our unit, or of the others; undefined where there is none or they are several. Between two PCs of our own unit
 * this PC is “ours”.
 */
function valueOfSide(desk: Desk, conflict: ConflictRow, side: 'ours' | 'theirs'): FieldValue | undefined {
  const siblings = told(desk, conflict)
  const ofUnit = siblings.map(({ operation }) => operation !== undefined && desk.isOurs(operation.head))
  const among = ofUnit.every((ours) => ours) ? siblings.map(({ sibling }) => siteOfAuthor(sibling.author) === desk.office.store.site) : ofUnit
  const values = new Set(siblings.filter((_, index) => among[index] === (side === 'ours')).map(({ sibling }) => sibling.value))
  const [only] = values
  return values.size === 1 && only !== undefined ? fromSibling(conflict, only) : undefined
}

function fromSibling({ register, field }: ConflictRow, value: SqlValue): FieldValue {
  if (field === DELETED) return value === 1
  const definition = findField(register, field)
  return definition === undefined ? null : fromSql(definition, value)
}

function stale(desk: Desk, { register, record, field }: Pick<ConflictRow, 'register' | 'record' | 'field'>): AppError {
  // The one who asks may have named a record that is not theirs to see.
  if (!isRegisterName(register) || !desk.mayReadRecord(register, desk.ownerOf(register, record)))
    return new AppError('NOT_FOUND', '没有找到要决定的这一处冲突。', '请刷新冲突清单；它可能不在您负责的范围内。')
  const title = desk.title(register, record)
  const label = field === DELETED ? '删除还是保留' : (findField(register, field)?.label ?? field)
  return new AppError('CONFLICT', `“${title}”的“${label}”已经决定过，或又收到了新的值，这次没有决定。`, '请刷新冲突清单，看过现在的各个值后再决定。')
}

function notOurs(desk: Desk, conflict: ConflictRow): AppError {
  const { place, register, record } = conflict
  const contested = desk.contested(conflict)
  if (contested !== null) {
    const units = contested.units.map((unit) => desk.unitName(unit)).join('、')
    return new AppError(
      'FORBIDDEN',
      `“${desk.title(register, record)}”归${units}里的哪一个，不由您决定。`,
      contested.decider === desk.office.unit.code
        ? '请由同时负责这几处的录入员或管理员决定。'
        : `请由${desk.unitName(contested.decider)}决定；决定结果会随数据包带过来。`,
    )
  }
  const other = place === null ? null : desk.unitInChargeOf(place)
  return new AppError(
    'FORBIDDEN',
    `“${desk.title(register, record)}”的冲突不由您决定。`,
    other === null ? '请由管理员或负责该村的录入员决定。' : `请由${other.unitName}决定；决定结果会随数据包带过来。`,
  )
}
