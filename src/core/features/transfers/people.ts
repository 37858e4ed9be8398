/**
 * People who marry or move into another village. Moving out and moving in are the two halves of one transfer, as with households; until the second
 * half somebody stays a member of the household they leave, and is counted there alone. Past years keep their place and household.
 */
import { divisionPrefix } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { personMoving } from '../../catalogue/entities/procedures/moving.ts'
import { registerOf } from '../../catalogue/index.ts'
import { begun, byProgress, leadsOn, openStates, refuseUnlessFrom, stepInRecord, stepLeadingTo, stepped } from '../../procedures/inRecord.ts'
import type { Office } from '../../runtime.ts'
import type { Door } from '../../registers/writer.ts'
import { MOVE_KIND } from '../../store/changeKinds.ts'
import type { Transaction } from '../../store/index.ts'
import { placeName, type NationalDivisions } from '../divisions/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { Desk, isUnconfirmed } from '../exchange/index.ts'
import type { MoveEnd, PersonTransfer, TakingIn } from './contract.ts'
import { destinations, notInCharge } from './destinations.ts'
import { inTransit } from './households.ts'

const MOVE = 'person_transfer'
const ACCEPT = stepInRecord(MOVE, 'accept')

interface TransferRow {
  readonly id: string
  readonly person_id: string
  readonly from_village: string
  readonly to_village: string
  readonly state: PersonTransfer['state']
  readonly decrease_reason: string
  readonly reason: string | null
  readonly out_on: string
  readonly out_by: string | null
  readonly settled_on: string | null
  readonly settled_by: string | null
  readonly remark: string | null
}

/** The membership of today, with what its household is called. */
interface Member {
  readonly id: string
  readonly household_id: string
  readonly village: string
  readonly relation: string
  readonly name: string
  readonly head_name: string | null
  readonly others: number
}

/** 户主 among the relations. */
const HEAD = '01'
const CURRENT = `m.deleted = 0 AND m.end_date IS NULL AND coalesce(m.status, '1') = '1'`
const UNDER_WAY = `SELECT 1 FROM person_transfer WHERE person_id = ? AND state IN ${openStates(personMoving)} AND deleted = 0`

function memberOf(database: Pick<Transaction, 'get'>, person: string, village: string | null = null): Member | undefined {
  return database.get<Member & Record<string, string | number | null>>(
    `SELECT m.id, m.household_id, m.village, m.relation, p.name, h.head_name,
       (SELECT count(*) FROM membership o WHERE o.household_id = m.household_id AND o.id <> m.id AND ${CURRENT.replaceAll('m.', 'o.')}) AS others
     FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0 JOIN household h ON h.id = m.household_id
     WHERE m.person_id = ? AND ${CURRENT} AND (? IS NULL OR m.village = ?) ORDER BY m.start_date DESC, m.id DESC LIMIT 1`,
    person,
    village,
    village,
  )
}

/** Transfers of people out of or into the divisions of the user, those under way first. */
export async function listPersonTransfers(
  office: Office,
  user: SessionUser,
  national: NationalDivisions,
  request: { readonly person?: string | undefined; readonly household?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: PersonTransfer[] }> {
  const desk = new Desk(office, user)
  const [from, to] = [desk.scope('from_village'), desk.scope('to_village')]
  const condition = `FROM person_transfer WHERE deleted = 0 AND (${from.sql} OR ${to.sql}) AND (instr(from_village, ?) = 1 OR instr(to_village, ?) = 1)${
    request.person === undefined ? '' : ' AND person_id = ?'
  }${request.household === undefined ? '' : ' AND person_id IN (SELECT id FROM person WHERE household_id = ?)'}`
  const prefix = divisionPrefix(office.unit.code)
  const asked = [request.person, request.household].filter((id) => id !== undefined)
  const parameters = [...from.parameters, ...to.parameters, prefix, prefix, ...asked]
  const rows = desk.read.all<TransferRow & Record<string, string | null>>(
    `SELECT * ${condition} ORDER BY ${byProgress(MOVE)}, out_on DESC, id DESC LIMIT ? OFFSET ?`,
    ...parameters,
    request.limit,
    request.offset,
  )
  return {
    total: desk.read.get<{ total: number }>(`SELECT count(*) AS total ${condition}`, ...parameters)?.total ?? 0,
    rows: await Promise.all(rows.map((row) => toTransfer(desk, national, row))),
  }
}

async function toTransfer(desk: Desk, national: NationalDivisions, row: TransferRow): Promise<PersonTransfer> {
  const member = memberOf(desk.read, row.person_id)
  const name = desk.read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', row.person_id)?.name ?? ''
  const out = leadsOn(ACCEPT, row.state)
  const gone = out && memberOf(desk.read, row.person_id, row.from_village) === undefined
  const mayAnswer = out && desk.mayDecide('person_transfer', row.to_village)
  return {
    id: row.id,
    person: row.person_id,
    name,
    headName: member === undefined || !desk.mayRead(member.village) ? null : member.head_name,
    fromVillage: row.from_village,
    fromName: await placeName(desk.office.divisions, national, row.from_village),
    toVillage: row.to_village,
    toName: await placeName(desk.office.divisions, national, row.to_village),
    state: row.state,
    decreaseReason: row.decrease_reason,
    reason: row.reason,
    outOn: row.out_on,
    outBy: row.out_by,
    settledOn: row.settled_on,
    settledBy: row.settled_by,
    remark: row.remark,
    gone,
    mayAccept: mayAnswer && !gone,
    mayDecline: mayAnswer,
    mayCancel: out && desk.mayDecide('person_transfer', row.from_village),
    unconfirmed: isUnconfirmed(desk, 'person_transfer', row.id),
  }
}

/** The first half: says that somebody leaves for a household in another village of the county. */
export async function personTransferOut(
  office: Office,
  user: SessionUser,
  national: NationalDivisions,
  request: {
    readonly person: string
    readonly toVillage: string
    readonly decreaseReason: string
    readonly reason: string
    readonly on?: string | undefined
  },
  today: string,
): Promise<{ id: string; changeSet: string | null }> {
  const desk = new Desk(office, user)
  const member = memberOf(desk.read, request.person)
  if (member === undefined || !desk.mayRead(member.village))
    throw new AppError('NOT_FOUND', '没有找到要迁出的人。', '他可能已删除、已不在任何一户，或不在您负责的范围内。')
  if (!desk.mayDecide('membership', member.village)) throw notInCharge(desk, member.village, '迁出')
  if (request.toVillage === member.village) throw new AppError('VALIDATION', '迁入村与现在的村相同。', '同村换户的，请在户里办成员减少和成员增加。')
  if (member.others === 0) throw new AppError('VALIDATION', `“${member.name}”这一户只有他一个人。`, '请办户迁移，整户迁出。')
  if (member.relation === HEAD) throw new AppError('VALIDATION', `“${member.name}”是户主，不能直接迁出。`, '请先在户里更换户主，再办他的迁出。')
  if (inTransit(office, member.household_id)) throw new AppError('CONFLICT', '这一户正在迁移途中。', '请等户迁移办完，或先取消户迁移。')
  const on = request.on ?? today
  if (on > today) throw new AppError('VALIDATION', `迁出日期（${on}）还没有到。`, '请填今天或以前的日期。')
  const destination = (await destinations(office, national, '')).find(({ code }) => code === request.toVillage)
  if (destination === undefined)
    throw new AppError('VALIDATION', `迁入村（${request.toVillage}）不是本县现有的村。`, '请从列表里选择迁入的村；迁往外县的，请办成员减少。')
  const { result, changeSet } = await office.records.writer.change(
    user,
    { kind: MOVE_KIND, title: `“${member.name}”迁出到${destination.name}`, reason: request.reason },
    (door) => {
      if (door.transaction.get(UNDER_WAY, request.person) !== undefined)
        throw new AppError('CONFLICT', `“${member.name}”已在迁移途中。`, '请等迁入方接收，或先取消上一次迁出。')
      return door.insert(registerOf(MOVE), {
        person_id: request.person,
        from_village: member.village,
        to_village: request.toVillage,
        decrease_reason: request.decreaseReason,
        ...begun(MOVE, { on, by: user.displayName, remark: request.reason }),
      })
    },
  )
  return { id: result, changeSet }
}

/** The second half, or its end: taken into a household by the office it comes to, declined there, or cancelled where it began. */
export async function settlePersonTransfer(
  office: Office,
  user: SessionUser,
  request: { readonly id: string; readonly to: MoveEnd; readonly into?: TakingIn | undefined; readonly remark?: string | undefined },
  today: string,
): Promise<{ changeSet: string | null }> {
  const desk = new Desk(office, user)
  const row = desk.read.get<TransferRow & Record<string, string | null>>('SELECT * FROM person_transfer WHERE id = ? AND deleted = 0', request.id)
  if (row === undefined || !(desk.mayRead(row.from_village) || desk.mayRead(row.to_village)))
    throw new AppError('NOT_FOUND', '没有找到这次人员迁移。', '请刷新迁移清单。')
  const step = stepLeadingTo(MOVE, request.to)
  const [village, doing] = step.who.side === 'from_village' ? [row.from_village, step.label] : [row.to_village, '接收']
  if (!desk.mayDecide('person_transfer', village)) throw notInCharge(desk, village, doing)
  const name = desk.read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', row.person_id)?.name ?? ''
  const { changeSet } = await office.records.writer.change(
    user,
    {
      kind: MOVE_KIND,
      title: `${step.label}“${name}”`,
      reason: request.remark ?? null,
      opened: (register, owner) => HANDED_OVER.includes(register.name) && owner === row.from_village,
    },
    (door) => {
      const { transaction } = door
      refuseUnlessFrom(MOVE, step, transaction.get<{ state: string }>('SELECT state FROM person_transfer WHERE id = ?', row.id)?.state)
      door.update(registerOf(MOVE), row.id, stepped(MOVE, step, { on: today, by: user.displayName, remark: request.remark }))
      if (step === ACCEPT) takeIn(door, row, request.into, today)
    },
  )
  return { changeSet }
}

/** What whoever takes somebody in may change of the village they leave. */
const HANDED_OVER = ['person_transfer', 'membership', 'person', 'person_year', 'attachment']

/** Takes somebody in who is still where they were to leave from. */
function takeIn(door: Door, row: TransferRow, into: TakingIn | undefined, today: string): void {
  const { transaction } = door
  const former = memberOf(transaction, row.person_id, row.from_village)
  if (former === undefined)
    throw new AppError('CONFLICT', '这个人已经不在迁出的村，不能再从那里接收。', '请选择“不接收”；确实要迁来的，由他现在所在的单位重新办理迁出。')
  const { household, relation } = newHome(door, row.to_village, into)
  joinHousehold(transaction, row, { former: former.id, household, relation, increaseReason: into?.increaseReason ?? null }, today)
}

/** The former membership ends, the new one begins, and their photos go along: what taking somebody in does, all in one change set. */
export function joinHousehold(
  transaction: Transaction,
  row: Pick<TransferRow, 'person_id' | 'to_village' | 'decrease_reason'>,
  into: { readonly former: string; readonly household: string; readonly relation: string; readonly increaseReason: string | null },
  today: string,
): void {
  transaction.update('membership', into.former, { end_date: today, decrease_reason: row.decrease_reason })
  transaction.insert('membership', {
    household_id: into.household,
    person_id: row.person_id,
    relation: into.relation,
    status: '1',
    start_date: today,
    increase_reason: into.increaseReason,
  })
  for (const { id } of transaction.all<{ id: string }>(`SELECT id FROM attachment WHERE deleted = 0 AND register = 'person' AND record = ?`, row.person_id))
    transaction.update('attachment', id, { village: row.to_village })
}

/** The household that somebody comes into, and as what; one of their own is made where there is none yet. */
function newHome(door: Door, village: string, into: TakingIn | undefined): { household: string; relation: string } {
  if (into !== undefined && into.household === null) return { household: door.insert(registerOf('household'), { village }), relation: HEAD }
  const household =
    into === undefined
      ? undefined
      : door.transaction.get<{ id: string; head: string | null }>(
          'SELECT id, head_person_id AS head FROM household WHERE id = ? AND village = ? AND deleted = 0',
          into.household,
          village,
        )
  if (into === undefined || household === undefined)
    throw new AppError('VALIDATION', '没有选定迁入哪一户，或那一户不在迁入的村。', '请在迁入村里选择一户；还没有这一户的，选“自立一户”。')
  if (into.relation === HEAD && household.head !== null)
    throw new AppError('VALIDATION', '这一户已有户主。', '请选择与户主的关系；要换户主的，迁入以后在户里更换。')
  return { household: household.id, relation: into.relation }
}
