/** Review: households sent back with a remark, answered by the office in charge, closed by whoever sent them back. */
import { AppError } from '../../errors.ts'
import { siteOfAuthor } from '../../store/timeline.ts'
import { isAbove } from '../../exchange/sites.ts'
import { returning } from '../../catalogue/entities/procedures/returning.ts'
import { registerOf } from '../../catalogue/index.ts'
import { begun, byProgress, leadsOn, mayBegin, mayMake, openStates, refuseUnlessFrom, stepInRecord, stepped, type Said } from '../../procedures/inRecord.ts'
import type { Opened } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { ReviewReturn } from './contract.ts'
import { Desk } from '../exchange/index.ts'

interface ReturnRow {
  readonly id: string
  readonly household_id: string
  readonly village: string
  readonly state: ReviewReturn['state']
  readonly remark: string
  readonly returned_on: string
  readonly returned_by: string | null
  readonly answer: string | null
  readonly answered_on: string | null
}

const RETURN = 'review_return'
const ANSWER = stepInRecord(RETURN, 'answer')
const CLOSE = stepInRecord(RETURN, 'close')

/** Returned households of the divisions of the user, those that wait for somebody first. */
export function listReturns(
  office: Office,
  user: SessionUser,
  request: { readonly household?: string | undefined; readonly state?: ReviewReturn['state'] | undefined; readonly limit: number; readonly offset: number },
): { total: number; rows: ReviewReturn[] } {
  const desk = new Desk(office, user)
  const scope = desk.scope('village')
  const parts = ['deleted = 0', scope.sql]
  const parameters = [...scope.parameters]
  if (request.household !== undefined) {
    parts.push('household_id = ?')
    parameters.push(request.household)
  }
  if (request.state !== undefined) {
    parts.push('state = ?')
    parameters.push(request.state)
  }
  const condition = `FROM review_return WHERE ${parts.join(' AND ')}`
  const rows = desk.read.all<ReturnRow>(
    `SELECT * ${condition} ORDER BY ${byProgress(RETURN)}, returned_on DESC, id DESC LIMIT ? OFFSET ?`,
    ...parameters,
    request.limit,
    request.offset,
  )
  return {
    total: desk.read.get<{ total: number }>(`SELECT count(*) AS total ${condition}`, ...parameters)?.total ?? 0,
    rows: rows.map((row) => toReturn(desk, row)),
  }
}

function toReturn(desk: Desk, row: ReturnRow): ReviewReturn {
  return {
    id: row.id,
    household: row.household_id,
    headName: desk.title('household', row.household_id),
    village: row.village,
    villageName: desk.placeName(row.village),
    state: row.state,
    remark: row.remark,
    returnedOn: row.returned_on,
    returnedBy: row.returned_by,
    answer: row.answer,
    answeredOn: row.answered_on,
    mayAnswer: leadsOn(ANSWER, row.state) && mayAnswer(desk, row),
    mayClose: leadsOn(CLOSE, row.state) && mayClose(desk, row),
  }
}

/** Of the office in charge, or of one above it; who in it, the declaration says. */
function isAboveOrInCharge(desk: Desk, village: string): boolean {
  const other = desk.unitInChargeOf(village)
  return desk.mayRead(village) && (other === null || isAbove(desk.office.unit.code, other.unit))
}

function mayReturn(desk: Desk, village: string): boolean {
  return isAboveOrInCharge(desk, village) && mayBegin(desk.asker, RETURN, { village })
}

function mayAnswer(desk: Desk, row: ReturnRow): boolean {
  return desk.mayDecide('household', row.village) && mayMake(desk.asker, RETURN, ANSWER, { ...row })
}

/** Whoever sent it back says that it is in order: nobody closes what an office above his own returned. */
function mayClose(desk: Desk, row: ReturnRow): boolean {
  const author = desk.read.get<{ author: string }>(
    `SELECT author FROM journal WHERE register = 'review_return' AND record = ? AND action = 'insert' AND author IS NOT NULL`,
    row.id,
  )?.author
  const unit = author === undefined ? undefined : desk.sites.find(({ id }) => id === siteOfAuthor(author))?.unit
  return isAboveOrInCharge(desk, row.village) && mayMake(desk.asker, RETURN, CLOSE, { ...row }) && !(unit !== undefined && isAbove(unit, desk.office.unit.code))
}

/** Returns are written by reviewers and by the office above, who change no other record; who may is asked before. */
const RETURNING: Opened = (register) => register.name === 'review_return'

/** Sends a household back with a remark. Throws CONFLICT while an earlier return of it is open. */
export async function returnHousehold(
  office: Office,
  user: SessionUser,
  request: { readonly household: string; readonly remark: string },
  today: string,
): Promise<{ id: string; changeSet: string | null }> {
  const desk = new Desk(office, user)
  const household = desk.read.get<{ village: string }>('SELECT village FROM household WHERE id = ? AND deleted = 0', request.household)
  if (household === undefined || !desk.mayRead(household.village))
    throw new AppError('NOT_FOUND', '没有找到要退回的户。', '它可能已删除，或不在您负责的范围内。')
  if (!mayReturn(desk, household.village)) throw new AppError('FORBIDDEN', '您不能退回这一户。', '退回由上级单位或本单位的审核人员、管理员办理。')
  const title = `退回“${desk.title('household', request.household)}”户`
  const { result, changeSet } = await office.records.writer.change(user, { kind: 'edit', title, reason: request.remark, opened: RETURNING }, (door) => {
    if (
      door.transaction.get(`SELECT 1 FROM review_return WHERE household_id = ? AND state IN ${openStates(returning)} AND deleted = 0`, request.household) !==
      undefined
    ) {
      throw new AppError('CONFLICT', '这一户上一次退回还没有办结。', '请先办结上一次退回，或等对方回复。')
    }
    return door.insert(registerOf(RETURN), {
      household_id: request.household,
      ...begun(RETURN, { on: today, by: user.displayName, remark: request.remark }),
    })
  })
  return { id: result, changeSet }
}

/** Says what was done about a returned household. */
export async function answerReturn(
  office: Office,
  user: SessionUser,
  request: { readonly id: string; readonly answer: string },
  today: string,
): Promise<{ changeSet: string | null }> {
  const desk = new Desk(office, user)
  const row = returnOf(desk, request.id)
  if (!mayAnswer(desk, row)) throw new AppError('FORBIDDEN', '您不能回复这次退回。', '请由负责该村的录入员或管理员回复。')
  const said = { on: today, by: user.displayName, remark: request.answer }
  return settle(desk, row, ANSWER, said)
}

/** Says that a returned household is in order. */
export async function closeReturn(office: Office, user: SessionUser, id: string): Promise<{ changeSet: string | null }> {
  const desk = new Desk(office, user)
  const row = returnOf(desk, id)
  if (!mayClose(desk, row)) throw new AppError('FORBIDDEN', '您不能办结这次退回。', '由退回的单位办结；改好以后请写回复，随下次上报带去。')
  return settle(desk, row, CLOSE, {})
}

async function settle(desk: Desk, row: ReturnRow, step: typeof ANSWER, said: Said): Promise<{ changeSet: string | null }> {
  const title = `${step.label}对“${desk.title('household', row.household_id)}”户的退回`
  const { changeSet } = await desk.office.records.writer.change(desk.user, { kind: 'edit', title, opened: RETURNING }, (door) => {
    refuseUnlessFrom(RETURN, step, door.transaction.get<{ state: string }>('SELECT state FROM review_return WHERE id = ?', row.id)?.state)
    door.update(registerOf(RETURN), row.id, stepped(RETURN, step, said))
  })
  return { changeSet }
}

function returnOf(desk: Desk, id: string): ReturnRow {
  const row = desk.read.get<ReturnRow>('SELECT * FROM review_return WHERE id = ? AND deleted = 0', id)
  if (row === undefined || !desk.mayRead(row.village)) throw new AppError('NOT_FOUND', '没有找到这次退回。', '请刷新退回清单。')
  return row
}
