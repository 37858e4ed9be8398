/** What several payments have in common and only one can have (mechanisms.md §6-E37). */
import { membersText, type GroupRule } from '#core/checks/engine/groups.ts'

export const paymentGroupRules: readonly GroupRule[] = [
  {
    id: '6-E37p',
    title: '一个账号只发给一户',
    official: 'E',
    kind: 'doubt',
    relaxed: '一家人共用账号、由别人代收的由人说明',
    source: 'mechanisms.md §6-E37（多人一号）',
    reads: ['household_payment.account_no', 'household_payment.household'],
    across: true,
    members: { register: 'household_payment' },
    keys: ['account_no'],
    about: { register: 'household_payment', by: 'id', field: 'account_no' },
    condition: { distinct: 'household', atLeast: () => 2, names: 'item' },
    sentence: (groups, own) => `这个账号发给 ${groups[0]?.distinct ?? 0} 户，另有${membersText(groups, own, '笔')}；请核对账号是谁的。`,
  },
  {
    id: '6-E37q',
    title: '一户一年的补助发到一个账号',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-E37（同人多账号）',
    reads: ['household_payment.account_no', 'household_payment.household', 'household_payment.year'],
    across: true,
    members: { register: 'household_payment', only: { person_id: [null] } },
    keys: ['household', 'year'],
    about: { register: 'household_payment', by: 'id', field: 'account_no' },
    condition: { distinct: 'account_no', atLeast: () => 2, names: 'item' },
    sentence: (groups) => `这一户一年里用了 ${groups[0]?.distinct ?? 0} 个账号；请核对哪一个是这一户的一卡通。`,
  },
]
