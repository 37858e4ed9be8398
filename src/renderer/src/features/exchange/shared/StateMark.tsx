import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconChecks,
  IconClockExclamation,
  IconDeviceFloppy,
  IconFile,
  IconReplace,
  IconSend2,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './exchange.module.css'
import type { PackageKind, PackageState } from './words.ts'

const marks: Readonly<Record<PackageState, { readonly label: string; readonly color: string; readonly icon: Icon }>> = {
  made: { label: '已做成文件，等回执', color: 'ink', icon: IconFile },
  written: { label: '已写出，等回执', color: 'ink', icon: IconSend2 },
  acknowledged: { label: '对方已收到', color: 'green', icon: IconChecks },
  superseded: { label: '已由后面的文件代替', color: 'gray', icon: IconReplace },
  overdue: { label: '很久没有回执', color: 'amber', icon: IconClockExclamation },
  failed: { label: '没有写成', color: 'red', icon: IconAlertTriangle },
  applied: { label: '已合并', color: 'green', icon: IconCheck },
  undone: { label: '已撤销', color: 'gray', icon: IconArrowBackUp },
  refused: { label: '已拒绝', color: 'red', icon: IconBan },
}

/** Nobody answers these, so there is nothing to wait for. */
const UNSAVED = { label: '还没有保存', color: 'amber', icon: IconDeviceFloppy } as const

const unanswered: Readonly<Partial<Record<PackageState, string>>> = { made: '已做成文件', written: '已写出' }

/** The state of a package in words, with its symbol and colour. */
export function StateMark({
  state,
  kind,
  saved = null,
}: {
  readonly state: PackageState
  readonly kind: PackageKind
  readonly saved?: boolean | null
}): ReactNode {
  const isUnsaved = state === 'made' && saved === false
  const { color, icon: Symbol } = isUnsaved ? UNSAVED : marks[state]
  const answered = kind !== 'receipt' && kind !== 'admission'
  const label = isUnsaved ? UNSAVED.label : ((answered ? undefined : unanswered[state]) ?? marks[state].label)
  return (
    <span className={classes['state']} style={{ color: `var(--mantine-color-${color}-8)` }}>
      <Symbol size={15} stroke={1.8} aria-hidden />
      {label}
    </span>
  )
}
