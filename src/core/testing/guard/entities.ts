/** The catalogue of the tests: the program's registers and the made-up family. Chosen by the import condition `guard`. */
import { registers as known } from '../../catalogue/entities/index.ts'
import { DRAWABLE, drawLineOfRegisters } from '../../catalogue/entities/draw.ts'
import { PROCEEDING, stepOfRegisters } from '../../catalogue/entities/procedure_step.ts'
import { answeredSheetOfRegisters, ASKED_ABOUT } from '../../catalogue/entities/questionnaire.ts'
import { actLineOfRegisters } from '../../catalogue/entities/shared_act.ts'
import { gadget, gadgetCase, gadgetMark, gadgetPart, gadgetYear } from './family.ts'
import { reaching } from './reaching.ts'
import { ruled } from './ruled.ts'
import { summed } from './summed.ts'

const { procedure_step: _steps, shared_act_line: _lines, draw_line: _drawn, answered_sheet: _sheets, answer, ...others } = known
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
  draw_line: drawLineOfRegisters([...DRAWABLE, 'gadget']),
  answered_sheet: answeredSheetOfRegisters([...ASKED_ABOUT, 'gadget']),
  answer,
} as const
