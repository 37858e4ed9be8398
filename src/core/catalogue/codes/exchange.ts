import { defineCodeList } from '../define.ts'

export const siteState = defineCodeList({
  id: 'site_state',
  label: '站点状态',
  verified: true,
  source: 'exchange.md',
  items: [
    { code: 'admitted', label: '已登记' },
    { code: 'withdrawn', label: '已停用' },
  ],
})

export const transferState = defineCodeList({
  id: 'transfer_state',
  label: '迁移状态',
  verified: true,
  source: 'exchange.md',
  // Taken in counts before anything else that was said at the same time: the household has moved.
  items: [
    { code: 'in', label: '已迁入' },
    { code: 'declined', label: '对方不接收' },
    { code: 'cancelled', label: '已取消' },
    { code: 'out', label: '迁移途中' },
  ],
})

export const returnState = defineCodeList({
  id: 'return_state',
  label: '退回状态',
  verified: true,
  source: 'mechanisms.md 审核退回',
  // Settled counts before an answer that was given at the same time, and that is kept beside it.
  items: [
    { code: 'closed', label: '已办结' },
    { code: 'answered', label: '已回复' },
    { code: 'open', label: '待整改' },
  ],
})

export const findingState = defineCodeList({
  id: 'finding_state',
  label: '问题状态',
  verified: true,
  source: 'mechanisms.md §6“处理”',
  // Closed counts before an explanation that was given at the same time, and that before a mere assignment.
  items: [
    { code: 'closed', label: '已销号' },
    { code: 'explained', label: '已说明' },
    { code: 'open', label: '待处理' },
  ],
})
