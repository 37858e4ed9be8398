import { Button } from '@mantine/core'
import { IconHomeHeart } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Row } from '#core/shapes.ts'
import { recordPath, useGo, useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import { DivisionTree, useChosenDivision } from '../records/DivisionTree.tsx'
import { RecordScreen } from '../records/RecordScreen.tsx'
import { RegisterList } from '../records/RegisterList.tsx'
import { registerScreen } from '../records/registerScreens.ts'
import { RelatedRecords } from '../records/RelatedRecords.tsx'

const screen = registerScreen('person')

/** Everyone on file, by division. */
export function PersonList(): ReactNode {
  const [division, setDivision] = useChosenDivision()
  if (screen === null) return null
  return (
    <RegisterList
      screen={screen}
      detail={<span>含已不在户的人；左边的数只算在户的</span>}
      side={<DivisionTree value={division} onChange={setDivision} count="people" />}
      where={division === null ? undefined : { village: { within: division } }}
    />
  )
}

/** One person: the lasting facts, the yearly ones, the households they belong or belonged to. */
export function PersonScreen(): ReactNode {
  const id = useRouteParameter('id')
  const { year } = useSession()
  if (screen === null) return null
  return (
    <RecordScreen
      key={id}
      screen={screen}
      id={id}
      actions={(row) => <HouseholdButton row={row} />}
      tabs={[
        {
          key: 'years',
          label: '年度情况',
          content: (row) => (
            <RelatedRecords
              register="person_year"
              where={{ person_id: id }}
              without={['person_id', 'village']}
              initial={{ person_id: id, person_id_title: nameOf(row), year: String(year) }}
            />
          ),
        },
        {
          key: 'memberships',
          label: '家庭关系',
          content: (row) => (
            <RelatedRecords register="membership" where={{ person_id: id }} without={['person_id']} initial={{ person_id: id, person_id_title: nameOf(row) }} />
          ),
        },
        { key: 'attachments', label: '照片与附件', content: () => <AttachmentsTab register="person" record={id} /> },
      ]}
    />
  )
}

function nameOf(row: Row): string {
  return typeof row['name'] === 'string' ? row['name'] : ''
}

function HouseholdButton({ row }: { readonly row: Row }): ReactNode {
  const go = useGo()
  const household = row['household_id']
  if (typeof household !== 'string') return null
  return (
    <Button variant="default" leftSection={<IconHomeHeart size={16} aria-hidden />} onClick={() => go(recordPath('household', household))}>
      打开所在户
    </Button>
  )
}
