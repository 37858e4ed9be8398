/** Checks on groups of households: what several of them have in common and only one can have (mechanisms.md §6; design.md §9). */
import { membersText, type Asked, type GroupRule } from '#core/checks/engine/groups.ts'
import { firstValue, type ParameterKey } from '#core/rules/parameters.ts'

const threshold =
  (key: ParameterKey) =>
  ({ parameters, today }: Asked): number =>
    parameters(key, today, null) ?? firstValue(key)

const IMAGES = ['image/jpeg', 'image/png', 'image/webp']

export const householdGroupRules: readonly GroupRule[] = [
  {
    id: '6-E37',
    title: '一个银行账号只在一户',
    official: 'E',
    kind: 'doubt',
    relaxed: '分了户的一家人、由别人代收的确有共用账号的，由人说明',
    source: 'mechanisms.md §6-E37',
    reads: ['household.bank_account'],
    parameters: ['shared_account_doubt'],
    across: true,
    members: { register: 'household', only: { valid: [true, null] } },
    keys: ['bank_account'],
    about: { register: 'household', by: 'id', field: 'bank_account' },
    condition: { distinct: 'id', atLeast: threshold('shared_account_doubt'), names: 'household_no' },
    sentence: (groups, own) => `这个银行账号登记在 ${groups[0]?.distinct ?? 0} 户，另有${membersText(groups, own, '户')}；请核对账号是谁的，各户填各户自己的。`,
  },
  {
    id: '9-phone',
    title: '一个电话号码不在许多户',
    official: 'W',
    kind: 'doubt',
    source: 'design.md §9（checks on groups）',
    reads: ['household.phone'],
    parameters: ['shared_phone_doubt'],
    across: true,
    members: { register: 'household', only: { valid: [true, null] } },
    keys: ['phone'],
    about: { register: 'household', by: 'id', field: 'phone' },
    condition: { distinct: 'id', atLeast: threshold('shared_phone_doubt'), names: 'household_no' },
    sentence: (groups, own) =>
      `这个电话号码登记在 ${groups[0]?.distinct ?? 0} 户，另有${membersText(groups, own, '户')}；请改成本户自己的号码，没有电话的空着。`,
  },
  {
    id: '8-twice',
    title: '一个人只在一户',
    official: 'E',
    kind: 'doubt',
    relaxed: '两个单位各自录入、合并进来的不拒收，由人定归哪一户',
    source: 'mechanisms.md M01.e（同一身份证在两户）；readings.md 6',
    reads: ['membership.person_id', 'membership.household_id', 'membership.status', 'membership.end_date'],
    across: true,
    members: { register: 'membership', only: { status: ['1', null], end_date: [null] } },
    keys: ['person_id'],
    about: { register: 'household', by: { key: 'household_id' }, field: 'household_no' },
    condition: { distinct: 'household_id', atLeast: () => 2, names: 'household_no' },
    sentence: (groups, own) =>
      `这一户有${groups.length > 1 ? ` ${groups.length} 个人` : '一个人'}同时还是另一户的成员：${membersText(groups, own, '户')}；平衡表会数两次，请在其中一户办理减少。`,
  },
  {
    id: '6-W45',
    title: '一张照片不用在几户',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-W45',
    reads: ['attachment.sha256', 'attachment.record'],
    parameters: ['shared_photo_doubt'],
    across: true,
    members: { register: 'attachment', only: { register: ['household'], media_type: IMAGES } },
    keys: ['sha256'],
    about: { register: 'household', by: { key: 'record' }, field: 'household_no' },
    condition: { distinct: 'record', atLeast: threshold('shared_photo_doubt'), names: 'household_no' },
    sentence: (groups, own) =>
      `这一户有${groups.length > 1 ? ` ${groups.length} 张照片` : '一张照片'}和别的户的一模一样，另有${membersText(groups, own, '户')}；请核对照片拍的是哪一户，换上本户的。`,
  },
]
