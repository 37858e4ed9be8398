import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useFieldSources } from '../../fields/sources.tsx'
import { divisionPath } from '../../fields/DivisionInput.tsx'
import { useRouteParameter, useSearchParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useChosenDivision } from '../records/DivisionTree.tsx'
import { BackButton } from '../records/BackButton.tsx'
import { newDraft } from './draft.ts'
import { TYPED } from './cardTabs.tsx'
import type { CardTab } from './draft.ts'
import { HouseholdCard } from './HouseholdCard.tsx'
import { forgetDrafts } from './useDraft.ts'

/** One household in the chosen year, or a new one. */
export function HouseholdScreen(): ReactNode {
  const id = useRouteParameter('id')
  const { year } = useSession()
  const at = useSearchParameter('at')
  // The next household opens on the same tab, so that one thing can be gone through household by household. Who helps is no field of the card: what is
  // found there opens its tab.
  const [tab, setTab] = useState<CardTab>(at?.startsWith('pairing.') === true ? 'helpers' : 'basic')
  // Leaving the household was agreed to; changing only the year keeps what was typed for the other year.
  useEffect(() => () => forgetDrafts(id), [id])
  return id === 'new' ? (
    <NewHousehold key={year} year={year} tab={TYPED.includes(tab) ? tab : 'basic'} onTab={setTab} />
  ) : (
    <HouseholdOnFile key={`${id} ${year}`} id={id} year={year} tab={tab} onTab={setTab} />
  )
}

interface Shown {
  readonly year: number
  readonly tab: CardTab
  readonly onTab: (tab: CardTab) => void
}

function NewHousehold({ year, tab, onTab }: Shown): ReactNode {
  const [division] = useChosenDivision()
  const { divisions } = useFieldSources()
  const begun = useMemo(() => {
    const village = divisions.find((candidate) => candidate.code === division && candidate.level === 'village')
    return newDraft(
      year,
      village === undefined ? {} : { village: village.code, village$title: divisionPath(new Map(divisions.map((one) => [one.code, one])), village.code) },
    )
  }, [year, division, divisions])
  return <HouseholdCard id="new" tab={tab} onTab={onTab} loaded={begun} detail={null} onRefetch={() => Promise.resolve(null)} />
}

function HouseholdOnFile({ id, year, tab, onTab }: Shown & { readonly id: string }): ReactNode {
  const query = useQuery(useApi().household.detail.queryOptions({ input: { id, year } }))
  if (query.error !== null && query.data === undefined) {
    return (
      <Page header={<PageHeader title="贫困户" back={<BackButton register="household" />} />}>
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      </Page>
    )
  }
  if (query.data === undefined)
    return (
      <Page header={<PageHeader title="贫困户" back={<BackButton register="household" />} />}>
        <Loader size="sm" role="status" aria-label="正在读取" />
      </Page>
    )
  return <HouseholdCard id={id} tab={tab} onTab={onTab} detail={query.data} onRefetch={async () => (await query.refetch()).data ?? null} />
}
