import { may } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { builder, type Core } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { RescueGiven, RescueReport } from './contract.ts'
import { reportsIn } from './report.ts'

/** What a rescue needs of the application, which alone can close and open the data. */
export interface RescuePorts {
  /** Throws as the office's rescue does, with the damaged data where it was. */
  run(context: { readonly session: string | null }, given: RescueGiven): Promise<RescueReport>
  /** The user at the window; null where nobody has logged in to it. */
  rescuing(context: { readonly session: string | null }): SessionUser | null
}

export function rescueHandlers(core: Core, ports: RescuePorts) {
  const os = builder.rescue
  return {
    run: os.run.handler(({ input, context }) => {
      const user = ports.rescuing(context)
      if (user !== null && !may(user, 'restore backup')) throw new AppError('FORBIDDEN', '您的角色不能做这项操作。', '请联系管理员。')
      return ports.run(context, input)
    }),
    reports: os.reports.handler(({ context }) => {
      if (!may(core.user(context), 'back up')) throw new AppError('FORBIDDEN', '您的角色不能做这项操作。', '请联系管理员。')
      return reportsIn(core.office().store)
    }),
  }
}
