import type { ReactNode } from 'react'
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import { TabPanel } from '../../components/SectionTabs.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import { ProcedureTab } from '../procedures/ProcedureTab.tsx'
import { MomentsTab } from '../records/MomentsTab.tsx'
import { RecordHistoryTab } from '../records/RecordHistoryTab.tsx'
import { Apart, gridProps, Section, YearSection } from './CardSections.tsx'
import type { SectionContext } from './CardSections.tsx'
import { furtherTabs } from './cardTabs.tsx'
import type { CardTab } from './draft.ts'
import { FormsTab } from './FormsTab.tsx'
import { IncomeTab } from './IncomeTab.tsx'
import { MembersTab } from './MembersTab.tsx'
import { PairingsTab } from './PairingsTab.tsx'
import type { CardEditing } from './useCardEditing.ts'
import { incomeOf } from './useFindings.ts'

export interface CardContentProps {
  readonly id: string
  readonly tab: CardTab
  readonly detail: HouseholdDetail | null
  readonly editing: CardEditing
  /** Enter behind the last field of a tab. */
  readonly onPast: () => void
}

/** What the chosen tab of the card shows. */
export function CardContent(props: CardContentProps): ReactNode {
  const { id, tab, detail } = props
  return (
    <TabPanel of={tab}>
      <TypedTab {...props} />
      {tab === 'helpers' && detail !== null && <PairingsTab household={id} helpers={detail.helpers} readOnly={!props.editing.mayWrite} />}
      {tab === 'exit' && detail !== null && <ExitTab householdYear={detail.householdYear} year={detail.year} unsaved={props.editing.unsaved} />}
      {detail !== null && furtherTabs.find(({ key }) => key === tab)?.content(detail.household)}
      {tab === 'moments' && <MomentsTab register="household" id={id} />}
      {tab === 'attachments' && <AttachmentsTab register="household" record={id} />}
      {tab === 'history' && <RecordHistoryTab register="household" id={id} related />}
      {tab === 'forms' && <FormsTab household={id} year={props.editing.draft.year} dirty={props.editing.unsaved} />}
    </TabPanel>
  )
}

/** How the household leaves the list in the year: the procedure of its yearly record. */
function ExitTab({
  householdYear,
  year,
  unsaved,
}: {
  readonly householdYear: HouseholdDetail['householdYear']
  readonly year: number
  readonly unsaved: boolean
}): ReactNode {
  if (householdYear === null) return <EmptyState title={`${year} 年还没有年度记录`} hint="先在“基本情况”里填写这一年的情况并保存，再办退出。" />
  return (
    <>
      {unsaved && <p>卡片上有没有保存的修改，请先保存再办理。</p>}
      <ProcedureTab register="household_year" id={String(householdYear['id'])} />
    </>
  )
}

/** The tabs that are part of the draft. */
function TypedTab({ tab, detail, editing, onPast }: CardContentProps): ReactNode {
  const { draft, base, former, parameters, messages, members, setField, setProblem } = editing
  const readOnly = !editing.mayWrite
  const section: SectionContext = { draft, messages, setField, setProblem, goOn: onPast, readOnly }
  switch (tab) {
    case 'basic':
      return <BasicTab section={section} isNew={detail === null} />
    case 'members':
      return <MembersTab draft={draft} base={base} former={former} steps={members} onProblem={setProblem} messages={messages} readOnly={readOnly} />
    case 'income':
      return (
        <IncomeTab
          income={incomeOf(draft, former, parameters)}
          parameters={parameters}
          village={typeof draft.household['village'] === 'string' ? draft.household['village'] : null}
          {...gridProps(section, 'householdYear')}
          year={draft.year}
        />
      )
    case 'living':
      return (
        <>
          <Section {...section} part="householdYear" sections={['production', 'living']} />
          <Apart>
            <Section {...section} part="householdYear" sections={['note']} />
          </Apart>
        </>
      )
    case 'cause':
    case 'relocation':
      return <Section {...section} part="household" sections={[tab]} />
    default:
      return null
  }
}

/** Where a new household begins: at its village, or behind it where the list was narrowed to one. */
function BasicTab({ section, isNew }: { readonly section: SectionContext; readonly isNew: boolean }): ReactNode {
  const first = section.draft.household['village'] === undefined ? 'village' : 'group_id'
  return (
    <>
      <Section {...section} part="household" sections={['basic', 'exit']} focus={isNew ? first : undefined} />
      {!isNew && <YearSection {...section} />}
      <Apart>
        <Section {...section} part="household" sections={['note']} />
      </Apart>
    </>
  )
}
