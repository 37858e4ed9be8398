import { defineRegister } from '../define.ts'
import { PROCEEDING } from './procedure_step.ts'

export const act = defineRegister({
  name: 'shared_act',
  label: '会议与公示',
  description: '一次会议或一次公示，可以同时涉及许多户、人或村；每一条的票数和异议各记各的。',
  title: 'name',
  owner: 'division',
  match: [['act_no'], ['division', 'kind', 'held_on', 'name']],
  papers: [
    { kind: 'minutes', label: '会议记录' },
    { kind: 'sign_in', label: '签到册' },
    { kind: 'photo', label: '现场照片' },
    { kind: 'posting', label: '张贴照片' },
    { kind: 'notice', label: '盖章的公示、公告' },
  ],
  sort: [{ field: 'division' }, { field: 'held_on', descending: true }],
  screen: { place: '识别', order: 70, icon: 'Gavel', title: '会议与公示', counter: '次', search: '名称、编号', first: ['name', 'kind', 'held_on'] },
  source: 'mechanisms.md M01（id_meeting、id_notice）',
  sections: [
    { key: 'basic', label: '会议或公示' },
    { key: 'meeting', label: '到会情况' },
  ],
  fields: [
    { key: 'act_no', label: '编号', type: 'numbered', numbering: { prefix: 'HY', year: 'held_on' }, search: 'number', section: 'basic' },
    { key: 'name', label: '名称', type: 'text', required: true, maximumLength: 80, search: 'name', section: 'basic', listed: true },
    { key: 'kind', label: '类别', type: 'code', codeList: 'act_kind', required: true, section: 'basic', listed: true },
    { key: 'division', label: '所在区划', type: 'division', required: true, section: 'basic', listed: true, hint: '村里的填行政村，乡镇的填乡镇。' },
    { key: 'held_on', label: '日期', type: 'date', required: true, section: 'basic', listed: true, hint: '会议召开或公示张贴的日期。' },
    {
      key: 'ends_on',
      label: '公示截止日期',
      type: 'date',
      section: 'basic',
      listed: true,
      hint: '公示的最后一天，张贴当天算第一天；没有填的按办理步骤要求的天数算。',
    },
    {
      key: 'matter',
      label: '事由',
      type: 'text',
      maximumLength: 200,
      section: 'basic',
      hint: '公示、公告上写的事由，例如：2015 年贫困户识别村民代表会议评议结果。',
    },
    { key: 'report_line', label: '监督举报方式', type: 'text', maximumLength: 80, section: 'basic', hint: '公示上留的监督举报电话，可以写几个。' },
    { key: 'venue', label: '地点', type: 'text', maximumLength: 80, section: 'basic', listed: true },
    { key: 'expected', label: '应到人数', type: 'integer', unit: '人', minimum: 0, section: 'meeting', listed: true },
    { key: 'present', label: '实到人数', type: 'integer', unit: '人', minimum: 0, section: 'meeting', listed: true },
    { key: 'chair', label: '主持人', type: 'text', maximumLength: 40, section: 'meeting' },
    { key: 'recorder', label: '记录人', type: 'text', maximumLength: 40, section: 'meeting' },
    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'meeting' },
  ],
})

/** What an act says of each of its records, which may be of the given registers. */
export const actLineOfRegisters = <const N extends readonly string[]>(registers: N) =>
  defineRegister({
    name: 'shared_act_line',
    label: '会议与公示事项',
    description: '一次会议或公示中的一条：表决的票数，公示期间的异议和处理结果。',
    title: 'subject',
    owner: 'division',
    match: [['act_id', 'subject']],
    identity: ['act_id', 'subject'],
    uniqueTogether: [['act_id', 'subject']],
    partOf: { by: 'act_id', lines: true },
    sums: [
      {
        key: 'votes',
        label: '同意、反对、弃权票合计',
        of: ['in_favour', 'against', 'abstained'],
        equals: { by: 'act_id', field: 'present' },
        level: 'finding',
        source: 'mechanisms.md M01（id_meeting：应到实到、同意/反对/弃权）',
      },
    ],
    sort: [{ field: 'act_id' }, { field: 'subject' }],
    screen: { sheet: false },
    source: 'mechanisms.md M01（id_objection）',
    sections: [{ key: 'basic', label: '事项' }],
    fields: [
      { key: 'act_id', label: '会议或公示', type: 'reference', register: 'shared_act', required: true, section: 'basic', listed: true },
      { key: 'division', label: '所在区划', type: 'division', derived: '取会议或公示所在区划。', section: 'basic' },
      { key: 'subject', label: '对象', type: 'subject', registers, required: true, section: 'basic', listed: true },
      { key: 'in_favour', label: '同意', type: 'integer', unit: '票', minimum: 0, section: 'basic', listed: true },
      { key: 'against', label: '反对', type: 'integer', unit: '票', minimum: 0, section: 'basic', listed: true },
      { key: 'abstained', label: '弃权', type: 'integer', unit: '票', minimum: 0, section: 'basic', listed: true },
      { key: 'objection', label: '异议', type: 'text', maximumLength: 400, section: 'basic', listed: true },
      { key: 'objected_on', label: '异议日期', type: 'date', section: 'basic', listed: true },
      {
        key: 'settlement',
        label: '处理结果',
        type: 'text',
        maximumLength: 400,
        section: 'basic',
        listed: true,
        hint: '异议查清、不成立时写明；写了以后这一条才能往下办。',
      },
      { key: 'settled_on', label: '处理日期', type: 'date', section: 'basic', listed: true },
    ],
  })

export const actLine = actLineOfRegisters(PROCEEDING)
