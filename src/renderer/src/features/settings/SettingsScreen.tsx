import type { ReactNode } from 'react'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { SectionTabs, TabPanel } from '../../components/SectionTabs.tsx'
import { useGo, useSearchParameter } from '../../router/navigation.ts'
import { About } from './About.tsx'
import { CodeLists } from './CodeLists.tsx'
import { Parameters } from './Parameters.tsx'
import { Rules } from './Rules.tsx'
import { DivisionChanges } from './DivisionChanges.tsx'
import { YearLocks } from './YearLocks.tsx'
import classes from './settings.module.css'

const tabs = [
  { key: 'parameters', label: '参数' },
  { key: 'locks', label: '年度锁定' },
  { key: 'divisions', label: '区划变更' },
  { key: 'rules', label: '核查规则' },
  { key: 'codes', label: '代码表' },
  { key: 'about', label: '关于' },
]

/** Lines and thresholds by year, the rules that use them, the code lists, and what this program is. */
export function SettingsScreen(): ReactNode {
  const go = useGo()
  const asked = useSearchParameter('tab')
  const tab = tabs.find((known) => known.key === asked)?.key ?? 'parameters'
  return (
    <Page
      fixed
      header={
        <PageHeader title="设置">
          <SectionTabs label="设置" tabs={tabs} value={tab} onChange={(next) => go('/settings', { tab: next }, true)} />
        </PageHeader>
      }
    >
      <div className={classes['fill']}>
        <TabPanel of={tab}>
          <div className={classes['body']}>
            {tab === 'parameters' && <Parameters />}
            {tab === 'locks' && <YearLocks />}
            {tab === 'divisions' && <DivisionChanges />}
            {tab === 'rules' && <Rules />}
            {tab === 'codes' && <CodeLists />}
            {tab === 'about' && <About />}
          </div>
        </TabPanel>
      </div>
    </Page>
  )
}
