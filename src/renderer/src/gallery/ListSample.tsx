import { Badge, Button } from '@mantine/core'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { household } from '#core/catalogue/entities/household.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { DataTable } from '../components/DataTable/DataTable.tsx'
import { registerColumns } from '../components/DataTable/registerColumns.tsx'
import type { Selection } from '../components/DataTable/types.ts'
import { useRecordPages } from '../components/DataTable/useRecordPages.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { FilterBar } from '../components/FilterBar/FilterBar.tsx'
import { SavedViewsMenu } from '../components/FilterBar/SavedViewsMenu.tsx'
import { useRegisterFilter } from '../components/FilterBar/useRegisterFilter.ts'
import { Page, PageHeader } from '../components/PageHeader.tsx'
import { displayValue } from '../fields/display.ts'
import { useGo } from '../router/navigation.ts'

const register = registerOf(household.name)
const exitStatus = register.fields.find((field) => field.key === 'exit_status')

const columns = registerColumns(register, {
  first: ['head_name', 'household_no'],
  render: {
    exit_status: (row) =>
      exitStatus === undefined ? null : <Badge color={row['exit_status'] === '1' ? 'green' : 'amber'}>{displayValue(exitStatus, row['exit_status'])}</Badge>,
  },
})

export function ListSample(): ReactNode {
  const filter = useRegisterFilter('household', [
    { field: 'exit_status', operator: 'in', value: '0,3' },
    { field: 'village', operator: 'within', value: '621125101000', title: '三岔镇' },
  ])
  const source = useRecordPages(filter.question)
  const [selection, setSelection] = useState<Selection>(new Map())
  const go = useGo()
  return (
    <Page
      fixed
      header={
        <PageHeader
          title="贫困户"
          actions={
            <>
              <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
                导出
              </Button>
              <Button leftSection={<IconPlus size={16} aria-hidden />}>新增户</Button>
            </>
          }
        />
      }
    >
      <FilterBar register={register} text={filter.text} onTextChange={filter.setText} conditions={filter.conditions} onConditionsChange={filter.setConditions}>
        <SavedViewsMenu register="household" conditions={filter.conditions} sort={filter.sortList} onApply={filter.applyView} />
      </FilterBar>
      <DataTable
        label="贫困户列表"
        storageKey="household"
        columns={columns}
        source={source}
        sort={filter.sort}
        onSortChange={filter.setSort}
        onOpen={() => go('/gallery/form')}
        countUnit="户"
        autoFocus
        selection={selection}
        onSelectionChange={setSelection}
        footActions={
          selection.size > 0 && (
            <Button size="compact-sm" variant="light">
              批量修改
            </Button>
          )
        }
        empty={<EmptyState title="没有符合条件的户" hint="请换一个条件，或清除筛选。" />}
      />
    </Page>
  )
}
