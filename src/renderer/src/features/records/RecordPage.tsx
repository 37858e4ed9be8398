import { Alert, Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { ASK_ITS_OFFICE, isReferredOnly, referredOnlyTextOf } from '#core/catalogue/derive/referred.ts'
import { listPath, recordPath } from '#core/catalogue/derive/screen.ts'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import { findField, isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { Page } from '../../components/PageHeader.tsx'
import { TabPanel } from '../../components/SectionTabs.tsx'
import { displayField } from '../../fields/display.ts'
import { ErrorSummary } from '../../fields/ErrorSummary.tsx'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useFieldAsked } from './useFieldAsked.ts'
import { useGo, useLeaveGuard } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { LinesGrid } from './LinesGrid.tsx'
import { RecordHeader } from './RecordHeader.tsx'
import { recordTabs } from './recordTabs.tsx'
import type { RecordTab } from './recordTabs.tsx'
import classes from './records.module.css'
import { useKeptElsewhere } from './useKeptElsewhere.ts'
import { useMayRead } from './useMayWrite.ts'
import { useRecordActions } from './useRecordActions.ts'
import { useRecordEditing } from './useRecordEditing.ts'
import type { RecordEditing } from './useRecordEditing.ts'

export interface RecordScreenProps {
  readonly screen: RegisterScreen
  /** Id of the record, or `new`. */
  readonly id: string
  /** Beside those that follow from the catalogue. */
  readonly tabs?: readonly RecordTab[]
  /** Values a new record begins with, beside those of the catalogue. */
  readonly initial?: Row
  /** What a reference may point to. */
  readonly whereOf?: (field: FieldDefinition, values: Row) => Where | undefined
  readonly actions?: (row: Row) => ReactNode
  /** Under the form and its lines, as they are being typed. */
  readonly below?: (editing: RecordEditing, row: Row) => ReactNode
}

export interface RecordPageProps extends RecordScreenProps {
  readonly loaded: Row
  readonly onReload: () => Promise<Row | undefined>
}

const FORM = 'form'

/** The page of a record that is there, or of a new one. */
export function RecordPage(props: RecordPageProps): ReactNode {
  const { screen, id, loaded } = props
  const isNew = id === 'new'
  useFieldAsked(screen.register)
  const [tab, setTab] = useState(FORM)
  const [leavingTo, setLeavingTo] = useState<string | null>(null)
  const { remove, restore } = useRecordActions()
  const editing = useRecordEditing({
    register: screen.register,
    id,
    loaded,
    onReload: props.onReload,
    onIssues: () => setTab(FORM),
    onAdded: (added) => setLeavingTo(added === null ? listPath(screen.register) : recordPath(screen.register, added)),
  })
  useLeaving(editing.dirty, leavingTo)
  const { form, mayWrite } = editing
  const submit = (): void => {
    void editing.submit()
  }
  useShortcut('save', submit, mayWrite)
  const title = recordTitle(screen, form.values, isNew)
  const mayRead = useMayRead()
  const further = isNew ? [] : recordTabs(screen.register, id, props.tabs).filter(({ register }) => register === undefined || mayRead(register))
  const tabs = [{ key: FORM, label: '内容', error: form.issues.some((issue) => issue.severity === 'error') }, ...further]
  const removeIt = async (): Promise<void> => {
    if (await remove(screen.register, [id], `“${title}”`)) setLeavingTo(listPath(screen.register))
  }
  return (
    <Page
      header={
        <RecordHeader
          register={screen.register}
          title={title}
          row={loaded}
          isNew={isNew}
          editing={editing}
          tabs={tabs}
          tab={tab}
          onTab={setTab}
          actions={isNew ? null : props.actions?.(loaded)}
          onSave={submit}
          onRemove={() => {
            void removeIt()
          }}
        />
      }
    >
      <div className={classes['summary']}>
        <ErrorSummary issues={form.issues} idPrefix="record" attempt={form.attempt} />
      </div>
      <NotStanding
        register={screen.register}
        row={loaded}
        onRestore={() => {
          void restore(screen.register, [id], `“${title}”`)
        }}
      />
      {!isNew && <KeptByAnother register={screen.register} id={id} />}
      <TabPanel of={tab}>
        {tab === FORM && (
          <>
            <RecordFields {...props} editing={editing} onLast={editing.lines.registers.length > 0 ? enterLines : submit} />
            {editing.lines.registers.map((lines) => (
              <LinesGrid
                key={lines.related.register}
                {...lines}
                parent={{ register: screen.register, values: form.values }}
                readOnly={!mayWrite}
                messages={form.messages}
                onSettled={form.settle}
              />
            ))}
            {props.below?.(editing, loaded)}
          </>
        )}
        {further.find(({ key }) => key === tab)?.content(loaded)}
      </TabPanel>
    </Page>
  )
}

/** That the record was removed, and can come back; or that only what it is called is known here. */
function NotStanding({ register, row, onRestore }: { readonly register: string; readonly row: Row; readonly onRestore: () => void }): ReactNode {
  if (row['deleted'] !== true) return null
  if (isReferredOnly(row))
    return (
      <Alert color="gray" mb="sm" title="资料在别的单位">
        {referredOnlyTextOf(registerOf(register), row)}
        {ASK_ITS_OFFICE}
      </Alert>
    )
  return (
    <Alert color="amber" mb="sm" title="这条记录已经删除">
      <Button variant="default" mt={6} onClick={onRestore}>
        恢复
      </Button>
    </Alert>
  )
}

/** That another office is in charge, so that what is changed here is a proposal to it. */
function KeptByAnother({ register, id }: { readonly register: string; readonly id: string }): ReactNode {
  const unit = useQuery(useApi().exchange.inCharge.queryOptions({ input: { register, record: id } })).data
  if (unit === null || unit === undefined) return null
  return (
    <Alert color="ink" mb="sm" icon={<IconInfoCircle size={17} aria-hidden />}>
      这条记录由{unit.unitName}负责，您的修改作为建议随下次发送带过去，由对方决定采不采纳。
    </Alert>
  )
}

/** Behind the last field of the record come its lines: the first cell, or the button that adds a line. */
function enterLines(): void {
  const lines = document.querySelector('[data-lines]')
  const cell = lines?.querySelector<HTMLElement>('[data-active-cell] input') ?? lines?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"], button')
  cell?.focus()
}

/** Asks before something typed is lost; once saved or removed, leaves for the next page without leaving this one in the way back. */
function useLeaving(dirty: boolean, leavingTo: string | null): void {
  const go = useGo()
  useLeaveGuard(dirty && leavingTo === null)
  useEffect(() => {
    if (leavingTo !== null) go(leavingTo, undefined, true)
  }, [leavingTo, go])
}

/** The fields of the record itself, by section. */
function RecordFields(props: RecordPageProps & { readonly editing: RecordEditing; readonly onLast: () => void }): ReactNode {
  const { screen, id, initial, whereOf } = props
  const { form, mayWrite } = props.editing
  const { year } = useSession()
  const register = registerOf(screen.register)
  const keptElsewhere = useKeptElsewhere(register, form.values)
  const firstField = register.fields.find((field) => isTyped(field) && !(field.key in (initial ?? {})))
  return (
    <div className={classes['narrow']}>
      <FieldGrid
        register={register}
        values={form.values}
        onChange={form.set}
        onProblem={form.setProblem}
        messages={form.messages}
        idPrefix="record"
        onLast={props.onLast}
        year={yearOf(form.values, year)}
        readOnly={!mayWrite}
        {...(register.appendOnly === undefined ? {} : { fixed: [register.appendOnly.by] })}
        keptElsewhere={keptElsewhere}
        whereOf={(field) => whereOf?.(field, form.values)}
        {...(id === 'new' && firstField !== undefined ? { autoFocusKey: firstField.key } : {})}
      />
    </div>
  )
}

/** How a record is called: its title field, or 新增…. */
function recordTitle(screen: RegisterScreen, row: Row, isNew: boolean): string {
  const register = registerOf(screen.register)
  if (isNew) return `新增${register.label}`
  const field = findField(register, register.title)
  const text = field === undefined ? '' : displayField(field, row)
  return text === '' ? register.label : text
}

/** A yearly record is asked the questions of its own year. */
function yearOf(values: Row, session: number): number {
  const year = values['year']
  return typeof year === 'number' ? year : session
}
