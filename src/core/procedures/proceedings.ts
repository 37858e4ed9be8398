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
export const proceedings: readonly Proceeding[] = registerNames.flatMap((name) => {
  const register = registerOf(name)
  return register.procedure === undefined ? [] : [{ register, procedure: register.procedure }]
})

/** The procedure of a register. Throws NOT_FOUND where it has none. */
export function proceedingOf(name: string): Proceeding {
  const found = proceedings.find(({ register }) => register.name === name)
  if (found === undefined) throw new AppError('NOT_FOUND', `“${name}”没有办理流程。`, '请核对台账；可用 procedure list 查看有流程的台账。')
  return found
}
