/** Handing targets down: several places at once, as one change set. */
import { AppError } from '../../errors.ts'
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import { levelNames } from '../../rules/levels.ts'
import type { Door } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { PlaceLevel } from '../../statistics/types.ts'
import type { SessionUser } from '../session/contract.ts'
import { handsOf, ISSUER } from './service.ts'

const TASK = registerOf('target_task')

export interface Assignment {
  readonly measure: string
  readonly year: number
  readonly documentNo: string | null
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly rows: readonly { readonly place: string; readonly amount: number | null; readonly reason?: string | null | undefined }[]
}

/** Throws FORBIDDEN for places that another level hands down to, NOT_FOUND for places that are none. */
export async function assignTargets(
  office: Office,
  user: SessionUser,
  given: Assignment,
): Promise<{ changeSet: string | null; changed: number; proposed: number }> {
  const measure = office.records.get(user, fieldOf(TASK, 'measure_id').register ?? '', given.measure)
  const issuers = given.rows.map(({ place }) => issuerOf(office, user, place))
  const { result, changeSet } = await office.records.writer.change(
    user,
    { kind: 'edit', title: `下达${given.year} 年目标任务：${String(measure['name'])}`, reason: null },
    (door) => ({
      changed: given.rows.filter((row, index) => assign(door, given, row, issuers[index] ?? 'county')).length,
      proposed: door.transaction.proposed,
    }),
  )
  return { changeSet, ...result }
}

/** The level that hands down to a place, which must be the asker's. */
function issuerOf(office: Office, user: SessionUser, place: string): string {
  const level = office.divisions.get(place)?.level
  if (level === undefined || !(level in ISSUER)) throw new AppError('NOT_FOUND', `没有区划“${place}”，没有下达。`, '请刷新画面后重试。')
  const below = level as PlaceLevel
  if (!handsOf(office, user).includes(below)) {
    throw new AppError(
      'FORBIDDEN',
      `${office.divisions.fullName(place)}的任务由${levelNames[ISSUER[below]]}下达，没有保存。`,
      `请由${levelNames[ISSUER[below]]}的录入员或管理员下达。`,
    )
  }
  return ISSUER[below]
}

function assign(door: Door, given: Assignment, { place, amount, reason }: Assignment['rows'][number], issuer: string): boolean {
  const known = door.transaction.get<{ id: string }>(
    `SELECT id FROM ${TASK.name} WHERE measure_id = ? AND year = ? AND place = ? AND deleted = 0`,
    given.measure,
    given.year,
    place,
  )
  if (amount === null) {
    if (known === undefined) return false
    door.remove(TASK, known.id)
    return true
  }
  const values: Row = {
    amount,
    ...(given.documentNo === null ? {} : { document_no: given.documentNo }),
    ...(given.issuedOn === null ? {} : { issued_on: given.issuedOn }),
    ...(given.dueOn === null ? {} : { due_on: given.dueOn }),
    ...(reason === undefined ? {} : { difference_reason: reason }),
  }
  if (known !== undefined) return door.update(TASK, known.id, values)
  door.insert(TASK, { measure_id: given.measure, year: given.year, place, issued_by: issuer, ...values })
  return true
}
