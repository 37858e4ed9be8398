/** The registers whose records go through a procedure. */
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { ProcedureDefinition } from '../catalogue/procedure.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'

export interface Proceeding {
  readonly register: RegisterDefinition
  readonly procedure: ProcedureDefinition
}

/** In the order of the catalogue. */
export const allProceedings: readonly Proceeding[] = registerNames.flatMap((name) => {
  const register = registerOf(name)
  return register.procedure === undefined ? [] : [{ register, procedure: register.procedure }]
})

/** Those whose steps are records of their own; the others keep them in the record itself. */
export const proceedings: readonly Proceeding[] = allProceedings.filter(({ procedure }) => procedure.inRecord === undefined)

/** The procedure of a register. Throws NOT_FOUND where it has none. */
export function proceedingOf(name: string): Proceeding {
  const found = allProceedings.find(({ register }) => register.name === name)
  if (found === undefined) throw new AppError('NOT_FOUND', `“${name}”没有办理流程。`, '请核对台账；可用 procedure list 查看有流程的台账。')
  return found
}

/** The same where steps are records. Throws VALIDATION where the record itself keeps them: they are made where its records are dealt with. */
export function recordedProceedingOf(name: string): Proceeding {
  const found = proceedingOf(name)
  if (found.procedure.inRecord !== undefined)
    throw new AppError('VALIDATION', `${found.procedure.label}的步骤不在这里办。`, `请在“${found.procedure.label}”的画面里办理。`)
  return found
}
