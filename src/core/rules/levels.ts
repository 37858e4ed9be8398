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

/**
 * The beginning that a division shares with all below it: province 2, city 4, county 6, township 9 digits, village all 12.
 * `621125105000` → `621125105`; what already is a beginning stays.
 */
export function divisionPrefix(code: string): string {
  if (code.length === 12) {
    for (const length of [2, 4, 6, 9]) if (/^0+$/.test(code.slice(length))) return code.slice(0, length)
    return code
  }
  if (code.length === 6) {
    for (const length of [2, 4]) if (/^0+$/.test(code.slice(length))) return code.slice(0, length)
  }
  return code
}
