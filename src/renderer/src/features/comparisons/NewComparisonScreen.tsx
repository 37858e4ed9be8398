/** A department's list from the file to what is kept of it: 选文件 → 列对应 → 结果预览 → 存入. */
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '../../bridge/client.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { FileStep } from './FileStep.tsx'
import { ResultStep } from './ResultStep.tsx'
import { SavedStep } from './SavedStep.tsx'
import type { ListDraft } from './steps.ts'

type Stage = { readonly at: 'columns' } | { readonly at: 'result'; readonly job: string } | { readonly at: 'saved'; readonly job: string }

export function NewComparisonScreen(): ReactNode {
  const client = useClient()
  const [draft, setDraft] = useState<ListDraft | null>(null)
  const [stage, setStage] = useState<Stage>({ at: 'columns' })
  const open = draft?.opened.comparison
  // What the core keeps of a list is freed with the page; if it is gone already, nothing is lost.
  useEffect(
    () => () => {
      if (open !== undefined) client.comparisons.close({ comparison: open }).catch(() => undefined)
    },
    [client, open],
  )
  const restart = (): void => {
    setDraft(null)
    setStage({ at: 'columns' })
  }
  return (
    <Page fixed header={<PageHeader title="比对一份名单" detail={draft?.opened.file} />}>
      {draft === null && <FileStep onOpened={setDraft} />}
      {draft !== null && stage.at === 'columns' && (
        <ColumnsStep draft={draft} onChange={setDraft} onBack={restart} onChecking={(job) => setStage({ at: 'result', job })} />
      )}
      {draft !== null && stage.at === 'result' && (
        <ResultStep
          draft={draft}
          job={stage.job}
          onChecking={(options, job) => {
            setDraft({ ...draft, options })
            setStage({ at: 'result', job })
          }}
          onBack={() => setStage({ at: 'columns' })}
          onSaving={(job) => setStage({ at: 'saved', job })}
        />
      )}
      {draft !== null && stage.at === 'saved' && <SavedStep job={stage.job} onBack={() => setStage({ at: 'columns' })} onRestart={restart} />}
    </Page>
  )
}
