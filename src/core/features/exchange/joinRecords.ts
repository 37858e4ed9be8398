/** Joining two records that are one: what refers to the one that goes refers to the one that stays. */
import { identityOf } from '../../catalogue/derive/identity.ts'
import { moveOf, moves } from '../../catalogue/derive/belonging.ts'
import { referringOrCounted, type ReferringField } from '../../catalogue/derive/references.ts'
import { targetsOf } from '../../catalogue/derive/subject.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { FieldValue, RegisterDefinition } from '../../catalogue/types.ts'
import { AppError } from '../../errors.ts'
import { endedWithoutEffect } from '../../procedures/inRecord.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow, Transaction } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'

/**
 * Joins `drop` to `keep`. `values` are the fields of `keep` that were chosen; what it lacks otherwise is taken from `drop`, so that nothing
 * entered is lost. Yearly records of one year, and memberships and pairings of the same two, are joined likewise. Throws NOT_FOUND when
 * one of the two is gone.
 */
export function joinRecords(transaction: Transaction, register: string, keep: string, drop: string, values: Row): void {
  const definition = registerOf(register)
  const kept = living(transaction, definition, keep)
  const dropped = living(transaction, definition, drop)
  // What counts with the one that goes has to say so before it can be pointed over.
  transaction.keepStates(transaction.states.followedBy(register, drop))
  for (const { register: other, field, prefix } of joined(register)) pointOver(transaction, registerOf(other), field, `${prefix}${keep}`, `${prefix}${drop}`)
  endTransfers(transaction, definition, drop)
  moveAttachments(transaction, definition, keep, drop, kept)
  fill(transaction, definition, kept, dropped, values)
  transaction.remove(register, drop)
}

function living(transaction: Transaction, register: RegisterDefinition, id: string): Row {
  const row = transaction.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ? AND deleted = 0`, id)
  if (row === undefined) throw new AppError('NOT_FOUND', `要合并的两条${register.label}记录中有一条已不存在。`, '请刷新重复清单后再处理。')
  return toContractRow(tableOf(register.name), row)
}

/**
 * What joining does to the records that refer to `drop`: how many refer to `keep` afterwards, and how many are removed since `keep` has one
 * that speaks of the same.
 */
export function effectsOfJoining(database: ReadDatabase, register: string, keep: string, drop: string): { readonly pointed: number; readonly removed: number } {
  const effects = { pointed: 0, removed: 0 }
  for (const { register: other, field, prefix } of joined(register)) {
    const definition = registerOf(other)
    const ours = referrers(database, definition, field, `${prefix}${keep}`)
    for (const theirs of referrers(database, definition, field, `${prefix}${drop}`))
      effects[ours.some((one) => isSame(definition, field, one, theirs)) ? 'removed' : 'pointed'] += 1
  }
  return effects
}

/** What is pointed over, where a record counted too: the household is the same. Transfers are not: they tell where a household once moved. */
function joined(register: string): readonly ReferringField[] {
  return referringOrCounted(register).filter(({ register: other }) => moveOf(other) === undefined)
}

function referrers(database: ReadDatabase, register: RegisterDefinition, field: string, id: string): Row[] {
  return database
    .all<SqlRow>(`SELECT * FROM ${register.name} WHERE ${field} = ? AND deleted = 0 ORDER BY id`, id)
    .map((row) => toContractRow(tableOf(register.name), row))
}

function pointOver(transaction: Transaction, register: RegisterDefinition, field: string, keep: string, drop: string): void {
  const ours = referrers(transaction, register, field, keep)
  for (const theirs of referrers(transaction, register, field, drop)) {
    const same = ours.find((one) => isSame(register, field, one, theirs))
    if (same === undefined) {
      transaction.update(register.name, String(theirs['id']), { [field]: keep })
      continue
    }
    fill(transaction, register, same, theirs, {}, field)
    transaction.remove(register.name, String(theirs['id']))
  }
}

/** Where something once moved stays told of that; what goes cannot be on its way any more. */
function endTransfers(transaction: Transaction, { name, label }: RegisterDefinition, id: string): void {
  for (const { register, by, state, underWay } of moves.filter(({ of }) => of === name)) {
    for (const row of transaction.all<{ id: string }>(`SELECT id FROM ${register} WHERE ${by} = ? AND ${state} = ? AND deleted = 0`, id, underWay))
      transaction.update(register, row.id, endedWithoutEffect(register, { remark: `这一${label}与另一${label}重复，已合并` }))
  }
}

/** Whether two records that refer to the two to be joined speak of the same thing: of one year, or of the same other one at the same time. */
function isSame(register: RegisterDefinition, field: string, one: Row, other: Row): boolean {
  const { yearly } = register
  if (yearly?.reference === field) return one[yearly.year] === other[yearly.year]
  if (yearly !== undefined) return false
  const partners = register.fields.filter(
    (partner) => targetsOf(partner).length > 0 && partner.required === true && partner.derived === undefined && partner.key !== field,
  )
  if (partners.length === 0 || partners.some(({ key }) => one[key] !== other[key])) return false
  return (one['end_date'] === null && other['end_date'] === null) || (one['start_date'] !== null && one['start_date'] === other['start_date'])
}

/** Gives a record the values chosen and, where it has none, those of the other. What makes its id is left as it is. */
function fill(transaction: Transaction, register: RegisterDefinition, one: Row, other: Row, chosen: Row, except?: string): void {
  const patch: Record<string, FieldValue> = { ...chosen }
  const named = identityOf(register, one) === null ? [] : (register.identity ?? [])
  for (const { key, keeps } of tableOf(register.name).entered) {
    // Where a record counted is no part of what the other one knows.
    if (key === except || key in chosen || named.includes(key) || keeps !== undefined) continue
    if (one[key] === null && other[key] !== null && other[key] !== undefined) patch[key] = other[key]
  }
  transaction.update(register.name, String(one['id']), patch)
}

function moveAttachments(transaction: Transaction, register: RegisterDefinition, keep: string, drop: string, kept: Row): void {
  const { owner = '' } = registerOf('attachment')
  const place = register.owner === undefined ? null : kept[register.owner]
  for (const { id, sha256 } of transaction.all<{ id: string; sha256: string }>(
    'SELECT id, sha256 FROM attachment WHERE register = ? AND record = ? AND deleted = 0',
    register.name,
    drop,
  )) {
    const twice = transaction.get('SELECT 1 FROM attachment WHERE register = ? AND record = ? AND sha256 = ? AND deleted = 0', register.name, keep, sha256)
    if (twice !== undefined) transaction.remove('attachment', id)
    else transaction.update('attachment', id, { record: keep, ...(typeof place === 'string' ? { [owner]: place } : {}) })
  }
}
