import { defineRegister } from '../define.ts'

export const membership = defineRegister({
  name: 'membership', label: '家庭成员关系', description: '一个人在一段时间里属于一户，以及与户主的关系。成员增减、分户、合户都在这里留下起止日期。',
  title: 'person_id', owner: 'village', match: [['household_id', 'person_id', 'start_date'], ['household_id', 'person_id']],
  sort: [{ field: 'village' }, { field: 'household_id' }, { field: 'relation' }, { field: 'start_date' }],
  indexes: [['household_id', 'status'], ['person_id', 'status']], menu: { group: '户与人', order: 30 }, source: 'forms.md §1.6、§2.7',
  sections: [{ key: 'basic', label: '成员关系' }, { key: 'change', label: '增减变动' }],
  fields: [
    { key: 'household_id', label: '户', type: 'reference', register: 'household', required: true, section: 'basic', listed: true, merge: 'decide', headings: ['户编号', '户编码', '国家户编号', '贫困户编号'] },
    { key: 'person_id', label: '人', type: 'reference', register: 'person', required: true, section: 'basic', listed: true, merge: 'decide', handsOver: true, headings: ['人编号', '人口编号', '人员编号'] },
    { key: 'relation', label: '与户主关系', type: 'code', codeList: 'relation', required: true, section: 'basic', listed: true, national: 'AAB006', headings: ['家庭关系', '与户主的关系', '关系'] },
    { key: 'status', label: '生存状态', type: 'code', codeList: 'member_status', section: 'basic', listed: true, national: 'AAB015', initial: '1', merge: 'decide', headings: ['人员状态', '成员状态'] },
    { key: 'start_date', label: '开始日期', type: 'date', section: 'change', listed: true, headings: ['增加日期', '增加时间', '人员识别时间', '开始时间'] },
    { key: 'increase_reason', label: '增加原因', type: 'code', codeList: 'member_increase_reason', section: 'change', headings: ['人员增加原因', '新增原因'] },
    { key: 'end_date', label: '结束日期', type: 'date', section: 'change', listed: true, headings: ['减少日期', '减少时间', '结束时间'] },
    { key: 'decrease_reason', label: '减少原因', type: 'code', codeList: 'member_decrease_reason', section: 'change', headings: ['人员减少原因'] },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'basic', derived: '取该户所在行政村。', headings: ['村', '行政村名称'] },
  ],
})
