import { Button, Group, Text } from '@mantine/core'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { savedListShape } from '#core/features/comparisons/contract.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Result } from '../../components/Result.tsx'
import { StepWizard } from '../../components/StepWizard.tsx'
import { useGo } from '../../router/navigation.ts'
import { whole } from '../../components/whole.ts'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'
import { useRecordActions } from '../records/useRecordActions.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { ListAccount } from './ListAccount.tsx'
import { useOpenHits } from './ComparisonScreen.tsx'
import { listSteps, useOwnJob } from './steps.ts'

/** Writing, then what was written, with the way on and the way back. */
export function SavedStep({ job: id, onBack, onRestart }: { readonly job: string; readonly onBack: () => void; readonly onRestart: () => void }): ReactNode {
  const { job, ended } = useOwnJob(id)
  const go = useGo()
  const openHits = useOpenHits()
  const refresh = useRefresh()
  const { undo } = useRecordActions()
  const done = ended?.state === 'done'
  const saved = done ? savedListShape.safeParse(ended.result).data : undefined
  useEffect(() => {
    if (done) refresh('compared_list', 'comparison_hit', 'comparison_kind', 'unlisted_household')
  }, [done, refresh])
  const back = (
    <Button variant="default" onClick={onBack}>
      回到列对应
    </Button>
  )
  return (
    <StepWizard label="比对步骤" steps={listSteps} current="saved">
      {ended === undefined && <JobProgress job={job} title="正在存入" />}
      {ended?.state === 'failed' && ended.error !== null && <ErrorPanel error={ended.error} actions={back} />}
      {ended?.state === 'cancelled' && <EmptyState title="没有存入" hint="存入之前已取消，库里的内容没有变。" actions={back} />}
      {saved !== undefined && (
        <Result title={`已存入${saved.number === null ? '' : `，编号 ${saved.number}`}`}>
          <ListAccount compared={saved} />
          {saved.entered > 0 && <Text size="sm">登记了未建档户 {whole.format(saved.entered)} 户，户主和人口请入户核实。</Text>}
          <Group gap="xs" mt="sm">
            <Button onClick={() => openHits(saved.id ?? '', '这次比对的疑点')}>去核实疑点</Button>
            <Button variant="default" onClick={() => go(recordPath('compared_list', saved.id ?? ''))}>
              看这次比对
            </Button>
            <Button variant="default" onClick={onRestart}>
              再比对一份名单
            </Button>
            {saved.changeSet !== null && (
              <Button
                variant="subtle"
                color="red"
                onClick={() => {
                  void undo(saved.changeSet ?? '', '这次比对').then((undone) => {
                    if (undone) go('/comparisons')
                  })
                }}
              >
                撤销这次比对
              </Button>
            )}
          </Group>
        </Result>
      )}
    </StepWizard>
  )
}
