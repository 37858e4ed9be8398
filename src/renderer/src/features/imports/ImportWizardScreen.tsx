import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useGo, useSearchParameter } from '../../router/navigation.ts'
import { useClient } from '../../bridge/client.tsx'
import { CheckStep } from './CheckStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { draftOf, forgetDraft, keepDraft } from './draft.ts'
import type { ImportDraft } from './draft.ts'
import { FileStep } from './FileStep.tsx'
import { MappingStep } from './MappingStep.tsx'
import { sheetName } from './sheets.ts'
import type { ImportStep, StepProps } from './steps.ts'

export function ImportWizardScreen(): ReactNode {
  const go = useGo()
  const client = useClient()
  const id = useSearchParameter('import')
  const step = useSearchParameter('step') ?? 'file'
  const register = useSearchParameter('register') ?? 'household'
  const [, drawAgain] = useState(0)
  const draft = id === undefined ? null : draftOf(id)
  const title = draft === null ? '导入' : `导入${sheetName(draft.register)}`
  const change = (next: ImportDraft): void => {
    keepDraft(next)
    drawAgain((count) => count + 1)
  }
  const show = (next: ImportDraft, to: ImportStep): void => go('/imports/new', { register: next.register, import: next.import, step: to })
  const restart = (): void => {
    // What the core keeps of a file given up is freed; if it is gone already, nothing is lost.
    if (draft !== null) {
      forgetDraft(draft.import)
      client.imports.close({ import: draft.import }).catch(() => undefined)
    }
    go('/imports/new', { register: draft?.register ?? register })
  }
  const props: StepProps | null = draft === null ? null : { draft, onChange: change, onStep: (to) => show(draft, to), onRestart: restart }
  return (
    <Page
      fixed
      header={
        <PageHeader
          title={title}
          detail={draft?.file}
          actions={
            <Button variant="subtle" color="gray" onClick={() => go('/imports')}>
              导入记录
            </Button>
          }
        />
      }
    >
      {props === null && step !== 'file' && (
        <EmptyState
          title="这次导入已经不在了"
          hint="程序重新启动过，或者已经导入完成。请重新选择文件。"
          actions={<Button onClick={restart}>重新选择文件</Button>}
        />
      )}
      {(step === 'file' || (props === null && id === undefined)) && step === 'file' && (
        <FileStep
          register={register}
          onRegister={(next) => go('/imports/new', { register: next }, true)}
          onOpened={(opened) => {
            change(opened)
            show(opened, 'map')
          }}
        />
      )}
      {props !== null && step === 'map' && <MappingStep {...props} />}
      {props !== null && step === 'check' && <CheckStep key={props.draft.import} {...props} />}
      {props !== null && step === 'done' && <DoneStep {...props} />}
    </Page>
  )
}
