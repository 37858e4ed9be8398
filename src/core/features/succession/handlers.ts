import { builder, type Core } from '../../runtime.ts'
import { localDay } from '../../rules/dates.ts'
import { applyChange, forerunners, listChanges, previewChange, renameVillage } from './changes.ts'

/** Procedures of what becomes of villages. */
export function successionHandlers(core: Core) {
  const os = builder.succession
  const today = (): string => localDay(core.now())
  return {
    list: os.list.handler(({ context }) => {
      const user = core.user(context)
      return listChanges(core.office(), user)
    }),
    forerunners: os.forerunners.handler(({ input, context }) => {
      core.user(context)
      return forerunners(core.office(), input.division)
    }),
    preview: os.preview.handler(({ input, context }) => {
      const user = core.user(context)
      return previewChange(core.office(), user, input, today())
    }),
    apply: os.apply.handler(({ input, context }) => {
      const user = core.user(context)
      return applyChange(core.office(), user, input, today())
    }),
    rename: os.rename.handler(({ input, context }) => {
      const user = core.user(context)
      return renameVillage(core.office(), user, input, today())
    }),
  }
}
