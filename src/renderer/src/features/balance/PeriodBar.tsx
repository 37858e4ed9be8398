import { Group, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { levelNames } from '#core/rules/levels.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { PLACE_LEVELS } from '#core/statistics/types.ts'
import { Field } from '../../fields/Field.tsx'
import { useSession } from '../../session/useSession.tsx'
import type { Question } from '../statistics/question.ts'
import { TakeOut } from '../statistics/TakeOut.tsx'
import classes from './balance.module.css'
import type { Kept } from './kept.ts'
import { printableSheet } from './printable.ts'

const WITHIN: FieldDefinition = { key: 'within', label: '范围', type: 'division' }
const FROM: FieldDefinition = { key: 'from', label: '从', type: 'date' }
const TO: FieldDefinition = { key: 'to', label: '到', type: 'date' }

interface PeriodBarProps {
  readonly kept: Kept
  readonly question: Question
  readonly table: StatisticTable | null
  readonly row: TableRow | null
  readonly onChange: (part: Partial<Kept>) => void
}

/** Of when and where; out on paper or as a workbook. Without days it is the year of the bar on top. */
export function PeriodBar({ kept, question, table, row, onChange }: PeriodBarProps): ReactNode {
  const { unit } = useSession()
  const page = table === null ? null : (): string => printableSheet(table, row, row?.label ?? (kept.within === null ? unit.name : kept.withinTitle))
  return (
    <div className={classes['bar']}>
      <NativeSelect
        aria-label="一行是一个"
        value={kept.by}
        data={PLACE_LEVELS.map((value) => ({ value, label: `按${levelNames[value]}` }))}
        onChange={(event) => onChange({ by: PLACE_LEVELS.find((level) => level === event.currentTarget.value) ?? 'village' })}
      />
      <div className={classes['within']}>
        <Field
          field={WITHIN}
          labelPosition="above"
          value={kept.within}
          valueTitle={kept.withinTitle}
          onChange={(value, title) => onChange({ within: typeof value === 'string' ? value : null, withinTitle: title ?? '' })}
        />
      </div>
      <div className={classes['day']}>
        <Field field={FROM} labelPosition="above" value={kept.from} onChange={(value) => onChange({ from: typeof value === 'string' ? value : null })} />
      </div>
      <div className={classes['day']}>
        <Field field={TO} labelPosition="above" value={kept.to} onChange={(value) => onChange({ to: typeof value === 'string' ? value : null })} />
      </div>
      <Group gap="xs" wrap="nowrap" className={classes['end'] ?? ''}>
        <TakeOut question={question} page={page} />
      </Group>
    </div>
  )
}
