/** What the page has of its shell, whichever it is. */
import type { ContractRouterClient } from '@orpc/contract'
import type { contract, ShellBridge } from '#core/contract.ts'

export type Client = ContractRouterClient<typeof contract>

export interface ShellConnection {
  readonly client: Client
  readonly bridge: ShellBridge
}
