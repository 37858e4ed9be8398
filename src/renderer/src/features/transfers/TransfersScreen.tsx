import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { SectionTabs, TabPanel } from '../../components/SectionTabs.tsx'
import { ExchangeTabs } from '../exchange/shared/ExchangeTabs.tsx'
import { nextOffset } from '../exchange/shared/pages.ts'
import { whole } from '../../components/whole.ts'
import { ProcedurePanel } from '../procedures/ProcedurePanel.tsx'
import { HouseholdMoves } from './HouseholdMoves.tsx'
import { PersonMoves } from './PersonMoves.tsx'

export const PAGE = 100

/** 迁移: households and people on their way, and those settled. Opens where something waits. */
export function TransfersScreen(): ReactNode {
  const api = useApi().exchange
  const paged = { input: (offset: number) => ({ limit: PAGE, offset }), initialPageParam: 0, getNextPageParam: nextOffset }
  const households = useInfiniteQuery(api.transfers.infiniteOptions(paged))
  const people = useInfiniteQuery(api.personTransfers.infiniteOptions(paged))
  const [chosen, setChosen] = useState<string | null>(null)
  const waitingHouseholds = households.data?.pages[0]?.rows.filter((row) => row.mayAccept || row.overruled).length ?? 0
  const waitingPeople = people.data?.pages[0]?.rows.filter((row) => row.mayAccept).length ?? 0
  const first = waitingHouseholds === 0 && waitingPeople > 0 ? 'people' : 'households'
  const loaded = households.data !== undefined && people.data !== undefined
  // Once it is open, what is dealt with does not turn the page.
  if (loaded && chosen === null) setChosen(first)
  const tab = chosen ?? first
  const total = (tab === 'people' ? people : households).data?.pages[0]?.total
  const tabs = [
    { key: 'households', label: '整户迁移', ...waits(waitingHouseholds) },
    { key: 'people', label: '人员迁移', ...waits(waitingPeople) },
  ]
  return (
    <Page
      header={
        <PageHeader
          title="迁移"
          detail={
            total !== undefined && (
              <span>
                共 {whole.format(total)} {tab === 'people' ? '人次' : '户次'}
              </span>
            )
          }
        >
          <ExchangeTabs />
          <SectionTabs label="迁移的种类" tabs={tabs} value={tab} onChange={setChosen} />
        </PageHeader>
      }
    >
      <TabPanel of={tab}>
        {tab === 'people' ? <PersonMoves query={people} /> : <HouseholdMoves query={households} />}
        <ProcedurePanel register={tab === 'people' ? 'person_transfer' : 'transfer'} />
      </TabPanel>
    </Page>
  )
}

const waits = (count: number): { detail?: string } => (count === 0 ? {} : { detail: `${count} 待办` })
