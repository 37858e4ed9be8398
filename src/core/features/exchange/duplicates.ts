/** Records entered twice, at one site or at two: side by side, joined, or kept apart with a reason. */
import { linkOf } from '../../catalogue/derive/belonging.ts'
import { referringTo } from '../../catalogue/derive/references.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { knownRegister } from '../../registers/find.ts'
import { checkedValues } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { operationsOf } from '../../store/yearLocks.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { PLACE_COLUMN } from '../../store/schema.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Duplicate } from './contract.ts'
import { Desk } from './desk.ts'
import { effectsOfJoining, joinRecords } from './joinRecords.ts'

interface CaseRow {
  readonly register: string
  readonly one: string
  readonly other: string
  readonly fields: string
  readonly place: string | null
  readonly opened_at: string
}

/** Where it stands that two records are two. */
const APART = registerOf('distinction')

/** Pairs that nobody has said are two. */
const OPEN = `FROM duplicate_case c WHERE NOT EXISTS (
  SELECT 1 FROM ${APART.name} d WHERE d.deleted = 0 AND d.register = c.register AND ((d.one = c.one AND d.other = c.other) OR (d.one = c.other AND d.other = c.one)))`

/** Number of pairs that wait for somebody. */
export function countDuplicates(database: ReadDatabase): number {
  return database.get<{ count: number }>(`SELECT count(*) AS count ${OPEN}`)?.count ?? 0
}

/** Pairs of which the user sees at least one record; of the other one then only that there is one. */
export function listDuplicates(
  office: Office,
  user: SessionUser,
  request: { readonly limit: number; readonly offset: number },
): { total: number; rows: Duplicate[] } {
  const desk = new Desk(office, user)
  const cases = desk.read
    .all<CaseRow>(`SELECT c.register, c.one, c.other, c.fields, c.${PLACE_COLUMN} AS place, c.opened_at ${OPEN} ORDER BY place, c.register, c.one, c.other`)
    .filter(({ register, one, other }) => [one, other].some((id) => desk.mayReadRecord(register, desk.ownerOf(register, id))))
  return {
    total: cases.length,
    rows: cases.slice(request.offset, request.offset + request.limit).map((row) => ({
      register: row.register,
      place: row.place,
      openedAt: row.opened_at,
      fields: row.fields.split(',').flatMap((set) => set.split('+')),
      records: [toSide(desk, row.register, row.one, row.other), toSide(desk, row.register, row.other, row.one)],
    })),
  }
}

/** A record that the user may not see. */
const ELSEWHERE = {
  title: '（不在您负责的范围内）',
  placeName: '',
  unitName: '',
  by: '',
  at: '',
  values: {},
  references: 0,
  ifDropped: { pointed: 0, removed: 0 },
} as const

function toSide(desk: Desk, register: string, id: string, other: string): Duplicate['records'][number] {
  const place = desk.ownerOf(register, id)
  if (!desk.mayRead(place)) return { ...ELSEWHERE, id }
  const [entered] = operationsOf(desk.read, register, id, desk.office.store.unitCode).filter(({ action }) => action === 'insert')
  const row = desk.row(register, id)
  const values: Row = row === undefined ? {} : desk.masked(register, place, toContractRow(tableOf(register), row))
  desk.office.records.withTitles(register, [values])
  return {
    id,
    title: desk.title(register, id),
    placeName: desk.placeName(place),
    unitName: entered === undefined ? '' : desk.unitOf(entered.head),
    by: entered?.head[4] ?? '',
    at: entered?.head[2] ?? '',
    values,
    references: referencesTo(desk.read, register, id),
    ifDropped: effectsOfJoining(desk.read, register, other, id),
  }
}

function referencesTo(database: ReadDatabase, register: string, id: string): number {
  return referringTo(register).reduce(
    (sum, other) =>
      sum +
      (database.get<{ count: number }>(`SELECT count(*) AS count FROM ${other.register} WHERE ${other.field} = ? AND deleted = 0`, `${other.prefix}${id}`)
        ?.count ?? 0),
    0,
  )
}

export interface MergeRequest {
  readonly register: string
  readonly keep: string
  readonly drop: string
  readonly values: Row
  readonly reason: string
}

/** A record that another one is linked to. */
export interface Linked {
  readonly register: string
  readonly id: string
  readonly title: string
}

/** Joins the two records of a pair as one change set. Throws NOT_FOUND when it is no open pair, FORBIDDEN where others are in charge of what it touches. */
export async function mergeDuplicates(office: Office, user: SessionUser, request: MergeRequest): Promise<{ changeSet: string | null; linked: Linked[] }> {
  const { desk, label } = pairOf(office, user, request.register, request.keep, request.drop)
  const values = checkedValues(registerOf(request.register), request.values, true)
  const title = `合并重复的${label}“${desk.title(request.register, request.keep)}”`
  const { changeSet } = await office.records.writer.change(user, { kind: 'duplicate', title, reason: request.reason }, ({ transaction }) => {
    joinRecords(transaction, request.register, request.keep, request.drop, values)
    if (transaction.proposed > 0)
      throw new AppError('FORBIDDEN', '要合并的记录里有别的单位负责的，本单位不能合并。', '请由上级单位合并；合并结果会随数据包带过来。')
  })
  return { changeSet, linked: severalLinks(desk, request.register, request.keep) }
}

/** What a record is linked to today, where that is several: somebody has to say which of them it left. */
function severalLinks(desk: Desk, register: string, id: string): Linked[] {
  const link = linkOf(register)
  const target = link === undefined ? undefined : findField(link.register, link.to)?.register
  if (link === undefined || target === undefined) return []
  const open = (link.ends ?? []).map((key) => `l.${key} IS NULL`)
  const found = desk.read.all<{ id: string }>(
    `SELECT DISTINCT t.id FROM ${link.register} l JOIN ${target} t ON t.id = l.${link.to} AND t.deleted = 0
     WHERE ${[`l.${link.by} = ?`, 'l.deleted = 0', ...open].join(' AND ')} ORDER BY t.${registerOf(target).owner ?? 'id'}, t.id`,
    id,
  )
  return found.length < 2
    ? []
    : found.map((one) => ({ register: target, id: one.id, title: `${desk.placeName(desk.ownerOf(target, one.id))} ${desk.title(target, one.id)}` }))
}

/** Writes down that the two records of a pair are two. */
export async function keepApart(
  office: Office,
  user: SessionUser,
  request: { readonly register: string; readonly one: string; readonly other: string; readonly reason: string },
  today: string,
): Promise<{ changeSet: string | null }> {
  const { desk, label } = pairOf(office, user, request.register, request.one, request.other)
  const [one = request.one, other = request.other] = [request.one, request.other].toSorted()
  const title = `认定${label}“${desk.title(request.register, request.one)}”不是重复`
  const { changeSet } = await office.records.writer.change(
    user,
    { kind: 'edit', title, reason: request.reason, opened: (of) => of.name === APART.name },
    (door) => {
      door.insert(APART, {
        register: request.register,
        one,
        other,
        reason: request.reason,
        decided_on: today,
        decided_by: user.displayName,
      })
    },
  )
  return { changeSet }
}

/** The pair to be decided, by a user who may change both records. */
function pairOf(office: Office, user: SessionUser, register: string, one: string, other: string): { desk: Desk; label: string } {
  const desk = new Desk(office, user)
  const { label } = knownRegister(register)
  const found = desk.read.get(
    `SELECT 1 ${OPEN} AND c.register = ? AND ((c.one = ? AND c.other = ?) OR (c.one = ? AND c.other = ?))`,
    register,
    one,
    other,
    other,
    one,
  )
  if (found === undefined) throw new AppError('NOT_FOUND', `这两条${label}记录已不在重复清单里，可能别人已经处理。`, '请刷新重复清单。')
  if ([one, other].some((id) => !desk.mayWrite(register, desk.ownerOf(register, id)))) {
    throw new AppError('FORBIDDEN', `您没有修改这两条${label}记录的权限。`, '请让管理员，或同时负责两边的录入员处理。')
  }
  return { desk, label }
}
