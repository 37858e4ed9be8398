import { builder, type Core } from '../../runtime.ts'
import { ComparisonService } from './service.ts'

/** Procedures of comparisons. */
export function comparisonHandlers(core: Core) {
  const os = builder.comparisons
  const service = new ComparisonService(core)
  return {
    kinds: os.kinds.handler(({ context }) => {
      core.user(context)
      return [...service.kinds()]
    }),
    keepKinds: os.keepKinds.handler(({ context }) => service.keepKinds(core.user(context))),
    open: os.open.handler(({ input, context }) => ({ job: service.open(core.user(context), input.kind, input.ticket) })),
    check: os.check.handler(({ input, context }) => ({ job: service.check(core.user(context), input.comparison, input.options) })),
    rows: os.rows.handler(({ input, context }) => service.rows(core.user(context), input.comparison, input.shown, input.offset, input.limit)),
    save: os.save.handler(({ input, context }) => ({ job: service.save(core.user(context), input.comparison) })),
    run: os.run.handler(({ input, context }) => ({ job: service.run(core.user(context), input) })),
    close: os.close.handler(({ input, context }) => {
      service.close(core.user(context), input.comparison)
      return { done: true as const }
    }),
  }
}
