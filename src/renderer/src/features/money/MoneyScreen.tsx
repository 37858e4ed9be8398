/** Where the money of a year goes, what is on the way, and the turn of the year. */
import { Button, Stack } from '@mantine/core'
import { IconCalendarShare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { localDay } from '#core/rules/dates.ts'
import { yuanText } from '#core/rules/money.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { MoneyUnitScope, MoneyUnitSwitch, useMoneyText, useMoneyUnitOf } from '../../fields/moneyUnit.tsx'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import { useMayWrite } from '../records/useMayWrite.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { FlowChart } from './FlowChart.tsx'
import { Transit } from './Transit.tsx'

export function MoneyScreen(): ReactNode {
  const unit = useMoneyUnitOf('fund_allocation')
  return (
    <MoneyUnitScope of={unit}>
      <MoneyPage />
    </MoneyUnitScope>
  )
}

function MoneyPage(): ReactNode {
  const { year } = useSession()
  const flow = useQuery(useApi().money.flow.queryOptions({ input: { year } }))
  const { text, unit } = useMoneyText()
  return (
    <Page
      header={
        <PageHeader
          title="资金流向"
          detail={flow.data === undefined ? '' : `${year} 年分配 ${text(flow.data.total)} ${unit}`}
          actions={
            <>
              <MoneyUnitSwitch />
              <CarryOver year={year} />
            </>
          }
        />
      }
    >
      <Stack gap="sm">
        <Transit />
        <Panel title="从来源到村" detail="点名称或者流向，看分配了哪些">
          {flow.error !== null && <ErrorPanel error={flow.error} />}
          {flow.data?.links.length === 0 && <EmptyState title="这一年还没有分配资金" hint="请在“资金分配”里分配；分配以后这里画出从来源到村的流向。" />}
          {flow.data !== undefined && flow.data.links.length > 0 && <FlowChart flow={flow.data} year={year} />}
        </Panel>
      </Stack>
    </Page>
  )
}

function CarryOver({ year }: { readonly year: number }): ReactNode {
  const client = useClient()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const mayWrite = useMayWrite('fund_source', 'insert')
  const { run, running } = useCommand(client.money.carryOver)
  if (!mayWrite) return null
  const carry = async (): Promise<void> => {
    const answer = await confirm({
      title: `结转 ${year} 年的结余`,
      message: `把 ${year} 年各笔来源没有分配的指标（和到账的部分）转到 ${year + 1} 年同一文号的来源；已经分配的仍在原来的年度报账。`,
      confirmLabel: '结转',
    })
    if (answer === null) return
    const done = await run({ year, on: localDay(new Date()) })
    if (done === null) return
    refresh('fund_source', 'fund_quota', 'fund_arrival')
    notifyDone(done.sources === 0 ? '没有可以结转的结余' : `已结转 ${done.sources} 笔来源`, `${yuanText(done.amount)} 元`)
  }
  return (
    <Button
      variant="default"
      leftSection={<IconCalendarShare size={16} aria-hidden />}
      loading={running}
      onClick={() => {
        void carry()
      }}
    >
      结余结转
    </Button>
  )
}
