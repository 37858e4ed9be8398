/** What money gives cause to look into: sources, claims, allocations and notices (mechanisms.md M08.e, §6). */
import { yuanText } from '#core/rules/money.ts'
import type { AllocationRule, ClaimRule, NoticeRule, SourceRule } from './types.ts'

/** Whether one amount stands so many times over or under what is usual. */
export const isFar = (amount: number, usual: number | null, gap: number): boolean =>
  usual !== null && usual > 0 && amount !== 0 && (Math.abs(amount) >= usual * gap || Math.abs(amount) * gap <= usual)

export const unitSentence = (amount: number, usual: number): string =>
  `${yuanText(amount)} 元与同类的 ${yuanText(usual)} 元相差一万倍上下；请核对是不是把万元当成了元，或者把元当成了万元。`

export const sourceRules: readonly SourceRule[] = [
  {
    id: '6-E28d',
    title: '同一文号、同一种资金只录一次',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M08.e（同一文号两次录）',
    reads: ['fund_source.document_no', 'fund_source.kind_id', 'fund_source.year'],
    across: true,
    verify: ({ record: { document_no: number }, twins }) =>
      twins.length === 0
        ? []
        : [
            {
              field: 'fund_source.document_no',
              message: `文号“${number ?? ''}”这一年还录了“${twins[0] ?? ''}”，资金种类也一样；是同一笔的请删去一条，不是的写明原因。`,
            },
          ],
  },
  {
    id: '6-E33',
    title: '追减和结转下年以外的指标不写负数',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E33（负数）',
    reads: ['fund_source.quota'],
    across: true,
    verify: ({ wrongSigns }) =>
      wrongSigns === 0
        ? []
        : [
            {
              field: 'fund_source.quota',
              message: `有 ${wrongSigns} 笔指标的正负与“变动”不符（下达、追加、上年结转是正数，追减、结转下年是负数），请冲正后重录。`,
            },
          ],
  },
  {
    id: '6-E32q',
    title: '指标和到账的金额没有把元、万元弄错',
    official: 'E',
    kind: 'doubt',
    relaxed: '相差一万倍的金额也可能是对的，由人核对后说明',
    source: 'mechanisms.md §6-E32（元/万元错）、M08.e',
    reads: ['fund_source.quota', 'fund_source.arrived'],
    parameters: ['amount_gap'],
    across: true,
    verify: ({ strange }) => strange.slice(0, 1).map(({ amount, usual }) => ({ field: 'fund_source.quota', message: unitSentence(amount, usual) })),
  },
]

export const claimRules: readonly ClaimRule[] = [
  {
    id: '6-E28',
    title: '报账不早于指标下达',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E28、M08.e（报账日早于下达日）',
    reads: ['payment_claim.applied_on', 'payment_claim.project_id'],
    across: true,
    verify: ({ record: { applied_on: applied }, handedDown }) =>
      typeof applied !== 'string' || handedDown === null || applied >= handedDown
        ? []
        : [{ field: 'payment_claim.applied_on', message: `填报日期 ${applied} 早于资金指标最早的下达日期 ${handedDown}，请核对日期。` }],
  },
  {
    id: '6-E38',
    title: '报账不超过合同价',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E38（报账>合同）',
    reads: ['payment_claim.amount', 'payment_claim.project_id'],
    across: true,
    verify: ({ project }) =>
      project === null || project.contract === null || project.claimed <= project.contract
        ? []
        : [
            {
              field: 'payment_claim.amount',
              message: `项目各次报账合计 ${yuanText(project.claimed)} 元，超过合同价 ${yuanText(project.contract)} 元；请核对金额，合同有变更的先改合同价。`,
            },
          ],
  },
  {
    id: '6-E39c',
    title: '报账不超过批复总投资的 110%',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E39、M06.c；readings.md 23（正好 110.00% 可以）',
    reads: ['payment_claim.amount', 'payment_claim.project_id'],
    parameters: ['approved_excess'],
    across: true,
    verify: ({ project, percent }) =>
      project === null || project.approved === null || project.claimed * 100 <= project.approved * percent
        ? []
        : [
            {
              field: 'payment_claim.amount',
              message: `项目各次报账合计 ${yuanText(project.claimed)} 元，超过批复总投资 ${yuanText(project.approved)} 元的 ${percent}%；须先重新报批，否则不予报账。`,
            },
          ],
  },
  {
    id: '6-E34',
    title: '资金来源合计等于项目总投资',
    official: 'E',
    kind: 'doubt',
    relaxed: '资金分批下达的项目，来源一时少于总投资',
    source: 'mechanisms.md §6-E34（来源≠去向）、M08.e（来源合计≠项目合计）',
    reads: ['payment_claim.project_id'],
    across: true,
    verify: ({ project }) =>
      project === null || project.approved === null || !project.begun || project.allocated === project.approved
        ? []
        : [
            {
              field: 'payment_claim.project_id',
              message: `项目的资金分配合计 ${yuanText(project.allocated)} 元，批复总投资 ${yuanText(project.approved)} 元，两者不等；请补录其他来源，或者说明原因。`,
            },
          ],
  },
  {
    id: '8-scheme',
    title: '报账按比例',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M08（4:5:1）；readings.md 22',
    reads: ['payment_claim.amount', 'payment_claim.batch', 'payment_claim.project_id'],
    verify: ({ record: { amount, scheme_amount: part } }) =>
      typeof amount !== 'number' || typeof part !== 'number' || amount <= part
        ? []
        : [{ field: 'payment_claim.amount', message: `这一批按比例应报 ${yuanText(part)} 元，填了 ${yuanText(amount)} 元；请核对，确要多报的写明原因。` }],
  },
  {
    id: '6-E32',
    title: '报账金额没有把元、万元弄错',
    official: 'E',
    kind: 'doubt',
    relaxed: '相差一万倍的金额也可能是对的，由人核对后说明',
    source: 'mechanisms.md §6-E32（元/万元错）、M08.e',
    reads: ['payment_claim.amount'],
    parameters: ['amount_gap'],
    across: true,
    verify: ({ record: { amount }, usual, gap }) =>
      typeof amount === 'number' && usual !== null && isFar(amount, usual, gap)
        ? [{ field: 'payment_claim.amount', message: unitSentence(amount, usual) }]
        : [],
  },
]

export const allocationRules: readonly AllocationRule[] = [
  {
    id: '6-E50f',
    title: '分配的资金公告公示过',
    official: 'E',
    kind: 'incomplete',
    source: 'mechanisms.md §6-E50（公告缺）、M08.a',
    reads: ['fund_allocation.project_id'],
    parameters: ['money_notice_days'],
    across: true,
    verify: ({ releasedOn, notices, today, days }) =>
      releasedOn === null || notices > 0 || daysBetween(releasedOn, today) <= days
        ? []
        : [{ field: 'fund_allocation.project_id', message: `${releasedOn} 拨出，过了 ${days} 天还没有公告公示；请在“资金公告公示”里登记张贴的日期和照片。` }],
  },
]

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
}

export const noticeRules: readonly NoticeRule[] = [
  {
    id: '8-photo-day',
    title: '公示照片是公示期间拍的',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M08.e（公示照片 EXIF 日期不符）',
    reads: ['fund_notice.posted_on', 'fund_notice.ends_on'],
    across: true,
    verify: ({ record: { posted_on: posted, ends_on: ends }, photos }) => {
      if (typeof posted !== 'string') return []
      const wrong = photos.find((day) => day < posted || (typeof ends === 'string' && day > ends))
      return wrong === undefined
        ? []
        : [
            {
              field: 'fund_notice.posted_on',
              message: `有一张公示照片拍于 ${wrong}，不在公示的 ${posted} 到 ${typeof ends === 'string' ? ends : '现在'} 之间；请核对日期或换照片。`,
            },
          ]
    },
  },
]
