import type { ImportDraft } from './draft.ts'

/** Steps of an import; the step and the import stand in the path, so that a reload stays where one was. */
export const importSteps = [
  { key: 'file', label: '选择文件' },
  { key: 'map', label: '对应表头' },
  { key: 'check', label: '核对预览' },
  { key: 'done', label: '完成' },
] as const
export type ImportStep = (typeof importSteps)[number]['key']

export interface StepProps {
  readonly draft: ImportDraft
  readonly onChange: (draft: ImportDraft) => void
  readonly onStep: (step: ImportStep) => void
  /** Gives this file up and begins with another. */
  readonly onRestart: () => void
}

/** What becomes of a row of the sheet. */
export type Outcome = 'new' | 'changed' | 'same' | 'rejected'

export const outcomeLabels: Readonly<Record<Outcome, string>> = { new: '新增', changed: '变更', same: '相同', rejected: '拒绝' }

export const outcomes: readonly Outcome[] = ['new', 'changed', 'same', 'rejected']
