/** The right that each procedure of the contract states, and whether somebody has it. Pure, so that contract and screens know it too. */
import { oc, type AnySchema, type ContractProcedure, type ErrorMap } from '@orpc/contract'
import { isLimited } from './asker.ts'
import { may, type Action, type Permitted } from './permissions.ts'

/**
 * `none`: whoever has reached the program. `session`: a window that somebody has logged in to, locked or with a temporary password even.
 * `read`: every user at work. `enter`: whoever enters records. Else an action that belongs to no record.
 */
export type Right = 'none' | 'session' | 'read' | 'enter' | Action

/**
 * What the answer speaks of. `program`: of nothing on file. `divisions`: of records, as far as the user's divisions reach; the handler asks
 * for them with the user. `unit`: of the whole office, so that whoever is limited to divisions is refused.
 */
export type Scope = 'program' | 'divisions' | 'unit'

export interface Stated {
  /** One of these is needed. */
  readonly rights: readonly Right[]
  readonly scope: Scope
}

/** A contract in which every procedure states its right; anything else is no such contract for the compiler. */
export interface StatedContract {
  readonly [name: string]: StatedContract | ContractProcedure<AnySchema, AnySchema, ErrorMap, Stated>
}

/** Begins a procedure of the contract by the right it needs: any of several, where several are given. */
export function asks(rights: Right | readonly Right[], scope: Scope) {
  return oc.$meta<Stated>({ rights: typeof rights === 'string' ? [rights] : rights, scope })
}

/** Whether a user at work may call a procedure at all; for single records the register engine asks further. */
export function permits(user: Permitted, { rights, scope }: Stated): boolean {
  return (scope !== 'unit' || !isLimited(user)) && rights.some((right) => has(user, right))
}

/** Whether a procedure is answered without anybody at work. */
export function needsNobody({ rights }: Stated): 'none' | 'session' | null {
  return rights.includes('none') ? 'none' : rights.includes('session') ? 'session' : null
}

function has(user: Permitted, right: Right): boolean {
  switch (right) {
    case 'none':
    case 'session':
    case 'read':
      return true
    case 'enter':
      return user.role === 'entry' || user.role === 'administrator'
    default:
      return may(user, right)
  }
}

/** What somebody is told who lacks a right. */
export function refusalOf({ rights, scope }: Stated): { readonly message: string; readonly action: string } {
  const [first = 'read'] = rights
  const doing = DOING[first]
  const whole = scope === 'unit' ? '；限定在部分区划的用户也不能' : ''
  return { message: `您没有${doing}的权限${whole}。`, action: first === 'enter' ? '请让管理员或负责该村的录入员处理。' : '请联系管理员。' }
}

const DOING: Readonly<Record<Right, string>> = {
  none: '使用',
  session: '使用',
  read: '查看',
  enter: '修改记录',
  'administer users': '管理用户',
  'set parameters': '维护参数',
  'restore backup': '恢复备份',
  'renew recovery code': '更换恢复码',
  'undo of others': '撤销别人的操作',
  import: '导入',
  'batch edit': '批量修改',
  'undo own': '撤销操作',
  review: '审核',
  export: '导出',
  print: '打印',
  'back up': '备份',
  'verify data': '检查数据',
  'see change log': '查看操作记录',
  exchange: '交换数据',
  'manage sites': '管理站点',
}
