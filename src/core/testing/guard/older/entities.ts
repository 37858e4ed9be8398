/** The catalogue of the tests as an older version of the program had it. Chosen by the import condition `guard-older`. */
import { registers as known } from '../../../catalogue/entities/index.ts'
import { gadgetPart, gadgetYear, olderGadget } from '../family.ts'

export const registers = { ...known, gadget: olderGadget, gadget_part: gadgetPart, gadget_year: gadgetYear } as const
