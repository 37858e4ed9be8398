import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import { useApi } from '../../bridge/client.tsx'
import type { DataColumn } from '../../components/DataTable/types.ts'
import { displayField } from '../../fields/display.ts'
import { FRESH } from '../exchange/shared/standing.ts'
import { PlacedList } from '../records/PlacedList.tsx'

const screen = screenOf('household')
const exitStatus = fieldOf('household', 'exit_status')

/** Colour of an exit status; the words always stand beside it. */
export function exitColor(status: unknown): string {
  return status === '1' || status === '4' ? 'green' : status === '3' ? 'red' : 'amber'
}

/** Cells that are more than text; `transit` are the households on their way to another village. */
function cellsOf(transit: ReadonlySet<string>): Readonly<Record<string, NonNullable<DataColumn['render']>>> {
  return {
    exit_status: (row) => (
      <>
        {transit.has(String(row['id'])) && (
          <Badge size="xs" color="amber" mr={4}>
            迁移途中
          </Badge>
        )}
        {row['exit_status'] !== null && <Badge color={exitColor(row['exit_status'])}>{displayField(exitStatus, row)}</Badge>}
      </>
    ),
  }
}

/** Transfers asked for at most; those under way come first. */
const MOST_TRANSFERS = 500

/** Households on their way; none where it cannot be asked. */
function useTransit(): ReadonlySet<string> {
  const { data } = useQuery({ ...useApi().exchange.transfers.queryOptions({ input: { limit: MOST_TRANSFERS } }), ...FRESH })
  return useMemo(() => new Set(data?.rows.filter(({ state }) => state === 'out').map(({ household }) => household)), [data])
}

/** 贫困户: the division tree at the left, the households at the right. */
export function HouseholdList(): ReactNode {
  const transit = useTransit()
  const render = useMemo(() => cellsOf(transit), [transit])
  return screen === null ? null : <PlacedList screen={screen} render={render} />
}
