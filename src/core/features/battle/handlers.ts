import { builder, type Core } from '../../runtime.ts'
import { setPicture } from './scan.ts'
import { BattleService } from './service.ts'
import { unplacedOn } from './unplaced.ts'

/** Procedures of the battle map. */
export function battleHandlers(core: Core) {
  const os = builder.battle
  const service = new BattleService(core)
  return {
    view: os.view.handler(({ input, context }) => service.view(core.user(context), input.map, input.version)),
    unplaced: os.unplaced.handler(({ input, context }) => unplacedOn(core.office(), core.user(context), input)),
    setPicture: os.setPicture.handler(({ input, context }) => setPicture(core.office(), core.user(context), input)),
    preview: os.preview.handler(({ input, context }) => service.preview(core.user(context), input)),
    print: os.print.handler(async ({ input, context }) => {
      const user = core.user(context)
      // Before the job, so that a map that is not there is told where it was asked for.
      const sheet = await service.sheet(user, input)
      return {
        job: core.jobs.start({ kind: 'form', title: `打印${sheet.title}`, by: user }, async (job) => {
          const path = core.files.newPath('pdf')
          job.phase('画图', 1)
          const pages = await service.write(path, sheet, input.tiled)
          job.file(core.files.give(path, `${sheet.title}_${input.paper}${input.tiled ? '_拼接' : ''}.pdf`, user.id))
          return { pages }
        }),
      }
    }),
  }
}
