import { defineRegister } from '../define.ts'

export const pairing = defineRegister({
  name: 'pairing', label: '结对帮扶', description: '一名帮扶责任人在一段时间里帮扶一户；换人另起一行并记起止日期。',
  title: 'helper_id', owner: 'village', match: [['household_id', 'helper_id', 'start_date'], ['household_id', 'helper_id']],
  sort: [{ field: 'village' }, { field: 'household_id' }, { field: 'start_date', descending: true }], menu: { group: '帮扶', order: 10 }, source: 'AC08；forms.md §1.7、§2.3',
  sections: [{ key: 'basic', label: '结对情况' }],
  fields: [
    { key: 'household_id', label: '户', type: 'reference', register: 'household', required: true, section: 'basic', listed: true, merge: 'decide', headings: ['户编号', '户编码', '国家户编号', '贫困户编号'] },
    { key: 'helper_id', label: '帮扶责任人', type: 'reference', register: 'helper', required: true, section: 'basic', listed: true, merge: 'decide', headings: ['帮扶责任人姓名', '责任人姓名', '帮扶人', '帮扶干部', '干部编号'] },
    { key: 'start_date', label: '帮扶开始时间', type: 'date', section: 'basic', listed: true, national: 'AAR020', headings: ['开始时间', '结对时间', '帮扶开始日期', '开始日期'] },
    { key: 'end_date', label: '帮扶结束时间', type: 'date', section: 'basic', listed: true, national: 'AAR021', headings: ['结束时间', '帮扶结束日期', '结束日期'] },
    { key: 'is_main', label: '是否主要责任人', type: 'boolean', section: 'basic', listed: true, initial: true, headings: ['主要责任人', '是否主责'] },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'basic', listed: true, derived: '取该户所在行政村。', headings: ['村', '行政村名称'] },
    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'basic' },
  ],
})
