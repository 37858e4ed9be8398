import { defineRegister } from '../define.ts'

/** Registers whose records may be drawn. */
export const DRAWABLE = ['household', 'unlisted_household', 'person', 'village', 'helper', 'organization', 'monitored_household'] as const

export const draw = defineRegister({
  name: 'draw',
  label: '随机抽取',
  description: '一次随机抽取：先定下名单（抽样框），再用当众产生的随机数抽。名单、随机数和结果都留着，谁都能照样重抽一遍核对。',
  title: 'name',
  internal: true,
  owner: 'place',
  match: [['draw_no'], ['place', 'frozen_on', 'name']],
  papers: [
    { kind: 'minutes', label: '抽取记录' },
    { kind: 'photo', label: '现场照片' },
  ],
  sort: [{ field: 'place' }, { field: 'frozen_on', descending: true }],
  indexes: [['frame_hash']],
  screen: { path: '/draws', counter: '次' },
  source: 'design.md §9；mechanisms.md M35（sample）',
  sections: [
    { key: 'frame', label: '名单' },
    { key: 'drawing', label: '抽取' },
  ],
  fields: [
    { key: 'draw_no', label: '编号', type: 'numbered', numbering: { prefix: 'CQ', year: 'frozen_on' }, search: 'number', section: 'frame', listed: true },
    { key: 'name', label: '名称', type: 'text', required: true, maximumLength: 80, search: 'name', section: 'frame', listed: true },
    { key: 'place', label: '范围', type: 'division', required: true, section: 'frame', listed: true },
    { key: 'drawn_from', label: '从哪个台账抽', type: 'text', required: true, maximumLength: 40, section: 'frame' },
    { key: 'selection', label: '筛选条件', type: 'longText', maximumLength: 20_000, section: 'frame' },
    { key: 'divided_by', label: '按什么分层', type: 'text', maximumLength: 60, section: 'frame' },
    { key: 'method', label: '怎样抽', type: 'text', maximumLength: 20, section: 'frame', hint: '没有写的是等距抽取。' },
    { key: 'wanted', label: '每层抽多少', type: 'longText', required: true, maximumLength: 400_000, section: 'frame' },
    { key: 'frame', label: '名单', type: 'longText', required: true, maximumLength: 4_000_000, section: 'frame' },
    { key: 'frame_size', label: '名单条数', type: 'integer', required: true, minimum: 1, section: 'frame', listed: true },
    {
      key: 'frame_hash',
      label: '名单校验值',
      type: 'text',
      required: true,
      maximumLength: 64,
      section: 'frame',
      hint: '名单全文的 SHA-256；名单动一个字它就变。',
    },
    { key: 'frozen_on', label: '定名单日期', type: 'date', required: true, section: 'frame', listed: true },
    { key: 'frozen_by', label: '定名单人', type: 'text', maximumLength: 40, section: 'frame' },
    { key: 'again_because', label: '同一名单再抽的理由', type: 'text', maximumLength: 400, section: 'frame' },
    { key: 'seed', label: '随机数', type: 'text', maximumLength: 18, section: 'drawing', listed: true, hint: '1 至 18 位数字，当众产生。' },
    { key: 'seed_from', label: '随机数怎样产生', type: 'text', maximumLength: 200, section: 'drawing', follows: 'seed' },
    { key: 'drawn_on', label: '抽取日期', type: 'date', section: 'drawing', listed: true, follows: 'seed' },
    { key: 'drawn_by', label: '抽取人', type: 'text', maximumLength: 40, section: 'drawing', follows: 'seed' },
  ],
})

/** What a draw gave: records of the given registers. */
export const drawLineOfRegisters = <const N extends readonly string[]>(registers: N) =>
  defineRegister({
    name: 'draw_line',
    label: '抽取结果',
    description: '一次随机抽取抽出的一条：抽中，或者备选。由程序按名单和随机数得出。',
    title: 'subject',
    internal: true,
    owner: 'place',
    match: [['draw_id', 'subject']],
    identity: ['draw_id', 'subject'],
    uniqueTogether: [['draw_id', 'subject']],
    partOf: { by: 'draw_id', lines: true },
    sort: [{ field: 'draw_id' }, { field: 'stratum' }, { field: 'role' }, { field: 'rank' }],
    source: 'design.md §9',
    sections: [{ key: 'basic', label: '结果' }],
    fields: [
      { key: 'draw_id', label: '随机抽取', type: 'reference', register: 'draw', required: true, section: 'basic', listed: true },
      { key: 'place', label: '范围', type: 'division', derived: '取随机抽取的范围。', section: 'basic' },
      { key: 'subject', label: '抽出的', type: 'subject', registers, required: true, section: 'basic', listed: true },
      { key: 'stratum', label: '分层', type: 'text', maximumLength: 60, section: 'basic', listed: true },
      { key: 'position', label: '在名单里的序号', type: 'integer', required: true, minimum: 1, section: 'basic', listed: true },
      { key: 'role', label: '结果', type: 'code', codeList: 'draw_role', required: true, section: 'basic', listed: true },
      { key: 'rank', label: '第几个', type: 'integer', required: true, minimum: 1, section: 'basic', listed: true },
    ],
  })

export const drawLine = drawLineOfRegisters(DRAWABLE)
