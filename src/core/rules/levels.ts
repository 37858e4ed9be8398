/**
 * The levels of divisions: how many digits of a code tell one, what people call it, and at which of them offices work. They are said here once;
 * everything else asks, so that the lowest level is never taken for the register of what lies at it.
 */

/** The highest first, with the digits of a code for statistics that tell a division of the level. */
const DIGITS = { province: 2, city: 4, county: 6, township: 9, village: 12 } as const

/** 省 1, 市 2, 县 3, 乡 4, 村 5 as words. */
export type DivisionLevel = keyof typeof DIGITS

/** Levels of divisions, the highest first. */
export const DIVISION_LEVELS = Object.keys(DIGITS) as readonly DivisionLevel[]

/** The level at which records lie. What holds for it holds for all above it. */
export const LOWEST_LEVEL = 'village' satisfies DivisionLevel

export type OfficeLevel = Exclude<DivisionLevel, 'province' | 'city'>

/** The levels at which offices work, from the lowest up. */
export const OFFICE_LEVELS: readonly [OfficeLevel, ...OfficeLevel[]] = [LOWEST_LEVEL, 'township', 'county']

/** Names of the levels of offices, as people say them. */
export const levelNames: Readonly<Record<OfficeLevel, string>> = { village: '村', township: '乡镇', county: '县' }

/** How many digits of a code tell a division of that level: 2, 4, 6, 9, or all 12. */
export function digitsOf(level: DivisionLevel): number {
  return DIGITS[level]
}

/** The level of the division that so many digits of a code tell. */
export function levelOfDigits(digits: number): DivisionLevel {
  return DIVISION_LEVELS.find((level) => digits <= DIGITS[level]) ?? LOWEST_LEVEL
}

/** The level of an office whose division so many digits tell; the county's for all above it. */
export function officeLevelOfDigits(digits: number): OfficeLevel {
  const level = levelOfDigits(digits)
  return level === 'province' || level === 'city' ? 'county' : level
}

/** The level of a unit, or of whoever is limited to a division, by the code of that (whole, or its beginning); the county's for all above it. */
export function levelOfUnit(code: string): OfficeLevel {
  return officeLevelOfDigits(code.replace(/(000|000000)$/, '').length)
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
