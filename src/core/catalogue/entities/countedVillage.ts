/** Where a record counts (mechanisms.md §0): the village at the moment it is about. */

/**
 * The village in which a record counts, for good: later moves do not change it.
 * @param moment what happened then, as in `受益时户在哪个村`
 * @param of whom it happened to
 */
export const countedVillage = (moment: string, of: '户' | '对象' = '户') =>
  ({
    key: 'village',
    label: '统计村',
    type: 'division',
    level: 'village',
    required: true,
    section: 'basic',
    listed: true,
    hint: `${moment}时${of}在哪个村；以后搬走不变。`,
  }) as const

/** Headings under which lists of the office name it. */
export const VILLAGE_HEADINGS = ['村', '行政村', '村名'] as const
