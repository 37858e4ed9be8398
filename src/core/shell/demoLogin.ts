/** Logs a session into the demonstration county, so that it opens without a password being typed. */
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { contract } from '../contract.ts'
import type { ServedApp } from './served.ts'

/** Logs `session` in as the first user. Throws what the core says, e.g. WRONG_PASSWORD when the folder is no demonstration. */
export async function logInToDemo(app: ServedApp, session: string, password: string): Promise<void> {
  const client = createRouterClient(app.router, { context: { session } }) as unknown as ContractRouterClient<typeof contract>
  const { state, logins } = await client.session.status()
  const login = logins[0]
  if (state === 'closed' && login !== undefined) await client.session.login({ login, password })
}
