import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { FieldIssue } from '#core/errors.ts'
import classes from './ErrorSummary.module.css'
import { focusFieldAt } from './fieldId.ts'

export interface ErrorSummaryProps {
  readonly issues: readonly FieldIssue[]
  /** Prefix of the DOM ids of the form's inputs. */
  readonly idPrefix: string
  /** Changes with each failed save: the focus then moves here. */
  readonly attempt?: number
  /** Brings a field onto the page first (another tab); the focus follows. */
  readonly onReveal?: (issue: FieldIssue) => void
  readonly title?: string
}

/** What stops a save (errors) and what may be kept with a reason (warnings), each with a link to its field. */
export function ErrorSummary({ issues, idPrefix, attempt = 0, onReveal, title }: ErrorSummaryProps): ReactNode {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) panel.current?.focus()
  }, [attempt])
  if (issues.length === 0) return null
  const errors = issues.filter((issue) => issue.severity === 'error')
  const warnings = issues.filter((issue) => issue.severity === 'warning')
  const go = (issue: FieldIssue): void => {
    onReveal?.(issue)
    if (!focusFieldAt(idPrefix, issue.path))
      requestAnimationFrame(() => {
        focusFieldAt(idPrefix, issue.path)
      })
  }
  const heading = title ?? (errors.length > 0 ? `有 ${errors.length} 处须改正，还没有保存` : `有 ${warnings.length} 处请核实；确实无误可写明原因后保存`)
  return (
    <Alert
      ref={panel}
      tabIndex={-1}
      role="alert"
      color={errors.length > 0 ? 'red' : 'amber'}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={heading}
      className={classes['panel']}
    >
      <ul className={classes['list']}>
        {[...errors, ...warnings].map((issue) => (
          <li key={`${issue.path} ${issue.code} ${issue.message}`}>
            <button type="button" className={classes['link']} onClick={() => go(issue)}>
              {issue.message}
            </button>
            {issue.severity === 'warning' && <span className={classes['tag']}>请核实</span>}
            {issue.rule !== undefined && <span className={classes['rule']}>规则 {issue.rule}</span>}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
