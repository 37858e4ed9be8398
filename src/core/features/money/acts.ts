/**
 * How money is moved: let go by the county, booked by whoever receives it, given back, carried into the next year. Each is one change set. What is let go is
 * booked along where the receiving office is this one; else it is on the way until that office books it.
 */
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import type { Door } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { inChargeOf } from '../exchange/index.ts'
import type { SessionUser } from '../session/contract.ts'
import type { AllocateInput, CarriedAnswer, MovedAnswer } from './contract.ts'
import { openEntries, type OpenEntry } from './transit.ts'

interface Allocation {
  readonly id: string
  readonly source_id: string
  readonly place: string
  readonly village: string | null
  readonly balance: number
}

function allocationOf(database: ReadDatabase, id: string): Allocation {
  const found = database.get<Allocation>('SELECT id, source_id, place, village, balance FROM fund_allocation WHERE id = ? AND deleted = 0', id)
  if (found === undefined) throw new AppError('NOT_FOUND', '这笔资金分配不在台账里。', '请刷新后再办。')
  return found
}

/** Whether the office in charge of a place is this one, so that it books what it receives by itself. */
const isOurs = (office: Office, user: SessionUser, place: string): boolean => inChargeOf(office, user, place) === null

const refuseNothing = (amount: number): void => {
  if (amount <= 0) throw new AppError('VALIDATION', '金额要大于零。', '收回多拨的钱请办“退回”，录错的请冲正。')
}

/** Lets money go to a new allocation, or once more to one there is. */
export async function allocate(office: Office, user: SessionUser, input: AllocateInput): Promise<MovedAnswer> {
  refuseNothing(input.amount)
  const { changeSet, result } = await office.records.writer.change(user, { kind: 'edit', title: '资金分配' }, (door) => {
    const place = input.allocation === undefined ? input.place : allocationOf(door.transaction, input.allocation).place
    if (place === undefined) throw new AppError('VALIDATION', '没有说明由谁支配。', '请选择支配单位所在的乡镇或县。')
    const id = input.allocation ?? newAllocation(door, { ...input, place })
    const { village = null } = input.allocation === undefined ? { village: input.village ?? null } : allocationOf(door.transaction, input.allocation)
    const entry = { allocation_id: id, amount: input.amount, place, village }
    const release = door.insert(registerOf('fund_release'), { ...entry, released_on: input.on, document_no: input.documentNo ?? null })
    const booked = isOurs(office, user, place)
    if (booked) door.insert(registerOf('fund_receipt'), { ...entry, release_id: release, booked_on: input.on })
    return { id, booked }
  })
  return { id: result.id, changeSet, booked: result.booked }
}

function newAllocation(door: Door, { source, project, village, end, place, year }: AllocateInput & { readonly place: string }): string {
  if (source === undefined || end === undefined || year === undefined)
    throw new AppError('VALIDATION', '没有说明从哪一笔来源分配、到哪里。', '请选择资金来源。')
  if (end !== 'project' && village === undefined) throw new AppError('VALIDATION', '到村、到户的分配要选行政村。', '请选择行政村。')
  return door.insert(
    registerOf('fund_allocation'),
    { source_id: source, project_id: project ?? null, village: village ?? null, end, place, year },
    { initials: true },
  )
}

/** Books what is on the way to this office: what the county let go, and what was given back to it. Throws CONFLICT for what is booked already. */
export async function book(
  office: Office,
  user: SessionUser,
  { ids, on }: { readonly ids: readonly string[]; readonly on: string },
): Promise<{ changeSet: string | null; booked: number }> {
  const { changeSet, result } = await office.records.writer.change(user, { kind: 'edit', title: '资金入账' }, (door) => {
    const open = new Map(openEntries(door.transaction).map((one) => [one.id, one]))
    for (const id of ids) {
      const entry = open.get(id)
      if (entry === undefined) throw new AppError('CONFLICT', '这一笔已经入账，或者已经冲正。', '请刷新在途的列表。')
      if (!isOurs(office, user, entry.receiver)) throw new AppError('FORBIDDEN', '在途的钱由收款单位自己入账。', '请由收款单位入账。')
      bookOne(door, entry, on)
    }
    return ids.length
  })
  return { changeSet, booked: result }
}

function bookOne(door: Door, { id, register, allocation, amount, place, village }: OpenEntry, on: string): void {
  const entry = { allocation_id: allocation, amount, booked_on: on, place, village }
  if (register === 'fund_release') door.insert(registerOf('fund_receipt'), { ...entry, release_id: id })
  else door.insert(registerOf('fund_refund'), { ...entry, return_id: id })
}

/** Gives money that was not used back to its source. */
export async function giveBack(
  office: Office,
  user: SessionUser,
  { allocation: id, amount, on, reason }: { readonly allocation: string; readonly amount: number; readonly on: string; readonly reason: string },
): Promise<MovedAnswer> {
  refuseNothing(amount)
  const { changeSet, result } = await office.records.writer.change(user, { kind: 'edit', title: '资金退回', reason }, (door) => {
    const { place, village, source_id: source } = allocationOf(door.transaction, id)
    const county = door.transaction.get<{ place: string }>('SELECT place FROM fund_source WHERE id = ?', source)?.place ?? ''
    const entry = { allocation_id: id, amount, place, village, remark: reason }
    const returned = door.insert(registerOf('fund_return'), { ...entry, returned_on: on })
    const booked = isOurs(office, user, county)
    if (booked) door.insert(registerOf('fund_refund'), { ...entry, return_id: returned, booked_on: on })
    return booked
  })
  return { id, changeSet, booked: result }
}

/**
 * Carries what is left of the sources of a year into the next one: each goes on as a source of the same document, with the quota that is not allocated and
 * what of it arrived; what is allocated is claimed where it is. Sources with nothing left, and those carried already, are passed over.
 */
export async function carryOver(office: Office, user: SessionUser, { year, on }: { readonly year: number; readonly on: string }): Promise<CarriedAnswer> {
  const { changeSet, result } = await office.records.writer.change(user, { kind: 'edit', title: `${year} 年资金结余结转` }, (door) => {
    const left = door.transaction.all<{
      id: string
      name: string
      document_no: string
      kind_id: string
      place: string
      purpose: string | null
      balance: number
      arrived: number
      allocated: number
    }>(
      'SELECT id, name, document_no, kind_id, place, purpose, balance, arrived, allocated FROM fund_source WHERE year = ? AND deleted = 0 AND balance > 0 ORDER BY document_no, id',
      year,
    )
    let amount = 0
    for (const source of left) {
      const next = carriedSource(door, source, year + 1)
      // Of what is left so much arrived as the allocations do not need.
      const arrived = Math.max(0, Math.min(source.balance, source.arrived - source.allocated))
      const quota = { issued_on: on, document_no: source.document_no, place: source.place }
      door.insert(registerOf('fund_quota'), { ...quota, source_id: source.id, kind: '5', amount: -source.balance, other_id: next })
      door.insert(registerOf('fund_quota'), { ...quota, source_id: next, kind: '4', amount: source.balance, other_id: source.id })
      if (arrived > 0) {
        const entry = { arrived_on: on, place: source.place, remark: '结余结转' }
        door.insert(registerOf('fund_arrival'), { ...entry, source_id: source.id, amount: -arrived })
        door.insert(registerOf('fund_arrival'), { ...entry, source_id: next, amount: arrived })
      }
      amount += source.balance
    }
    return { sources: left.length, amount }
  })
  return { changeSet, ...result }
}

function carriedSource(
  door: Door,
  {
    name,
    document_no: documentNo,
    kind_id: kind,
    place,
    purpose,
  }: { readonly name: string; readonly document_no: string; readonly kind_id: string; readonly place: string; readonly purpose: string | null },
  year: number,
): string {
  const known = door.transaction.get<{ id: string }>(
    'SELECT id FROM fund_source WHERE document_no = ? AND kind_id = ? AND year = ? AND name = ? AND deleted = 0',
    documentNo,
    kind,
    year,
    name,
  )
  const values: Row = { name, document_no: documentNo, year, kind_id: kind, place, purpose }
  return known?.id ?? door.insert(registerOf('fund_source'), values, { initials: true })
}
