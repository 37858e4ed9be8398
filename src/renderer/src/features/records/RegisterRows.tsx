import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { yearlyOf } from '#core/catalogue/derive/listing.ts'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { DataTable } from '../../components/DataTable/DataTable.tsx'
import { rowId } from '../../components/DataTable/types.ts'
import type { DataColumn, HeadFilters, Row, Selection } from '../../components/DataTable/types.ts'
import { useRecordPages } from '../../components/DataTable/useRecordPages.ts'
import type { RecordQuestion } from '../../components/DataTable/useRecordPages.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { Askable } from '../../components/FilterBar/askable.ts'
import { ColumnFilter } from '../../components/FilterBar/ColumnFilter.tsx'
import type { RegisterFilter } from '../../components/FilterBar/useRegisterFilter.ts'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { BatchBegin } from './BatchBegin.tsx'
import { BatchStep } from '../procedures/BatchStep.tsx'
import { BatchEditDialog } from './BatchEditDialog.tsx'
import { moreOf } from './listColumns.tsx'
import { narrowed } from './narrowed.ts'
import type { RegisterListProps } from './registerListProps.ts'
import { useCellEditing } from './useCellEditing.tsx'
import { useRecordActions } from './useRecordActions.ts'

const NOTHING_CHOSEN: Selection = new Map()

/** The rows of a register's list: opened, chosen, edited where they stand, changed together. */
export function RegisterRows(
  props: RegisterListProps & {
    readonly question: RecordQuestion
    readonly filter: RegisterFilter
    readonly columns: readonly DataColumn[]
    /** Those on screen. */
    readonly shown: readonly DataColumn[]
    readonly askable: readonly Askable[]
    readonly removed: boolean
    readonly mayWrite: boolean
    readonly mayRemove: boolean
  },
): ReactNode {
  const { screen, question, filter, removed } = props
  const { year, user } = useSession()
  // What nobody edits may go through steps all the same.
  const mayProceed = registerOf(screen.register).procedure !== undefined && user.role !== 'reader'
  const more = useMemo(() => moreOf(screen.register, props.shown), [screen.register, props.shown])
  const pages = useRecordPages(question, more.length === 0 ? undefined : { more, year })
  const { decorate } = props
  const source = useMemo(() => decorate?.(pages) ?? pages, [decorate, pages])
  const [selection, setSelection] = useKeptState<Selection>(`selection.${screen.register}.${String(removed)}`, NOTHING_CHOSEN)
  const [changing, setChanging] = useState(false)
  const { remove, restore } = useRecordActions()
  const go = useGo()
  const filters = useHeadFilters(props)
  const editing = useCellEditing(screen.register, yearlyOf(screen.register)?.name ?? null, props.shown[0]?.key)
  const ids = [...selection.keys()]
  const clear = (): void => setSelection(new Map())
  const named = `${ids.length} ${screen.counter}`
  const actions =
    selection.size === 0 ? null : removed ? (
      <Button
        size="compact-sm"
        variant="light"
        onClick={() => {
          void restore(screen.register, ids, named).then((done) => {
            if (done) clear()
          })
        }}
      >
        恢复
      </Button>
    ) : (
      <>
        {props.mayWrite && (
          <Button size="compact-sm" variant="light" onClick={() => setChanging(true)}>
            批量修改
          </Button>
        )}
        <BatchStep register={screen.register} ids={ids} onDone={clear} />
        <BatchBegin of={screen.register} ids={ids} unit={screen.counter} onDone={clear} />
        {props.mayRemove && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => {
              void remove(screen.register, ids, named).then((done) => {
                if (done) clear()
              })
            }}
          >
            {registerOf(screen.register).appendOnly === undefined ? '删除' : '冲正'}
          </Button>
        )}
      </>
    )
  return (
    <>
      <DataTable
        label={`${screen.title}列表`}
        storageKey={screen.register}
        columns={props.columns}
        source={source}
        sort={filter.sort}
        onSortChange={filter.setSort}
        countUnit={screen.counter}
        autoFocus
        placeKey={`${screen.register}.${String(removed)}`}
        filters={filters}
        {...(removed ? {} : { editing })}
        onOpen={(row: Row) => go(recordPath(screen.register, rowId(row)))}
        empty={<NothingHere screen={screen} removed={removed} filtered={!filter.empty || props.where !== undefined} mayWrite={props.mayWrite} />}
        footActions={actions}
        {...(props.mayWrite || props.mayRemove || mayProceed ? { selection, onSelectionChange: setSelection } : {})}
      />
      {changing && (
        <BatchEditDialog
          register={screen.register}
          ids={ids}
          unit={screen.counter}
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false)
            clear()
          }}
        />
      )}
    </>
  )
}

/** The drop-downs of headings: a column's conditions are set beside all others. */
function useHeadFilters({ filter, where, removed, askable }: Parameters<typeof RegisterRows>[0]): HeadFilters {
  const { year } = useSession()
  return useMemo(() => {
    const askedOf = (column: DataColumn): Askable | undefined => askable.find(({ key }) => key === column.key)
    return {
      offers: (column) => askedOf(column) !== undefined && !removed,
      isActive: (column) => filter.conditions.some(({ field }) => field === column.key),
      render: (column, close) => {
        const asked = askedOf(column)
        if (asked === undefined) return null
        return (
          <ColumnFilter
            asked={asked}
            question={narrowed({ ...filter.questionWithout(column.key), ...(removed ? { deleted: true } : {}) }, where)}
            year={year}
            conditions={filter.conditions.filter(({ field }) => field === column.key)}
            onChange={(conditions) => filter.setConditions([...filter.conditions.filter(({ field }) => field !== column.key), ...conditions])}
            sort={filter.sort}
            onSort={column.sortable === false ? undefined : filter.setSort}
            onClose={close}
          />
        )
      },
    }
  }, [filter, where, removed, askable, year])
}

function NothingHere({
  screen,
  removed,
  filtered,
  mayWrite,
}: {
  readonly screen: RegisterScreen
  readonly removed: boolean
  readonly filtered: boolean
  readonly mayWrite: boolean
}): ReactNode {
  const go = useGo()
  if (removed) return <EmptyState title="没有已删除的记录" />
  if (filtered) return <EmptyState title="没有符合条件的记录" hint="请换一个条件，或者点“清除”去掉所有条件。" />
  return (
    <EmptyState
      title={`还没有${registerOf(screen.register).label}`}
      hint={registerOf(screen.register).description}
      actions={
        mayWrite && (
          <>
            <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => go('/imports')}>
              从 Excel 导入
            </Button>
            <Button onClick={() => go(recordPath(screen.register, 'new'))}>新增</Button>
          </>
        )
      }
    />
  )
}
