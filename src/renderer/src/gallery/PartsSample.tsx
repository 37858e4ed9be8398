import { Button, Group, Paper, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { notifyDone, notifyError } from '../bridge/notify.tsx'
import { useConfirm } from '../components/ConfirmDialog.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { HistoryPanel } from '../components/history/HistoryPanel.tsx'
import { PictureMap } from '../components/pictureMap/PictureMap.tsx'
import { Page, PageHeader } from '../components/PageHeader.tsx'
import { ErrorSummary } from '../fields/ErrorSummary.tsx'
import { sampleHistory, sampleMarkers } from './sampleData.ts'

const failure = { code: 'FILE_LOCKED', message: '“花名册.xlsx”正在被其他程序使用。', action: '请在 WPS 或 Excel 里关闭它，然后重试。' }

export function PartsSample(): ReactNode {
  const confirm = useConfirm()
  return (
    <Page header={<PageHeader title="零件" detail="各种状态" />}>
      <Stack gap="md">
        <Group gap="xs">
          <Button>主要操作</Button>
          <Button variant="default">普通操作</Button>
          <Button variant="light">次要操作</Button>
          <Button variant="subtle">文字操作</Button>
          <Button disabled>不能用</Button>
          <Button
            color="red"
            onClick={() => {
              void confirm({ title: '删除 3 户？', message: '删除后可以在操作记录里撤销。', confirmLabel: '删除 3 户', danger: true, reason: 'required' })
            }}
          >
            删除
          </Button>
          <Button variant="default" onClick={() => notifyDone('已保存', '张小红户')}>
            提示
          </Button>
          <Button variant="default" onClick={() => notifyError(failure)}>
            报错
          </Button>
        </Group>
        <ErrorPanel error={failure} onRetry={() => undefined} />
        <ErrorSummary
          idPrefix="none"
          issues={[
            { path: 'a', label: '证件号码', code: 'id_checksum', message: '“证件号码”的校验码不对，请对照证件逐位核对。', severity: 'error', rule: '13.1-1' },
            { path: 'b', label: '家庭人口数', code: 'rule', message: '家庭人口超过 10 人，请核实。', severity: 'warning', rule: '13.4-2' },
          ]}
        />
        <Paper withBorder>
          <EmptyState
            title="还没有帮扶责任人"
            hint="可以逐个新增，也可以从 Excel 花名册导入。"
            actions={
              <>
                <Button variant="default">从 Excel 导入</Button>
                <Button>新增帮扶责任人</Button>
              </>
            }
          />
        </Paper>
        <Paper withBorder p="md">
          <Title order={2} mb="sm">
            图片地图
          </Title>
          <div style={{ height: '20rem' }}>
            <PictureMap label="图片地图" picture={null} markers={sampleMarkers} onMove={() => undefined} />
          </div>
        </Paper>
        <Paper withBorder p="md">
          <Title order={2} mb="sm">
            历史
          </Title>
          <HistoryPanel
            entries={sampleHistory}
            actionsOf={() => (
              <Button variant="subtle" size="compact-sm">
                撤销
              </Button>
            )}
          />
        </Paper>
      </Stack>
    </Page>
  )
}
