/** What every screen of file exchange asks again and again: where one stands, and who may do what. */
import { useQuery } from '@tanstack/react-query'
import { may } from '#core/access/permissions.ts'
import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { useSession } from '../../../session/useSession.tsx'

/** For what changes without the records changing: sticks plugged in, packages made and received. Asked again whenever a screen opens. */
export const FRESH = { staleTime: 0 } as const

/** Where this installation stands and what waits; undefined until the core has answered. */
export function useOverview(): ExchangeOverview | undefined {
  return useQuery(useApi().exchange.overview.queryOptions()).data
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

/** Whether a unit is a county, which admits others and asks nobody. */
export function isCounty(unit: string): boolean {
  return unit.endsWith('000000')
}
