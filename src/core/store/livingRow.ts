/** The row of a record that is about to be changed: that it is there, and that it is as whoever changes it saw it. */
import { AppError } from '../errors.ts'
import type { ReadDatabase, SqlRow } from './database.ts'
import type { Table } from './table.ts'

/** The row of a living record. Throws NOT_FOUND where there is none. */
export function livingRow(database: ReadDatabase, { register }: Table, id: string): SqlRow {
  const row = database.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ? AND deleted = 0`, id)
  if (row === undefined) {
    throw new AppError('NOT_FOUND', `这条${register.label}记录已不存在，可能刚被别人删除。`, '请刷新列表；误删的记录可以在“已删除”里恢复。')
  }
  return row
}

/** Throws CONFLICT, with who and when, where the record was changed since the revision that somebody saw. */
export function requireRevision(database: ReadDatabase, { register }: Table, row: SqlRow, expected: number | undefined): void {
  if (expected === undefined || row['revision'] === expected) return
  const last = database.get<{ user_name: string; at: string }>(
    'SELECT c.user_name, c.at FROM journal j JOIN change_set c ON c.number = j.change_set WHERE j.record = ? ORDER BY j.sequence DESC LIMIT 1',
    String(row['id']),
  )
  const who = last === undefined ? '别人' : `${last.user_name}（${last.at.slice(0, 16).replace('T', ' ')}）`
  throw new AppError('CONFLICT', `这条${register.label}记录在您打开之后被${who}改过，您的修改没有保存。`, '请重新打开记录，核对对方的修改后再改。')
}
