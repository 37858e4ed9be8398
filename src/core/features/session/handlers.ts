import type { OfficeHost } from '../../office/officeHost.ts'
import { builder } from '../../runtime.ts'

/** Procedures of set-up, login and locking. */
export function sessionHandlers(host: OfficeHost) {
  const os = builder.session
  return {
    status: os.status.handler(({ context }) => host.status(context)),
    opening: os.opening.handler(({ context }) => host.opening(context)),
    cancelOpening: os.cancelOpening.handler(({ context }) => ({ cancelled: host.cancelOpening(context) })),
    setUp: os.setUp.handler(({ input, context }) => host.setUp(context, input)),
    login: os.login.handler(async ({ input, context }) => {
      await host.login(context, input.login, input.password)
      host.startOfDay()
      return host.status(context)
    }),
    logout: os.logout.handler(({ context }) => {
      host.logout(context)
      return host.status(context)
    }),
    lock: os.lock.handler(({ context }) => {
      host.lock(context)
      return host.status(context)
    }),
    unlock: os.unlock.handler(async ({ input, context }) => {
      await host.unlock(context, input.password)
      return host.status(context)
    }),
    changePassword: os.changePassword.handler(async ({ input, context }) => {
      await host.changePassword(context, input.current, input.next)
      return { done: true as const }
    }),
    recover: os.recover.handler(async ({ input, context }) => {
      await host.recoverAccess(context, input)
      return host.status(context)
    }),
    renewDataKey: os.renewDataKey.handler(({ input, context }) => host.renewDataKey(context, input.password)),
    recoveryCode: os.recoveryCode.handler(() => ({ recoveryCode: host.recoveryCode() })),
    confirmRecoveryCode: os.confirmRecoveryCode.handler(async () => {
      await host.confirmRecoveryCode()
      return { done: true as const }
    }),
    renewRecoveryCode: os.renewRecoveryCode.handler(async ({ input, context }) => ({ recoveryCode: await host.renewRecoveryCode(context, input.password) })),
  }
}
