/**
 * Users of an office: who they are is in the database (and journalled), what opens the database is in the keyring. Both are kept in
 * step in such an order that a moment of failure never leaves someone with access who should have none.
 */
import { AppError } from '../../errors.ts'
import {
  addUser,
  changePassword,
  checkPassword,
  cleanLogin,
  loginKey,
  removeUser,
  rotateRecoveryCode,
  setPassword,
  unlock,
  type KeyringOptions,
} from '../../keyring/index.ts'
import type { Actor, ChangeDescription, ReadDatabase } from '../../store/index.ts'
import type { Role, SessionUser } from '../session/contract.ts'
import type { User } from './contract.ts'
import { divisionPrefix, mayAdminister, roleLabels } from '../../access/permissions.ts'
import type { Sessions } from './sessions.ts'
import { allUsers, insertUser, notePassword, sessionUserOf, updateUser as writeUser, userById, type UserTransaction } from './userStore.ts'

/** What the service needs of the store. */
export interface UserWriter {
  readonly read: ReadDatabase
  change<T>(actor: Actor, description: ChangeDescription, work: (transaction: UserTransaction) => T): Promise<{ readonly result: T }>
}

export interface UserContext {
  /** Data folder, with the keyring. */
  readonly directory: string
  /** Data key of the open database. */
  readonly dataKey: Uint8Array
  readonly store: UserWriter
  readonly sessions: Sessions
  /** Division code of the office; users are limited to divisions within it. */
  readonly unit: string
  readonly keyring?: KeyringOptions
}

export interface NewUser {
  readonly login: string
  readonly displayName: string
  readonly role: Role
  readonly divisions: readonly string[]
  /** Temporary: the user must choose another one at the first login. */
  readonly password: string
}

export interface UserPatch {
  readonly displayName?: string | undefined
  readonly role?: Role | undefined
  readonly divisions?: readonly string[] | undefined
  readonly active?: boolean | undefined
}

/** Everyone. Only for administrators (FORBIDDEN). */
export function listUsers(context: UserContext, actor: SessionUser): User[] {
  requireAdministrator(actor)
  return allUsers(context.store.read)
}

/** Writes the first user, the administrator, into a new database. Nobody is logged in yet, so the user is their own actor. */
export async function addFirstAdministrator(store: UserWriter, first: { login: string; displayName: string }): Promise<User> {
  if (allUsers(store.read).length > 0) throw new AppError('ALREADY_SET_UP', '已经有用户了。', '请直接登录。')
  const displayName = cleanName(first.displayName)
  const { result } = await store.change({ id: 'set-up', name: displayName }, { kind: 'user', title: `设立管理员 ${displayName}` }, (transaction) =>
    insertUser(transaction, { login: cleanLogin(first.login), displayName, role: 'administrator', divisions: [], active: true, mustChangePassword: false }),
  )
  return result
}

/**
 * Starts a session for a login name whose password (or recovery code) has just opened the data key.
 * Throws FORBIDDEN for a user who has been deactivated or is not on file.
 */
export function enter(context: Pick<UserContext, 'store' | 'sessions'>, login: string): { token: string; user: SessionUser } {
  const user = findByLogin(context.store.read, login)
  if (user === undefined || !user.active) throw new AppError('FORBIDDEN', '这个用户已经停用，不能登录。', '如需使用，请管理员在“用户”里重新启用并重设密码。')
  const sessionUser = sessionUserOf(user)
  return { token: context.sessions.start(sessionUser), user: sessionUser }
}

/** Opens a locked session again with the password of its user. Throws WRONG_PASSWORD, TOO_MANY_ATTEMPTS, NOT_LOGGED_IN. */
export async function unlockSession(context: Pick<UserContext, 'directory' | 'sessions' | 'keyring'>, token: string | null, password: string): Promise<void> {
  const found = context.sessions.look(token)
  if (found.state === 'none') throw new AppError('NOT_LOGGED_IN', '登录已过期。', '请重新登录。')
  await unlock(context.directory, found.user.login, password, context.keyring)
  context.sessions.unlock(token)
}

/** Adds a user with a temporary password. Throws FORBIDDEN, DUPLICATE, VALIDATION. */
export async function createUser(context: UserContext, actor: SessionUser, input: NewUser): Promise<User> {
  requireAdministrator(actor)
  const login = cleanLogin(input.login)
  const displayName = cleanName(input.displayName)
  const divisions = cleanDivisions(context, input.role, input.divisions)
  requireFreeLogin(context.store.read, login)
  // Before the record, since a login without a record opens nothing here; one left over by an addition broken off is replaced.
  await removeUser(context.directory, context.dataKey, login)
  await addUser(context.directory, context.dataKey, { login, password: input.password }, context.keyring)
  try {
    const { result } = await context.store.change(
      actorOf(actor),
      { kind: 'user', title: `增加用户 ${displayName}（${roleLabels[input.role]}）` },
      (transaction) => {
        requireFreeLogin(transaction, login)
        return insertUser(transaction, { login, displayName, role: input.role, divisions, active: true, mustChangePassword: true })
      },
    )
    return result
  } catch (error) {
    await removeUser(context.directory, context.dataKey, login)
    throw error
  }
}

/**
 * Changes name, role, divisions, or whether a user is active. A deactivated user is logged out and loses the password; once active
 * again, it must be reset. The last active administrator stays one, and nobody deactivates themselves (VALIDATION).
 */
export async function updateUser(context: UserContext, actor: SessionUser, id: string, patch: UserPatch): Promise<User> {
  requireAdministrator(actor)
  const { result } = await context.store.change(actorOf(actor), { kind: 'user', title: titleOf(requireUser(context.store.read, id), patch) }, (transaction) => {
    const user = requireUser(transaction, id)
    const role = patch.role ?? user.role
    const active = patch.active ?? user.active
    if (!active && id === actor.id) throw new AppError('VALIDATION', '不能停用自己。', '请由另一位管理员来停用。')
    if (user.active && user.role === 'administrator' && !(active && role === 'administrator')) requireAnotherAdministrator(transaction, id)
    return writeUser(transaction, user, {
      role,
      active,
      divisions: cleanDivisions(context, role, patch.divisions ?? user.divisions),
      ...(patch.displayName === undefined ? {} : { displayName: cleanName(patch.displayName) }),
    })
  })
  // After the record: an inactive user is refused even while the password still opens the keyring.
  if (result.active) context.sessions.refresh(sessionUserOf(result))
  else {
    context.sessions.endAllOf(id)
    await removeUser(context.directory, context.dataKey, result.login)
  }
  return result
}

/** Sets a temporary password for someone who forgot theirs, or was deactivated; ends their sessions. Throws FORBIDDEN, VALIDATION. */
export async function resetPassword(context: UserContext, actor: SessionUser, id: string, password: string): Promise<void> {
  requireAdministrator(actor)
  const user = requireUser(context.store.read, id)
  if (id === actor.id) throw new AppError('VALIDATION', '自己的密码不用重设。', '请在“修改密码”里输入现在的密码和新密码。')
  if (!user.active) throw new AppError('VALIDATION', `${user.displayName}已经停用，不能重设密码。`, '请先重新启用，再重设密码。')
  checkPassword(password, user.login, context.keyring?.names)
  await context.store.change(actorOf(actor), { kind: 'user', title: `重设 ${user.displayName} 的密码` }, (transaction) =>
    notePassword(transaction, requireUser(transaction, id), true),
  )
  await setPassword(context.directory, context.dataKey, { login: user.login, password }, context.keyring)
  context.sessions.endAllOf(id)
}

/** Says that these users must choose another password at their next login, as one change. */
export async function demandNewPasswords(store: UserWriter, actor: Pick<SessionUser, 'id' | 'displayName'>, users: readonly User[]): Promise<void> {
  await store.change({ id: actor.id, name: actor.displayName }, { kind: 'user', title: `更换数据密钥，${users.length} 人改用临时密码` }, (transaction) => {
    for (const user of users) notePassword(transaction, user, true)
  })
}

/** A user changes their own password; other windows of theirs are logged out. Throws WRONG_PASSWORD, TOO_MANY_ATTEMPTS, VALIDATION. */
export async function changeOwnPassword(context: UserContext, token: string, current: string, next: string): Promise<void> {
  const { id, login } = context.sessions.require(token)
  await changePassword(context.directory, login, current, next, context.keyring)
  const user = requireUser(context.store.read, id)
  const { result } = await context.store.change({ id, name: user.displayName }, { kind: 'user', title: '修改自己的密码' }, (transaction) =>
    notePassword(transaction, requireUser(transaction, id), false),
  )
  context.sessions.endAllOf(id, token)
  context.sessions.refresh(sessionUserOf(result))
}

/** A new recovery code, to be printed; wants the administrator's password again. Throws FORBIDDEN, WRONG_PASSWORD, TOO_MANY_ATTEMPTS. */
export async function renewRecoveryCode(context: UserContext, actor: SessionUser, password: string): Promise<string> {
  requireAdministrator(actor)
  await unlock(context.directory, actor.login, password, context.keyring)
  return rotateRecoveryCode(context.directory, context.dataKey, context.keyring)
}

function requireAdministrator(actor: SessionUser): void {
  if (!mayAdminister(actor)) throw new AppError('FORBIDDEN', '只有管理员可以管理用户。', '请联系管理员。')
}

function requireUser(database: Pick<ReadDatabase, 'get'>, id: string): User {
  const user = userById(database, id)
  if (user === undefined) throw new AppError('NOT_FOUND', '没有这个用户。', '请刷新用户列表后重试。')
  return user
}

function requireFreeLogin(database: Pick<ReadDatabase, 'all'>, login: string): void {
  const taken = findByLogin(database, login)
  if (taken === undefined) return
  throw new AppError(
    'DUPLICATE',
    `登录名“${taken.login}”已经有人用了（不分大小写、全角半角）${taken.active ? '' : '，该用户已停用'}。`,
    taken.active ? '请换一个登录名。' : '请换一个登录名，或重新启用原来的用户并重设密码。',
  )
}

function requireAnotherAdministrator(database: Pick<ReadDatabase, 'all'>, id: string): void {
  if (allUsers(database).some((user) => user.id !== id && user.active && user.role === 'administrator')) return
  throw new AppError('VALIDATION', '这是最后一位管理员，不能停用或改为其他角色。', '请先把另一位用户设为管理员。')
}

function findByLogin(database: Pick<ReadDatabase, 'all'>, login: string): User | undefined {
  const key = loginKey(login)
  return allUsers(database).find((user) => loginKey(user.login) === key)
}

function cleanName(name: string): string {
  const clean = name.normalize('NFC').trim()
  if (clean === '') throw new AppError('VALIDATION', '姓名不能为空。', '请填写用户的姓名，操作记录里会显示它。')
  return clean
}

/** Divisions a user is limited to: within the unit, none twice or inside another. Administrators are not limited. */
function cleanDivisions(context: Pick<UserContext, 'unit'>, role: Role, divisions: readonly string[]): string[] {
  if (role === 'administrator') return []
  const unit = divisionPrefix(context.unit)
  for (const code of divisions) {
    if (!/^\d{2,12}$/.test(code) || !divisionPrefix(code).startsWith(unit)) {
      throw new AppError('VALIDATION', `区划 ${code} 不在本单位范围内。`, '请只选择本单位的乡镇或村；不选表示整个单位。')
    }
  }
  const unique = [...new Set(divisions)]
  // The whole unit is no limit.
  if (unique.some((code) => divisionPrefix(code) === unit)) return []
  return unique
    .filter(
      (one) => !unique.some((other) => other !== one && divisionPrefix(one) !== divisionPrefix(other) && divisionPrefix(one).startsWith(divisionPrefix(other))),
    )
    .toSorted()
}

function titleOf(user: User, patch: UserPatch): string {
  if (patch.active === false) return `停用用户 ${user.displayName}`
  if (patch.active === true && !user.active) return `重新启用用户 ${user.displayName}`
  if (patch.role !== undefined && patch.role !== user.role) return `把 ${user.displayName} 由${roleLabels[user.role]}改为${roleLabels[patch.role]}`
  return `修改用户 ${user.displayName}`
}

function actorOf(user: SessionUser): Actor {
  return { id: user.id, name: user.displayName }
}
