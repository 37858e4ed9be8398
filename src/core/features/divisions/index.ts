/** What other parts may use of the divisions. */
export { formatFormer, inForce, parseFormer } from './former.ts'

export { NationalDivisions } from './list.ts'
export type { ListedDivision } from './list.ts'

export { besideName, fullCode, kindOfCode, levelOfCode } from './names.ts'
export type { DivisionValues } from './vintages.ts'
export { OfficeDivisions } from './officeDivisions.ts'
export type { OfficeDivision } from './officeDivisions.ts'
export { placeName } from './placeName.ts'
