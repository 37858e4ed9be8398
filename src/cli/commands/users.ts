/** Who may use the program. */
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

const ROLES = { administrator: '管理员', entry: '录入', review: '审核', reader: '只读' } as const

export const listUsers: Run = async (_invocation, shell) => {
  const users = await shell.withOffice('login', ({ client }) => client.users.list())
  return {
    json: users,
    text: () =>
      textTable(
        [
          { label: '登录名', of: (user: (typeof users)[number]) => user.login },
          { label: '姓名', of: (user) => user.displayName },
          { label: '角色', of: (user) => ROLES[user.role] },
          { label: '区划', of: (user) => user.divisions.join(' ') },
          { label: '状态', of: (user) => (user.active ? '在用' : '已停用') },
        ],
        users,
      ),
  }
}
