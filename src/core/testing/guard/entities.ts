/** The catalogue of the tests: the program's registers and the made-up family. Chosen by the import condition `guard`. */
import { registers as known } from '../../catalogue/entities/index.ts'
import { gadget, gadgetCase, gadgetMark, gadgetPart, gadgetYear } from './family.ts'
import { reaching } from './reaching.ts'
import { ruled } from './ruled.ts'

export const registers = {
  ...known,
  gadget,
  gadget_part: gadgetPart,
  ...ruled,
  gadget_year: gadgetYear,
  gadget_case: gadgetCase,
  gadget_mark: gadgetMark,
  ...reaching,
} as const
