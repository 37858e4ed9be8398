/** The catalogue of the tests: the program's registers and the made-up family. Chosen by the import condition `guard`. */
import { registers as known } from '../../catalogue/entities/index.ts'
import { PROCEEDING, stepOfRegisters } from '../../catalogue/entities/procedure_step.ts'
import { actLineOfRegisters } from '../../catalogue/entities/shared_act.ts'
import { gadget, gadgetCase, gadgetMark, gadgetPart, gadgetYear } from './family.ts'
import { reaching } from './reaching.ts'
import { ruled } from './ruled.ts'
import { summed } from './summed.ts'

const { procedure_step: _steps, shared_act_line: _lines, ...others } = known
const proceeding = [...PROCEEDING, 'gadget'] as const

export const registers = {
  ...others,
  gadget,
  gadget_part: gadgetPart,
  ...ruled,
  gadget_year: gadgetYear,
  gadget_case: gadgetCase,
  gadget_mark: gadgetMark,
  ...reaching,
  ...summed,
  shared_act_line: actLineOfRegisters(proceeding),
  procedure_step: stepOfRegisters(proceeding),
} as const
