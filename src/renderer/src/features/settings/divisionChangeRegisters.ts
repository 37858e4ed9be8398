/** Registers whose records go along with a village, for whatever shows them. */
export const MOVED = ['village_change', 'division', 'village', 'village_group', 'household', 'person', 'transfer'] as const
