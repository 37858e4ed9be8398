/** 帮扶单位、帮扶责任人、结对: lists, records and how they hang together. */
import type { ReactNode } from 'react'
import type { Row } from '#core/shapes.ts'
import { useRouteParameter } from '../../router/navigation.ts'
import { DivisionTree, useChosenDivision } from '../records/DivisionTree.tsx'
import { useInitialFromPath } from '../records/RecordRoutes.tsx'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { RegisterList } from '../records/RegisterList.tsx'
import { registerScreen } from '../records/registerScreens.ts'
import { RelatedRecords } from '../records/RelatedRecords.tsx'

const organization = registerScreen('organization')
const helper = registerScreen('helper')
const pairing = registerScreen('pairing')

function nameOf(row: Row): string {
  return typeof row['name'] === 'string' ? row['name'] : ''
}

export function OrganizationList(): ReactNode {
  return organization === null ? null : <RegisterList screen={organization} />
}

/** One organization with its helpers. */
export function OrganizationScreen(): ReactNode {
  const id = useRouteParameter('id')
  if (organization === null) return null
  return (
    <RecordScreen
      key={id}
      screen={organization}
      id={id}
      tabs={[
        {
          key: 'helpers',
          label: '帮扶责任人',
          content: (row) => (
            <RelatedRecords
              register="helper"
              where={{ organization_id: id }}
              without={['organization_id']}
              initial={{ organization_id: id, organization_id_title: nameOf(row) }}
            />
          ),
        },
      ]}
    />
  )
}

export function HelperList(): ReactNode {
  return helper === null ? null : <RegisterList screen={helper} />
}

/** One helper with the households they help. */
export function HelperScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('helper')
  if (helper === null) return null
  return (
    <RecordScreen
      key={id}
      screen={helper}
      id={id}
      initial={initial}
      tabs={[
        {
          key: 'pairings',
          label: '结对的户',
          content: (row) => (
            <RelatedRecords register="pairing" where={{ helper_id: id }} without={['helper_id']} initial={{ helper_id: id, helper_id_title: nameOf(row) }} />
          ),
        },
      ]}
    />
  )
}

export function PairingList(): ReactNode {
  const [division, setDivision] = useChosenDivision()
  if (pairing === null) return null
  return (
    <RegisterList
      screen={pairing}
      side={<DivisionTree value={division} onChange={setDivision} count="households" />}
      where={division === null ? undefined : { village: { within: division } }}
    />
  )
}

export function PairingScreen(): ReactNode {
  const id = useRouteParameter('id')
  const initial = useInitialFromPath('pairing')
  return pairing === null ? null : <RecordScreen key={id} screen={pairing} id={id} initial={initial} />
}
