/** What the registers of moves have in common: a household or a person leaves one village and comes to another, two halves of one thing (exchange.md). */

export const moves = {
  from: 'from_village',
  to: 'to_village',
  state: 'state',
  underWay: 'out',
  done: 'in',
  settledOn: 'settled_on',
  taker: ['state', 'settled_on', 'settled_by', 'remark'],
} as const

/** Where from, and where to. */
export const villageFields = [
  { key: 'from_village', label: '迁出村', type: 'division', level: 'village', required: true, section: 'basic', listed: true, merge: 'decide' },
  { key: 'to_village', label: '迁入村', type: 'division', level: 'village', required: true, section: 'basic', listed: true, merge: 'decide' },
] as const

/** Who said when that it leaves, and who settled it. */
export const courseFields = [
  { key: 'out_on', label: '迁出日期', type: 'date', required: true, section: 'basic', listed: true },
  { key: 'out_by', label: '迁出经办人', type: 'text', maximumLength: 40, section: 'basic' },
  { key: 'settled_on', label: '迁入或了结日期', type: 'date', section: 'basic', follows: 'state', listed: true },
  { key: 'settled_by', label: '迁入或了结经办人', type: 'text', maximumLength: 40, section: 'basic', follows: 'state' },
] as const
