import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { changeHead, closeHousehold, mergeHousehold, splitHousehold } from './acts.ts'

export function balanceHandlers(core: Core) {
  const os = builder.balance
  const today = (): string => localDay(core.now())
  return {
    split: os.split.handler(({ input, context }) => splitHousehold(core.office(), core.user(context), input, today())),
    merge: os.merge.handler(({ input, context }) => mergeHousehold(core.office(), core.user(context), input, today())),
    close: os.close.handler(({ input, context }) => closeHousehold(core.office(), core.user(context), input, today())),
    changeHead: os.changeHead.handler(({ input, context }) => changeHead(core.office(), core.user(context), input, today())),
  }
}
