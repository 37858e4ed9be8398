/**
 * Households that move from one village to another. Moving out and moving in are the two halves of one transfer; until the second half
 * the household stays with the village it leaves, and is counted there alone.
 */
import { divisionPrefix } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { householdMoving } from '../../catalogue/entities/procedures/moving.ts'
import { registerOf } from '../../catalogue/index.ts'
import { begun, byProgress, leadsOn, openStates, refuseUnlessFrom, stepInRecord, stepLeadingTo, stepped } from '../../procedures/inRecord.ts'
import type { Office } from '../../runtime.ts'
import { attachmentsWith } from '../../store/belonging.ts'
import { MOVE_KIND } from '../../store/changeKinds.ts'
import type { Transaction } from '../../store/index.ts'
import { placeName, type NationalDivisions } from '../divisions/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { Desk, isUnconfirmed } from '../exchange/index.ts'
import type { MoveEnd, Transfer } from './contract.ts'
import { decisionsSeen, OVERRULED } from './decisions.ts'
import { destinations, notInCharge } from './destinations.ts'

const MOVE = 'transfer'
const ACCEPT = stepInRecord(MOVE, 'accept')

interface TransferRow {
  readonly id: string
  readonly household_id: string
  readonly from_village: string
  readonly to_village: string
  readonly state: Transfer['state']
  readonly reason: string | null
  readonly out_on: string
  readonly out_by: string | null
  readonly settled_on: string | null
  readonly settled_by: string | null
  readonly remark: string | null
  /** 1 where an office above both called it off, since the household belongs elsewhere. */
  readonly overruled: number
}

interface HouseholdRow {
  readonly village: string
  readonly head_name: string | null
  readonly household_no: string | null
  readonly population: number | null
}

/** A transfer under way of a household that is still where it is to leave from; what was to take it from elsewhere keeps nobody waiting. */
const UNDER_WAY = `SELECT 1 FROM transfer t JOIN household h ON h.id = t.household_id WHERE t.household_id = ? AND t.state IN ${openStates(householdMoving)} AND t.deleted = 0 AND h.village = t.from_village`

/** Whether a household is on its way to another village. */
export function inTransit(office: Office, household: string): boolean {
  return office.store.read.get(UNDER_WAY, household) !== undefined
}

const CONCERNS_UNIT = `(instr(from_village, ?) = 1 OR instr(to_village, ?) = 1 OR EXISTS (SELECT 1 FROM household h WHERE h.id = transfer.household_id AND instr(h.village, ?) = 1))`

/** Transfers out of or into the divisions of the user, those under way first. */
export async function listTransfers(
  office: Office,
  user: SessionUser,
  national: NationalDivisions,
  request: { readonly household?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: Transfer[] }> {
  const desk = new Desk(office, user)
  const [from, to] = [desk.scope('from_village'), desk.scope('to_village')]
  // Of a household that is with neither of its ends here, nobody tells this office how its transfers end.
  const condition = `FROM transfer WHERE deleted = 0 AND (${from.sql} OR ${to.sql}) AND ${CONCERNS_UNIT}${request.household === undefined ? '' : ' AND household_id = ?'}`
  const prefix = divisionPrefix(office.unit.code)
  const parameters = [...from.parameters, ...to.parameters, prefix, prefix, prefix, ...(request.household === undefined ? [] : [request.household])]
  const seen = decisionsSeen(office)
  const rows = desk.read.all<TransferRow>(
    `SELECT *, ${OVERRULED} AS overruled ${condition} ORDER BY ${byProgress(MOVE)}, out_on DESC, id DESC LIMIT ? OFFSET ?`,
    ...parameters,
    request.limit,
    request.offset,
  )
  return {
    total: desk.read.get<{ total: number }>(`SELECT count(*) AS total ${condition}`, ...parameters)?.total ?? 0,
    rows: await Promise.all(rows.map((row) => toTransfer(desk, national, row, seen))),
  }
}

async function toTransfer(desk: Desk, national: NationalDivisions, row: TransferRow, seen: ReadonlySet<string>): Promise<Transfer> {
  const household = householdOf(desk, row.household_id)
  const out = leadsOn(ACCEPT, row.state) && household !== undefined
  const gone = out && household.village !== row.from_village
  const mayAnswer = out && desk.mayDecide('household', row.to_village)
  return {
    id: row.id,
    household: row.household_id,
    headName: nameOf(household),
    population: household?.population ?? 0,
    fromVillage: row.from_village,
    fromName: await placeName(desk.office.divisions, national, row.from_village),
    toVillage: row.to_village,
    toName: await placeName(desk.office.divisions, national, row.to_village),
    state: row.state,
    reason: row.reason,
    outOn: row.out_on,
    outBy: row.out_by,
    settledOn: row.settled_on,
    settledBy: row.settled_by,
    remark: row.remark,
    gone,
    mayAccept: mayAnswer && !gone,
    mayDecline: mayAnswer,
    mayCancel: out && desk.mayDecide('household', row.from_village),
    overruled: row.overruled === 1 && !seen.has(row.id) && desk.mayDecide('household', row.to_village),
    unconfirmed: isUnconfirmed(desk, 'transfer', row.id),
  }
}

function householdOf(desk: Desk, id: string): HouseholdRow | undefined {
  return desk.read.get<HouseholdRow>('SELECT village, head_name, household_no, population FROM household WHERE id = ? AND deleted = 0', id)
}

function nameOf(household: HouseholdRow | undefined): string {
  return household?.head_name ?? household?.household_no ?? '（没有户主）'
}

/** The first half: says that a household leaves for a village of the county. */
export async function transferOut(
  office: Office,
  user: SessionUser,
  national: NationalDivisions,
  request: { readonly household: string; readonly toVillage: string; readonly reason: string },
  today: string,
): Promise<{ id: string; changeSet: string | null }> {
  const desk = new Desk(office, user)
  const household = householdOf(desk, request.household)
  if (household === undefined || !desk.mayRead(household.village))
    throw new AppError('NOT_FOUND', '没有找到要迁出的户。', '它可能已删除，或不在您负责的范围内。')
  if (!desk.mayDecide('household', household.village)) throw notInCharge(desk, household.village, '迁出')
  if (request.toVillage === household.village) throw new AppError('VALIDATION', '迁入村与现在的村相同。', '请重新选择迁入的村。')
  const destination = (await destinations(office, national, '')).find(({ code }) => code === request.toVillage)
  if (destination === undefined)
    throw new AppError('VALIDATION', `迁入村（${request.toVillage}）不是本县现有的村。`, '请从列表里选择迁入的村；迁往外县的，在户里改为无效并写明去向。')
  const { result, changeSet } = await office.records.writer.change(
    user,
    { kind: MOVE_KIND, title: `迁出“${nameOf(household)}”户到${destination.name}`, reason: request.reason },
    (door) => {
      if (door.transaction.get(UNDER_WAY, request.household) !== undefined) {
        throw new AppError('CONFLICT', `“${nameOf(household)}”户已在迁移途中。`, '请等迁入方接收，或先取消上一次迁出。')
      }
      return door.insert(registerOf(MOVE), {
        household_id: request.household,
        from_village: household.village,
        to_village: request.toVillage,
        ...begun(MOVE, { on: today, by: user.displayName, remark: request.reason }),
      })
    },
  )
  return { id: result, changeSet }
}

/** The second half, or its end: taken in or declined by the office it comes to, or cancelled by the one it leaves. */
export async function settleTransfer(
  office: Office,
  user: SessionUser,
  request: { readonly id: string; readonly to: MoveEnd; readonly remark?: string | undefined },
  today: string,
): Promise<{ changeSet: string | null }> {
  const desk = new Desk(office, user)
  const row = desk.read.get<TransferRow>('SELECT *, 0 AS overruled FROM transfer WHERE id = ? AND deleted = 0', request.id)
  if (row === undefined || !(desk.mayRead(row.from_village) || desk.mayRead(row.to_village)))
    throw new AppError('NOT_FOUND', '没有找到这次户迁移。', '请刷新迁移清单。')
  const step = stepLeadingTo(MOVE, request.to)
  const [village, doing] = step.who.side === 'from_village' ? [row.from_village, step.label] : [row.to_village, '接收']
  if (!desk.mayDecide('household', village)) throw notInCharge(desk, village, doing)
  const household = householdOf(desk, row.household_id)
  const title = `${step.label}“${nameOf(household)}”户`
  const { changeSet } = await office.records.writer.change(
    user,
    { kind: MOVE_KIND, title, reason: request.remark ?? null, opened: (register, owner) => HANDED_OVER.includes(register.name) && owner === row.from_village },
    (door) => {
      const { transaction } = door
      refuseUnlessFrom(MOVE, step, transaction.get<{ state: string }>('SELECT state FROM transfer WHERE id = ?', row.id)?.state)
      if (step === ACCEPT) refuseGone(transaction, row)
      door.update(registerOf(MOVE), row.id, stepped(MOVE, step, { on: today, by: user.displayName, remark: request.remark }))
      if (step === ACCEPT) moveIn(transaction, row)
    },
  )
  return { changeSet }
}

/** A household that somebody else took in, or that is in another village by now, cannot be taken from where it was. */
function refuseGone(transaction: Transaction, row: TransferRow): void {
  const village = transaction.get<{ village: string }>('SELECT village FROM household WHERE id = ? AND deleted = 0', row.household_id)?.village
  if (village !== undefined && village !== row.from_village) {
    throw new AppError('CONFLICT', '这一户已经不在迁出的村，不能再从那里接收。', '请选择“不接收”；确实要迁来的，由它现在所在的单位重新办理迁出。')
  }
}

/** What whoever takes a household in may change of the village it leaves. */
const HANDED_OVER = ['transfer', 'household', 'attachment']

/** The household, its photos and those of its members and of all that is part of them belong to the new village from now on. The group of the old village is left behind. */
export function moveIn(transaction: Transaction, transfer: Pick<TransferRow, 'household_id' | 'to_village'>): void {
  const { household_id: household, to_village: village } = transfer
  if (transaction.get('SELECT 1 FROM household WHERE id = ? AND deleted = 0', household) === undefined) {
    throw new AppError('CONFLICT', '要迁入的户还没有收到，或已被删除。', '请先收取迁出方的数据包；确实删除了的，选择“不接收”。')
  }
  transaction.update('household', household, { village, group_id: null })
  const lives = (id: string): boolean => transaction.get('SELECT 1 FROM person WHERE id = ? AND household_id = ?', id, household) !== undefined
  for (const id of attachmentsWith(transaction, { register: 'household', id: household }, lives)) transaction.update('attachment', id, { village })
}
