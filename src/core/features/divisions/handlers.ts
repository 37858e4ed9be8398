import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import { builder, type Core } from '../../runtime.ts'
import { NationalDivisions } from './index.ts'
import { searchDivisions } from './search.ts'
import { divisionTree } from './tree.ts'

/** Procedures of divisions. The national list is asked for before anyone can have logged in: it is public and part of set-up. */
export function divisionHandlers(core: Core) {
  const os = builder.divisions
  const national = new NationalDivisions(join(core.resourcesDirectory, 'divisions'))
  return {
    national: os.national.handler(async ({ input }) => (await national.children(input.parent)).map(({ code, name, level }) => ({ code, name, level }))),
    search: os.search.handler(async ({ input, signal }) =>
      (
        await searchDivisions(national, input, async () => {
          await setImmediate()
          if (signal?.aborted === true) throw new AppError('CANCELLED', '已改为查找别的内容。', '')
        })
      ).map(({ path, ...found }) => ({ ...found, path: [...path] })),
    ),
    tree: os.tree.handler(({ input, context }) => {
      const user = core.user(context)
      return divisionTree(core.office(), user, input.year ?? core.now().getFullYear())
    }),
  }
}
