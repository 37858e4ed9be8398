/** The six who sign what was collected of a household in a year (mechanisms.md M02, 【推】): which six is a parameter each, since no document names them. */
import type { LockNeeds } from '../types.ts'

/** Asked for before a township locks the year; in the order in which they sign. */
export const SIX_SIGNATURES: LockNeeds = {
  level: 'township',
  label: '签字',
  bars: 'six_signatures_bar',
  fields: [
    { key: 'head_signed_on', asked: 'signature_head' },
    { key: 'group_signed_on', asked: 'signature_group' },
    { key: 'leader_signed_on', asked: 'signature_leader' },
    { key: 'team_signed_on', asked: 'signature_team' },
    { key: 'cadre_signed_on', asked: 'signature_cadre' },
    { key: 'township_signed_on', asked: 'signature_township' },
  ],
}
