/** Procedures: what records share. */
import { defineCodeList } from '../define.ts'

export const actKinds = defineCodeList({
  id: 'act_kind',
  label: '会议或公示',
  verified: true,
  source: 'mechanisms.md M01',
  items: [
    { code: 'meeting', label: '会议' },
    { code: 'notice', label: '公示', aliases: ['公告'] },
  ],
})
