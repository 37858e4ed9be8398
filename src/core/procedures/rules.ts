/** What is looked at of the steps on file: what a step relied on stays as it was, and every step counts. */
import type { RuleDescription } from '../checks/engine/types.ts'

const SOURCE = 'design.md §12（办理步骤）'

export const PAPERS = 'P-1'
export const VALUES = 'P-2'
export const CONTESTED = 'P-3'
export const SUSPENDED = 'P-4'
export const TOLD = 'P-5'

export const procedureRules: readonly RuleDescription[] = [
  {
    id: PAPERS,
    title: '办理时用到的附件还在，内容没有变',
    official: 'W',
    kind: 'doubt',
    source: SOURCE,
    reads: ['procedure_step.relied', 'attachment.sha256'],
  },
  { id: VALUES, title: '办理时依据的内容没有变', official: 'W', kind: 'doubt', source: SOURCE, reads: ['procedure_step.relied'] },
  {
    id: CONTESTED,
    title: '同一步后面只有一个办理步骤',
    official: 'E',
    kind: 'contradiction',
    relaxed: '由上级撤销其中一个，不拦录入',
    source: SOURCE,
    reads: ['procedure_step.follows'],
  },
  {
    id: SUSPENDED,
    title: '每一步都接在算数的上一步后面',
    official: 'W',
    kind: 'doubt',
    source: SOURCE,
    reads: ['procedure_step.follows', 'procedure_step.step'],
  },
  {
    id: TOLD,
    title: '表格、卡片里写的状态与办理步骤一致',
    official: 'W',
    kind: 'doubt',
    source: SOURCE,
    reads: ['procedure_step.step'],
  },
]
