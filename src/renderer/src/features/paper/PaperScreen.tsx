import type { ReactNode } from 'react'
import { isRegisterName } from '#core/catalogue/index.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { SectionTabs, TabPanel } from '../../components/SectionTabs.tsx'
import { useGo, useSearchParameter } from '../../router/navigation.ts'
import { ExportPanel } from './ExportPanel.tsx'
import { FormMaker } from './FormMaker.tsx'
import { TemplatesPanel } from './TemplatesPanel.tsx'
import classes from './paper.module.css'

const tabs = [
  { key: 'forms', label: '标准表单' },
  { key: 'templates', label: '表样' },
  { key: 'exports', label: '台账导出与数据字典' },
]

/** Paper and files out: standard forms with preview; registers as workbooks. `?register=<name>&for=<record>` comes from the page of a record. */
export function PaperScreen(): ReactNode {
  const go = useGo()
  const wanted = useSearchParameter('tab')
  const tab = tabs.find(({ key }) => key === wanted)?.key ?? 'forms'
  const subject = useSearchParameter('for') ?? null
  const register = useSearchParameter('register') ?? ''
  const code = useSearchParameter('form') ?? null
  const of = useSearchParameter('of')
  const kind = of === 'step' || of === 'questionnaire' ? of : null
  return (
    <Page
      fixed
      header={
        <PageHeader title="表单与导出">
          <SectionTabs label="表单与导出" tabs={tabs} value={tab} onChange={(next) => go('/forms', next === 'forms' ? {} : { tab: next }, true)} />
        </PageHeader>
      }
    >
      <div className={classes['fill']}>
        <TabPanel of={tab}>
          {tab === 'forms' && (
            <FormMaker
              key={`${subject ?? ''} ${code ?? ''}`}
              subject={kind !== null || isRegisterName(register) ? subject : null}
              register={register}
              code={code}
              kind={subject === null ? null : kind}
            />
          )}
          {tab === 'templates' && <TemplatesPanel />}
          {tab === 'exports' && <ExportPanel />}
        </TabPanel>
      </div>
    </Page>
  )
}
