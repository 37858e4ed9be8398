import { Alert, Badge, Button, Loader } from '@mantine/core'
import { IconArrowLeft, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { findField, isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { SectionTabs, TabPanel } from '../../components/SectionTabs.tsx'
import { displayField } from '../../fields/display.ts'
import { ErrorSummary } from '../../fields/ErrorSummary.tsx'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import { initialValues, useRecordForm } from '../../fields/useRecordForm.ts'
import { shortcutKeys } from '../../keyboard/shortcuts.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { recordPath, useGo, useLeaveGuard } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { RecordHistoryTab } from './RecordHistoryTab.tsx'
import classes from './records.module.css'
import { listPath } from './registerScreens.ts'
import type { RegisterScreen } from './registerScreens.ts'
import { useMayWrite } from './useMayWrite.ts'
import { useRecordActions } from './useRecordActions.ts'
import { useRefresh } from './useRefresh.ts'
import { useSaveRecord } from './useSaveRecord.ts'

/** A further tab of a record: what belongs to it. */
export interface RecordTab {
  readonly key: string
  readonly label: string
  readonly content: (row: Row) => ReactNode
}

export interface RecordScreenProps {
  readonly screen: RegisterScreen
  /** Id of the record, or `new`. */
  readonly id: string
  readonly tabs?: readonly RecordTab[]
  /** Values a new record begins with, beside those of the catalogue. */
  readonly initial?: Row
  /** What a reference may point to. */
  readonly whereOf?: (field: FieldDefinition, values: Row) => Where | undefined
  readonly actions?: (row: Row) => ReactNode
}

/** One record: looked at and changed section by section, its history, what belongs to it. */
export function RecordScreen(props: RecordScreenProps): ReactNode {
  const { screen, id } = props
  const isNew = id === 'new'
  const query = useQuery({ ...useApi().records.get.queryOptions({ input: { register: screen.register, id } }), enabled: !isNew })
  const begun = useMemo(() => ({ ...initialValues(registerOf(screen.register)), ...props.initial }), [screen.register, props.initial])
  if (isNew) return <RecordForm key="new" {...props} loaded={begun} onReload={() => Promise.resolve(undefined)} />
  if (query.error !== null) {
    return (
      <Page header={<PageHeader title={screen.title} back={<BackButton register={screen.register} />} />}>
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
      <Page header={<PageHeader title={screen.title} back={<BackButton register={screen.register} />} />}>
        <Loader size="sm" aria-label="正在读取" />
      </Page>
    )
  return <RecordForm key={id} {...props} loaded={query.data} onReload={async () => (await query.refetch()).data} />
}

/** Back to where the user came from, or to the list. */
export function BackButton({ register }: { readonly register: string }): ReactNode {
  const router = useRouter()
  const go = useGo()
  const back = (): void => {
    if (router.history.canGoBack()) router.history.back()
    else go(listPath(register))
  }
  return (
    <Button variant="subtle" color="gray" size="compact-md" px={4} aria-label="返回" title={`返回（${shortcutKeys('back')}）`} onClick={back}>
      <IconArrowLeft size={18} aria-hidden />
    </Button>
  )
}

/** How a record is called: its title field, or 新增…. */
export function recordTitle(screen: RegisterScreen, row: Row, isNew: boolean): string {
  const register = registerOf(screen.register)
  if (isNew) return `新增${register.label}`
  const field = findField(register, register.title)
  const text = field === undefined ? '' : displayField(field, row)
  return text === '' ? register.label : text
}

function RecordForm(props: RecordScreenProps & { readonly loaded: Row; readonly onReload: () => Promise<Row | undefined> }): ReactNode {
  const { screen, id, loaded } = props
  const register = registerOf(screen.register)
  const isNew = id === 'new'
  const removed = loaded['deleted'] === true
  const mayWrite = useMayWrite(screen.register, isNew ? 'insert' : 'update') && !removed
  const form = useRecordForm(register, loaded)
  const { year } = useSession()
  const [tab, setTab] = useState('form')
  const [openNext, setOpenNext] = useState<string | null>(null)
  const { saving, save } = useSaveRecord(screen.register)
  const { remove, restore } = useRecordActions()
  const refresh = useRefresh()
  const go = useGo()
  useLeaveGuard(form.dirty && openNext === null)
  /** What the form stands on, own saves included; and the last answer of the core. */
  const shown = useRef(loaded)
  const answered = useRef(loaded)
  const { reset, dirty } = form
  useEffect(() => {
    // Changed elsewhere while nothing was being typed here: the fresh values simply appear. Else saving tells of the conflict.
    if (dirty || answered.current === loaded) return
    answered.current = loaded
    shown.current = loaded
    reset(loaded)
  }, [loaded, dirty, reset])
  useEffect(() => {
    if (openNext !== null) go(openNext, undefined, true)
  }, [openNext, go])

  const reload = async (): Promise<void> => {
    const fresh = await props.onReload()
    if (fresh === undefined) return
    shown.current = fresh
    reset(fresh)
  }
  const submit = async (): Promise<void> => {
    if (!mayWrite || saving || (!isNew && !form.dirty)) return
    if (form.localIssues.length > 0) {
      setTab('form')
      form.showIssues(form.localIssues)
      return
    }
    const revision = shown.current['revision']
    const saved = await save(isNew ? { values: form.values } : { id, values: form.changed, ...(typeof revision === 'number' ? { revision } : {}) }, {
      onIssues: (issues) => {
        setTab('form')
        form.showIssues(issues)
      },
      onReload: () => {
        void reload()
      },
    })
    if (saved === null) return
    const now = { ...form.values, revision: saved.revision }
    shown.current = now
    form.reset(now)
    refresh(screen.register)
    if (isNew) setOpenNext(recordPath(screen.register, saved.id))
  }
  useShortcut(
    'save',
    () => {
      void submit()
    },
    mayWrite,
  )

  const title = recordTitle(screen, form.values, isNew)
  const tabs = [
    { key: 'form', label: '内容', error: form.issues.some((issue) => issue.severity === 'error') },
    ...(isNew ? [] : [...(props.tabs ?? []), { key: 'history', label: '变更记录' }]),
  ]
  const extra = props.tabs?.find((candidate) => candidate.key === tab)
  const removeIt = async (): Promise<void> => {
    if (await remove(screen.register, [id], `“${title}”`)) setOpenNext(listPath(screen.register))
  }
  const header = (
    <PageHeader
      title={title}
      back={<BackButton register={screen.register} />}
      detail={
        <>
          <span>{register.label}</span>
          {form.dirty && !isNew && <Badge color="amber">未保存</Badge>}
          {removed && <Badge color="red">已删除</Badge>}
        </>
      }
      actions={
        <>
          {!isNew && props.actions?.(loaded)}
          {!isNew && mayWrite && (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => {
                void removeIt()
              }}
            >
              删除
            </Button>
          )}
          {mayWrite && (
            <Button
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              loading={saving}
              disabled={!isNew && !form.dirty}
              title={shortcutKeys('save')}
              onClick={() => {
                void submit()
              }}
            >
              保存
            </Button>
          )}
        </>
      }
    >
      {tabs.length > 1 && <SectionTabs label={`${register.label}的各部分`} tabs={tabs} value={tab} onChange={setTab} />}
    </PageHeader>
  )
  const firstField = register.fields.find((field) => isTyped(field) && !(field.key in (props.initial ?? {})))
  return (
    <Page header={header}>
      <div className={classes['summary']}>
        <ErrorSummary issues={form.issues} idPrefix="record" attempt={form.attempt} />
      </div>
      {removed && (
        <Alert color="amber" mb="sm" title="这条记录已经删除">
          <Button
            variant="default"
            mt={6}
            onClick={() => {
              void restore(screen.register, [id], `“${title}”`)
            }}
          >
            恢复
          </Button>
        </Alert>
      )}
      <TabPanel of={tab}>
        {tab === 'form' && (
          <div className={classes['narrow']}>
            <FieldGrid
              register={register}
              values={form.values}
              onChange={form.set}
              onProblem={form.setProblem}
              messages={form.messages}
              idPrefix="record"
              onLast={() => {
                void submit()
              }}
              year={yearOf(form.values, year)}
              readOnly={!mayWrite}
              whereOf={(field) => props.whereOf?.(field, form.values)}
              {...(isNew && firstField !== undefined ? { autoFocusKey: firstField.key } : {})}
            />
          </div>
        )}
        {tab === 'history' && <RecordHistoryTab register={screen.register} id={id} />}
        {extra?.content(loaded)}
      </TabPanel>
    </Page>
  )
}

/** A yearly record is asked the questions of its own year. */
function yearOf(values: Row, session: number): number {
  const year = values['year']
  return typeof year === 'number' ? year : session
}
