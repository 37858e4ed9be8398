import { Alert, List, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { RescueReport } from '#core/features/rescue/contract.ts'
import { dateTimeText } from '../../components/time.ts'

/** What a rescue took from where, and by village what is lost or doubtful. */
export function RescueReportView({ report }: { readonly report: RescueReport }): ReactNode {
  return (
    <Stack gap="sm">
      <Alert color={report.lost ? 'red' : 'green'} title={report.lost ? '数据已经抢救，但有的内容可能丢失' : '数据已经抢救，没有丢失'}>
        {dateTimeText(report.at)}
      </Alert>
      <List size="sm">
        {report.lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {report.villages.length > 0 && (
        <Table>
          <caption>要核对的村</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">村</Table.Th>
              <Table.Th scope="col">最新内容读不出来的记录</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.villages.map(({ code, name, records }) => (
              <Table.Tr key={code ?? ''}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>
                  <Text size="sm">{records.map(({ label, count }) => `${label} ${count} 条`).join('，')}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}
