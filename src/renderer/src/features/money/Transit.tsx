/** What was let go or given back and is not booked yet; whoever receives it books it here. */
import { Button, Loader, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { localDay } from '#core/rules/dates.ts'
import { yuanText } from '#core/rules/money.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import table from '../../components/PlainTable.module.css'
import { useMoneyText } from '../../fields/moneyUnit.tsx'
import { Panel } from '../home/Panel.tsx'
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
  const { text, unit } = useMoneyText()
  const book = async (ids: readonly string[]): Promise<void> => {
    const answer = await run({ ids: [...ids], on: today() })
    if (answer === null) return
    refresh('fund_allocation', 'fund_source', 'fund_release', 'fund_return')
    void query.refetch()
    notifyDone('已入账', `${answer.booked} 笔`)
  }
  return (
    <Panel title="在途的资金" detail="拨出或者退回了，收款单位还没有入账" flush>
      {query.error !== null && <ErrorPanel error={query.error} />}
      {query.error === null && query.data === undefined && <Loader m="sm" size="sm" role="status" aria-label="正在读取" />}
      {query.data?.length === 0 && (
        <Text size="sm" px="sm" py="xs">
          没有在途的资金。
        </Text>
      )}
      {query.data !== undefined && query.data.length > 0 && (
        <table className={table['table']} aria-label="在途的资金">
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col">去向</th>
              <th scope="col">资金来源</th>
              <th scope="col">项目</th>
              <th scope="col">收款单位</th>
              <th scope="col" data-number>
                金额（{unit}）
              </th>
              <th scope="col">入账</th>
            </tr>
          </thead>
          <tbody>
            {query.data.map((line) => (
              <tr key={line.id}>
                <td className={table['nowrap']}>{line.on}</td>
                <td>{line.register === 'fund_release' ? '拨出' : '退回'}</td>
                <td>{line.source}</td>
                <td>{line.project ?? ''}</td>
                <td>{line.placeName}</td>
                <td data-number>{text(line.amount)}</td>
                <td>
                  {line.ours && mayBook ? (
                    <Button
                      size="compact-sm"
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
