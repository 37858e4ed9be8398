/** The table of users: every statement on it, nothing decided here. */
import type { ReadDatabase, SqlRow, SqlValue } from '../../store/index.ts'
import type { Role, SessionUser } from '../session/contract.ts'
import type { User } from './contract.ts'

/** What a change of users needs of a write transaction. */
export interface UserTransaction extends Pick<ReadDatabase, 'all' | 'get'> {
  /** ISO time of the change. */
  readonly at: string
  newId(): string
  runJournalled(
    entry: { readonly table: string; readonly id: string; readonly action: 'insert' | 'update'; readonly before: SqlRow | null; readonly after: SqlRow },
    sql: string,
    ...parameters: SqlValue[]
  ): void
}

export type UserFields = Pick<User, 'login' | 'displayName' | 'role' | 'divisions' | 'active' | 'mustChangePassword'>

interface UserRow {
  id: string
  login: string
  display_name: string
  role: string
  divisions: string
  active: number
  must_change_password: number
  created_at: string
}

const COLUMNS = 'id, login, display_name, role, divisions, active, must_change_password, created_at'

/** Everyone, active ones first, in the order in which they were added. */
export function allUsers(database: Pick<ReadDatabase, 'all'>): User[] {
  return database.all<UserRow>(`SELECT ${COLUMNS} FROM user ORDER BY active DESC, created_at, id`).map(fromRow)
}

export function userById(database: Pick<ReadDatabase, 'get'>, id: string): User | undefined {
  const row = database.get<UserRow>(`SELECT ${COLUMNS} FROM user WHERE id = ?`, id)
  return row === undefined ? undefined : fromRow(row)
}

/** Adds a user and returns the record; under the id and time of `known`, where they had been added before. */
export function insertUser(transaction: UserTransaction, fields: UserFields, known?: Pick<User, 'id' | 'createdAt'>): User {
  const user: User = { id: known?.id ?? transaction.newId(), createdAt: known?.createdAt ?? transaction.at, ...fields }
  const columns = toColumns(user)
  transaction.runJournalled(
    { table: 'user', id: user.id, action: 'insert', before: null, after: columns },
    `INSERT INTO user (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    user.id,
    ...Object.values(columns),
    user.createdAt,
  )
  return user
}

/** Changes the fields that differ; returns the record as it then is. */
export function updateUser(transaction: UserTransaction, user: User, patch: Partial<UserFields>): User {
  const next: User = { ...user, ...patch }
  const before = toColumns(user)
  const after = toColumns(next)
  const changed = Object.keys(after).filter((key) => after[key] !== before[key])
  if (changed.length === 0) return user
  transaction.runJournalled(
    { table: 'user', id: user.id, action: 'update', before: pick(before, changed), after: pick(after, changed) },
    `UPDATE user SET ${changed.map((key) => `${key} = ?`).join(', ')} WHERE id = ?`,
    ...changed.map((key) => after[key] ?? null),
    user.id,
  )
  return next
}

/** Notes that a password was set, and whether its user must choose another one at the next login. Passwords themselves are not here. */
export function notePassword(transaction: UserTransaction, user: User, mustChangePassword: boolean): User {
  const next: User = { ...user, mustChangePassword }
  const column = 'must_change_password'
  transaction.runJournalled(
    { table: 'user', id: user.id, action: 'update', before: pick(toColumns(user), [column]), after: pick(toColumns(next), [column]) },
    'UPDATE user SET must_change_password = ? WHERE id = ?',
    mustChangePassword ? 1 : 0,
    user.id,
  )
  return next
}

/** What a session carries of a user. */
export function sessionUserOf(user: User): SessionUser {
  const { id, login, displayName, role, divisions, mustChangePassword } = user
  return { id, login, displayName, role, divisions, mustChangePassword }
}

function toColumns(user: UserFields): Record<string, SqlValue> {
  return {
    login: user.login,
    display_name: user.displayName,
    role: user.role,
    divisions: JSON.stringify(user.divisions),
    active: user.active ? 1 : 0,
    must_change_password: user.mustChangePassword ? 1 : 0,
  }
}

function fromRow(row: UserRow): User {
  return {
    id: row.id,
    login: row.login,
    displayName: row.display_name,
    role: row.role as Role,
    divisions: JSON.parse(row.divisions) as string[],
    active: row.active === 1,
    mustChangePassword: row.must_change_password === 1,
    createdAt: row.created_at,
  }
}

function pick(columns: Record<string, SqlValue>, keys: readonly string[]): SqlRow {
  return Object.fromEntries(keys.map((key) => [key, columns[key] ?? null]))
}
