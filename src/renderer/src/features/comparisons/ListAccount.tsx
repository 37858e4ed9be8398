/** The account of a list, as sums that add up. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ComparedList } from '#core/features/comparisons/contract.ts'
import { Account, Equation } from '../../components/Equation.tsx'
import { whole } from '../../components/whole.ts'

export function ListAccount({ compared }: { readonly compared: ComparedList }): ReactNode {
  const { account, skipped, same } = compared
  const more = [
    account.repeated > 0 ? `另有重复的 ${whole.format(account.repeated)} 行，只算一次` : '',
    account.namesakes > 0 ? `没对上的里，同名不同号的 ${whole.format(account.namesakes)} 行，不是同一人` : '',
    account.several > 0 ? `没对上的里，村里同名几人、分不清的 ${whole.format(account.several)} 行` : '',
    skipped > 0 ? `跳过合计、说明等不是数据的 ${whole.format(skipped)} 行` : '',
  ].filter((text) => text !== '')
  return (
    <Account>
      <Equation
        of={{ label: '比对行数', count: account.read }}
        terms={[
          { label: '对上', count: account.matched },
          { label: '存疑', count: account.unsure },
          { label: '没对上', count: account.unmatched },
          { label: '读不出', count: account.unreadable },
        ]}
      />
      <Equation
        of={{ label: '对上和存疑', count: account.matched + account.unsure }}
        terms={[
          { label: '新疑点', count: account.hits },
          { label: '已判过', count: account.known },
          { label: '已在待核实', count: account.pending },
          { label: '不算疑点', count: account.harmless },
        ]}
      />
      {more.length > 0 && (
        <Text size="sm" c="gray.7" mt={4}>
          {more.join('；')}。
        </Text>
      )}
      {same !== null && (
        <Text size="sm" c="amber.9" mt={4}>
          同一份文件 {same.on} 比对过（{same.name}），请核对是不是重复。
        </Text>
      )}
    </Account>
  )
}
