/** What proves that a household split, merged or ended (mechanisms.md §0.3; §6-W15). */
import type { FieldKey } from '#core/catalogue/index.ts'
import { codeLabel } from '#core/catalogue/derive/codes.ts'
import { codeListOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface EventFacts {
  readonly record: Row<'household_event'>
  /** Kinds of the papers that hang on it. */
  readonly papers: readonly string[]
}

export type EventRule = Rule<EventFacts, `household_event.${FieldKey<'household_event'>}`, 'household_event'>

/** By kind of change the paper that proves it, in the order in which it is asked for. Assumed, 待核. */
const WANTED: Readonly<Record<string, readonly { readonly kind: string; readonly label: string }[]>> = {
  2: [{ kind: 'application', label: '分户申请' }],
  3: [{ kind: 'application', label: '并户申请' }],
  4: [{ kind: 'register_book', label: '户口注销证明' }],
}

export const eventRules: readonly EventRule[] = [
  {
    id: '8-event-paper',
    title: '分户、并户、整户销户有凭证',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md §0.3（分户、并户、整户自然销户）、§6-W15；凭证种类【推】待核',
    reads: ['household_event.kind', 'household_event.document_no'],
    verify: ({ record: { kind, document_no: number }, papers }) => {
      const lacking = (WANTED[kind ?? ''] ?? []).filter((paper) => !papers.includes(paper.kind))
      if (lacking.length === 0 || (number ?? '') !== '') return []
      const labels = lacking.map(({ label }) => label).join('、')
      return [
        {
          field: 'household_event.document_no',
          message: `${codeLabel(codeListOf('household_event_kind'), kind ?? '')}没有${labels}：附件里没有，文号或证明编号也没有写；请补上。`,
        },
      ]
    },
  },
]
