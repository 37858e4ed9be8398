import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { PersonTransfer } from '#core/features/exchange/contract.ts'
import { displayValue } from '../../fields/display.ts'
import { RecordLink } from '../../router/RecordLink.tsx'
import layout from '../../components/layout.module.css'
import { MovePanels } from './MovePanels.tsx'
import type { MovePanelsQuery } from './MovePanels.tsx'
import { MoveTable } from './MoveTable.tsx'
import { TakeInDialog } from './TakeInDialog.tsx'
import { usePersonTransferActions } from './usePersonTransferActions.ts'

const decreaseReason = fieldOf('person_transfer', 'decrease_reason')
const WHO = [
  {
    label: '姓名',
    of: (row: PersonTransfer) => (
      <>
        <RecordLink register="person" id={row.person}>
          {row.name}
        </RecordLink>
        <div className={layout['note']}>{displayValue(decreaseReason, row.decreaseReason)}</div>
      </>
    ),
  },
  { label: '现在的户主', of: (row: PersonTransfer) => row.headName ?? '—' },
]

/** People who marry or move into another village. */
export function PersonMoves({ query }: { readonly query: MovePanelsQuery<PersonTransfer> }): ReactNode {
  const [taking, setTaking] = useState<PersonTransfer | null>(null)
  const actions = usePersonTransferActions(setTaking)
  return (
    <>
      <MovePanels
        query={query}
        empty={{
          title: '没有人员迁移',
          hint: '有人嫁到、投靠到别的乡镇时，打开他那一户，在“家庭成员”里办“迁到别的村”；对方接收以后，他本人和历年记录归那个村，以往年度仍算在原来的户。',
        }}
        table={(label, rows) => <MoveTable label={label} rows={rows} who={WHO} called={(row) => row.name} goneText="这个人已不在迁出的村" actions={actions} />}
        page={{ size: 100, unit: '人' }}
      />
      {taking !== null && <TakeInDialog transfer={taking} onClose={() => setTaking(null)} />}
    </>
  )
}
