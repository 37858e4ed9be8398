/** Which steps may be undone, and by whom. Pure. */
import type { Asker } from '../access/asker.ts'
import { makerLacks, makerOf, TAKING_OVER } from '../access/making.ts'
import type { StepMaker } from '../catalogue/procedure.ts'
import { AppError } from '../errors.ts'
import { OFFICE_LEVELS, type OfficeLevel } from '../rules/levels.ts'
import type { Proceeding } from './proceedings.ts'
import { isOpening, stateOf, stepOf } from './state.ts'
import type { StepRow } from './steps.ts'

/**
 * The step with the level at which it is undone: whoever makes a step undoes it, and where two contest, the level above both. Throws NOT_FOUND,
 * CONFLICT or FORBIDDEN with what to do instead.
 */
export function undoable(
  proceeding: Proceeding,
  steps: readonly StepRow[],
  id: string,
  asker: Asker,
  row: Readonly<Record<string, unknown>>,
): { readonly step: StepRow; readonly level: OfficeLevel } {
  const step = steps.find((one) => one.id === id)
  const standing = stateOf(proceeding.procedure, steps)
  const as = standing.standing.get(id)
  if (step === undefined || as === undefined) throw new AppError('NOT_FOUND', '没有找到这一步。', '请刷新后再办。')
  if (as === 'undone' || as === 'undoes') throw new AppError('CONFLICT', '这一步已经撤销，或者本身就是撤销。', '要恢复，请重新办理这一步。')
  const signOff = stepOf(proceeding.procedure, step.step)?.kind === 'signOff'
  if (as === 'counts' && !(signOff ? step.follows === standing.last : step.id === standing.last))
    throw new AppError('CONFLICT', '后面还有办过的步骤。', '请从最后一步起逐步撤销。')
  if (as === 'counts' && !signOff && steps.some((other) => other.follows === id && standing.standing.get(other.id) === 'counts'))
    throw new AppError('CONFLICT', '这一步后面已经有签认。', '请先撤销签认。')
  const level = levelFor(proceeding, steps, step, as === 'contested')
  const who: StepMaker = { ...(stepOf(proceeding.procedure, step.step)?.who ?? TAKING_OVER), level }
  const [lack] = makerLacks(who, '撤销这一步', makerOf(asker, proceeding.register, who, row))
  if (lack !== undefined) throw new AppError('FORBIDDEN', lack.message, as === 'contested' ? '两个单位各办了一步，由上级定哪一步算数。' : '请与能办的人联系。')
  return { step, level }
}

/** The level of the step; one above those that contest, for they cannot both decide. */
function levelFor({ procedure }: Proceeding, steps: readonly StepRow[], step: StepRow, contested: boolean): OfficeLevel {
  const levels = (contested ? steps.filter(({ follows }) => follows === step.follows) : [step]).map((one) => OFFICE_LEVELS.find((level) => level === one.level))
  const highest = OFFICE_LEVELS.findLast((level) => levels.includes(level)) ?? 'county'
  if (!contested) return isOpening(step.step) ? highest : (stepOf(procedure, step.step)?.who.level ?? highest)
  return OFFICE_LEVELS[Math.min(OFFICE_LEVELS.indexOf(highest) + 1, OFFICE_LEVELS.length - 1)] ?? 'county'
}
