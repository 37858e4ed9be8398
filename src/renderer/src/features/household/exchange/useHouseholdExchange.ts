/** What exchange knows of one household. Where it cannot be asked, the card is shown without. */
import { useQuery } from '@tanstack/react-query'
import type { PersonTransfer, ReviewReturn, Transfer } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'

export interface HouseholdExchange {
  /** The transfer under way, if any. */
  readonly transfer: Transfer | undefined
  /** Members who are on their way to another village. */
  readonly leaving: readonly PersonTransfer[]
  /** Returned and not closed yet. */
  readonly returned: readonly ReviewReturn[]
}

export function useHouseholdExchange(household: string): HouseholdExchange {
  const api = useApi().exchange
  const transfers = useQuery(api.transfers.queryOptions({ input: { household, limit: 20 } })).data?.rows ?? []
  const people = useQuery(api.personTransfers.queryOptions({ input: { household, limit: 50 } })).data?.rows ?? []
  const returns = useQuery(api.returns.queryOptions({ input: { household, limit: 20 } })).data?.rows ?? []
  return {
    transfer: transfers.find((one) => one.state === 'out'),
    leaving: people.filter((one) => one.state === 'out'),
    returned: returns.filter((one) => one.state !== 'closed'),
  }
}
