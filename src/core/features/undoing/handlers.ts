import { builder, type Core } from '../../runtime.ts'
import { UndoingService } from './service.ts'

/** Procedures of undoing in part. */
export function undoingHandlers(core: Core) {
  const os = builder.undoing
  const service = new UndoingService(core)
  return {
    look: os.look.handler(({ input, context }) => ({ job: service.look(core.user(context), input.changeSet) })),
    preview: os.preview.handler(({ input, context }) => service.preview(core.user(context), input)),
    kept: os.kept.handler(({ input, context }) => service.kept(core.user(context), input)),
    carryOut: os.carryOut.handler(({ input, context }) => ({ job: service.carryOut(core.user(context), input.changeSet, input) })),
  }
}
