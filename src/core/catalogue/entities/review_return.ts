import { defineRegister } from '../define.ts'
import { returning } from './procedures/returning.ts'

export const reviewReturn = defineRegister({
  name: 'review_return',
  label: '审核退回',
  description: '上级审核时退回的一户：意见、回复和办结。',
  title: 'household_id',
  internal: true,
  keptBy: 'both',
  owner: 'village',
  partOf: { by: 'household_id' },
  match: [['household_id', 'returned_on']],
  sort: [{ field: 'village' }, { field: 'returned_on' }],
  indexes: [['household_id', 'state']],
  source: 'exchange.md；mechanisms.md 审核退回',
  procedure: returning,
  sections: [{ key: 'basic', label: '退回' }],
  fields: [
    { key: 'household_id', label: '户', type: 'reference', register: 'household', required: true, section: 'basic', listed: true, merge: 'decide' },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'basic', listed: true, derived: '取该户所在行政村。' },
    { key: 'state', label: '状态', type: 'code', codeList: 'return_state', required: true, section: 'basic', listed: true, merge: 'foremost' },
    { key: 'remark', label: '退回意见', type: 'longText', maximumLength: 1000, required: true, section: 'basic', listed: true },
    { key: 'returned_on', label: '退回日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'returned_by', label: '退回人', type: 'text', maximumLength: 40, section: 'basic', listed: true },
    { key: 'answer', label: '整改回复', type: 'longText', maximumLength: 1000, section: 'basic', listed: true },
    { key: 'answered_on', label: '回复日期', type: 'date', section: 'basic', follows: 'answer', listed: true },
    { key: 'answered_by', label: '回复人', type: 'text', maximumLength: 40, section: 'basic', follows: 'answer' },
  ],
})
