/** What a household may be given for its house, and how sentences call it. */

export const HOUSE_REGISTERS = ['house_retrofit', 'damage_household', 'relocation'] as const
export type HouseRegister = (typeof HOUSE_REGISTERS)[number]

/** Whether the house was made anew, or only mended. */
type HouseWork = 'retrofit' | 'rebuilt' | 'repaired' | 'relocated'

export interface OtherHouse {
  readonly id: string
  readonly register: HouseRegister
  readonly work: HouseWork
  readonly year: number | null
}

const WORK_WORDS: Readonly<Record<HouseWork, string>> = { retrofit: '危房改造', rebuilt: '灾后重建', repaired: '灾后维修加固', relocated: '易地搬迁' }

/** `2014 年的灾后重建`. */
export function houseText({ work, year }: Pick<OtherHouse, 'work' | 'year'>): string {
  return `${year === null ? '' : `${year} 年的`}${WORK_WORDS[work]}`
}
