import { Button, Loader } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isLimited } from '#core/access/asker.ts'
import { useApi } from '../../../bridge/client.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../../components/PageHeader.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { useGo } from '../../../router/navigation.ts'
import { useSession } from '../../../session/useSession.tsx'
import { FRESH, useMayExchange } from '../shared/standing.ts'
import layout from '../../../components/layout.module.css'
import { ExchangeTabs } from '../shared/ExchangeTabs.tsx'
import { DigestPanel } from './DigestPanel.tsx'
import { MonthGrid } from './MonthGrid.tsx'
import { Packages } from './Packages.tsx'
import { StandingPanel } from './StandingPanel.tsx'
import { Waiting } from './Waiting.tsx'

/** How exchange stands: this site, what waits, who has not sent, and every package out and in. */
export function OverviewScreen(): ReactNode {
  const go = useGo()
  const mayExchange = useMayExchange()
  const { user } = useSession()
  const query = useQuery({ ...useApi().exchange.overview.queryOptions(), ...FRESH })
  const overview = query.data
  const takesPart = overview?.site.standing === 'admitted' || overview?.site.standing === 'superior'
  return (
    <Page
      header={
        <PageHeader
          title="数据交换"
          detail={
            overview !== undefined &&
            takesPart && (
              <>
                <span>上次发送：{overview.lastSent === null ? '还没有' : dateTimeText(overview.lastSent)}</span>
                <span>上次接收：{overview.lastReceived === null ? '还没有' : dateTimeText(overview.lastReceived)}</span>
              </>
            )
          }
          actions={
            mayExchange &&
            takesPart && (
              <>
                <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => go('/exchange/receive')}>
                  接收
                </Button>
                <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={() => go('/exchange/send')}>
                  发送
                </Button>
              </>
            )
          }
        >
          <ExchangeTabs />
        </PageHeader>
      }
    >
      <div className={layout['stack']}>
        {query.error !== null && (
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        {query.isPending && <Loader size="sm" role="status" aria-label="正在读取" />}
        {overview !== undefined && (
          <>
            <StandingPanel overview={overview} />
            {(takesPart || overview.lastReceived !== null) && <Waiting overview={overview} />}
            {mayExchange && overview.site.standing === 'superior' && <MonthGrid />}
            {mayExchange && <Packages />}
            {takesPart && !isLimited(user) && <DigestPanel />}
          </>
        )}
      </div>
    </Page>
  )
}
