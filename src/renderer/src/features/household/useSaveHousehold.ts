/** Saving the card: what stops it, what asks for a reason, and what the core answers. */
import { createElement, useCallback } from 'react'
import type { FieldIssue } from '#core/errors.ts'
import { useClient } from '../../bridge/client.tsx'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import type { ConfirmQuestion } from '../../components/ConfirmDialog.tsx'
import { tellSaved, useUnitElsewhere } from './exchange/unitElsewhere.ts'
import { MessageList } from '../records/MessageList.tsx'
import { useSaving } from '../records/useSaveRecord.ts'
import type { Saved } from '../records/useSaveRecord.ts'
import { draftIssues, toContract, withoutBlanks } from './draft.ts'
import type { Draft } from './draft.ts'
import { issueOf } from './useFindings.ts'
import type { Findings } from './useFindings.ts'

export interface SaveAttempt {
  readonly draft: Draft
  /** Findings over exactly this draft. */
  readonly findings: Findings
  /** Text in fields that cannot be read, by path. */
  readonly problems: Readonly<Record<string, string>>
  readonly onIssues: (issues: readonly FieldIssue[]) => void
  readonly onReload: () => void
}

/** Everything that must be mended before the core is asked. */
export function blockingIssues({ draft, findings, problems }: Pick<SaveAttempt, 'draft' | 'findings' | 'problems'>): readonly FieldIssue[] {
  const unreadable = Object.entries(problems).map(([path, message]): FieldIssue => ({ path, label: '', code: 'format', message, severity: 'error' }))
  const fields = draftIssues(draft).filter((issue) => problems[issue.path] === undefined)
  const rules = findings.added.filter((finding) => finding.severity === 'error').map(issueOf)
  return [...unreadable, ...fields, ...rules]
}

/** The place of an issue on this screen: the core numbers members in its own order, the same finding here knows the line. */
function placed(issue: FieldIssue, findings: Findings): FieldIssue {
  const here = issue.rule === undefined ? undefined : findings.all.find((finding) => finding.rule === issue.rule && finding.message === issue.message)
  return here === undefined ? issue : issueOf(here)
}

/** What has to be explained before saving: doubts of the rules, or why another office should change its record; null when nothing has. */
function questionOf(doubts: Findings['added'], elsewhere: string | null): ConfirmQuestion | null {
  if (doubts.length > 0) {
    return {
      title: `有 ${doubts.length} 处疑点，请写明原因`,
      message: createElement(MessageList, { messages: doubts.map((finding) => finding.message) }),
      confirmLabel: '确实如此，保存',
      cancelLabel: '回去修改',
      reason: 'required',
    }
  }
  if (elsewhere === null) return null
  return {
    title: `向${elsewhere}提修改建议`,
    message: `本村由${elsewhere}负责，对方采纳以后才改。请写明为什么要改，对方凭这个决定。`,
    confirmLabel: '提建议',
    cancelLabel: '回去修改',
    reason: 'required',
  }
}

export function useSaveHousehold(): { readonly saving: boolean; readonly save: (attempt: SaveAttempt) => Promise<Saved | null> } {
  const client = useClient()
  const confirm = useConfirm()
  const unitElsewhere = useUnitElsewhere()
  const { saving, run } = useSaving()
  const save = useCallback(
    async (attempt: SaveAttempt): Promise<Saved | null> => {
      const draft = withoutBlanks(attempt.draft)
      const blocking = blockingIssues({ ...attempt, draft })
      if (blocking.length > 0) {
        attempt.onIssues(blocking)
        return null
      }
      const doubts = attempt.findings.added.filter((finding) => finding.severity === 'warning')
      const elsewhere = await unitElsewhere(draft.household['village'])
      const question = questionOf(doubts, elsewhere)
      let reason: string | undefined
      if (question !== null) {
        const answer = await confirm(question)
        if (!answer.confirmed) {
          attempt.onIssues(doubts.map(issueOf))
          return null
        }
        reason = answer.reason
      }
      const saved = await run<Saved>({
        send: (asked) => client.household.save(toContract(draft, asked ?? reason)),
        onReload: attempt.onReload,
        onIssues: (issues) => attempt.onIssues(issues.map((issue) => placed(issue, attempt.findings))),
      })
      if (saved !== null) tellSaved(saved, elsewhere)
      return saved
    },
    [client, confirm, run, unitElsewhere],
  )
  return { saving, save }
}
