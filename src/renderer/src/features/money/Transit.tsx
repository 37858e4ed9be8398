/** What was let go or given back and is not booked yet; whoever receives it books it here. */
import { Button, Loader, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { localDay } from '#core/rules/dates.ts'
import { yuanText } from '#core/rules/money.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useMayWrite } from '../records/useMayWrite.ts'
import { useRefresh } from '../records/useRefresh.ts'

/** The day of the booking, when the button is pressed. */
const today = (): string => localDay(new Date())

export function Transit(): ReactNode {
  const query = useQuery(useApi().money.transit.queryOptions())
  const client = useClient()
  const refresh = useRefresh()
  const mayBook = useMayWrite('fund_receipt', 'insert')
  const { run, running } = useCommand(client.money.book)
  const book = async (ids: readonly string[]): Promise<void> => {
    const answer = await run({ ids: [...ids], on: today() })
    if (answer === null) return
    refresh('fund_allocation', 'fund_source', 'fund_release', 'fund_return')
    void query.refetch()
    notifyDone('已入账', `${answer.booked} 笔`)
  }
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (query.data === undefined) return <Loader size="sm" role="status" aria-label="正在读取" />
  if (query.data.length === 0) return <Text size="sm">没有在途的资金。</Text>
  return (
    <Table aria-label="在途的资金" withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">日期</Table.Th>
          <Table.Th scope="col">去向</Table.Th>
          <Table.Th scope="col">资金来源</Table.Th>
          <Table.Th scope="col">项目</Table.Th>
          <Table.Th scope="col">收款单位</Table.Th>
          <Table.Th scope="col">金额（元）</Table.Th>
          <Table.Th scope="col">入账</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {query.data.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td>{line.on}</Table.Td>
            <Table.Td>{line.register === 'fund_release' ? '拨出' : '退回'}</Table.Td>
            <Table.Td>{line.source}</Table.Td>
            <Table.Td>{line.project ?? ''}</Table.Td>
            <Table.Td>{line.placeName}</Table.Td>
            <Table.Td>{yuanText(line.amount)}</Table.Td>
            <Table.Td>
              {line.ours && mayBook ? (
                <Button
                  size="xs"
                  variant="default"
                  loading={running}
                  aria-label={`入账 ${line.source} ${yuanText(line.amount)} 元`}
                  onClick={() => {
                    void book([line.id])
                  }}
                >
                  入账
                </Button>
              ) : (
                '等收款单位'
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
