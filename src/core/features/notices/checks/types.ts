/** What the rules of notices look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

export interface NoticeFacts {
  readonly act: Row<'shared_act'>
  readonly today: string
  /** The last day that procedures ask for; null where none of them goes by it. */
  readonly asked: string | null
  /** Days on which its photos were taken; null of one that does not say. */
  readonly photos: readonly (string | null)[]
  /** The latest meeting that came before it by the steps of its records. */
  readonly meeting: string | null
  /** How many records were objected to without a settlement. */
  readonly unsettled: number
}

export type NoticeRule = Rule<NoticeFacts, `shared_act.${FieldKey<'shared_act'>}`, 'shared_act'>
