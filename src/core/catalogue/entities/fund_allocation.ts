/**
 * How money reaches whoever may spend it (资金分配, mechanisms.md M08): the county lets it go, the receiver books it, and between the two it is on the way. Money
 * goes back in the same two halves.
 */
import { defineRegister } from '../define.ts'
import type { FieldDefinition } from '../types.ts'

export const fundAllocation = defineRegister({
  name: 'fund_allocation',
  label: '资金分配',
  description: '一笔来源分给一个项目、一个村或到户的一笔钱，是一个账户：县里拨出，乡镇入账、报账。',
  title: 'allocation_no',
  owner: 'place',
  keptBy: { level: 'county' },
  rights: { write: 'county', remove: 'county' },
  reaches: [{ field: 'village' }],
  match: [['allocation_no']],
  tellBy: [{ fields: ['allocation_no'] }],
  toldAs: ['source_id', 'project_id', 'village', 'balance'],
  sort: [{ field: 'year', descending: true }, { field: 'place' }, { field: 'allocation_no' }],
  indexes: [['source_id', 'project_id']],
  money: {
    totals: [
      { field: 'released', register: 'fund_release', by: 'allocation_id', amount: 'amount' },
      { field: 'received', register: 'fund_receipt', by: 'allocation_id', amount: 'amount' },
      { field: 'returned', register: 'fund_return', by: 'allocation_id', amount: 'amount' },
      { field: 'refunded', register: 'fund_refund', by: 'allocation_id', amount: 'amount' },
      { field: 'paid', register: 'claim_line', by: 'allocation_id', amount: 'amount' },
    ],
    balances: [
      { field: 'allocated', plus: ['released'], minus: ['refunded'] },
      { field: 'in_transit', plus: ['released'], minus: ['received'] },
      { field: 'refund_in_transit', plus: ['returned'], minus: ['refunded'] },
      { field: 'balance', plus: ['received'], minus: ['returned', 'paid'] },
    ],
    laws: [
      {
        key: 'overdrawn',
        label: '已拨付和退回',
        of: ['paid', 'returned'],
        atMost: 'received',
        mend: '请核对入账、报账和退回；账户支出暂停，到余额不小于零为止',
        source: 'mechanisms.md M08.c ②（Σ报账 ≤ Σ分配）；readings.md 24；design.md §12 Money',
      },
    ],
  },
  screen: {
    place: '资金',
    order: 21,
    path: '/fund_allocations',
    tabOf: ['project'],
    icon: 'ArrowFork',
    title: '资金分配',
    counter: '笔',
    search: '编号',
    sheet: '资金分配表',
    first: ['allocation_no', 'source_id', 'project_id', 'village', 'end', 'place', 'allocated', 'in_transit', 'paid', 'balance'],
    views: [
      { key: 'waiting', name: '在途，等入账', where: { in_transit: { ne: 0 } } },
      { key: 'left', name: '还有余额', where: { balance: { gt: 0 } } },
      { key: 'overdrawn', name: '超支', where: { balance: { lt: 0 } } },
    ],
  },
  source: 'mechanisms.md M08（fund_alloc）；readings.md 24、26；design.md §12 Money',
  sections: [
    { key: 'basic', label: '分配' },
    { key: 'account', label: '账' },
  ],
  fields: [
    { key: 'allocation_no', label: '分配编号', type: 'numbered', numbering: { prefix: 'FP', year: 'year' }, search: 'number', section: 'basic', listed: true },
    { key: 'source_id', label: '资金来源', type: 'reference', register: 'fund_source', required: true, section: 'basic', listed: true },
    { key: 'project_id', label: '项目', type: 'reference', register: 'project', section: 'basic', listed: true },
    {
      key: 'place',
      label: '支配区划',
      type: 'division',
      required: true,
      section: 'basic',
      listed: true,
      hint: '由谁报账：乡镇的填乡镇，县里直接办的填本县。',
    },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'basic', listed: true, hint: '落到哪个村；到项目不分村的不填。' },
    {
      key: 'end',
      label: '到哪里',
      type: 'code',
      codeList: 'fund_end',
      required: true,
      initial: 'project',
      section: 'basic',
      listed: true,
      hint: '到项目、到村，还是到户到人；到村到户率按它算。',
    },
    { key: 'year', label: '年度', type: 'year', required: true, minimum: 2000, maximum: 2100, section: 'basic', listed: true },
    { key: 'released', label: '县里拨出', type: 'money', unit: '元', derived: '各次拨出的合计，含在途。', section: 'account' },
    { key: 'received', label: '已入账', type: 'money', unit: '元', derived: '收款单位各次入账的合计。', section: 'account', listed: true },
    { key: 'in_transit', label: '在途', type: 'money', unit: '元', derived: '拨出减入账。', section: 'account', listed: true },
    { key: 'returned', label: '退回', type: 'money', unit: '元', derived: '各次退回的合计，含在途。', section: 'account' },
    { key: 'refunded', label: '退回入账', type: 'money', unit: '元', derived: '县里已经入账的退回。', section: 'account' },
    { key: 'refund_in_transit', label: '退回在途', type: 'money', unit: '元', derived: '退回减退回入账。', section: 'account' },
    { key: 'allocated', label: '分配额', type: 'money', unit: '元', derived: '拨出减退回入账。', section: 'account', listed: true },
    { key: 'paid', label: '已报账', type: 'money', unit: '元', derived: '由这笔分配拨付的报账合计。', section: 'account', listed: true },
    { key: 'balance', label: '余额', type: 'money', unit: '元', derived: '入账减退回减已报账。', section: 'account', listed: true },
    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'basic' },
  ],
})

const COUNTY = { keptBy: { level: 'county' }, rights: { write: 'county', remove: 'county' } } as const

/** What one half of a movement has of its own. */
interface Half {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly source: string
  /** Its day. */
  readonly day: { readonly key: string; readonly label: string }
}

/** What both halves are: entries on an allocation, that take their place from it and are reversed and never changed. */
const entry = <const H extends Half>({ name, label, description, source, day }: H) =>
  ({
    name: name as H['name'],
    label,
    description,
    title: day.key,
    owner: 'place',
    reaches: [{ field: 'village' }],
    takes: { by: 'allocation_id', fields: ['place', 'village'] },
    appendOnly: { by: 'reverses_id', negated: ['amount'] },
    match: [['allocation_id', day.key, 'amount']],
    sort: [{ field: 'allocation_id' }, { field: day.key }],
    source,
    sections: [{ key: 'basic', label: '记录' }],
  }) as const

/** The fields of both halves, with those that only one of them has: `before` and `after` amount and day. */
const fieldsOf = <const H extends Half, const B extends readonly FieldDefinition[], const A extends readonly FieldDefinition[]>(
  { name, day }: H,
  before: B,
  after: A,
) =>
  [
    ...before,
    { key: 'allocation_id', label: '资金分配', type: 'reference', register: 'fund_allocation', required: true, section: 'basic', listed: true },
    { key: 'amount', label: '金额', type: 'money', unit: '元', required: true, section: 'basic', listed: true },
    { key: day.key as H['day']['key'], label: day.label, type: 'date', required: true, section: 'basic', listed: true },
    ...after,
    { key: 'place', label: '支配区划', type: 'division', section: 'basic', hint: '不填的取资金分配的。' },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'basic', hint: '不填的取资金分配的。' },
    { key: 'remark', label: '说明', type: 'text', maximumLength: 200, section: 'basic', listed: true },
    { key: 'reverses_id', label: '冲正哪一笔', type: 'reference', register: name as H['name'], section: 'basic' },
  ] as const

/** What was sent is on the way until whoever receives it books it (`by` names the entry there). */
const onTheWay = (register: string, by: string) =>
  ({
    totals: [{ field: 'booked', register, by, amount: 'amount' }],
    balances: [{ field: 'open', plus: ['amount'], minus: ['booked'] }],
  }) as const
const bookedAndOpen = (who: string) =>
  [
    { key: 'booked', label: '已入账', type: 'money', unit: '元', derived: `${who}就这一次入账的合计。`, section: 'basic', listed: true },
    { key: 'open', label: '在途', type: 'money', unit: '元', derived: '金额减已入账。', section: 'basic', listed: true },
  ] as const

const release = {
  name: 'fund_release',
  label: '资金拨出',
  description: '县里从来源拨给一笔分配的一次。收款单位入账以前在途。录入以后不改，录错的冲正。',
  source: 'mechanisms.md M08；design.md §12 Money',
  day: { key: 'released_on', label: '拨出日期' },
} as const
export const fundRelease = defineRegister({
  ...entry(release),
  ...COUNTY,
  money: onTheWay('fund_receipt', 'release_id'),
  screen: { counter: '笔', search: '文号', first: ['allocation_id', 'amount', 'released_on', 'booked', 'open'] },
  fields: fieldsOf(
    release,
    [],
    [{ key: 'document_no', label: '分配文号', type: 'text', maximumLength: 60, section: 'basic', listed: true }, ...bookedAndOpen('收款单位')],
  ),
})

const receipt = {
  name: 'fund_receipt',
  label: '资金入账',
  description: '收款单位对县里一次拨出的入账。只有收款单位自己记。录入以后不改，录错的冲正。',
  source: 'design.md §12 Money（只有收款单位记入账）',
  day: { key: 'booked_on', label: '入账日期' },
} as const
export const fundReceipt = defineRegister({
  ...entry(receipt),
  screen: { counter: '笔', search: '日期', sheet: false, first: ['allocation_id', 'amount', 'booked_on'] },
  fields: fieldsOf(
    receipt,
    [{ key: 'release_id', label: '哪一次拨出', type: 'reference', register: 'fund_release', required: true, section: 'basic', listed: true }],
    [],
  ),
})

const giveBack = {
  name: 'fund_return',
  label: '资金退回',
  description: '支配单位把一笔分配里没有用的钱退给县里的一次。县里入账以前在途。录入以后不改，录错的冲正。',
  source: 'mechanisms.md M08（退回）；design.md §12 Money',
  day: { key: 'returned_on', label: '退回日期' },
} as const
export const fundReturn = defineRegister({
  ...entry(giveBack),
  money: onTheWay('fund_refund', 'return_id'),
  screen: { counter: '笔', search: '日期', first: ['allocation_id', 'amount', 'returned_on', 'booked', 'open'] },
  fields: fieldsOf(giveBack, [], bookedAndOpen('县里')),
})

const refund = {
  name: 'fund_refund',
  label: '退回入账',
  description: '县里对一次退回的入账。录入以后不改，录错的冲正。',
  source: 'design.md §12 Money（只有收款单位记入账）',
  day: { key: 'booked_on', label: '入账日期' },
} as const
export const fundRefund = defineRegister({
  ...entry(refund),
  ...COUNTY,
  screen: { counter: '笔', search: '日期', sheet: false, first: ['allocation_id', 'amount', 'booked_on'] },
  fields: fieldsOf(
    refund,
    [{ key: 'return_id', label: '哪一次退回', type: 'reference', register: 'fund_return', required: true, section: 'basic', listed: true }],
    [],
  ),
})
