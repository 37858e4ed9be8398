import type { ReactNode } from 'react'
import type { OutcomeCounts } from '#core/features/exchange/contract.ts'
import { Account, Equation } from '../../../components/Equation.tsx'
import { outcomeLabels, outcomes } from '../shared/words.ts'

/** 记录 = 新增 + 变更 + 相同 + 冲突 + 建议 + 拒绝. */
export function OutcomeAccount({ counts }: { readonly counts: OutcomeCounts }): ReactNode {
  return (
    <Account>
      <Equation
        of={{ label: '记录', shown: '条记录', count: counts.records }}
        terms={outcomes.map((outcome) => ({ label: outcomeLabels[outcome], count: counts[outcome], outcome }))}
      />
    </Account>
  )
}
