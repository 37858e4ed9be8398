import { defineRegister } from '../define.ts'

export const villageChange = defineRegister({
  name: 'village_change',
  label: '区划变更',
  description: '一个村从哪一天起并入、改为或划入哪个村，或改了名。由县里办理；以前的资料仍在原村名下。',
  title: 'former_name',
  internal: true,
  keptBy: 'county',
  succession: { from: 'former_village', to: 'village', on: 'effective_on' },
  identity: ['former_village', 'effective_on'],
  match: [['former_village', 'effective_on']],
  sort: [{ field: 'effective_on', descending: true }, { field: 'former_village' }],
  indexes: [['former_village'], ['village']],
  source: 'design.md §12',
  sections: [{ key: 'basic', label: '区划变更' }],
  fields: [
    { key: 'former_village', label: '原村', type: 'division', level: 'village', required: true, section: 'basic', listed: true },
    { key: 'former_name', label: '原名称', type: 'text', required: true, maximumLength: 100, section: 'basic', listed: true },
    { key: 'village', label: '现村', type: 'division', level: 'village', required: true, section: 'basic', listed: true },
    { key: 'name', label: '现名称', type: 'text', required: true, maximumLength: 100, section: 'basic', listed: true },
    { key: 'kind', label: '变更类型', type: 'code', codeList: 'village_change_kind', required: true, section: 'basic', listed: true },
    { key: 'effective_on', label: '生效日期', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'document_no', label: '文号', type: 'text', required: true, maximumLength: 60, section: 'basic', listed: true },
    { key: 'reason', label: '原因', type: 'text', required: true, maximumLength: 200, section: 'basic', listed: true },
    { key: 'done_by', label: '经办人', type: 'text', maximumLength: 40, section: 'basic', listed: true },
  ],
})
