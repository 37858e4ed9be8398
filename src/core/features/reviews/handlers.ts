import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { answerReturn, closeReturn, listReturns, returnHousehold } from './returns.ts'

/** Procedures of what is returned for correction. */
export function reviewHandlers(core: Core) {
  const os = builder.exchange
  const today = (): string => localDay(core.now())
  return {
    returns: os.returns.handler(({ input, context }) => {
      const user = core.user(context)
      return listReturns(core.office(), user, input)
    }),
    returnHousehold: os.returnHousehold.handler(({ input, context }) => {
      const user = core.user(context)
      return returnHousehold(core.office(), user, input, today())
    }),
    answerReturn: os.answerReturn.handler(({ input, context }) => {
      const user = core.user(context)
      return answerReturn(core.office(), user, input, today())
    }),
    closeReturn: os.closeReturn.handler(({ input, context }) => {
      const user = core.user(context)
      return closeReturn(core.office(), user, input.id)
    }),
  }
}
