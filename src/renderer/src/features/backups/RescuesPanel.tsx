import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { Panel } from '../home/Panel.tsx'
import { RescueReportView } from './RescueReportView.tsx'

/** What became of earlier rescues of the data; nothing where there was none. */
export function RescuesPanel(): ReactNode {
  const reports = useQuery(useApi().rescue.reports.queryOptions()).data ?? []
  if (reports.length === 0) return null
  return (
    <Panel title="抢救的结果" detail="数据文件损坏以后，从哪里取回了什么，哪些村要核对">
      <Stack gap="lg">
        {reports.map((report) => (
          <RescueReportView key={report.at} report={report} />
        ))}
      </Stack>
    </Panel>
  )
}
