import { ActionIcon, Badge } from '@mantine/core'
import { IconChecks, IconLayoutSidebarRightCollapse } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Finding } from '#core/features/household/checks/index.ts'
import classes from './household.module.css'

/** What the checks say of the household, beside the card; a click leads to the field. */
export function FindingsPanel({
  findings,
  onOpen,
  onClose,
}: {
  readonly findings: readonly Finding[]
  readonly onOpen: (finding: Finding) => void
  readonly onClose: () => void
}): ReactNode {
  const errors = findings.filter((finding) => finding.severity === 'error').length
  return (
    <aside className={classes['side']} aria-label="核对">
      <div className={classes['sideHead']}>
        <span>核对</span>
        {errors > 0 && (
          <Badge color="red" size="sm">
            {errors} 处须改
          </Badge>
        )}
        {findings.length > errors && (
          <Badge color="amber" size="sm">
            {findings.length - errors} 处提示
          </Badge>
        )}
        <ActionIcon aria-label="收起核对" onClick={onClose}>
          <IconLayoutSidebarRightCollapse size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
      {findings.length === 0 && (
        <div className={classes['none']}>
          <IconChecks size={16} aria-hidden /> 没有发现问题。
        </div>
      )}
      <ul className={classes['findings']} aria-label="核对结果">
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.target.register} ${finding.target.member ?? ''} ${finding.target.field} ${finding.message}`}>
            <button type="button" className={classes['finding']} data-severity={finding.severity} data-kind={finding.kind} onClick={() => onOpen(finding)}>
              {finding.message}
              <span className={classes['rule']}>{finding.kind === 'incomplete' ? '待补填' : finding.severity === 'error' ? '须改正' : '请核实'}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  )
}
