import { builder, type Core } from '../../runtime.ts'
import { feasibilityOf } from './checks/feasibility.ts'

/** Procedures of plans. */
export function planHandlers(core: Core) {
  const os = builder.plans
  return {
    judge: os.judge.handler(({ input: { village, ...figures }, context }) => {
      core.user(context)
      return feasibilityOf(figures, core.office().parameters(), village)
    }),
  }
}
