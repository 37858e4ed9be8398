import { Badge, Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { findField, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Row } from '#core/shapes.ts'
import { HistoryPanel } from '../components/history/HistoryPanel.tsx'
import { Page, PageHeader } from '../components/PageHeader.tsx'
import { SectionTabs, TabPanel } from '../components/SectionTabs.tsx'
import { EditableGrid } from '../fields/EditableGrid.tsx'
import type { GridColumn } from '../fields/EditableGrid.tsx'
import { ErrorSummary } from '../fields/ErrorSummary.tsx'
import { FieldGrid } from '../fields/FieldGrid.tsx'
import { useRecordForm } from '../fields/useRecordForm.ts'
import { useShortcut } from '../keyboard/useShortcut.ts'
import { sampleHistory, sampleHousehold, sampleMembers } from './sampleData.ts'

const household = registerOf('household')
const sources = [
  ['person', 'name', 100],
  ['membership', 'relation', 116],
  ['person', 'id_number', 172],
  ['person', 'sex', 60],
  ['person', 'birth_date', 104],
  ['person', 'ethnicity', 84],
  ['person_year', 'education', 108],
  ['person_year', 'work_months', 92],
  ['person', 'phone', 116],
] as const

const columns: readonly GridColumn[] = sources.flatMap(([register, key, width]) => {
  const field = findField(register, key)
  return field === undefined ? [] : [{ key, field, width }]
})

const tabs = [
  { key: 'basic', label: '基本情况' },
  { key: 'members', label: '家庭成员', detail: '5' },
  { key: 'cause', label: '致贫原因' },
  { key: 'exit', label: '识别与脱贫' },
  { key: 'relocation', label: '易地扶贫搬迁' },
  { key: 'history', label: '历史' },
]

export function FormSample(): ReactNode {
  const form = useRecordForm(household, sampleHousehold(1))
  const [members, setMembers] = useState(sampleMembers)
  const [tab, setTab] = useState<string>('basic')
  const save = (): void => form.showIssues(form.localIssues)
  useShortcut('save', save)
  const changeMember = (row: number, key: string, value: FieldValue): void =>
    setMembers((now) => now.map((member, index): Row => (index === row ? { ...member, [key]: value } : member)))
  const header = (
    <PageHeader
      title={String(form.values['head_name'] ?? '')}
      back={
        <Button variant="subtle" color="gray" size="compact-md" px={4} aria-label="返回列表">
          <IconArrowLeft size={18} aria-hidden />
        </Button>
      }
      detail={
        <>
          <Badge color="amber">未脱贫</Badge>
          <span>{String(form.values['household_no'])}</span>
          <span>小林村 一社</span>
          <span>{members.length} 人</span>
        </>
      }
      actions={
        <>
          <Button variant="default">打印信息采集表</Button>
          <Button onClick={save} disabled={!form.dirty}>
            保存
          </Button>
        </>
      }
    >
      <SectionTabs label="户的各部分" value={tab} onChange={setTab} tabs={tabs} />
    </PageHeader>
  )
  return (
    <Page header={header}>
      <ErrorSummary issues={form.issues} idPrefix="card" attempt={form.attempt} />
      <TabPanel of={tab}>
        {tab === 'members' && (
          <EditableGrid
            label="家庭成员"
            columns={columns}
            rows={members}
            rowKey={(_, index) => String(index)}
            idPrefix="members"
            onCellChange={changeMember}
            insertLabel="增加一人"
            onInsertRow={(after) => setMembers((now) => [...now.slice(0, after + 1), {}, ...now.slice(after + 1)])}
            onRemoveRow={(row) => setMembers((now) => now.filter((_, index) => index !== row))}
            messages={{
              '1.id_number': { error: '证件号码的校验码不对：请对照证件逐位核对。' },
              '3.birth_date': { warning: '与证件号码里的出生日期不同，请核实。' },
            }}
          />
        )}
        {tab === 'history' && <HistoryPanel entries={sampleHistory} />}
        {tab !== 'members' && tab !== 'history' && (
          <FieldGrid
            register={household}
            sections={[tab]}
            values={form.values}
            onChange={form.set}
            onProblem={form.setProblem}
            messages={form.messages}
            idPrefix="card"
            onLast={save}
            year={2016}
          />
        )}
      </TabPanel>
    </Page>
  )
}
