/** The further tabs of a record, as its register tells: what is part of it, what refers to it, papers, history. */
import type { ReactNode } from 'react'
import { relatedTo } from '#core/catalogue/derive/related.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { askable } from '#core/questionnaires/tree.ts'
import type { Row } from '#core/shapes.ts'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import { SheetsOfRecord } from '../questionnaires/SheetsOfRecord.tsx'
import { ProcedureTab } from '../procedures/ProcedureTab.tsx'
import { ReferringRecords } from './ReferringRecords.tsx'
import { RecordHistoryTab } from './RecordHistoryTab.tsx'
import { RelatedTab } from './RelatedTab.tsx'

export interface RecordTab {
  readonly key: string
  readonly label: string
  readonly content: (row: Row) => ReactNode
  /** The register whose records it shows; left out for those who may not read them. */
  readonly register?: string
}

/** More registers than these share one tab, yearly records and those that say so (`tabOf`) aside. */
const MOST_TABS = 5

/**
 * Tabs of what belongs to and refers to a record; lines stand in its form.
 * @param without registers that the page shows in its own way
 */
export function relatedTabs(register: string, without: readonly string[] = []): readonly RecordTab[] {
  const related = relatedTo(register).filter((one) => one.kind !== 'lines' && !without.includes(one.register))
  const standsApart = (one: (typeof related)[number]): boolean => one.kind === 'yearly' || registerOf(one.register).screen?.tabOf?.includes(register) === true
  const apart = related.length > MOST_TABS ? related.filter(standsApart) : related
  const together = related.filter((one) => !apart.includes(one))
  return [
    ...apart.map(
      (one): RecordTab => ({
        key: `${one.register}.${one.by}`,
        label: one.label,
        register: one.register,
        content: (row) => <RelatedTab of={register} row={row} related={one} />,
      }),
    ),
    ...(together.length === 0
      ? []
      : [{ key: 'related', label: '相关记录', content: (row: Row) => <ReferringRecords of={register} row={row} referring={together} /> }]),
  ]
}

/** What was asked about a record, where its kind may be asked about. */
export function questionnaireTabs(register: string): readonly RecordTab[] {
  if (!askable.includes(register)) return []
  const title = registerOf(register).title
  return [
    { key: 'questionnaires', label: '问卷', content: (row) => <SheetsOfRecord register={register} id={String(row['id'])} title={String(row[title] ?? '')} /> },
  ]
}

/**
 * Tabs of a record on file, behind that of its fields.
 * @param own tabs of the feature, before papers and history
 */
export function recordTabs(register: string, id: string, own: readonly RecordTab[] = []): readonly RecordTab[] {
  return [
    ...(registerOf(register).procedure === undefined ? [] : [{ key: 'procedure', label: '办理', content: () => <ProcedureTab register={register} id={id} /> }]),
    ...relatedTabs(register),
    ...own,
    ...questionnaireTabs(register),
    ...(registerOf(register).papers === undefined
      ? []
      : [{ key: 'papers', label: '照片与附件', content: () => <AttachmentsTab register={register} record={id} /> }]),
    { key: 'history', label: '历史', content: () => <RecordHistoryTab register={register} id={id} related /> },
  ]
}
