import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Transfer } from '#core/features/exchange/contract.ts'
import { RecordLink } from '../../router/RecordLink.tsx'
import { MovePanels } from './MovePanels.tsx'
import type { MovePanelsQuery } from './MovePanels.tsx'
import { MoveTable } from './MoveTable.tsx'
import { useTransferActions } from './useTransferActions.ts'

const WHO = [
  {
    label: '户主',
    of: (row: Transfer) => (
      <RecordLink register="household" id={row.household}>
        {row.headName}
      </RecordLink>
    ),
  },
  { label: '人口', number: true, of: (row: Transfer) => row.population },
]

/** Households that move as a whole. */
export function HouseholdMoves({ query }: { readonly query: MovePanelsQuery<Transfer> }): ReactNode {
  const actions = useTransferActions()
  const noteButton = (row: Transfer): ReactNode =>
    row.overruled && (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`知道${row.headName}户的裁定了`}
        onClick={() => {
          void actions.note(row)
        }}
      >
        知道了
      </Button>
    )
  return (
    <MovePanels
      query={query}
      empty={{ title: '没有户迁移', hint: '一户要迁到别的村时，打开这一户，在“更多”里办“迁出”；对方接收以后，户和历年记录都归那个村。' }}
      first={{
        holds: (row) => row.overruled,
        title: '上级已裁定归别处',
        detail: '这些户不止一个单位接收；裁定以后不再算在本单位，理由也写在户的修改历史里',
      }}
      table={(label, rows) => (
        <MoveTable
          label={label}
          rows={rows}
          who={WHO}
          called={(row) => `${row.headName}户`}
          goneText="这一户已不在迁出的村"
          actions={actions}
          more={noteButton}
        />
      )}
      page={{ size: 100, unit: '户' }}
    />
  )
}
