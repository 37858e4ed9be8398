import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { HouseholdDetail, Member } from '#core/features/household/contract.ts'
import type { Where } from '#core/shapes.ts'
import { TabPanel } from '../../components/SectionTabs.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { ErrorSummary } from '../../fields/ErrorSummary.tsx'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import { focusFieldAt } from '../../fields/fieldId.ts'
import type { FieldMessages } from '../../fields/types.ts'
import { messagesOf } from '../../fields/useRecordForm.ts'
import { focusFirstField } from '../../keyboard/enterToNext.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { isBoolean, usePreference } from '../../preferences/usePreference.ts'
import { useGo, useLeaveGuard } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import { RecordHistoryTab } from '../records/RecordHistoryTab.tsx'
import { HouseholdBanners } from '../exchange/household/HouseholdBanners.tsx'
import { useMayWrite } from '../records/useMayWrite.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { draftOf, isBlank, staying, tabOf, withoutBlanks } from './draft.ts'
import type { CardTab, Draft } from './draft.ts'
import { FindingsPanel } from './FindingsPanel.tsx'
import { FormsTab } from './FormsTab.tsx'
import classes from './household.module.css'
import pageClasses from './page.module.css'
import { HouseholdHeader } from './HouseholdHeader.tsx'
import { IncomeTab } from './IncomeTab.tsx'
import { MembersTab } from './MembersTab.tsx'
import { PairingsTab } from './PairingsTab.tsx'
import { RestoredNote } from './RestoredNote.tsx'
import { useAskedPath } from './useAskedPath.ts'
import { useDraft } from './useDraft.ts'
import { findingsOf, incomeOf, issueOf, pathOf, todayText, useFindings, useParameters } from './useFindings.ts'
import { useSaveHousehold } from './useSaveHousehold.ts'

export type HouseholdCardProps = {
  readonly id: string
  readonly tab: CardTab
  readonly onTab: (tab: CardTab) => void
  /** Reads the household again from the core. */
  readonly onRefetch: () => Promise<HouseholdDetail | null>
} & ({ readonly detail: HouseholdDetail; readonly loaded?: never } | { readonly detail: null; readonly loaded: Draft })

const NOBODY: readonly Member[] = []
const TYPED: readonly CardTab[] = ['basic', 'members', 'income', 'living', 'cause', 'relocation']

/** The card of a household: tabs by section, live checks beside it, saved as one. */
export function HouseholdCard({ id, tab, onTab: setTab, detail, loaded, onRefetch }: HouseholdCardProps): ReactNode {
  const onFile = useMemo(() => (detail === null ? loaded : draftOf(detail)), [detail, loaded])
  const { draft, base, dirty, restored, change, reset } = useDraft(id, onFile)
  const former = detail?.former ?? NOBODY
  const mayWrite = useMayWrite('household')
  const { setYear } = useSession()
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [attempts, setAttempts] = useState(0)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [shown, setShown] = usePreference('household.findings', true, isBoolean)
  const [openNext, setOpenNext] = useState<string | null>(null)
  const parameters = useParameters()
  const findings = useFindings(draft, base, former)
  const { saving, save } = useSaveHousehold()
  const refresh = useRefresh()
  const go = useGo()
  const confirm = useConfirm()
  const unsaved = dirty || Object.keys(problems).length > 0
  useLeaveGuard(unsaved && openNext === null)
  useEffect(() => {
    if (openNext !== null) go(openNext, undefined, true)
  }, [openNext, go])
  const answered = useRef(onFile)
  useEffect(() => {
    // Changed elsewhere while nothing was being typed here: the fresh facts simply appear. Else saving tells of the conflict.
    if (unsaved || answered.current === onFile) return
    answered.current = onFile
    reset(onFile)
  }, [onFile, unsaved, reset])

  const showIssues = useCallback(
    (found: readonly FieldIssue[]) => {
      const first = found[0]
      if (first !== undefined) setTab(tabOf(first.path))
      setIssues(found)
      setAttempts((now) => now + 1)
    },
    [setTab],
  )
  const setProblem = useCallback(
    (path: string, problem: string | null) =>
      setProblems((now) => {
        const { [path]: gone, ...rest } = now
        return problem === null ? (gone === undefined ? now : rest) : { ...now, [path]: problem }
      }),
    [],
  )
  const setField = useCallback(
    (part: 'household' | 'householdYear', key: string, value: FieldValue, title?: string) => {
      setIssues((now) => now.filter((issue) => issue.path !== `${part}.${key}`))
      change((now) => ({
        ...now,
        [part]: {
          ...now[part],
          [key]: value,
          ...(title === undefined ? {} : { [`${key}$title`]: title }),
          ...(key === 'village' ? { group_id: null, group_id$title: '' } : {}),
        },
      }))
    },
    [change],
  )
  const startAgain = async (): Promise<void> => {
    const fresh = await onRefetch()
    setProblems({})
    setIssues([])
    reset(fresh === null ? onFile : draftOf(fresh))
  }
  const submit = async (): Promise<void> => {
    if (!mayWrite || saving || !unsaved) return
    const sent = withoutBlanks(draft)
    change(() => sent)
    const saved = await save({
      draft: sent,
      findings: findingsOf(sent, base, former, parameters, todayText()),
      problems,
      onIssues: showIssues,
      onReload: () => {
        void startAgain()
      },
    })
    if (saved === null) return
    refresh('household')
    setIssues([])
    if (id === 'new') {
      reset(sent)
      setOpenNext(recordPath('household', saved.id))
    } else await startAgain()
  }
  const leaveTo = (next: string | null): void => {
    if (next !== null) go(recordPath('household', next))
  }
  const chooseYear = async (year: number): Promise<void> => {
    if (unsaved) {
      const answer = await confirm({
        title: '还没有保存',
        message: `${draft.year} 年的修改先留着，回到 ${draft.year} 年可以继续；离开这一户就不再保留。`,
        confirmLabel: `看 ${year} 年`,
        cancelLabel: '留在这里',
      })
      if (!answer.confirmed) return
    }
    setYear(year)
  }
  useShortcut(
    'save',
    () => {
      void submit()
    },
    mayWrite,
  )
  useShortcut('previous', () => leaveTo(detail?.previous ?? null), detail !== null)
  useShortcut('next', () => leaveTo(detail?.next ?? null), detail !== null)

  const goOn = (): void => {
    const next = TYPED[TYPED.indexOf(tab) + 1]
    if (next === undefined) {
      void submit()
      return
    }
    setTab(next)
    requestAnimationFrame(() => {
      const panel = document.getElementById(`panel-${next}`)
      if (panel !== null) focusFirstField(panel)
    })
  }
  const reveal = (path: string): void => {
    setTab(tabOf(path))
    if (!focusFieldAt('card', path))
      requestAnimationFrame(() => {
        focusFieldAt('card', path)
      })
  }
  const asked = useAskedPath(draft)
  useEffect(() => {
    if (asked === null) return
    setTab(tabOf(asked))
    requestAnimationFrame(() => {
      focusFieldAt('card', asked)
    })
  }, [asked, setTab])
  const messages = useMemo(() => messagesOf([...issues, ...findings.all.filter((finding) => finding.kind !== 'incomplete').map(issueOf)]), [issues, findings])
  const erring = useMemo(
    () =>
      new Set([
        ...issues.filter((issue) => issue.severity === 'error').map((issue) => tabOf(issue.path)),
        ...findings.all.filter((finding) => finding.severity === 'error').map((finding) => tabOf(pathOf(finding))),
      ]),
    [issues, findings],
  )
  const tabs = tabsOf(draft, detail).map((entry) => ({ ...entry, error: erring.has(entry.key) }))
  const section = { draft, messages, setField, setProblem, goOn, readOnly: !mayWrite }
  return (
    <div className={pageClasses['page']}>
      <HouseholdHeader
        draft={draft}
        detail={detail}
        dirty={unsaved}
        saving={saving}
        mayWrite={mayWrite}
        tabs={tabs}
        tab={tab}
        onTab={setTab}
        onYear={(year) => {
          void chooseYear(year)
        }}
        onOpen={leaveTo}
        onSave={() => {
          void submit()
        }}
        findingsShown={shown || findings.all.length === 0}
        findings={findings.all.length}
        onShowFindings={() => setShown(true)}
      />
      <div className={classes['card']}>
        <section className={classes['body']} aria-label="户的内容" tabIndex={-1}>
          {detail !== null && (
            <HouseholdBanners household={id} village={typeof detail.household['village'] === 'string' ? detail.household['village'] : null} />
          )}
          {restored && (
            <RestoredNote
              onDiscard={() => {
                void startAgain()
              }}
            />
          )}
          <div className={classes['summary']}>
            <ErrorSummary issues={issues} idPrefix="card" attempt={attempts} onReveal={(issue) => setTab(tabOf(issue.path))} />
          </div>
          <TabPanel of={tab}>
            {tab === 'basic' && (
              <>
                <Section
                  {...section}
                  part="household"
                  sections={['basic', 'exit']}
                  focus={detail === null ? (draft.household['village'] === undefined ? 'village' : 'group_id') : undefined}
                />
                {detail !== null && <YearSection {...section} />}
                <Apart>
                  <Section {...section} part="household" sections={['note']} />
                </Apart>
              </>
            )}
            {tab === 'members' && (
              <MembersTab draft={draft} base={base} former={former} onChange={change} onProblem={setProblem} messages={messages} readOnly={!mayWrite} />
            )}
            {tab === 'income' && (
              <IncomeTab income={incomeOf(draft, former)} parameters={parameters} {...gridProps(section, 'householdYear')} year={draft.year} />
            )}
            {tab === 'living' && (
              <>
                <Section {...section} part="householdYear" sections={['production', 'living']} />
                <Apart>
                  <Section {...section} part="householdYear" sections={['note']} />
                </Apart>
              </>
            )}
            {tab === 'cause' && <Section {...section} part="household" sections={['cause']} />}
            {tab === 'relocation' && <Section {...section} part="household" sections={['relocation']} />}
            {tab === 'helpers' && detail !== null && <PairingsTab household={id} helpers={detail.helpers} readOnly={!mayWrite} />}
            {tab === 'attachments' && <AttachmentsTab register="household" record={id} />}
            {tab === 'history' && <RecordHistoryTab register="household" id={id} related />}
            {tab === 'forms' && <FormsTab household={id} year={draft.year} dirty={unsaved} />}
          </TabPanel>
        </section>
        {shown && findings.all.length > 0 && (
          <FindingsPanel findings={findings.all} onOpen={(finding) => reveal(pathOf(finding))} onClose={() => setShown(false)} />
        )}
      </div>
    </div>
  )
}

function tabsOf(draft: Draft, detail: HouseholdDetail | null): readonly { readonly key: CardTab; readonly label: string; readonly detail?: string }[] {
  const people = staying(draft).filter((member) => !isBlank(member)).length
  const all = [
    { key: 'basic', label: '基本情况' },
    { key: 'members', label: '家庭成员', detail: String(people) },
    { key: 'income', label: '收入情况' },
    { key: 'living', label: '生产生活条件' },
    { key: 'cause', label: '致贫原因' },
    { key: 'helpers', label: '帮扶责任人', ...(detail === null || detail.helpers.length === 0 ? {} : { detail: String(detail.helpers.length) }) },
    { key: 'relocation', label: '易地搬迁' },
    { key: 'attachments', label: '照片与附件' },
    { key: 'history', label: '历史' },
    { key: 'forms', label: '表单' },
  ] as const
  return detail === null ? all.filter((entry) => TYPED.includes(entry.key)) : all
}

interface SectionContext {
  readonly draft: Draft
  readonly messages: Readonly<Record<string, FieldMessages>>
  readonly setField: (part: 'household' | 'householdYear', key: string, value: FieldValue, title?: string) => void
  readonly setProblem: (path: string, problem: string | null) => void
  readonly goOn: () => void
  readonly readOnly: boolean
}

function gridProps(context: SectionContext, part: 'household' | 'householdYear') {
  const { draft, messages } = context
  const own = Object.fromEntries(
    Object.entries(messages).flatMap(([path, found]) => (path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), found]] : [])),
  )
  return {
    values: draft[part],
    messages: own,
    idPrefix: `card-${part}`,
    readOnly: context.readOnly,
    onLast: context.goOn,
    onChange: (key: string, value: FieldValue, title?: string) => context.setField(part, key, value, title),
    onProblem: (key: string, problem: string | null) => context.setProblem(`${part}.${key}`, problem),
  }
}

/** Sections of the household or of its year. */
function Section({
  part,
  sections,
  focus,
  ...context
}: SectionContext & { readonly part: 'household' | 'householdYear'; readonly sections: readonly string[]; readonly focus?: string | undefined }): ReactNode {
  const { draft } = context
  const village = draft.household['village']
  const whereOf = (field: FieldDefinition): Where | undefined => (field.key === 'group_id' && typeof village === 'string' ? { village } : undefined)
  return (
    <FieldGrid
      {...gridProps(context, part)}
      register={registerOf(part === 'household' ? 'household' : 'household_year')}
      sections={sections}
      year={draft.year}
      whereOf={whereOf}
      without={['head_name', 'head_id_number', 'population']}
      {...(focus === undefined ? {} : { autoFocusKey: focus })}
    />
  )
}

/** What the household was in the chosen year. */
function YearSection(context: SectionContext): ReactNode {
  return (
    <Apart>
      <FieldGrid
        {...gridProps(context, 'householdYear')}
        register={registerOf('household_year')}
        sections={['basic']}
        year={context.draft.year}
        without={['household_id', 'year', 'village', 'counted_village', 'population']}
      />
    </Apart>
  )
}

/** Sections with an Enter chain of their own: a remark, in which Enter makes a new line, must not stand in the way of the others. */
function Apart({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={classes['apart']}>{children}</div>
}
