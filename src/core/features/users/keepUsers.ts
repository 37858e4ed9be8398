/** Users outlive a restore: who may do what is what today's office has decided, not what a backup says. */
import { roleLabels } from '../../access/permissions.ts'
import { loginKey } from '../../keyring/index.ts'
import type { User } from './contract.ts'
import type { UserWriter } from './service.ts'
import { allUsers, insertUser, updateUser, type UserFields } from './userStore.ts'

/**
 * Makes the users of the data of a backup those of today, as a change of its own in its journal. Users whom only the backup knows are
 * deactivated; nobody is removed, since the journal names them. Returns a sentence for each who differed.
 */
export async function keepUsers(store: UserWriter, today: readonly User[]): Promise<string[]> {
  const differences: string[] = []
  await store.change({ id: 'restore', name: '恢复备份' }, { kind: 'user', title: '恢复备份后，用户保持为恢复前的' }, (transaction) => {
    const left = new Map(allUsers(transaction).map((user) => [user.id, user]))
    const pairs = today.map((user) => {
      const twin = left.get(user.id) ?? [...left.values()].find((other) => loginKey(other.login) === loginKey(user.login))
      if (twin !== undefined) left.delete(twin.id)
      return [user, twin] as const
    })
    // Those who go first: a login may have passed from one to another since.
    for (const user of left.values()) {
      const taken = today.some((other) => loginKey(other.login) === loginKey(user.login))
      updateUser(transaction, user, { active: false, ...(taken ? { login: `${user.login} ${user.id}` } : {}) })
      if (user.active) differences.push(`${user.displayName}：现在没有这个用户，恢复后为停用。`)
    }
    for (const [user, twin] of pairs) {
      if (twin === undefined) {
        insertUser(transaction, fieldsOf(user), user)
        differences.push(`${user.displayName}：备份里还没有这个用户，保留。`)
        continue
      }
      const next = updateUser(transaction, twin, fieldsOf(user))
      if (next !== twin) differences.push(difference(user, twin))
    }
  })
  return differences
}

function fieldsOf({ login, displayName, role, divisions, active, mustChangePassword }: User): UserFields {
  return { login, displayName, role, divisions, active, mustChangePassword }
}

function difference(user: User, then: User): string {
  if (user.active !== then.active) return `${user.displayName}：备份里${then.active ? '还能登录' : '已停用'}，保持现在的${user.active ? '可以登录' : '停用'}。`
  if (user.role !== then.role) return `${user.displayName}：备份里是${roleLabels[then.role]}，保持现在的${roleLabels[user.role]}。`
  return `${user.displayName}：登录名、姓名或管辖区划与备份里不同，保持现在的。`
}
