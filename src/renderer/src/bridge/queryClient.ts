/** TanStack Query for a program without a network: nothing waits to be “online”, and nothing is stale before the core says so. */
import { QueryClient } from '@tanstack/react-query'
import { payloadOf } from './errors.ts'

/** Failures of the moment that a second try may mend by itself. */
const RETRIED = new Set(['CORE_RESTARTED', 'BUSY'])

/** A new client; one per page, and one per test. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        retry: (count, error) => count < 2 && RETRIED.has(payloadOf(error).code),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
