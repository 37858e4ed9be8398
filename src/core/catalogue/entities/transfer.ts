import { defineRegister } from '../define.ts'

export const transfer = defineRegister({
  name: 'transfer', label: '户迁移', description: '一户从一个村迁到另一个村：迁出和迁入是同一件事的两半，迁入之前这户仍算在迁出村。',
  title: 'household_id', internal: true, keptBy: 'both', owner: 'from_village', match: [['household_id', 'out_on']],
  sort: [{ field: 'from_village' }, { field: 'out_on' }], indexes: [['household_id', 'state'], ['to_village', 'state']], source: 'exchange.md',
  sections: [{ key: 'basic', label: '迁移' }],
  fields: [
    { key: 'household_id', label: '户', type: 'reference', register: 'household', required: true, section: 'basic', listed: true, merge: 'decide', handsOver: true },
    { key: 'from_village', label: '迁出村', type: 'division', level: 'village', required: true, section: 'basic', listed: true, merge: 'decide' },
    { key: 'to_village', label: '迁入村', type: 'division', level: 'village', required: true, section: 'basic', listed: true, merge: 'decide' },
    { key: 'state', label: '状态', type: 'code', codeList: 'transfer_state', required: true, section: 'basic', listed: true, merge: 'foremost' },
    { key: 'reason', label: '迁移原因', type: 'text', maximumLength: 200, section: 'basic', listed: true },
    { key: 'out_on', label: '迁出日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'out_by', label: '迁出经办人', type: 'text', maximumLength: 40, section: 'basic' },
    { key: 'settled_on', label: '迁入或了结日期', type: 'date', section: 'basic', follows: 'state', listed: true },
    { key: 'settled_by', label: '迁入或了结经办人', type: 'text', maximumLength: 40, section: 'basic', follows: 'state' },
    { key: 'remark', label: '说明', type: 'text', maximumLength: 500, section: 'basic', follows: 'state' },
  ],
})
