/** Checks on several monitored households together. */
import { membersText, type GroupRule } from '#core/checks/engine/groups.ts'

export const monitoredGroupRules: readonly GroupRule[] = [
  {
    id: '5_15-phone',
    title: '一个电话不登记在几户监测对象上',
    official: 'W',
    kind: 'doubt',
    source: 'forms.md §13.8-5_15_014–022（S16）',
    reads: ['monitored_household.phone'],
    across: true,
    members: { register: 'monitored_household' },
    keys: ['phone'],
    about: { register: 'monitored_household', by: 'id', field: 'phone' },
    condition: { distinct: 'subject', atLeast: () => 2, names: 'case_no' },
    sentence: (groups, own) =>
      `这个电话登记在 ${groups[0]?.distinct ?? 0} 户监测对象上，另有${membersText(groups, own, '户')}；请核对是谁的电话，各户填各户自己的。`,
  },
]
