import type { ReactNode } from 'react'
import { Page, PageHeader } from '../components/PageHeader.tsx'
import { HouseholdBanners } from '../features/household/exchange/HouseholdBanners.tsx'
import { HouseholdMenu } from '../features/household/exchange/HouseholdMenu.tsx'
import { TransferBadge } from '../features/household/exchange/TransferBadge.tsx'
import { StandingPanel } from '../features/exchange/overview/StandingPanel.tsx'
import layout from '../components/layout.module.css'
import type { Standing } from '../features/exchange/shared/words.ts'
import { TaskList } from '../features/home/Tasks.tsx'
import { sampleOverview } from './exchangeData.ts'

const standings: readonly Standing[] = ['alone', 'requested', 'admitted', 'withdrawn']
const superior = { unit: '621125000000', unitName: '漳县扶贫办' }

/** What exchange puts on other screens, and its other standings. */
export function ExchangeSample(): ReactNode {
  return (
    <Page
      header={
        <PageHeader
          title="户的卡片"
          detail={<TransferBadge household="h1" />}
          actions={<HouseholdMenu household="h9" headName="王志强" village="621125103203" />}
        />
      }
    >
      <div className={layout['stack']}>
        <HouseholdBanners household="h1" village="621125101201" />
        {standings.map((standing) => (
          <StandingPanel key={standing} overview={{ ...sampleOverview, superior, site: { ...sampleOverview.site, standing } }} />
        ))}
        <div style={{ maxWidth: '24rem' }}>
          <TaskList tasks={[]} />
        </div>
      </div>
    </Page>
  )
}
