import { Button, Group } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { listPath, screenOf } from '#core/catalogue/derive/screen.ts'
import { importCountsShape } from '#core/features/imports/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { isEnded, useJob } from '../../components/jobs/useJobs.ts'
import { Result } from '../../components/Result.tsx'
import { StepWizard } from '../../components/StepWizard.tsx'
import { useGo } from '../../router/navigation.ts'
import { useSession, useSessionStatus } from '../../session/useSession.tsx'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'
import { RowAccount } from './RowAccount.tsx'
import { MendedList } from './MendedList.tsx'
import { RaisedNote } from './RaisedNote.tsx'
import { importSteps } from './steps.ts'
import type { StepProps } from './steps.ts'

const resultShape = z.looseObject({ changeSet: z.string().nullable().optional(), counts: importCountsShape.optional() })

/** The year that came in where the screens look at another: that of the file, else the newest with data. */
function useOfferedYear(done: boolean, ofFile: number | null): number | null {
  const { year } = useSession()
  const { status } = useSessionStatus()
  const api = useApi()
  const queryClient = useQueryClient()
  useEffect(() => {
    // The newest year may be another one now.
    if (done) void queryClient.invalidateQueries({ queryKey: api.session.status.key() })
  }, [done, api, queryClient])
  const came = ofFile ?? status?.newestYear ?? null
  return done && came !== null && came !== year ? came : null
}

/** Writing, then what was written, with the way back. */
export function DoneStep({ draft, onStep, onRestart }: StepProps): ReactNode {
  const go = useGo()
  const { setYear } = useSession()
  const job = useJob(draft.writing)
  const done = job?.state === 'done'
  const recent = useQuery({ ...useApi().imports.recent.queryOptions(), enabled: done }).data
  const result = resultShape.safeParse(job?.result).data
  const entry =
    recent?.find((candidate) => candidate.changeSet === result?.changeSet) ??
    (result?.changeSet === undefined ? recent?.find((candidate) => candidate.file === draft.file) : undefined)
  const changeSet = result?.changeSet ?? entry?.changeSet ?? null
  const counts = result?.counts ?? entry?.counts
  const came = useOfferedYear(done, draft.options.year ?? null)
  const offered = entry?.undone === true ? null : came
  return (
    <StepWizard label="导入步骤" steps={importSteps} current="done">
      {!done &&
        (job !== undefined && isEnded(job) ? (
          job.error !== null && job.state !== 'cancelled' ? (
            <ErrorPanel
              error={job.error}
              actions={
                <Button variant="default" onClick={() => onStep('check')}>
                  回到核对预览
                </Button>
              }
            />
          ) : (
            <EmptyState
              title="没有写入"
              hint="写入之前已取消，库里的内容没有变。"
              actions={
                <Button variant="default" onClick={() => onStep('check')}>
                  回到核对预览
                </Button>
              }
            />
          )
        ) : (
          <JobProgress job={job} title="正在导入" />
        ))}
      {done && (
        <Result title="导入完成">
          {counts !== undefined && <RowAccount counts={counts} />}
          {entry !== undefined && <MendedList mended={entry.mended} />}
          {changeSet !== null && <RaisedNote changeSet={changeSet} />}
          <Group gap="xs">
            {offered !== null && (
              <Button
                onClick={() => {
                  setYear(offered)
                  go('/')
                }}
              >
                看 {offered} 年的数
              </Button>
            )}
            <Button variant={offered !== null ? 'default' : 'filled'} onClick={() => go(listPath(draft.register))}>
              看{screenOf(draft.register)?.title ?? '列表'}
            </Button>
            <Button variant="default" onClick={onRestart}>
              再导入一个文件
            </Button>
            {changeSet !== null && entry?.undone !== true && (
              <Button variant="subtle" color="red" onClick={() => go('/imports/undo', { changeSet })}>
                撤销本次导入
              </Button>
            )}
          </Group>
        </Result>
      )}
    </StepWizard>
  )
}
