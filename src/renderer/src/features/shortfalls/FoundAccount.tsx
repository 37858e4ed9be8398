/** What came of a comparison with the standards: how many, and what was left with why. */
import { Alert, List } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FoundAnswer } from '#core/features/shortfalls/contract.ts'

export function FoundAccount({ answer, dryRun }: { readonly answer: FoundAnswer; readonly dryRun: boolean }): ReactNode {
  const { added, known, elsewhere, compared, surveyed, unusable } = answer
  return (
    <Alert
      color={unusable.length > 0 ? 'yellow' : 'green'}
      role="status"
      title={dryRun ? `会登记 ${added} 条短板，现在什么也没有写` : `比对了 ${compared} 项标准，新登记 ${added} 条短板`}
    >
      <List size="sm" spacing={2}>
        {known > 0 && <List.Item>{known} 条以前登记过（没有关闭，或当年已有，或有人删掉），没有重复登记</List.Item>}
        {elsewhere > 0 && <List.Item>{elsewhere} 条在别的单位负责的村，由他们自己查</List.Item>}
        {compared === 0 && surveyed.length === 0 && unusable.length === 0 && <List.Item>这一年没有达标标准，请先在“达标标准”里登记</List.Item>}
        {surveyed.length > 0 && <List.Item>要靠调查登记、数据里看不出的标准：{surveyed.join('、')}</List.Item>}
        {unusable.map(({ name, why }) => (
          <List.Item key={name}>
            没有比对“{name}”：{why}
          </List.Item>
        ))}
        {!dryRun && added > 0 && <List.Item>查错了可以在“操作记录”里整次撤销</List.Item>}
      </List>
    </Alert>
  )
}
