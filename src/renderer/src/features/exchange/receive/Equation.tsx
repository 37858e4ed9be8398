import type { ReactNode } from 'react'
import type { OutcomeCounts } from '#core/features/exchange/contract.ts'
import { whole } from '../../../components/whole.ts'
import imports from '../../imports/imports.module.css'
import { outcomeLabels, outcomes } from '../shared/words.ts'

/** 记录 = 新增 + 变更 + 相同 + 冲突 + 建议 + 拒绝. */
export function Equation({ counts }: { readonly counts: OutcomeCounts }): ReactNode {
  const spoken = outcomes.map((outcome) => `${outcomeLabels[outcome]} ${counts[outcome]}`).join('，加')
  return (
    <div className={imports['sum']}>
      <p className={imports['equation']} aria-label={`${counts.records} 条记录等于${spoken}`}>
        <span>
          <b>{whole.format(counts.records)}</b>条记录
        </span>
        <i>=</i>
        {outcomes.map((outcome, index) => (
          <span key={outcome} className={imports['term']} data-outcome={outcome}>
            {index > 0 && <i>+</i>}
            <span>
              <b>{whole.format(counts[outcome])}</b>
              {outcomeLabels[outcome]}
            </span>
          </span>
        ))}
      </p>
    </div>
  )
}
