import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { assignTargets } from './assign.ts'
import { placeColumns, targetMeasures, targetTable } from './service.ts'

/** Procedures of targets. */
export function targetHandlers(core: Core) {
  const os = builder.targets
  return {
    measures: os.measures.handler(({ context }) => targetMeasures(core.office(), core.user(context))),
    columns: os.columns.handler(() => placeColumns()),
    table: os.table.handler(({ input, context }) => targetTable(core.office(), core.user(context), localDay(core.now()), input)),
    assign: os.assign.handler(({ input, context }) => assignTargets(core.office(), core.user(context), input)),
  }
}
