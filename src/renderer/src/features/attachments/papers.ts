/** Attachments of a record by the kinds of paper that its register asks for. */
import { registerOf } from '#core/catalogue/index.ts'
import type { Attachment } from '#core/features/attachments/contract.ts'

export interface PaperGroup {
  /** Null for those of which nobody said what they are, or whose kind is none here any more. */
  readonly kind: string | null
  readonly label: string
  /** Asked for, and not there. */
  readonly missing: boolean
  readonly attachments: readonly Attachment[]
}

/** The kinds of the catalogue in their order that have attachments or lack one, then the rest. A register without kinds is one group without a name. */
export function paperGroups(register: string, attachments: readonly Attachment[]): readonly PaperGroup[] {
  const { papers = [] } = registerOf(register)
  const rest = attachments.filter(({ kind }) => !papers.some((paper) => paper.kind === kind))
  return [
    ...papers
      .map(({ kind, label, required = false }): PaperGroup => {
        const those = attachments.filter((one) => one.kind === kind)
        return { kind, label, missing: required && those.length === 0, attachments: those }
      })
      .filter((group) => group.missing || group.attachments.length > 0),
    ...(rest.length === 0 ? [] : [{ kind: null, label: papers.length === 0 ? '' : '没有说明类别', missing: false, attachments: rest }]),
  ]
}
