/** Public notices of money (资金公告公示, mechanisms.md M08): before and after, by level, with photos. */
import { defineRegister } from '../define.ts'

/** What a public notice may be about. */
const NOTIFIED = ['project', 'fund_allocation', 'payment_claim', 'fund_source'] as const

export const fundNotice = defineRegister({
  name: 'fund_notice',
  label: '资金公告公示',
  description: '一笔资金、一个项目、一次发放在一级的一次公告公示：事前还是事后，应当哪天贴，哪天贴的、贴到哪天，照片，异议。',
  title: 'subject',
  owner: 'place',
  match: [['subject', 'level', 'phase', 'place']],
  sort: [{ field: 'place' }, { field: 'due_on', descending: true }],
  papers: [
    { kind: 'photo', label: '公示照片', required: true },
    { kind: 'text', label: '公示文本' },
  ],
  due: [
    { label: '资金公告公示张贴', on: 'due_on', settled: { field: 'state', values: ['posted', 'over'] } },
    { label: '资金公示期满', on: 'ends_on', passes: true },
  ],
  screen: {
    place: '资金',
    order: 24,
    path: '/fund_notices',
    icon: 'Speakerphone',
    title: '资金公告公示',
    counter: '次',
    search: '项目名称',
    sheet: '资金公告公示台账',
    first: ['subject', 'level', 'phase', 'place', 'due_on', 'posted_on', 'ends_on', 'state'],
    views: [
      { key: 'overdue', name: '过期没有公示', where: { state: 'waiting', due_on: { lt: '@day' } } },
      { key: 'objections', name: '有异议', where: { objections: { empty: false } } },
    ],
  },
  source: 'mechanisms.md M08.a（事前公示、竣工公告，县乡村分级）[S63]、M08.b（notice）',
  sections: [{ key: 'basic', label: '公告公示' }],
  fields: [
    { key: 'subject', label: '公示什么', type: 'subject', registers: NOTIFIED, required: true, section: 'basic', listed: true, merge: 'decide' },
    {
      key: 'place',
      label: '公示区划',
      type: 'division',
      required: true,
      section: 'basic',
      listed: true,
      hint: '哪一级贴：村里贴的填行政村，乡镇贴的填乡镇，县里贴的填县。',
    },
    { key: 'level', label: '级别', type: 'code', codeList: 'office_level', required: true, section: 'basic', listed: true },
    { key: 'phase', label: '事前事后', type: 'code', codeList: 'notice_phase', required: true, initial: 'before', section: 'basic', listed: true },
    { key: 'due_on', label: '应当哪天以前', type: 'date', required: true, section: 'basic', listed: true },
    { key: 'posted_on', label: '张贴日期', type: 'date', section: 'basic', listed: true },
    { key: 'ends_on', label: '贴到哪天', type: 'date', section: 'basic', listed: true },
    { key: 'spot', label: '贴在哪里', type: 'text', maximumLength: 100, section: 'basic' },
    {
      key: 'content',
      label: '公示内容',
      type: 'longText',
      maximumLength: 4000,
      section: 'basic',
      hint: '资金总量、来源、用途、原则、计划；项目名称、地点、内容、期限、单位、负责人、资金结构。',
    },
    { key: 'objections', label: '异议和处理', type: 'longText', maximumLength: 1000, section: 'basic' },
    {
      key: 'state',
      label: '公示情况',
      type: 'code',
      codeList: 'notice_state',
      derived: '填了张贴日期的是已公示；填了“贴到哪天”的是公示期已定。',
      section: 'basic',
      listed: true,
    },
  ],
})
