/**
 * A made-up family of registers, which no file of the program names: whatever works for it works by what the catalogue says. A gadget stands
 * in a household, may be a spare for another gadget, and has two helpers, who must not be taken for one another; it has lines (parts), a
 * yearly record, and a field of every kind.
 */
import { defineRegister } from '../../catalogue/define.ts'
import { scrapping } from './scrapping.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'

const HOUSEHOLD_HEADINGS = ['户编号', '户编码']

/** The fields that an older version of the program lacked. */
export const NEWER_FIELDS = ['tested_on', 'colours', 'stage', 'stage_due'] as const

const gadgetFields = [
  { key: 'gadget_no', label: '器件编号', type: 'text', required: true, unique: true, maximumLength: 20, search: 'number', section: 'basic', listed: true },
  { key: 'tag_no', label: '标牌号', type: 'numbered', numbering: { prefix: 'QJ', year: 'bought_on' }, section: 'basic' },
  { key: 'name', label: '器件名称', type: 'text', required: true, maximumLength: 40, search: 'name', section: 'basic', listed: true },
  {
    key: 'household_id',
    label: '户',
    type: 'reference',
    register: 'household',
    required: true,
    merge: 'decide',
    headings: HOUSEHOLD_HEADINGS,
    section: 'basic',
    listed: true,
  },
  { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该户所在行政村。', headings: ['村', '行政村名称'], section: 'basic' },
  { key: 'spare_for_id', label: '备用于', type: 'reference', register: 'gadget', section: 'basic' },
  { key: 'keeper_id', label: '保管人', type: 'reference', register: 'helper', section: 'basic', listed: true },
  { key: 'repairer_id', label: '修理人', type: 'reference', register: 'helper', section: 'basic', listed: true },
  { key: 'kind', label: '用途', type: 'code', codeList: 'fuel_type', section: 'basic', listed: true },
  { key: 'colours', label: '材质', type: 'codes', codeList: 'risk_type', maximumItems: 3, merge: 'union', section: 'basic' },
  { key: 'made_in', label: '产地', type: 'division', level: 'county', section: 'basic' },
  { key: 'bought_on', label: '购置日期', type: 'date', section: 'measure', listed: true },
  { key: 'tested_on', label: '检验日期', type: 'date', section: 'measure' },
  { key: 'first_used', label: '启用月份', type: 'month', section: 'measure' },
  { key: 'designed_on', label: '设计时间', type: 'partialDate', section: 'measure' },
  { key: 'reported_for', label: '报送旬', type: 'period', period: 'tenDays', section: 'measure' },
  { key: 'season', label: '使用季度', type: 'period', period: 'quarter', section: 'measure' },
  { key: 'loss', label: '损耗率', type: 'rate', scale: 2, unit: '‰', minimum: 0, section: 'measure' },
  { key: 'model_year', label: '型号年份', type: 'year', minimum: 1990, maximum: 2100, section: 'measure' },
  { key: 'pieces', label: '件数', type: 'integer', unit: '件', minimum: 0, section: 'measure', listed: true },
  { key: 'price', label: '价款', type: 'money', unit: '元', minimum: 0, section: 'measure', listed: true },
  { key: 'ground', label: '占地', type: 'area', unit: '亩', minimum: 0, section: 'measure' },
  { key: 'weight', label: '重量', type: 'decimal', scale: 1, unit: '公斤', minimum: 0, section: 'measure' },
  { key: 'working', label: '是否完好', type: 'boolean', initial: true, section: 'measure' },
  { key: 'seller_number', label: '卖主证件号码', type: 'idNumber', sensitive: 'idNumber', section: 'measure' },
  { key: 'seller_phone', label: '卖主电话', type: 'phone', sensitive: 'phone', section: 'measure' },
  { key: 'seller_account', label: '卖主账号', type: 'bankAccount', sensitive: 'bankAccount', section: 'measure' },
  { key: 'remark', label: '备注', type: 'longText', maximumLength: 500, section: 'measure' },
  { key: 'stage', label: '报废状态', type: 'code', codeList: 'gadget_scrapping', derived: '由办理步骤得出。', section: 'basic', listed: true },
  { key: 'stage_due', label: '报废办理期限', type: 'date', derived: '由办理步骤得出。', section: 'basic', listed: true },
] as const satisfies readonly FieldDefinition[]

export const gadget: RegisterDefinition = defineRegister({
  name: 'gadget',
  label: '器件台账',
  description: '测试用：一户的一件器件。',
  title: 'name',
  owner: 'village',
  match: [['gadget_no'], ['household_id', 'name']],
  tellBy: [{ fields: ['gadget_no'] }, { fields: ['name'], within: ['household_id'] }],
  partOf: { by: 'household_id' },
  papers: [
    { kind: 'photo', label: '器件照片' },
    { kind: 'receipt', label: '购置发票', required: true },
  ],
  screen: {
    place: '水电路房',
    order: 90,
    icon: 'Engine',
    title: '器件',
    counter: '件',
    search: '器件名称、编号',
    first: ['gadget_no', 'name'],
  },
  sort: [{ field: 'village' }, { field: 'gadget_no' }],
  sections: [
    { key: 'basic', label: '基本情况' },
    { key: 'measure', label: '度量与来源' },
  ],
  fields: gadgetFields,
  procedure: scrapping,
})

export const gadgetPart: RegisterDefinition = defineRegister({
  name: 'gadget_part',
  label: '器件零件',
  description: '测试用：一件器件的一个零件。',
  title: 'part_no',
  owner: 'village',
  match: [['gadget_id', 'part_no']],
  partOf: { by: 'gadget_id', lines: true },
  uniqueTogether: [['gadget_id', 'part_no']],
  sort: [{ field: 'gadget_id' }, { field: 'part_no' }],
  sections: [{ key: 'basic', label: '零件' }],
  fields: [
    { key: 'gadget_id', label: '器件', type: 'reference', register: 'gadget', required: true, section: 'basic', listed: true },
    { key: 'part_no', label: '零件编号', type: 'text', required: true, maximumLength: 20, section: 'basic', listed: true },
    { key: 'count', label: '数量', type: 'integer', unit: '个', minimum: 1, section: 'basic', listed: true },
    { key: 'cost', label: '单价', type: 'money', unit: '元', minimum: 0, section: 'basic', listed: true },
    { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该器件所在行政村。', section: 'basic' },
  ],
})

export const gadgetYear: RegisterDefinition = defineRegister({
  name: 'gadget_year',
  label: '器件年度记录',
  description: '测试用：一件器件一年一条。',
  title: 'gadget_id',
  owner: 'village',
  lock: { year: 'year' },
  yearly: { of: 'gadget', reference: 'gadget_id', year: 'year' },
  identity: ['gadget_id', 'year'],
  match: [['gadget_id', 'year']],
  partOf: { by: 'gadget_id' },
  uniqueTogether: [['gadget_id', 'year']],
  sort: [{ field: 'counted_village' }, { field: 'year', descending: true }, { field: 'gadget_id' }],
  sections: [{ key: 'basic', label: '年度情况' }],
  fields: [
    { key: 'gadget_id', label: '器件', type: 'reference', register: 'gadget', required: true, section: 'basic', listed: true },
    { key: 'year', label: '年度', type: 'year', required: true, minimum: 2000, maximum: 2100, section: 'basic', listed: true },
    { key: 'hours', label: '运行小时', type: 'integer', unit: '小时', minimum: 0, section: 'basic', listed: true },
    { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取该器件所在行政村。', section: 'basic' },
    { key: 'counted_village', label: '统计村', type: 'division', level: 'village', keeps: 'village', section: 'basic', listed: true },
  ],
})

/**
 * What was noted of one of several things: a household, somebody, a village or a gadget. It belongs to that, wherever it goes; who saw it may
 * be a helper or somebody of the village.
 */
export const gadgetCase: RegisterDefinition = defineRegister({
  name: 'gadget_case',
  label: '器件事项',
  description: '测试用：关于一户、一人、一村或一件器件的一件事。',
  title: 'topic',
  owner: 'village',
  match: [['case_no'], ['about', 'topic']],
  partOf: { by: 'about' },
  screen: { place: '水电路房', order: 95, icon: 'Note', title: '器件事项', counter: '件', first: ['case_no', 'about', 'topic'] },
  sort: [{ field: 'village' }, { field: 'case_no' }],
  sections: [{ key: 'basic', label: '事项' }],
  fields: [
    { key: 'case_no', label: '事项编号', type: 'text', required: true, unique: true, maximumLength: 20, search: 'number', section: 'basic', listed: true },
    {
      key: 'about',
      label: '涉及对象',
      type: 'subject',
      registers: ['household', 'person', 'village', 'gadget'],
      required: true,
      merge: 'decide',
      section: 'basic',
      listed: true,
    },
    { key: 'topic', label: '事由', type: 'text', required: true, maximumLength: 40, search: 'name', section: 'basic', listed: true },
    { key: 'seen_by', label: '见证人', type: 'subject', registers: ['helper', 'person'], section: 'basic', listed: true },
    { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取涉及对象所在行政村。', section: 'basic' },
  ],
})

/** A line of such a thing, and of a gadget: edited in whichever it belongs to. */
export const gadgetMark: RegisterDefinition = defineRegister({
  name: 'gadget_mark',
  label: '器件标记',
  description: '测试用：器件或事项的一行标记。',
  title: 'word',
  owner: 'village',
  match: [['on_what', 'word']],
  partOf: { by: 'on_what', lines: true },
  uniqueTogether: [['on_what', 'word']],
  sort: [{ field: 'on_what' }, { field: 'word' }],
  sections: [{ key: 'basic', label: '标记' }],
  fields: [
    { key: 'on_what', label: '标在', type: 'subject', registers: ['gadget', 'gadget_case'], required: true, section: 'basic', listed: true },
    { key: 'word', label: '标记', type: 'text', required: true, maximumLength: 20, section: 'basic', listed: true },
    { key: 'by_whom', label: '标记人', type: 'subject', registers: ['helper', 'person'], section: 'basic', listed: true },
    { key: 'village', label: '行政村', type: 'division', level: 'village', derived: '取所标的器件或事项所在行政村。', section: 'basic' },
  ],
})

/** The family without what an older version of the program lacked. */
const { procedure: _newer, ...before } = gadget
export const olderGadget: RegisterDefinition = { ...before, fields: gadget.fields.filter(({ key }) => !NEWER_FIELDS.some((newer) => newer === key)) }
