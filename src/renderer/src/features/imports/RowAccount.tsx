import { Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ImportCounts, ImportFaults } from '#core/features/imports/contract.ts'
import { Account, Equation } from '../../components/Equation.tsx'
import { whole } from '../../components/whole.ts'
import { outcomeLabels, outcomes } from './steps.ts'

/** 行数 = 新增 + 变更 + 相同 + 拒绝, and what that means in records. */
export function RowAccount({ counts, faults }: { readonly counts: ImportCounts; readonly faults?: ImportFaults | undefined }): ReactNode {
  const skipped = Object.entries(counts.skipped).filter(([, count]) => count > 0)
  const registers = Object.entries(counts.registers).filter(([, count]) => count.new + count.changed + count.same > 0)
  return (
    <Account>
      <Equation
        of={{ label: '数据行', count: counts.rows }}
        terms={outcomes.map((outcome) => ({ label: outcomeLabels[outcome], count: counts[outcome], outcome }))}
      />
      <Group gap={6} mt={6}>
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
      </Group>
    </Account>
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
