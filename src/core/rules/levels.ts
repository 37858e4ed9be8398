/** The three levels at which offices work, and which of them a unit is at. */

export type OfficeLevel = 'village' | 'township' | 'county'

/** From the village up. */
export const OFFICE_LEVELS: readonly [OfficeLevel, ...OfficeLevel[]] = ['village', 'township', 'county']

/** What holds for the lowest level holds for all. */
export const [LOWEST_LEVEL] = OFFICE_LEVELS

/** Names of the levels, as people say them. */
export const levelNames: Readonly<Record<OfficeLevel, string>> = { village: '村', township: '乡镇', county: '县' }

const COUNTY_DIGITS = 6
const TOWNSHIP_DIGITS = 9

/** The level of a unit, or of whoever is limited to a division, by the code of that (whole, or its beginning); the county's for all above it. */
export function levelOfUnit(code: string): OfficeLevel {
  const digits = code.replace(/(000|000000)$/, '').length
  if (digits <= COUNTY_DIGITS) return 'county'
  return digits <= TOWNSHIP_DIGITS ? 'township' : 'village'
}

/** Whether a level is another one or above it. */
export function isAtLeast(level: OfficeLevel, other: OfficeLevel): boolean {
  return OFFICE_LEVELS.indexOf(level) >= OFFICE_LEVELS.indexOf(other)
}
