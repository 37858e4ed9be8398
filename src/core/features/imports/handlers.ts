import { builder, type Core } from '../../runtime.ts'
import { ImportService } from './service.ts'

/** Procedures of imports. */
export function importHandlers(core: Core) {
  const os = builder.imports
  const service = new ImportService(core)
  return {
    targets: os.targets.handler(({ input, context }) => {
      core.user(context)
      return service.targets(input.register)
    }),
    open: os.open.handler(({ input, context }) => ({ job: service.open(core.user(context), input.register, input.ticket) })),
    dryRun: os.dryRun.handler(({ input, context }) => ({ job: service.dryRun(core.user(context), input.import, input.options) })),
    preview: os.preview.handler(({ input, context }) => service.preview(core.user(context), input.import, input.outcome, input.offset, input.limit)),
    wrong: os.wrong.handler(({ input, context }) => service.wrong(core.user(context), input.import, input.offset, input.limit)),
    mend: os.mend.handler(({ input, context }) => ({ job: service.mend(core.user(context), input) })),
    problems: os.problems.handler(({ input, context }) => ({ job: service.problems(core.user(context), input.import) })),
    commit: os.commit.handler(({ input, context }) => ({ job: service.commit(core.user(context), input.import, input.acceptRejected) })),
    run: os.run.handler(({ input, context }) => ({ job: service.run(core.user(context), input) })),
    close: os.close.handler(({ input, context }) => {
      service.close(core.user(context), input.import)
      return { done: true as const }
    }),
    template: os.template.handler(({ input, context }) => {
      return service.template(core.user(context), input.register)
    }),
    recent: os.recent.handler(({ context }) => service.recent(core.user(context))),
  }
}
