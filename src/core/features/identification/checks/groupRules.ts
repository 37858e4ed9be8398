/** Checks on several households not on file together. */
import { membersText, type GroupRule } from '#core/checks/engine/groups.ts'

export const unlistedGroupRules: readonly GroupRule[] = [
  {
    id: '1-twice',
    title: '一户未建档户不录两次',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01.e（重名不同号）',
    reads: ['unlisted_household.head_name', 'unlisted_household.head_id_number', 'unlisted_household.village'],
    across: true,
    members: { register: 'unlisted_household', only: { head_id_number: [null], household_id: [null] } },
    keys: ['village', 'head_name'],
    about: { register: 'unlisted_household', by: 'id', field: 'head_name' },
    condition: { distinct: 'id', atLeast: () => 2, names: 'unlisted_no' },
    sentence: (groups, own) =>
      `同村没有证件号码、户主同名的未建档户，另有${membersText(groups, own, '户')}；请核对是不是一户录了两次，不是的补填户主证件号码。`,
  },
]
