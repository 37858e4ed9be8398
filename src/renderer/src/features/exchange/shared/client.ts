/** The calls of file exchange, and what every screen of it asks again and again. */
import type { ContractRouterClient } from '@orpc/contract'
import type { RouterUtils } from '@orpc/tanstack-query'
import { useQuery } from '@tanstack/react-query'
import { may } from '#core/access/permissions.ts'
import type { exchangeContract, ExchangeOverview } from '#core/features/exchange/contract.ts'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { useSession } from '../../../session/useSession.tsx'

export type ExchangeClient = ContractRouterClient<typeof exchangeContract>

export function useExchangeClient(): ExchangeClient {
  return (useClient() as unknown as { readonly exchange: ExchangeClient }).exchange
}

export function useExchangeApi(): RouterUtils<ExchangeClient> {
  return (useApi() as unknown as { readonly exchange: RouterUtils<ExchangeClient> }).exchange
}

/** Where this installation stands and what waits; undefined until the core has answered. */
export function useOverview(): ExchangeOverview | undefined {
  return useQuery(useExchangeApi().overview.queryOptions()).data
}

/** Whether the user may send and receive. */
export function useMayExchange(): boolean {
  return may(useSession().user, 'exchange')
}

/** Whether the user may decide what arrived, for the villages they enter; the core asks again, village by village. */
export function useMayDecide(): boolean {
  return may(useSession().user, 'batch edit')
}

/** Whether the user may admit and withdraw sites, and ask to be admitted. */
export function useMayManageSites(): boolean {
  return may(useSession().user, 'manage sites')
}
