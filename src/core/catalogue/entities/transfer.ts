import { defineRegister } from '../define.ts'
import { courseFields, moves, villageFields } from './movingParts.ts'
import { householdMoving } from './procedures/moving.ts'

export const transfer = defineRegister({
  name: 'transfer',
  label: '户迁移',
  description: '一户从一个村迁到另一个村：迁出和迁入是同一件事的两半，迁入之前这户仍算在迁出村。',
  title: 'household_id',
  internal: true,
  keptBy: 'both',
  owner: 'from_village',
  partOf: { by: 'household_id', stays: true },
  reaches: [{ field: 'to_village' }],
  moves,
  match: [['household_id', 'out_on']],
  sort: [{ field: 'from_village' }, { field: 'out_on' }],
  indexes: [
    ['household_id', 'state'],
    ['to_village', 'state'],
  ],
  moments: [
    { on: 'out_on', label: '办理迁出', says: ['from_village', 'to_village', 'reason'] },
    { on: 'settled_on', label: '户迁移', says: ['state', 'from_village', 'to_village'] },
  ],
  source: 'exchange.md',
  procedure: householdMoving,
  sections: [{ key: 'basic', label: '迁移' }],
  fields: [
    {
      key: 'household_id',
      label: '户',
      type: 'reference',
      register: 'household',
      required: true,
      section: 'basic',
      listed: true,
      merge: 'decide',
      handsOver: true,
    },
    ...villageFields,
    { key: 'state', label: '状态', type: 'code', codeList: 'transfer_state', required: true, section: 'basic', listed: true, merge: 'foremost' },
    { key: 'reason', label: '迁移原因', type: 'text', maximumLength: 200, section: 'basic', listed: true },
    ...courseFields,
    { key: 'remark', label: '说明', type: 'text', maximumLength: 500, section: 'basic', follows: 'state' },
    {
      key: 'change_id',
      label: '区划变更',
      type: 'reference',
      register: 'village_change',
      section: 'basic',
      hint: '因并村、换代码、划转而变更的填写，其他迁移没有。',
    },
  ],
})
