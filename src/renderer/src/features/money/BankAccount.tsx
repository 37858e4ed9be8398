/** What a list comes to, in rows and in 元, and the rows that are not matched with why. */
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import type { BankListAnswer } from '#core/features/money/contract.ts'
import { useMoneyText } from '../../fields/moneyUnit.tsx'

const OUTCOMES = [
  ['matched', '对上'],
  ['unsure', '存疑'],
  ['unmatched', '没有对上'],
  ['unreadable', '读不出'],
  ['repeated', '重复'],
] as const
const LABELS: Readonly<Record<string, string>> = Object.fromEntries(OUTCOMES)
const SHOWN = 50

export function BankAccount({ answer: { account, others } }: { readonly answer: BankListAnswer }): ReactNode {
  const { text, unit } = useMoneyText()
  return (
    <>
      <Table aria-label="名单的合计" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">行</Table.Th>
            {OUTCOMES.map(([key, label]) => (
              <Table.Th key={key} scope="col">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td>{account.rows} 行</Table.Td>
            {OUTCOMES.map(([key]) => (
              <Table.Td key={key}>{account[key]} 行</Table.Td>
            ))}
          </Table.Tr>
          <Table.Tr>
            <Table.Td>
              {text(account.amounts['all'] ?? 0)} {unit}
            </Table.Td>
            {OUTCOMES.map(([key]) => (
              <Table.Td key={key}>
                {text(account.amounts[key] ?? 0)} {unit}
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {others.length > 0 && (
        <Table aria-label="没有写的行">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">第几行</Table.Th>
              <Table.Th scope="col">姓名</Table.Th>
              <Table.Th scope="col">金额（{unit}）</Table.Th>
              <Table.Th scope="col">怎样</Table.Th>
              <Table.Th scope="col">为什么</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {others.slice(0, SHOWN).map(({ row, name, amount, outcome, note }) => (
              <Table.Tr key={row}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{amount === null ? '—' : text(amount)}</Table.Td>
                <Table.Td>{LABELS[outcome]}</Table.Td>
                <Table.Td>{note}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
