import { builder, type Core } from '../../runtime.ts'
import { createUser, listUsers, resetPassword, updateUser, type UserContext } from './service.ts'

/** Procedures of users. `users` gives what the service works with while the data is open; it throws LOCKED otherwise. */
export function userHandlers(core: Core, users: () => UserContext) {
  const os = builder.users
  return {
    list: os.list.handler(({ context }) => listUsers(users(), core.user(context))),
    create: os.create.handler(({ input, context }) => createUser(users(), core.user(context), input)),
    update: os.update.handler(({ input, context }) => {
      const { id, ...patch } = input
      return updateUser(users(), core.user(context), id, patch)
    }),
    resetPassword: os.resetPassword.handler(async ({ input, context }) => {
      await resetPassword(users(), core.user(context), input.id, input.password)
      return { done: true as const }
    }),
  }
}
