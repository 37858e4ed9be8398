import { Button, Group } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import classes from './StepWizard.module.css'

interface WizardStep {
  readonly key: string
  readonly label: string
}

export interface StepWizardProps {
  readonly label: string
  readonly steps: readonly WizardStep[]
  /** Key of the step shown. */
  readonly current: string
  readonly children: ReactNode
  readonly onBack?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
  readonly nextLabel?: string
  readonly nextDisabled?: boolean
  /** Next is at work. */
  readonly busy?: boolean
  /** At the left of the buttons: why 下一步 is off, or a sum. */
  readonly note?: ReactNode
}

/** The step that was taken off the page a moment ago: each step may bring a wizard of its own, and the next one must know that it follows. */
let left: { readonly label: string; readonly step: string } | null = null

/** Steps in a row, one shown at a time; on each change the focus goes to the head of the new step. */
export function StepWizard(props: StepWizardProps): ReactNode {
  const { steps, current } = props
  const index = steps.findIndex((step) => step.key === current)
  const heading = useRef<HTMLHeadingElement>(null)
  const { label } = props
  useEffect(() => {
    if (left !== null && left.label === label && left.step !== current) heading.current?.focus()
    return () => {
      const gone = { label, step: current }
      left = gone
      // What follows is drawn at once; what is drawn later is a new beginning.
      queueMicrotask(() => {
        if (left === gone) left = null
      })
    }
  }, [label, current])
  return (
    <div className={classes['wizard']}>
      <ol className={classes['steps']} aria-label={props.label}>
        {steps.map((step, position) => (
          <li key={step.key} className={classes['step']} data-state={stateOf(position, index)} aria-current={position === index ? 'step' : undefined}>
            <span className={classes['mark']} aria-hidden>
              {position < index ? <IconCheck size={13} stroke={2.6} /> : position + 1}
            </span>
            {step.label}
            {position < index && <span className={classes['done']}>（已完成）</span>}
          </li>
        ))}
      </ol>
      <div className={classes['body']}>
        <h2 ref={heading} tabIndex={-1} className={classes['heading']}>{`第 ${index + 1} 步　${steps[index]?.label ?? ''}`}</h2>
        {props.children}
      </div>
      <Group className={classes['foot']} gap="xs" wrap="nowrap">
        <div className={classes['note']}>{props.note}</div>
        {props.onBack !== undefined && (
          <Button variant="default" onClick={props.onBack} disabled={props.busy === true}>
            上一步
          </Button>
        )}
        {props.onNext !== undefined && (
          <Button onClick={props.onNext} disabled={props.nextDisabled === true} loading={props.busy === true}>
            {props.nextLabel ?? '下一步'}
          </Button>
        )}
      </Group>
    </div>
  )
}

function stateOf(position: number, current: number): 'done' | 'current' | 'ahead' {
  if (position < current) return 'done'
  return position === current ? 'current' : 'ahead'
}
