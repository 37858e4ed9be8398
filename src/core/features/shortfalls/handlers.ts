import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { findShortfalls } from './find.ts'

/** Procedures of what is lacking by which standard. */
export function shortfallHandlers(core: Core) {
  const os = builder.shortfalls
  return {
    find: os.find.handler(({ input, context }) => findShortfalls(core.office(), core.user(context), input, localDay(core.now()))),
  }
}
