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
