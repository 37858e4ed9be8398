import { defineRegister } from '../define.ts'
import { courseFields, moves, villageFields } from './movingParts.ts'
import { personMoving } from './procedures/moving.ts'

export const personTransfer = defineRegister({
  name: 'person_transfer',
  label: '人员迁移',
  description: '一个人从一个村的一户迁到另一个村的一户（嫁娶、投靠）：迁出和迁入是同一件事的两半，迁入之前这个人仍算在原来的户。',
  title: 'person_id',
  internal: true,
  keptBy: 'both',
  owner: 'from_village',
  partOf: { by: 'person_id', stays: true },
  reaches: [{ field: 'to_village' }],
  moves,
  match: [['person_id', 'out_on']],
  sort: [{ field: 'from_village' }, { field: 'out_on' }],
  indexes: [
    ['person_id', 'state'],
    ['to_village', 'state'],
  ],
  moments: [
    { on: 'out_on', label: '办理迁出', says: ['person_id', 'from_village', 'to_village', 'decrease_reason'] },
    { on: 'settled_on', label: '人员迁移', says: ['person_id', 'state', 'to_village'] },
  ],
  source: 'exchange.md',
  procedure: personMoving,
  sections: [{ key: 'basic', label: '迁移' }],
  fields: [
    {
      key: 'person_id',
      label: '人',
      type: 'reference',
      register: 'person',
      required: true,
      section: 'basic',
      listed: true,
      merge: 'decide',
      handsOver: true,
    },
    ...villageFields,
    { key: 'state', label: '状态', type: 'code', codeList: 'person_transfer_state', required: true, section: 'basic', listed: true, merge: 'foremost' },
    {
      key: 'decrease_reason',
      label: '减少原因',
      type: 'code',
      codeList: 'member_decrease_reason',
      required: true,
      section: 'basic',
      listed: true,
      hint: '迁入时写进原来那户的成员关系。',
    },
    { key: 'reason', label: '说明', type: 'text', maximumLength: 200, section: 'basic', listed: true },
    ...courseFields,
    { key: 'remark', label: '了结说明', type: 'text', maximumLength: 500, section: 'basic', follows: 'state' },
  ],
})
