/** Locks of years. */
import { defineCodeList } from '../define.ts'

export const officeLevels = defineCodeList({
  id: 'office_level',
  label: '级别',
  verified: true,
  source: 'mechanisms.md §0.2-6',
  items: [
    { code: 'village', label: '村' },
    { code: 'township', label: '乡镇' },
    { code: 'county', label: '县' },
  ],
})

export const lockStates = defineCodeList({
  id: 'lock_state',
  label: '锁定状态',
  verified: true,
  source: 'mechanisms.md §0.2-6',
  // Where somebody locked and somebody unlocked without knowing of it, the year stays locked.
  items: [
    { code: 'locked', label: '已锁定' },
    { code: 'open', label: '已解锁' },
  ],
})
