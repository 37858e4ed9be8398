import { Badge, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ImportCounts, ImportFaults } from '#core/features/imports/contract.ts'
import { whole } from '../../components/whole.ts'
import classes from './imports.module.css'
import { outcomeLabels, outcomes } from './steps.ts'

/** 行数 = 新增 + 变更 + 相同 + 拒绝, and what that means in records. */
export function Equation({ counts, faults }: { readonly counts: ImportCounts; readonly faults?: ImportFaults | undefined }): ReactNode {
  const skipped = Object.entries(counts.skipped).filter(([, count]) => count > 0)
  const registers = Object.entries(counts.registers).filter(([, count]) => count.new + count.changed + count.same > 0)
  return (
    <div className={classes['sum']}>
      <p
        className={classes['equation']}
        aria-label={`${counts.rows} 行等于新增 ${counts.new}，加变更 ${counts.changed}，加相同 ${counts.same}，加拒绝 ${counts.rejected}`}
      >
        <span>
          <b>{whole.format(counts.rows)}</b>数据行
        </span>
        <i>=</i>
        {outcomes.map((outcome, index) => (
          <span key={outcome} className={classes['term']} data-outcome={outcome}>
            {index > 0 && <i>+</i>}
            <span>
              <b>{whole.format(counts[outcome])}</b>
              {outcomeLabels[outcome]}
            </span>
          </span>
        ))}
      </p>
      <div className={classes['facts']}>
        {registers.map(([register, count]) => (
          <Badge key={register} color="gray">
            {isRegisterName(register) ? registerOf(register).label : register}：新增 {whole.format(count.new)}，变更 {whole.format(count.changed)}，相同{' '}
            {whole.format(count.same)}
          </Badge>
        ))}
        {faults !== undefined && faults.companions > 0 && (
          <Text size="sm" c="gray.7">
            拒绝的行里，自己有错的 {whole.format(faults.faulty)} 行，只是等它们改好的 {whole.format(faults.companions)} 行
          </Text>
        )}
        {faults !== undefined && faults.doubts > 0 && (
          <Text size="sm" c="amber.9">
            照常导入、请核实的 {whole.format(faults.doubtful)} 行，疑点 {whole.format(faults.doubts)} 处
          </Text>
        )}
        {skipped.length > 0 && (
          <Text size="sm" c="gray.7">
            另外跳过不是数据的行：{skipped.map(([kind, count]) => `${skippedLabels[kind] ?? kind} ${whole.format(count)}`).join('，')}
          </Text>
        )}
      </div>
    </div>
  )
}

const skippedLabels: Readonly<Record<string, string>> = {
  blank: '空行',
  total: '合计行',
  totals: '合计行',
  heading: '重复的表头',
  headings: '重复的表头',
  repeated_heading: '重复的表头',
  note: '说明行',
  notes: '说明行',
  example: '示例行',
  numbering: '列号行',
  hidden: '隐藏的行',
}
