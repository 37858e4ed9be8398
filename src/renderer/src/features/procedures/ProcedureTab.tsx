/** Where a record stands in its procedure: what was done, what may be done next and what is missing to it, and the diagram. */
import { Badge, Button, Group, Loader } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { NextStep, SheetShown, StepShown } from '#core/features/procedures/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import { useFormsOfStep, useSheetsOf } from '../paper/paperForms.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { Conditions } from './Conditions.tsx'
import { ProcedureDiagram } from './ProcedureDiagram.tsx'
import classes from './procedures.module.css'
import { StepDialog } from './StepDialog.tsx'

export function ProcedureTab({ register, id }: { readonly register: string; readonly id: string }): ReactNode {
  const query = useQuery(useApi().procedures.show.queryOptions({ input: { register, id } }))
  const { procedure } = registerOf(register)
  const [making, setMaking] = useState<NextStep | null>(null)
  const go = useGo()
  const { user } = useSession()
  const mayAct = user.role !== 'reader'
  if (query.error !== null)
    return (
      <ErrorPanel
        error={query.error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  const shown = query.data
  if (shown === undefined || procedure === undefined) return <Loader size="sm" role="status" aria-label="正在读取" />
  return (
    <div className={classes['tab']}>
      <Group gap="sm">
        <Badge size="lg">{shown.stateLabel}</Badge>
        {shown.due !== null && <span className={shown.late ? classes['late'] : undefined}>{`期限 ${shown.due}${shown.late ? '，已逾期' : ''}`}</span>}
        {shown.contested && <span className={classes['late']}>同一步后面有两个步骤，由上级撤销其中一个</span>}
        <Button size="compact-sm" variant="subtle" onClick={() => go(`/procedures/${register}`)}>
          各地进度
        </Button>
      </Group>
      {shown.conditions.length > 0 && <Conditions conditions={shown.conditions} entering={shown.entering} />}
      <div className={classes['columns']}>
        <Panel title="办理经过" detail={shown.steps.length === 0 ? undefined : `${shown.steps.length} 步`} flush>
          {shown.steps.length === 0 ? (
            <EmptyState title="还没有办过" hint="从右边选下一步办理。" />
          ) : (
            <ol className={classes['steps']} aria-label="办理经过">
              {shown.steps.map((step) => (
                <Made key={step.id} register={register} id={id} step={step} mayAct={mayAct} />
              ))}
            </ol>
          )}
        </Panel>
        <Panel title="下一步" flush>
          <ul className={classes['next']} aria-label="下一步">
            {shown.next.map((step) => (
              <Next key={step.key} step={step} mayAct={mayAct} onMake={() => setMaking(step)} />
            ))}
          </ul>
          {shown.next.length === 0 && <EmptyState title="没有下一步" hint="这条记录已经办完。" />}
        </Panel>
      </div>
      <Panel title="流程图">
        <ProcedureDiagram procedure={procedure} state={shown.state} />
      </Panel>
      {making !== null && <StepDialog register={register} ids={[id]} steps={[making]} onClose={() => setMaking(null)} onDone={() => setMaking(null)} />}
    </div>
  )
}

/** The forms of records that a step is made with, a button for each record. */
function Sheets({ sheets }: { readonly sheets: readonly SheetShown[] }): ReactNode {
  const go = useGo()
  return useSheetsOf(sheets).flatMap(({ form, sheet: { register, ids } }) =>
    ids.map((id, index) => (
      <Button
        key={`${form.code} ${id}`}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPrinter size={14} aria-hidden />}
        onClick={() => go('/forms', { register, for: id, form: form.code })}
      >
        {ids.length === 1 ? form.title : `${form.title} ${index + 1}`}
      </Button>
    )),
  )
}

function Next({ step, mayAct, onMake }: { readonly step: NextStep; readonly mayAct: boolean; readonly onMake: () => void }): ReactNode {
  return (
    <li className={classes['step']}>
      <div className={classes['head']}>
        <span className={classes['what']}>{step.label}</span>
        <Sheets sheets={step.sheets} />
        {mayAct && (
          <Button size="compact-sm" variant={step.missing.length === 0 ? 'filled' : 'default'} disabled={step.missing.length > 0} onClick={onMake}>
            {`办理${step.label}`}
          </Button>
        )}
      </div>
      {step.missing.length > 0 && (
        <ul className={classes['missing']} aria-label={`“${step.label}”还缺`}>
          {step.missing.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Made({
  register,
  id,
  step,
  mayAct,
}: {
  readonly register: string
  readonly id: string
  readonly step: StepShown
  readonly mayAct: boolean
}): ReactNode {
  const client = useClient()
  const go = useGo()
  const papers = useFormsOfStep(register, step.prints)
  const confirm = useConfirm()
  const refresh = useRefresh()
  const undoing = useCommand(client.procedures.undo)
  const undo = async (): Promise<void> => {
    const answer = await confirm({ title: `撤销“${step.label}”`, message: '撤销也记为一步，经过都留着。', confirmLabel: '撤销', reason: 'required' })
    if (!answer.confirmed) return
    const done = await undoing.run({ register, id, step: step.id, reason: answer.reason })
    if (done === null) return
    refresh('procedure_step', register)
    notifyDone('已撤销', step.label)
  }
  const off = step.standing !== 'counts' && step.standing !== 'undoes'
  const facts = [
    step.by,
    step.act?.name,
    step.signatures === null ? null : `签字：${step.signatures}`,
    step.basis === null ? null : `来源：${plainSource(step.basis)}`,
    step.remark,
  ]
  return (
    <li className={classes['step']} data-off={off || undefined}>
      <div className={classes['head']}>
        <span className={classes['day']}>{step.on}</span>
        <span className={classes['what']}>{step.label}</span>
        {step.kept &&
          papers.map((form) => (
            <Button
              key={form.code}
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPrinter size={14} aria-hidden />}
              onClick={() => go('/forms', { of: 'step', register, for: step.id, form: form.code })}
            >
              {form.title}
            </Button>
          ))}
        {step.kept && <Sheets sheets={step.sheets} />}
        {mayAct && step.mayUndo && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={undoing.running}
            aria-label={`撤销“${step.label}”`}
            onClick={() => {
              void undo()
            }}
          >
            撤销
          </Button>
        )}
      </div>
      <p className={classes['note']}>{facts.filter((text) => text !== null && text !== undefined && text !== '').join(' · ')}</p>
      {step.note !== null && <p className={classes['missing']}>{step.note}</p>}
    </li>
  )
}
