/** Made-up registers with rules of their own as to who may do what with them; they hang on the gadgets of the family. */
import { defineRegister } from '../../catalogue/define.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'

const common = [
  { key: 'gadget_id', label: '器件', type: 'reference', register: 'gadget', required: true, section: 'basic', listed: true },
  { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该器件所在行政村。', section: 'basic' },
] as const satisfies readonly FieldDefinition[]

/** Read by townships and counties, written by counties alone. */
export const gadgetRating: RegisterDefinition = defineRegister({
  name: 'gadget_rating',
  label: '器件评级',
  description: '测试用：县里给一件器件评的级，乡镇看得到。',
  title: 'grade',
  owner: 'village',
  keptBy: 'both',
  rights: { read: 'township', write: { administrator: 'county', entry: 'county' }, remove: { administrator: 'county' }, decide: { administrator: 'county' } },
  match: [['gadget_id', 'grade']],
  partOf: { by: 'gadget_id' },
  screen: { place: '水电路房', order: 91, icon: 'Stars', title: '器件评级' },
  sort: [{ field: 'village' }, { field: 'grade' }],
  sections: [{ key: 'basic', label: '评级' }],
  fields: [
    ...common,
    { key: 'grade', label: '级别', type: 'text', required: true, maximumLength: 20, search: 'name', section: 'basic', listed: true },
    { key: 'remark', label: '评语', type: 'text', maximumLength: 100, section: 'basic', listed: true },
  ],
})

/** Kept by the office in charge of the village, but for what the county and the township say of it. */
export const gadgetSurvey: RegisterDefinition = defineRegister({
  name: 'gadget_survey',
  label: '器件普查',
  description: '测试用：村里填写，乡镇核、县里定。',
  title: 'survey_no',
  owner: 'village',
  match: [['survey_no']],
  partOf: { by: 'gadget_id' },
  sort: [{ field: 'village' }, { field: 'survey_no' }],
  sections: [{ key: 'basic', label: '普查' }],
  fields: [
    ...common,
    { key: 'survey_no', label: '普查编号', type: 'text', required: true, maximumLength: 20, section: 'basic', listed: true },
    { key: 'found', label: '村里查得', type: 'text', maximumLength: 40, section: 'basic', listed: true },
    { key: 'checked', label: '乡镇核实', type: 'text', maximumLength: 40, keptBy: { level: 'township' }, section: 'basic', listed: true },
    { key: 'fixed', label: '县里认定', type: 'text', maximumLength: 40, keptBy: { level: 'county' }, section: 'basic', listed: true },
  ],
})

/** Stands as entered: an entry is reversed, never changed. */
export const gadgetFlow: RegisterDefinition = defineRegister({
  name: 'gadget_flow',
  label: '器件流水',
  description: '测试用：一件器件的一笔收支，只增不改，记在村里。',
  title: 'flow_no',
  owner: 'village',
  appendOnly: { by: 'reverses_id', negated: ['amount', 'count'] },
  match: [['flow_no']],
  sort: [{ field: 'village' }, { field: 'flow_no' }],
  sections: [{ key: 'basic', label: '流水' }],
  fields: [
    common[0],
    { key: 'village', label: '行政村', type: 'division', level: 'village', required: true, section: 'basic' },
    { key: 'flow_no', label: '流水编号', type: 'text', required: true, maximumLength: 20, section: 'basic', listed: true },
    { key: 'amount', label: '金额', type: 'money', unit: '元', section: 'basic', listed: true },
    { key: 'count', label: '数量', type: 'integer', section: 'basic', listed: true },
    { key: 'paid_on', label: '日期', type: 'date', section: 'basic' },
    { key: 'reverses_id', label: '冲正哪一条', type: 'reference', register: 'gadget_flow', section: 'basic' },
  ],
})

/** The registers of this file, in the order of the catalogue. */
export const ruled = { gadget_rating: gadgetRating, gadget_survey: gadgetSurvey, gadget_flow: gadgetFlow } as const
