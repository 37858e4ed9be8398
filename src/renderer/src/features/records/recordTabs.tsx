/** The further tabs of a record, as its register tells: what is part of it, what refers to it, papers, history. */
import type { ReactNode } from 'react'
import { relatedTo } from '#core/catalogue/derive/related.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import { ReferringRecords } from './ReferringRecords.tsx'
import { RecordHistoryTab } from './RecordHistoryTab.tsx'
import { RelatedTab } from './RelatedTab.tsx'

export interface RecordTab {
  readonly key: string
  readonly label: string
  readonly content: (row: Row) => ReactNode
}

/** More registers than these that refer to a record share one tab. */
const MOST_TABS = 3

/**
 * Tabs of a record on file, behind that of its fields.
 * @param own tabs of the feature, before papers and history
 */
export function recordTabs(register: string, id: string, own: readonly RecordTab[] = []): readonly RecordTab[] {
  const related = relatedTo(register).filter(({ kind }) => kind !== 'lines')
  const referring = related.filter(({ kind }) => kind === 'refers')
  const apart = referring.length > MOST_TABS ? related.filter(({ kind }) => kind !== 'refers') : related
  return [
    ...apart.map(
      (one): RecordTab => ({ key: `${one.register}.${one.by}`, label: one.label, content: (row) => <RelatedTab of={register} row={row} related={one} /> }),
    ),
    ...(apart.length === related.length
      ? []
      : [{ key: 'related', label: '相关记录', content: (row: Row) => <ReferringRecords of={register} row={row} referring={referring} /> }]),
    ...own,
    ...(registerOf(register).papers === undefined
      ? []
      : [{ key: 'papers', label: '照片与附件', content: () => <AttachmentsTab register={register} record={id} /> }]),
    { key: 'history', label: '变更记录', content: () => <RecordHistoryTab register={register} id={id} related /> },
  ]
}
