/** A household being typed: its draft, what is wrong with it, saving it, and starting again from what is on file. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { listPath, recordPath } from '#core/catalogue/derive/screen.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { FieldIssue } from '#core/errors.ts'
import type { HouseholdDetail, Member } from '#core/features/household/contract.ts'
import { useHistory } from '../../fields/history.ts'
import type { Undoing } from '../../fields/history.ts'
import { messagesOf } from '../../fields/useRecordForm.ts'
import { useGo, useLeaveGuard } from '../../router/navigation.ts'
import { useMayWrite } from '../records/useMayWrite.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { asTyped, draftOf, tabOf, withField, withoutBlanks } from './draft.ts'
import type { CardTab, Draft } from './draft.ts'
import { fieldInFocus, keepFocus } from './focusKept.ts'
import { useDraft } from './useDraft.ts'
import { findingsOf, issueOf, pathOf, todayText, useFindings, useJudging } from './useFindings.ts'
import { useSaveHousehold } from './useSaveHousehold.ts'

export type HouseholdCardProps = {
  readonly id: string
  readonly tab: CardTab
  readonly onTab: (tab: CardTab) => void
  /** Reads the household again from the core. */
  readonly onRefetch: () => Promise<HouseholdDetail | null>
} & ({ readonly detail: HouseholdDetail; readonly loaded?: never } | { readonly detail: null; readonly loaded: Draft })

export type CardEditing = ReturnType<typeof useCardEditing>

const NOBODY: readonly Member[] = []

/** What is on file and what is typed over it; whether leaving would lose something. */
function useTyping({ id, detail, loaded }: HouseholdCardProps, unreadable: boolean) {
  const onFile = useMemo(() => (detail === null ? loaded : draftOf(detail)), [detail, loaded])
  const { reset, ...state } = useDraft(id, onFile)
  const unsaved = state.dirty || unreadable
  const answered = useRef(onFile)
  const shown = useRef(state.draft)
  useEffect(() => {
    shown.current = state.draft
  })
  useEffect(() => {
    // Changed elsewhere while nothing was being typed here: the fresh facts simply appear. Else saving tells of the conflict.
    if (unsaved || answered.current === onFile) return
    answered.current = onFile
    reset(asTyped(shown.current, onFile))
  }, [onFile, unsaved, reset])
  return { ...state, onFile, unsaved, reset }
}

/** What stopped the last save, and text that cannot be read, each by the path of its field. */
function useCardIssues(setTab: (tab: CardTab) => void) {
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [attempts, setAttempts] = useState(0)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
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
  const settle = useCallback((path: string) => setIssues((now) => now.filter((issue) => issue.path !== path)), [])
  const forget = useCallback((what: 'issues' | 'all') => {
    setIssues([])
    if (what === 'all') setProblems({})
  }, [])
  return { issues, attempts, problems, showIssues, setProblem, settle, forget }
}

/** Leads to a page after a save, without a way back to the form and without asking. */
function useLeaving(unsaved: boolean): (path: string) => void {
  const [openNext, setOpenNext] = useState<string | null>(null)
  const go = useGo()
  useLeaveGuard(unsaved && openNext === null)
  useEffect(() => {
    if (openNext !== null) go(openNext, undefined, true)
  }, [openNext, go])
  return setOpenNext
}

/** Messages under the fields, and the tabs that have something to mend. */
function useMessages(issues: readonly FieldIssue[], findings: ReturnType<typeof useFindings>) {
  const messages = useMemo(() => messagesOf([...issues, ...findings.all.filter((finding) => finding.kind !== 'incomplete').map(issueOf)]), [issues, findings])
  const erring = useMemo(
    () =>
      new Set<string>([
        ...issues.filter((issue) => issue.severity === 'error').map((issue) => tabOf(issue.path)),
        ...findings.all.filter((finding) => finding.severity === 'error').map((finding) => tabOf(pathOf(finding))),
      ]),
    [issues, findings],
  )
  return { messages, erring }
}

/** Changes of the members step by step: typed letters of one cell are one step. */
export interface MembersSteps {
  readonly change: (apply: (draft: Draft) => Draft, tag?: string) => void
  readonly undo: () => void
  readonly redo: () => void
}

function useMembersSteps(draft: Draft, change: (apply: (draft: Draft) => Draft) => void, history: Undoing<Draft['members']>): MembersSteps {
  const put = (members: Draft['members'] | null): void => {
    if (members !== null) change((now) => ({ ...now, members }))
  }
  return {
    change: (apply, tag) => {
      history.remember(draft.members, tag ?? null)
      change(apply)
    },
    undo: () => put(history.undo(draft.members)),
    redo: () => put(history.redo(draft.members)),
  }
}

export function useCardEditing(props: HouseholdCardProps) {
  const { id, detail, onRefetch } = props
  const { issues, attempts, problems, showIssues, setProblem, settle, forget } = useCardIssues(props.onTab)
  const { draft, base, onFile, restored, unsaved, change, reset } = useTyping(props, Object.keys(problems).length > 0)
  const former = detail?.former ?? NOBODY
  const mayWrite = useMayWrite('household')
  const judging = useJudging()
  const findings = useFindings(draft, base, former, judging)
  const { saving, save } = useSaveHousehold()
  const refresh = useRefresh()
  const leaveFor = useLeaving(unsaved)
  const history = useHistory<Draft['members']>()
  const setField = useCallback(
    (part: 'household' | 'householdYear', key: string, value: FieldValue, title?: string) => {
      settle(`${part}.${key}`)
      change((now) => withField(now, part, key, value, title))
    },
    [change, settle],
  )
  const startAgain = async (typed: Draft = draft): Promise<void> => {
    const fresh = await onRefetch()
    forget('all')
    reset(fresh === null ? onFile : asTyped(typed, draftOf(fresh)))
    history.forget()
  }
  const submit = async (): Promise<void> => {
    if (!mayWrite || saving || !unsaved) return
    const focused = fieldInFocus()
    const sent = withoutBlanks(draft)
    change(() => sent)
    const saved = await save({
      draft: sent,
      findings: findingsOf(sent, base, former, judging, todayText()),
      problems,
      onIssues: showIssues,
      onReload: () => {
        void startAgain()
      },
    })
    if (saved === null) return
    refresh('household')
    forget('issues')
    if (id !== 'new') return startAgain(sent)
    reset(sent)
    keepFocus(saved.id, focused)
    leaveFor(saved.proposed ? listPath('household') : recordPath('household', saved.id))
  }
  const shown = useMessages(issues, findings)
  const members = useMembersSteps(draft, change, history)
  const state = { members, draft, base, former, restored, unsaved, issues, attempts, findings, parameters: judging.parameters, mayWrite, saving }
  return { ...state, ...shown, change, setField, setProblem, startAgain, submit }
}
