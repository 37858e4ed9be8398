import { Badge } from '@mantine/core'
import { IconTruckDelivery } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useHouseholdExchange } from './useHouseholdExchange.ts'

/** 迁移途中 behind the name of a household on its way. */
export function TransferBadge({ household }: { readonly household: string }): ReactNode {
  const { transfer } = useHouseholdExchange(household)
  return transfer === undefined ? null : (
    <Badge color="amber" leftSection={<IconTruckDelivery size={13} aria-hidden />}>
      迁移途中
    </Badge>
  )
}
