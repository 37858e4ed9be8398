/**
 * Removal of records with what is part of them (lines, yearly records, papers), and their restoration. What links a record to others (members of a
 * household) and what tells its moves concerns more than the record: while such stand, it is not removed.
 */
import { goingWith, partOfSql } from '../catalogue/derive/belonging.ts'
import { referringTo } from '../catalogue/derive/references.ts'
import { heldSql } from '../catalogue/derive/subject.ts'
import { isRegisterName, registerNames, registerOf, type RegisterName } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { refuseNamed } from '../procedures/named.ts'
import type { ReadDatabase, Transaction } from '../store/index.ts'

/** Ids by register, in the order of the catalogue: what is part of something comes after it. */
type Going = ReadonlyMap<RegisterName, ReadonlySet<string>>

/** Removes records with all that is part of them. Throws CONFLICT while other living records refer to any of these or steps name them, FORBIDDEN where one is not the asker's to remove. */
export function removeWithParts(transaction: Transaction, register: RegisterName, ids: readonly string[]): void {
  const going = withLivingParts(transaction, register, ids)
  refuseReferred(transaction, register, going)
  const steps = going.get('procedure_step') ?? new Set()
  for (const [name, those] of going) for (const id of those) refuseNamed(transaction, name, id, steps)
  for (const [name, those] of [...going].toReversed()) for (const id of those) removeOne(transaction, register, { register: name, id })
}

/** A part that the asker may not remove keeps the whole where it is, and is named. */
function removeOne(transaction: Transaction, register: RegisterName, one: RecordName): void {
  try {
    transaction.remove(one.register, one.id)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'FORBIDDEN' || one.register === register) throw error
    const [whole, part] = [registerOf(register).label, registerOf(one.register).label]
    throw new AppError('FORBIDDEN', `属于这条${whole}的${part}不由您删除，所以都没有删除。`, `请先由可以删除${part}的单位删除，或请它来办理。`, {
      cause: error,
    })
  }
}

/** Brings a record back with the parts that went with it, in one change set or as one change of another site. Throws as the store does. */
export function restoreWithParts(transaction: Transaction, register: RegisterName, id: string): void {
  const removal = removalOf(transaction, register, id)
  const parts =
    removal === undefined
      ? []
      : follow(transaction, register, [id], '1').filter(({ register: name, id: part }) => {
          const other = removalOf(transaction, name, part)
          return other?.change_set === removal.change_set && other.foreign_change === removal.foreign_change
        })
  transaction.restore(register, id)
  for (const part of parts) transaction.restore(part.register, part.id)
}

/** All that is part of a living record and stands, at any depth. */
export function partsOf(database: ReadDatabase, register: string, id: string): RecordName[] {
  return isRegisterName(register) ? follow(database, register, [id], '0') : []
}

export interface RecordName {
  readonly register: RegisterName
  readonly id: string
}

function withLivingParts(database: ReadDatabase, register: RegisterName, ids: readonly string[]): Going {
  const going = new Map<RegisterName, Set<string>>(registerNames.map((name) => [name, new Set()]))
  for (const one of [...ids.map((id) => ({ register, id })), ...follow(database, register, ids, '0')]) going.get(one.register)?.add(one.id)
  return going
}

/** The parts of records and theirs, each after what it is part of; `deleted` says which: those that stand (`0`) or those removed (`1`). */
function follow(database: ReadDatabase, register: RegisterName, ids: readonly string[], deleted: '0' | '1'): RecordName[] {
  return goingWith(register).flatMap((part) => {
    const sql = `SELECT id FROM ${part.register} WHERE deleted = ${deleted} AND ${partOfSql(part, register, 'json_each(?)')} ORDER BY id`
    const found = database.all<{ id: string }>(sql, JSON.stringify(ids)).map(({ id }) => id)
    if (found.length === 0) return []
    return [...found.map((id) => ({ register: part.register, id })), ...follow(database, part.register, found, deleted)]
  })
}

/** The entry by which a record went. */
function removalOf(database: ReadDatabase, register: string, id: string): { change_set: number; foreign_change: number | null } | undefined {
  return database.get(
    `SELECT change_set, foreign_change FROM journal WHERE record = ? AND register = ? AND action = 'remove' AND coalesce(standing, '') <> 'proposal' ORDER BY sequence DESC LIMIT 1`,
    id,
    register,
  )
}

function refuseReferred(database: ReadDatabase, register: RegisterName, going: Going): void {
  for (const [name, ids] of going) {
    if (ids.size === 0) continue
    for (const other of referringTo(name)) {
      const held = `SELECT ${heldSql(other.prefix, 'value')} FROM json_each(?)`
      const referring = database.all<{ id: string }>(
        `SELECT id FROM ${other.register} WHERE ${other.field} IN (${held}) AND deleted = 0`,
        JSON.stringify([...ids]),
      )
      const staying = referring.filter(({ id }) => going.get(registerNames.find((known) => known === other.register) ?? name)?.has(id) !== true)
      if (staying.length > 0) throw referredError(register, name, other.register, staying.length)
    }
  }
}

function referredError(register: RegisterName, name: RegisterName, other: string, count: number): AppError {
  const what = name === register ? `这条${registerOf(name).label}` : `随这条${registerOf(register).label}一起删除的${registerOf(name).label}`
  return new AppError('CONFLICT', `还有 ${count} 条${registerOf(other).label}引用${what}，不能删除。`, '请先处理引用它的记录。')
}
