import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { DataTable } from '../../components/DataTable/DataTable.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FilterBar } from '../../components/FilterBar/FilterBar.tsx'
import { useRegisterFilter } from '../../components/FilterBar/useRegisterFilter.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useGo } from '../../router/navigation.ts'
import { registerColumns } from '../../components/DataTable/registerColumns.tsx'
import { useRecordPages } from '../../components/DataTable/useRecordPages.ts'

const register = registerOf('balance_entry')
const columns = registerColumns(register, { first: ['household_id', 'person_id', 'line', 'day', 'households', 'people', 'village'] })

/** What a figure of a sheet is made of; a line leads to its household. */
export function EntriesScreen(): ReactNode {
  const filter = useRegisterFilter('balance_entry')
  const source = useRecordPages(filter.question)
  const go = useGo()
  return (
    <Page fixed header={<PageHeader title="平衡表明细" />}>
      <FilterBar
        register={register}
        text={filter.text}
        onTextChange={filter.setText}
        conditions={filter.conditions}
        onConditionsChange={filter.setConditions}
        preset={filter.preset}
        onPresetDrop={filter.dropPreset}
      />
      <DataTable
        label="平衡表明细"
        storageKey="balance_entry"
        columns={columns}
        source={source}
        sort={filter.sort}
        onSortChange={filter.setSort}
        countUnit="条"
        autoFocus
        onOpen={(row) => {
          if (typeof row['household_id'] === 'string') go(recordPath('household', row['household_id']))
        }}
        empty={<EmptyState title="没有明细" hint="请从平衡表里点一个数，这里列出它由哪些户和人组成。" />}
      />
    </Page>
  )
}
