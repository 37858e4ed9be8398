import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { ErrorSummary } from '../../fields/ErrorSummary.tsx'
import { focusFieldAt } from '../../fields/fieldId.ts'
import { focusFirstField } from '../../keyboard/enterToNext.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { isBoolean, usePreference } from '../../preferences/usePreference.ts'
import { useGo } from '../../router/navigation.ts'
import { useYearGuard } from '../../session/useSession.tsx'
import { useMayRead } from '../records/useMayWrite.ts'
import { HouseholdBanners } from './exchange/HouseholdBanners.tsx'
import { CardContent } from './CardContent.tsx'
import { cardTabs, TYPED } from './cardTabs.tsx'
import { tabOf } from './draft.ts'
import type { CardTab, Draft } from './draft.ts'
import { FindingsPanel } from './FindingsPanel.tsx'
import classes from './household.module.css'
import { HouseholdHeader } from './HouseholdHeader.tsx'
import pageClasses from './page.module.css'
import { RestoredNote } from './RestoredNote.tsx'
import { useAskedPath } from './useAskedPath.ts'
import { useFocusKept } from './focusKept.ts'
import { useCardEditing } from './useCardEditing.ts'
import type { CardEditing, HouseholdCardProps } from './useCardEditing.ts'
import { pathOf } from './useFindings.ts'

/** The card of a household: tabs by section, live checks beside it, saved as one. */
export function HouseholdCard(props: HouseholdCardProps): ReactNode {
  const { id, tab, onTab: setTab, detail } = props
  const editing = useCardEditing(props)
  const { draft, unsaved, findings, issues, erring } = editing
  const [shown, setShown] = usePreference('household.findings', true, isBoolean)
  useAskedBeforeYear(editing)
  useFocusKept(id)
  const submit = (): void => {
    void editing.submit()
  }
  const mayRead = useMayRead()
  const leaveTo = useNeighbours(detail)
  useShortcut('save', submit, editing.mayWrite)
  useShortcut('print', () => setTab('forms'), detail !== null && tab !== 'forms')
  useAskedCell(draft, setTab)

  const goOn = (): void => {
    const next = TYPED[TYPED.indexOf(tab) + 1]
    if (next === undefined) return submit()
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
  return (
    <div className={pageClasses['page']}>
      <HouseholdHeader
        draft={draft}
        detail={detail}
        dirty={unsaved}
        saving={editing.saving}
        mayWrite={editing.mayWrite}
        tabs={cardTabs(draft, detail, mayRead).map((entry) => ({ ...entry, error: erring.has(entry.key) }))}
        tab={tab}
        onTab={setTab}
        onOpen={leaveTo}
        onSave={submit}
        findingsShown={shown || findings.all.length === 0}
        findings={findings.all.length}
        onShowFindings={() => setShown(true)}
      />
      <div className={classes['card']}>
        <section className={classes['body']} aria-label="户的内容" tabIndex={-1}>
          {detail !== null && (
            <HouseholdBanners household={id} village={typeof detail.household['village'] === 'string' ? detail.household['village'] : null} />
          )}
          {editing.restored && (
            <RestoredNote
              onDiscard={() => {
                void editing.startAgain()
              }}
            />
          )}
          <div className={classes['summary']}>
            <ErrorSummary issues={issues} idPrefix="card" attempt={editing.attempts} onReveal={(issue) => setTab(tabOf(issue.path))} />
          </div>
          <CardContent id={id} tab={tab} detail={detail} editing={editing} onPast={goOn} />
        </section>
        {shown && findings.all.length > 0 && (
          <FindingsPanel findings={findings.all} onOpen={(finding) => reveal(pathOf(finding))} onClose={() => setShown(false)} />
        )}
      </div>
    </div>
  )
}

/** Brings the field into sight that the address asks for. */
function useAskedCell(draft: Draft, setTab: (tab: CardTab) => void): void {
  const asked = useAskedPath(draft)
  useEffect(() => {
    if (asked === null) return
    setTab(tabOf(asked))
    requestAnimationFrame(() => {
      focusFieldAt('card', asked)
    })
  }, [asked, setTab])
}

/** PgUp and PgDn lead to the households before and behind; so does what is answered. */
function useNeighbours(detail: HouseholdDetail | null): (next: string | null) => void {
  const go = useGo()
  const leaveTo = (next: string | null): void => {
    if (next !== null) go(recordPath('household', next))
  }
  useShortcut('previous', () => leaveTo(detail?.previous ?? null), detail !== null)
  useShortcut('next', () => leaveTo(detail?.next ?? null), detail !== null)
  return leaveTo
}

/** Another year of the same household; what is typed for this one is kept, and the user told so. */
function useAskedBeforeYear({ unsaved, draft }: CardEditing): void {
  const confirm = useConfirm()
  useYearGuard(async (year) => {
    const { confirmed } = await confirm({
      title: '还没有保存',
      message: `${draft.year} 年的修改先留着，回到 ${draft.year} 年可以继续；离开这一户就不再保留。`,
      confirmLabel: `看 ${year} 年`,
      cancelLabel: '留在这里',
    })
    return confirmed
  }, unsaved)
}
