/** What happens to a household as a whole: it splits, goes into another one, ends, gets another head. Each is one change set, undone as one. */
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { Door } from '../../registers/writer.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import { Desk } from '../exchange/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { isExited, KIND } from './life.ts'

/** What every such act says of itself. */
export interface About {
  readonly household: string
  readonly on: string
  readonly reason: string
  readonly documentNo?: string | undefined
  readonly remark?: string | undefined
}

/** Somebody who goes along, and what they are to the head there. */
export interface Going {
  readonly membership: string
  readonly relation: string
}

export interface Done {
  readonly household: string
  readonly changeSet: string | null
}

const HEAD = '01'
/** 其他转入 and 其他转出: why somebody came or went is told by the event itself. */
const [MOVED_IN, MOVED_OUT, DIED] = ['07', '08', '01'] as const
/** 生存状态: 死亡, 转出. */
const [DEAD, GONE] = ['2', '3'] as const
/** 全户死亡 among the reasons. */
const ALL_DIED = '1'
const CURRENT = `deleted = 0 AND end_date IS NULL AND coalesce(status, '1') = '1'`
/** What a household that splits off has from the one it comes from. */
const TAKEN_OVER = [
  'village',
  'group_id',
  'address',
  'attribute',
  'identification_standard',
  'main_cause',
  'other_causes',
  'registered_year',
  'first_identified_on',
]
const TAKEN_OVER_YEARLY = ['attribute', 'exit_status', 'main_cause']

interface Member {
  readonly id: string
  readonly person_id: string
  readonly relation: string
  readonly start_date: string | null
}

/** Some of the people found a household of their own. Nobody is counted twice, nobody less: one household more, as many people. */
export async function splitHousehold(
  office: Office,
  user: SessionUser,
  request: About & { readonly members: readonly Going[]; readonly householdNo?: string | undefined; readonly localNo?: string | undefined },
  today: string,
): Promise<Done> {
  const { row, members } = opened(office, user, request, today, '分户')
  const going = request.members.map(({ membership, relation }) => ({ relation, member: memberOf(members, membership) }))
  if (new Set(going.map(({ member }) => member.id)).size >= members.length)
    throw new AppError('VALIDATION', '全户都选上了，没有人留在原户。', '请只选分出去的人；全户搬走的办户迁移，更换户主的办更换户主。')
  if (going.some(({ member }) => member.relation === HEAD)) throw new AppError('VALIDATION', '户主要留在原户。', '请先给原户更换户主，再办分户。')
  requireOneHead(going.map(({ relation }) => relation))
  return act(office, user, request, `从${nameOf(row)}户分户`, (door) => {
    const taken = contractRow('household', row)
    const standing = standingOn(door.transaction, row, request.on)
    const household = door.insert(registerOf('household'), {
      ...pick(taken, TAKEN_OVER),
      exit_status: standing,
      exit_year: isExited(standing) ? (taken['exit_standing_year'] ?? null) : null,
      valid: true,
      household_no: request.householdNo === '' ? null : (request.householdNo ?? null),
      local_no: request.localNo === '' ? null : (request.localNo ?? null),
    })
    const yearly = door.transaction.get<SqlRow>(
      'SELECT * FROM household_year WHERE household_id = ? AND year = ? AND deleted = 0',
      request.household,
      yearOf(request.on),
    )
    if (yearly !== undefined) {
      door.insert(registerOf('household_year'), {
        ...pick(contractRow('household_year', yearly), TAKEN_OVER_YEARLY),
        exit_status: textOf(yearly['exit_standing']),
        household_id: household,
        year: yearOf(request.on),
      })
    }
    note(door, { ...request, household }, { kind: KIND.split, other_household_id: request.household, standing })
    for (const { member, relation } of going) goAlong(door, member, { household, relation, on: request.on })
    return household
  })
}

/** All people of a household go into another one of the village, and it ends: one household less, as many people. */
export async function mergeHousehold(
  office: Office,
  user: SessionUser,
  request: About & { readonly into: string; readonly members: readonly Going[] },
  today: string,
): Promise<Done> {
  const { row, members } = opened(office, user, request, today, '并户')
  if (request.into === request.household) throw new AppError('VALIDATION', '不能并入自己这一户。', '请选择并入的另一户。')
  const into = opened(office, user, { ...request, household: request.into }, today, '并户')
  if (into.row['village'] !== row['village']) throw new AppError('VALIDATION', '两户不在一个村。', '请先办户迁移，迁到一个村以后再并户。')
  const { read } = office.store
  if (isExited(standingOn(read, row, request.on)) !== isExited(standingOn(read, into.row, request.on)))
    throw new AppError('VALIDATION', '一户已脱贫，一户没有脱贫，不能并户。', '请先办识别核查或退出，两户情况一致以后再并。')
  const relations = new Map(request.members.map(({ membership, relation }) => [memberOf(members, membership).id, relation]))
  if (members.some(({ id }) => !relations.has(id))) throw new AppError('VALIDATION', '还有成员没有选定与新户主的关系。', '请逐人选定。')
  if ([...relations.values()].includes(HEAD) && into.members.some(({ relation }) => relation === HEAD))
    throw new AppError('VALIDATION', '并入的户已有户主。', '请选择与户主的关系；要换户主的，并户以后再换。')
  return act(office, user, request, `${nameOf(row)}户并入${nameOf(into.row)}户`, (door) => {
    note(door, request, { kind: KIND.merged, other_household_id: request.into, standing: standingOn(door.transaction, row, request.on) })
    for (const member of members) goAlong(door, member, { household: request.into, relation: relations.get(member.id) ?? '99', on: request.on })
    end(door, request)
    return request.into
  })
}

/** Nobody of a household is left here: one household less, its people along with it, once. */
export async function closeHousehold(office: Office, user: SessionUser, request: About, today: string): Promise<Done> {
  const { row, members } = opened(office, user, request, today, '整户销户')
  return act(office, user, request, `${nameOf(row)}户整户销户`, (door) => {
    note(door, request, { kind: KIND.closed, standing: standingOn(door.transaction, row, request.on) })
    const died = request.reason === ALL_DIED
    for (const { id } of members)
      door.update(registerOf('membership'), id, {
        end_date: request.on,
        decrease_reason: died ? DIED : MOVED_OUT,
        status: died ? DEAD : GONE,
      })
    end(door, request)
    return request.household
  })
}

/** Another head, and what everybody else is to them. The number of the household stays. */
export async function changeHead(
  office: Office,
  user: SessionUser,
  request: About & { readonly head: string; readonly relations: readonly Going[] },
  today: string,
): Promise<Done> {
  const { row, members } = opened(office, user, request, today, '更换户主')
  const head = memberOf(members, request.head)
  if (head.relation === HEAD) throw new AppError('VALIDATION', '所选的人已是户主。', '请选择新户主。')
  const relations = new Map(request.relations.map(({ membership, relation }) => [memberOf(members, membership).id, relation]))
  relations.set(head.id, HEAD)
  if (members.some(({ id }) => !relations.has(id))) throw new AppError('VALIDATION', '还有成员没有选定与新户主的关系。', '请逐人选定。')
  requireOneHead([...relations.values()])
  return act(office, user, request, `${nameOf(row)}户更换户主`, (door) => {
    note(door, request, {
      kind: KIND.head,
      former_head_id: members.find(({ relation }) => relation === HEAD)?.person_id ?? null,
      head_id: head.person_id,
      standing: standingOn(door.transaction, row, request.on),
    })
    for (const { id, relation } of members)
      if (relations.get(id) !== relation) door.update(registerOf('membership'), id, { relation: relations.get(id) ?? relation })
    return request.household
  })
}

/** The household as it is, with its people of today. Throws where somebody may not do it, or it is not the time for it. */
function opened(
  office: Office,
  user: SessionUser,
  { household, on }: About,
  today: string,
  doing: string,
): { readonly row: SqlRow; readonly members: readonly Member[] } {
  const desk = new Desk(office, user)
  const row = desk.read.get<SqlRow>('SELECT * FROM household WHERE id = ? AND deleted = 0', household)
  const village = String(row?.['village'] ?? '')
  if (row === undefined || !desk.mayRead(village)) throw new AppError('NOT_FOUND', '没有找到这一户。', '它可能已删除，或不在您负责的范围内。')
  if (!desk.mayDecide('household', village)) {
    const other = desk.unitInChargeOf(village)
    throw new AppError(
      'FORBIDDEN',
      `您不能办${doing}：这个村不由您负责。`,
      other === null ? '请让管理员或负责该村的录入员办理。' : `请由${other.unitName}办理。`,
    )
  }
  if (row['valid'] === 0) throw new AppError('CONFLICT', `${nameOf(row)}户已经销户或清退。`, '请核对是不是这一户。')
  if (on > today) throw new AppError('VALIDATION', `日期（${on}）还没有到。`, '请填今天或以前的日期。')
  if (desk.read.get(`SELECT 1 FROM transfer WHERE household_id = ? AND state = 'out' AND from_village = ? AND deleted = 0`, household, village) !== undefined)
    throw new AppError('CONFLICT', `${nameOf(row)}户正在迁移途中。`, '请等户迁移办完，或先取消户迁移。')
  const members = desk.read.all<Member & Record<string, string | null>>(
    `SELECT id, person_id, relation, start_date FROM membership WHERE household_id = ? AND ${CURRENT} ORDER BY relation, id`,
    household,
  )
  const late = members.find(({ start_date: begun }) => begun !== null && begun > on)
  if (late !== undefined)
    throw new AppError('VALIDATION', `有成员在 ${late.start_date ?? ''} 才进入${nameOf(row)}户，晚于所填日期（${on}）。`, '请改日期，或先更正成员的增加日期。')
  return { row, members }
}

async function act(office: Office, user: SessionUser, { reason, remark }: About, title: string, work: (door: Door) => string): Promise<Done> {
  const { result, changeSet } = await office.records.writer.change(
    user,
    { kind: 'edit', title, reason: remark === undefined || remark === '' ? `户变动原因 ${reason}` : remark },
    work,
  )
  return { household: result, changeSet }
}

function note(door: Door, { household, on, reason, documentNo, remark }: About, values: Row): void {
  door.insert(registerOf('household_event'), {
    household_id: household,
    on_date: on,
    reason,
    document_no: documentNo ?? null,
    remark: remark ?? null,
    ...values,
  })
}

function goAlong(
  door: Door,
  { id, person_id: person }: Member,
  { household, relation, on }: { readonly household: string; readonly relation: string; readonly on: string },
): void {
  door.update(registerOf('membership'), id, { end_date: on, decrease_reason: MOVED_OUT, status: GONE })
  door.insert(registerOf('membership'), { household_id: household, person_id: person, relation, status: '1', start_date: on, increase_reason: MOVED_IN })
}

/** The record stays, marked as no longer valid; nobody helps it any more. */
function end(door: Door, { household, on }: About): void {
  door.update(registerOf('household'), household, { valid: false })
  for (const { id } of door.transaction.all<{ id: string }>('SELECT id FROM pairing WHERE household_id = ? AND end_date IS NULL AND deleted = 0', household))
    door.update(registerOf('pairing'), id, { end_date: on })
}

/** 脱贫标志 on a day: of the last year up to then that says any; else what the household itself says. */
function standingOn(database: ReadDatabase, row: SqlRow, on: string): string | null {
  const yearly = database.get<{ standing: string }>(
    'SELECT exit_standing AS standing FROM household_year WHERE household_id = ? AND year <= ? AND exit_standing IS NOT NULL AND deleted = 0 ORDER BY year DESC LIMIT 1',
    String(row['id']),
    yearOf(on),
  )
  return yearly?.standing ?? textOf(row['exit_standing'])
}

function memberOf(members: readonly Member[], id: string): Member {
  const found = members.find((member) => member.id === id)
  if (found === undefined) throw new AppError('CONFLICT', '所选的人已不是这一户的成员。', '请刷新后再办。')
  return found
}

function requireOneHead(relations: readonly string[]): void {
  const heads = relations.filter((relation) => relation === HEAD).length
  if (heads !== 1) throw new AppError('VALIDATION', `选定了 ${heads} 个户主，应当正好一个。`, '请把其中一人的关系选为“本人或户主”。')
}

const yearOf = (day: string): number => Number(day.slice(0, 4))
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const nameOf = (row: SqlRow): string => textOf(row['head_name']) ?? textOf(row['household_no']) ?? '（没有户主）'
const contractRow = (register: string, row: SqlRow): Row => toContractRow(tableOf(register), row)
const pick = (row: Row, keys: readonly string[]): Row => Object.fromEntries(keys.map((key) => [key, row[key] ?? null]))
