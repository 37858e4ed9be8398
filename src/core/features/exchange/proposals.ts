/** Proposals: what a site wishes for records that another one keeps, listed and answered. To accept is to do it as an edit of one's own. */
import { depthOf } from '../../catalogue/derive/references.ts'
import { referredBy } from '../../catalogue/derive/subject.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import type { FieldValue } from '../../catalogue/types.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { SqlValue, Transaction } from '../../store/index.ts'
import { travellingHead, type ForeignHead } from '../../store/heldOperations.ts'
import { PLACE_COLUMN } from '../../store/schema.ts'
import { fromSql, tableOf } from '../../store/table.ts'
import { ENTRY_SCHEMA, upcast } from '../../store/upcasters/index.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Proposal } from './contract.ts'
import { Desk } from './desk.ts'
import { added, findingsAbout, foretell } from './outcomeChecks.ts'

interface ProposalRow {
  readonly sequence: number
  readonly register: string
  readonly record: string
  readonly place: string | null
  readonly state: Proposal['state']
  readonly note: string | null
  readonly action: Proposal['action']
  readonly after: string | null
  readonly author: string | null
  readonly head: string
  readonly foreign_head: string | null
  readonly schema: number
}

const PROPOSALS = `FROM proposal p JOIN journal j ON j.sequence = p.sequence JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change`
/** An edit that came too late for a locked year did nothing here: what it wishes for is what was authored. */
const authored = (what: string): string => `CASE WHEN j.authored IS NULL THEN j.${what} ELSE json_extract(j.authored, '$.${what}') END AS ${what}`
const COLUMNS = `p.sequence, p.register, p.record, p.${PLACE_COLUMN} AS place, p.state, p.reason AS note, ${authored('action')}, ${authored('after')}, j.author, c.head, f.head AS foreign_head, ${ENTRY_SCHEMA} AS schema`

export interface ProposalRequest {
  readonly state: Proposal['state']
  /** Only those this office made, or only those of others. */
  readonly mine?: boolean | undefined
  readonly place?: string | undefined
  readonly limit: number
  readonly offset: number
}

/** Proposals of one state, those of one change set together, the newest first. */
export function listProposals(office: Office, user: SessionUser, request: ProposalRequest): { total: number; rows: Proposal[] } {
  const desk = new Desk(office, user)
  const scope = desk.scope(`p.${PLACE_COLUMN}`)
  const parts = ['p.state = ?', scope.sql, desk.readable('p.register')]
  const parameters: string[] = [request.state, ...scope.parameters]
  if (request.mine !== undefined) {
    parts.push(`(j.author IS NULL OR json_extract(f.head, '$[9]') = ?) = ${request.mine ? 1 : 0}`)
    parameters.push(office.unit.code)
  }
  if (request.place !== undefined) {
    parts.push(`instr(p.${PLACE_COLUMN}, ?) = 1`)
    parameters.push(divisionPrefix(request.place))
  }
  const from = `${PROPOSALS} WHERE ${parts.join(' AND ')}`
  const rows = desk.read.all<ProposalRow>(
    `SELECT ${COLUMNS} ${from} ORDER BY j.change_set DESC, j.foreign_change DESC, p.sequence LIMIT ? OFFSET ?`,
    ...parameters,
    request.limit,
    request.offset,
  )
  return {
    total: desk.read.get<{ total: number }>(`SELECT count(*) AS total ${from}`, ...parameters)?.total ?? 0,
    rows: rows.map((row) => toProposal(desk, row)),
  }
}

function toProposal(desk: Desk, row: ProposalRow): Proposal {
  const { register, record } = row
  const place = placeNow(desk, row)
  const head = headOf(desk, row)
  const proposed = storedOf(row)
  // A record that has moved since shows nothing of what it has become.
  const now = desk.mayReadRecord(register, place) ? desk.row(register, record) : undefined
  return {
    id: row.sequence,
    register,
    record,
    title: desk.title(register, record, proposed),
    place,
    placeName: desk.placeName(place),
    action: row.action,
    state: row.state,
    by: head[4],
    unitName: desk.unitOf(head),
    at: head[2],
    reason: head[7],
    note: row.note,
    changes: Object.keys(proposed)
      .filter((key) => findField(register, key) !== undefined)
      .map((field) => ({ field, now: desk.value(register, place, field, now?.[field]), proposed: desk.value(register, place, field, proposed[field]) })),
    mine: desk.isOurs(head),
    opens: desk.lookAt(register, record, proposed),
    changeSet: head[0],
  }
}

function headOf(desk: Desk, row: ProposalRow): ForeignHead {
  return row.foreign_head === null ? travellingHead(row.head, desk.office.unit.code) : (JSON.parse(row.foreign_head) as ForeignHead)
}

function storedOf(row: ProposalRow): Readonly<Record<string, SqlValue>> {
  return row.after === null ? {} : upcast(row.register, JSON.parse(row.after) as Record<string, SqlValue>, row.schema)
}

/**
 * Accepts or declines open proposals in one change set. Accepting does what was proposed; where one of them does not fit any more nothing
 * is done, and the sentence names it.
 */
export async function settleProposals(
  office: Office,
  user: SessionUser,
  request: { readonly ids: readonly number[]; readonly accept: boolean; readonly reason?: string | undefined },
): Promise<{ changeSet: string | null; settled: number; findings: string[] }> {
  const desk = new Desk(office, user)
  const rows = [...new Set(request.ids)].map((id) => openProposal(desk, id))
  const before = findingsAbout(desk.read, rows, office)
  const title = `${request.accept ? '采纳' : '不采纳'}建议 ${rows.length} 条`
  const { changeSet } = await office.records.writer.changeInSteps(
    user,
    { kind: 'edit', title, reason: request.accept ? reasonOf(desk, rows, request.reason) : (request.reason ?? null) },
    async ({ transaction }, step) => {
      if (request.accept) {
        for (const row of inOrder(rows)) {
          accept(desk, transaction, row)
          await step()
        }
        refuseDangling(desk, transaction, rows)
        askReason(added(before, findingsAbout(transaction, rows, office)), request.reason)
      }
      for (const row of rows) {
        transaction.settle(row.sequence, { accepted: request.accept, reason: request.reason ?? null, by: user.displayName })
        await step()
      }
    },
  )
  return { changeSet, settled: rows.length, findings: request.accept ? added(before, findingsAbout(desk.read, rows, office)) : [] }
}

/** What the checks would ask a reason for when it is entered, they ask it for here as well; beyond that they refuse nothing. */
function askReason(findings: readonly string[], reason: string | undefined): void {
  const [first] = findings
  if (first === undefined || (reason !== undefined && reason.trim() !== '')) return
  throw new AppError(
    'VALIDATION',
    `照建议改了以后，检查会提示：${first}${findings.length > 1 ? `（另有 ${findings.length - 1} 处）` : ''}`,
    '请核对；仍要采纳的，写明理由。',
  )
}

/** What the household checks would say if these proposals were accepted, that they do not say today. */
export async function checkProposals(office: Office, user: SessionUser, ids: readonly number[]): Promise<{ findings: string[] }> {
  const desk = new Desk(office, user)
  const rows = [...new Set(ids)].map((id) => openProposal(desk, id))
  const { before, after } = await foretell(
    office,
    user,
    'edit',
    (transaction) => findingsAbout(transaction, rows, office),
    (transaction) => {
      for (const row of inOrder(rows)) accept(desk, transaction, row)
    },
  )
  return { findings: added(before, after) }
}

/** Why it was accepted, for the history: what whoever accepts says, and what was said when it was proposed. */
function reasonOf(desk: Desk, rows: readonly ProposalRow[], own: string | undefined): string | null {
  const theirs = new Set(
    rows.flatMap((row) => {
      const head = headOf(desk, row)
      return head[7] === null || head[7].trim() === '' ? [] : [`${desk.unitOf(head)}建议：${head[7]}`]
    }),
  )
  const parts = [...(own === undefined || own.trim() === '' ? [] : [own.trim()]), ...theirs]
  return parts.length === 0 ? null : parts.join('；').slice(0, REASON_LENGTH)
}

/** Characters of a reason at most: what a package carries of it. */
const REASON_LENGTH = 2000

function openProposal(desk: Desk, id: number): ProposalRow {
  const row = desk.read.get<ProposalRow>(`SELECT ${COLUMNS} ${PROPOSALS} WHERE p.sequence = ?`, id)
  if (row === undefined || !desk.mayReadRecord(row.register, row.place)) throw new AppError('NOT_FOUND', '有一条建议已不在清单里。', '请刷新建议清单。')
  if (row.state !== 'open') throw new AppError('CONFLICT', `关于“${desk.title(row.register, row.record, storedOf(row))}”的建议已经处理过。`, '请刷新建议清单。')
  const place = placeNow(desk, row)
  const fields = row.action === 'update' ? Object.keys(storedOf(row)) : []
  if (!desk.mayDecideFields(row.register, row.record, place, fields) && !desk.holdsLock(row.register, row.record)) {
    const other = place === null ? null : desk.unitInChargeOf(place)
    throw new AppError(
      'FORBIDDEN',
      `关于“${desk.title(row.register, row.record, storedOf(row))}”的建议不由您处理。`,
      other === null ? '请由管理员或负责该村的录入员处理。' : `请等${other.unitName}处理；结果会随数据包带过来。`,
    )
  }
  return row
}

/** Where the record is now: a household may have moved since something was proposed for it, and its new office is to answer. */
function placeNow(desk: Desk, { register, record, place }: Pick<ProposalRow, 'register' | 'record' | 'place'>): string | null {
  return desk.row(register, record) === undefined ? place : desk.ownerOf(register, record)
}

const PHASE: Readonly<Record<Proposal['action'], number>> = { insert: 0, restore: 1, update: 2, remove: 3 }

/** What is referred to comes before what refers to it, and goes after it. */
function inOrder(rows: readonly ProposalRow[]): ProposalRow[] {
  return rows.toSorted(
    (one, other) =>
      PHASE[one.action] - PHASE[other.action] ||
      (depthOf(one.register) - depthOf(other.register)) * (one.action === 'remove' ? -1 : 1) ||
      one.sequence - other.sequence,
  )
}

/** Does what was proposed. */
function accept(desk: Desk, transaction: Transaction, row: ProposalRow): void {
  const { register, record } = row
  try {
    switch (row.action) {
      case 'insert':
        // One that was entered too late for a locked year is there already, and removed.
        if (isWaiting(transaction, row)) {
          transaction.restore(register, record)
          break
        }
        if (transaction.get(`SELECT 1 FROM ${register} WHERE id = ?`, record) !== undefined)
          throw new AppError('CONFLICT', '本单位已经录入过同一条记录。', '请不采纳这一条。')
        transaction.insert(register, contractOf(row), record)
        break
      case 'update':
        transaction.update(register, record, contractOf(row))
        break
      case 'remove':
        transaction.remove(register, record)
        break
      case 'restore':
        transaction.restore(register, record)
    }
  } catch (error) {
    if (error instanceof AppError) throw unfit(desk, row, error.message)
    throw error
  }
  // What somebody else keeps of it goes on to them.
  if (transaction.proposed > transaction.passedOn)
    throw unfit(
      desk,
      row,
      '照着改了，它就归别的单位的村了；换单位要两边都办，不能用采纳来办。',
      '没有采纳任何一条。请不采纳这一条；确实要迁走的，打开这一户，在“更多”里办“迁出”，由对方接收。',
    )
}

/** Whether a record stands in its table, removed, because it was entered too late for a locked year. */
function isWaiting(transaction: Transaction, { register, record }: ProposalRow): boolean {
  return transaction.operationsOf(register, record).some(({ action, late }) => action === 'insert' && late === true)
}

function contractOf(row: ProposalRow): Record<string, FieldValue> {
  const { byKey } = tableOf(row.register)
  return Object.fromEntries(
    Object.entries(storedOf(row)).flatMap(([key, value]) => {
      const field = byKey.get(key)
      return field === undefined ? [] : [[key, fromSql(field, value)]]
    }),
  )
}

/** A member cannot be taken without the household it was proposed with. */
function refuseDangling(desk: Desk, transaction: Transaction, rows: readonly ProposalRow[]): void {
  for (const row of rows) {
    const proposed = storedOf(row)
    for (const field of tableOf(row.register).entered) {
      const referred = referredBy(field, proposed[field.key])
      if (referred === undefined) continue
      if (transaction.get(`SELECT 1 FROM ${referred.register} WHERE id = ? AND deleted = 0`, referred.id) === undefined) {
        const { label } = registerOf(referred.register)
        throw unfit(desk, row, `它所指的${label}不在本单位的台账里。`, `请把同一次提出的建议（新增的${label}）一起采纳，或不采纳这一条。`)
      }
    }
  }
}

function unfit(desk: Desk, row: ProposalRow, why: string, action = '没有采纳任何一条。请核对这条记录现在的情况，不采纳这一条，或改好记录后再试。'): AppError {
  return new AppError('CONFLICT', `关于${registerOf(row.register).label}“${desk.title(row.register, row.record, storedOf(row))}”的建议已不适用：${why}`, action)
}
