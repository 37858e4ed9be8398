/** What is looked at of targets. */
import type { Rule } from '#core/checks/engine/index.ts'

export interface TargetFacts {
  readonly amount: number
  /** What the places below it were given, and how many of them were. */
  readonly handedDown: number
  readonly assigned: number
  readonly reason: string | null
  /** A number of amounts in words. */
  readonly text: (value: number) => string
}

export const targetRules: readonly Rule<TargetFacts>[] = [
  {
    id: '9-target',
    title: '下达给下级的合计等于本级的任务',
    official: 'W',
    kind: 'doubt',
    source: 'design.md §9（targets as a tree）',
    reads: ['target_task.amount', 'target_task.place', 'target_task.difference_reason'],
    across: true,
    verify: ({ amount, handedDown, assigned, reason, text }) =>
      assigned === 0 || amount === handedDown || (reason !== null && reason.trim() !== '')
        ? []
        : [
            {
              field: 'target_task.amount',
              message: `本级任务是 ${text(amount)}，下达给 ${assigned} 个下级的合计是 ${text(handedDown)}，${amount > handedDown ? '还有' : '多下达了'} ${text(Math.abs(amount - handedDown))}；请调整，或写明“与下级合计不等的原因”。`,
            },
          ],
  },
]
