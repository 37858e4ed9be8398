import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import { useApi } from '../../bridge/client.tsx'
import type { DataColumn } from '../../components/DataTable/types.ts'
import { displayValue } from '../../fields/display.ts'
import { FRESH } from '../exchange/shared/standing.ts'
import { useSession } from '../../session/useSession.tsx'
import { PlacedList } from '../records/PlacedList.tsx'

const screen = screenOf('household')
/** The status as it is today, and that of the year chosen. */
const STATUSES = [
  ['exit_status', fieldOf('household', 'exit_status')],
  ['household_year.exit_status', fieldOf('household_year', 'exit_status')],
] as const

/** Colour of an exit status; the words always stand beside it. */
export function exitColor(status: unknown): string {
  return status === '1' || status === '4' ? 'green' : status === '3' ? 'red' : 'amber'
}

/** Cells that are more than text; `transit` are the households on their way to another village. */
function cellsOf(transit: ReadonlySet<string>): Readonly<Record<string, NonNullable<DataColumn['render']>>> {
  return Object.fromEntries(
    STATUSES.map(([key, field]) => [
      key,
      (row) => (
        <>
          {transit.has(String(row['id'])) && (
            <Badge size="xs" color="amber" mr={4}>
              迁移途中
            </Badge>
          )}
          {(row[key] ?? null) !== null && <Badge color={exitColor(row[key])}>{displayValue(field, row[key])}</Badge>}
        </>
      ),
    ]),
  )
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
  const { year } = useSession()
  return screen === null ? null : (
    <PlacedList screen={screen} render={render} detail={<span>人口、收入、住房、饮水、脱贫标志等是 {year} 年的；住址、电话、帮扶责任人是目前的</span>} />
  )
}
