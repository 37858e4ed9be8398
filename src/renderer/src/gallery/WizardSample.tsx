import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { EmptyState } from '../components/EmptyState.tsx'
import { PageHeader, Page } from '../components/PageHeader.tsx'
import { StepWizard } from '../components/StepWizard.tsx'

const steps = [
  { key: 'file', label: '选文件' },
  { key: 'map', label: '对表头' },
  { key: 'check', label: '核对' },
  { key: 'write', label: '写入' },
]

export function WizardSample(): ReactNode {
  const [at, setAt] = useState(1)
  return (
    <Page fixed header={<PageHeader title="导入贫困户" />}>
      <StepWizard
        label="导入步骤"
        steps={steps}
        current={steps[at]?.key ?? 'file'}
        onBack={at > 0 ? () => setAt(at - 1) : undefined}
        onNext={at < 3 ? () => setAt(at + 1) : undefined}
        note="5,300 行：新增 812，变更 3,990，相同 480，拒绝 18"
      >
        <EmptyState
          icon={<IconUpload size={36} stroke={1.2} />}
          title="选择一个 Excel 或 CSV 文件"
          hint="支持 .xlsx 和 GB18030 或 UTF-8 编码的 CSV。"
          actions={<Button>选择文件</Button>}
        />
      </StepWizard>
    </Page>
  )
}
