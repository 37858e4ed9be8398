import { Button, Checkbox } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { isHidden } from '#core/access/asker.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Where } from '#core/shapes.ts'
import { DataTable } from '../../components/DataTable/DataTable.tsx'
import { registerColumns } from '../../components/DataTable/registerColumns.tsx'
import { rowId } from '../../components/DataTable/types.ts'
import type { DataColumn, Row, RowSource, Selection } from '../../components/DataTable/types.ts'
import { useRecordPages } from '../../components/DataTable/useRecordPages.ts'
import type { RecordQuestion } from '../../components/DataTable/useRecordPages.ts'
import { useTableLayout } from '../../components/DataTable/useTableLayout.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FilterBar } from '../../components/FilterBar/FilterBar.tsx'
import { SavedViewsMenu } from '../../components/FilterBar/SavedViewsMenu.tsx'
import { useRegisterFilter } from '../../components/FilterBar/useRegisterFilter.ts'
import type { RegisterFilter } from '../../components/FilterBar/useRegisterFilter.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { ListPrintMenu } from '../paper/PrintMenu.tsx'
import { BatchStep } from '../procedures/BatchStep.tsx'
import { BatchEditDialog } from './BatchEditDialog.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import classes from './records.module.css'
import { useMayWrite } from './useMayWrite.ts'
import { useRecordActions } from './useRecordActions.ts'

export interface RegisterListProps {
  readonly screen: RegisterScreen
  /** At the left of the table: the division tree. */
  readonly side?: ReactNode
  /** Holds beside the conditions the user sets. */
  readonly where?: Where | undefined
  readonly render?: Readonly<Record<string, NonNullable<DataColumn['render']>>>
  /** Columns drawn from elsewhere, with the rows to show them on. */
  readonly moreColumns?: readonly DataColumn[]
  readonly decorate?: (source: RowSource) => RowSource
  /** Behind the title. */
  readonly detail?: ReactNode
  readonly actions?: ReactNode
}

/** A question that must hold beside another condition. */
export function narrowed(question: RecordQuestion, where: Where | undefined): RecordQuestion {
  if (where === undefined) return question
  return { ...question, where: question.where === undefined ? where : { and: [question.where, where] } }
}

/** The list of a register: search, conditions, columns, selection, batch edit, removal, export. */
export function RegisterList(props: RegisterListProps): ReactNode {
  const { screen, side } = props
  const register = registerOf(screen.register)
  const filter = useRegisterFilter(screen.register)
  const [removed, setRemoved] = useState(false)
  const question = narrowed({ ...filter.question, ...(removed ? { deleted: true } : {}) }, props.where)
  const mayWrite = useMayWrite(screen.register)
  const mayAdd = useMayWrite(screen.register, 'insert')
  const mayRemove = useMayWrite(screen.register, 'remove')
  const { year, user } = useSession()
  const { render, moreColumns } = props
  // What the user sees masked is offered neither as a condition nor as an order: the core refuses both.
  const askable = useMemo(() => ({ ...register, fields: register.fields.filter((field) => !isHidden(user, register, field)) }), [register, user])
  const columns = useMemo(
    () => [
      ...registerColumns(register, {
        first: screen.first,
        year,
        hidden: (field) => isHidden(user, register, field),
        ...(screen.listed === undefined ? {} : { listed: screen.listed }),
        ...(render === undefined ? {} : { render }),
      }),
      ...(moreColumns ?? []),
    ],
    [register, screen, year, user, render, moreColumns],
  )
  const layout = useTableLayout(screen.register, columns)
  const go = useGo()
  const create = (): void => go(recordPath(screen.register, 'new'))
  useShortcut('new', create, mayAdd)
  const exported = layout.visible.map((column) => column.key).filter((key) => register.fields.some((field) => field.key === key))
  return (
    <Page
      fixed
      header={
        <PageHeader
          title={screen.title}
          detail={props.detail}
          actions={
            <>
              {props.actions}
              <ListPrintMenu question={question} disabled={removed} />
              <ExportMenu question={question} columns={exported} disabled={removed} />
              {mayAdd && (
                <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create} title="Ctrl+N 或 Alt+N">
                  新增
                </Button>
              )}
            </>
          }
        />
      }
    >
      <div className={classes['split']}>
        {side}
        <div className={classes['main']}>
          <FilterBar
            register={askable}
            text={filter.text}
            onTextChange={filter.setText}
            conditions={filter.conditions}
            onConditionsChange={filter.setConditions}
            preset={filter.preset}
            onPresetDrop={filter.dropPreset}
            searchPlaceholder={screen.search}
          >
            {mayRemove && register.appendOnly === undefined && (
              <Checkbox size="xs" label="已删除" checked={removed} onChange={(event) => setRemoved(event.currentTarget.checked)} />
            )}
            <SavedViewsMenu register={screen.register} conditions={filter.conditions} sort={filter.sortList} onApply={filter.applyView} />
          </FilterBar>
          <Rows
            key={String(removed)}
            {...props}
            question={question}
            filter={filter}
            columns={columns}
            removed={removed}
            mayWrite={mayWrite}
            mayRemove={mayRemove}
          />
        </div>
      </div>
    </Page>
  )
}

function Rows(
  props: RegisterListProps & {
    readonly question: RecordQuestion
    readonly filter: RegisterFilter
    readonly columns: readonly DataColumn[]
    readonly removed: boolean
    readonly mayWrite: boolean
    readonly mayRemove: boolean
  },
): ReactNode {
  const { screen, question, filter, removed } = props
  const pages = useRecordPages(question)
  const source = props.decorate?.(pages) ?? pages
  const [selection, setSelection] = useState<Selection>(new Map())
  const [editing, setEditing] = useState(false)
  const { remove, restore } = useRecordActions()
  const go = useGo()
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
          <Button size="compact-sm" variant="light" onClick={() => setEditing(true)}>
            批量修改
          </Button>
        )}
        <BatchStep register={screen.register} ids={ids} onDone={clear} />
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
        onOpen={(row: Row) => go(recordPath(screen.register, rowId(row)))}
        empty={<NothingHere screen={screen} removed={removed} filtered={!filter.empty || props.where !== undefined} mayWrite={props.mayWrite} />}
        footActions={actions}
        {...(props.mayWrite || props.mayRemove ? { selection, onSelectionChange: setSelection } : {})}
      />
      {editing && (
        <BatchEditDialog
          register={screen.register}
          ids={ids}
          unit={screen.counter}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            clear()
          }}
        />
      )}
    </>
  )
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
