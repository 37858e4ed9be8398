import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { comparedShape, type CompareOptions } from '#core/features/comparisons/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { StepWizard } from '../../components/StepWizard.tsx'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'
import { ListAccount } from './ListAccount.tsx'
import { Rows } from './Rows.tsx'
import { listSteps, useOwnJob, type ListDraft } from './steps.ts'

/** Of the list `identification_scope`. */
const NOT_ON_FILE = '3'

/** The account and the rows; 存入 writes them. */
export function ResultStep({
  draft,
  job: id,
  onBack,
  onChecking,
  onSaving,
}: {
  readonly draft: ListDraft
  readonly job: string
  readonly onBack: () => void
  readonly onChecking: (options: CompareOptions, job: string) => void
  readonly onSaving: (job: string) => void
}): ReactNode {
  const client = useClient()
  const { job, ended } = useOwnJob(id)
  const { comparison } = draft.opened
  const saving = useCommand(client.comparisons.save, { inline: true })
  const checking = useCommand(client.comparisons.check, { inline: true })
  const kinds = useQuery(useApi().comparisons.kinds.queryOptions())
  const seeksOmissions = kinds.data?.find(({ code }) => code === draft.kind)?.concerns.includes(NOT_ON_FILE) === true
  const compared = ended?.state === 'done' ? comparedShape.safeParse(ended.result).data : undefined
  const save = async (): Promise<void> => {
    const started = await saving.run({ comparison })
    if (started !== null) onSaving(started.job)
  }
  const enter = async (wanted: boolean): Promise<void> => {
    const options = { ...draft.options, enter: wanted }
    const started = await checking.run({ comparison, options })
    if (started !== null) onChecking(options, started.job)
  }
  return (
    <StepWizard
      label="比对步骤"
      steps={listSteps}
      current="result"
      onBack={onBack}
      onNext={() => {
        void save()
      }}
      nextLabel="存入"
      nextDisabled={compared === undefined}
      busy={saving.running}
      note={compared === undefined ? undefined : '存入的是疑点和这份账；户的资料一处也不改。'}
    >
      {[saving.error, checking.error].map((error) => error !== null && <ErrorPanel key={error.message} error={error} />)}
      {ended === undefined && <JobProgress job={job} title="正在比对" />}
      {ended?.state === 'failed' && ended.error !== null && <ErrorPanel error={ended.error} />}
      {ended?.state === 'cancelled' && <EmptyState title="没有比对" hint="已经取消。" actions={<Button onClick={onBack}>回到列对应</Button>} />}
      {compared !== undefined && (
        <>
          <ListAccount compared={compared} />
          {seeksOmissions && compared.account.enterable > 0 && (
            <Checkbox
              mt="xs"
              label={`没对上的里有 ${compared.account.enterable} 行写明了姓名、号码和村，存入时登记为未建档户，查漏评`}
              checked={draft.options.enter === true}
              disabled={checking.running}
              onChange={(event) => {
                void enter(event.currentTarget.checked)
              }}
            />
          )}
          <Rows key={id} comparison={comparison} job={id} account={compared.account} />
        </>
      )}
    </StepWizard>
  )
}
