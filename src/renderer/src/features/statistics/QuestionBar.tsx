import { Checkbox, Group, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { levelNames, levelOfUnit, LOWEST_LEVEL } from '#core/rules/levels.ts'
import { periodOf } from '#core/statistics/table.ts'
import type { StatisticTable } from '#core/statistics/table.ts'
import { PLACE_LEVELS } from '#core/statistics/types.ts'
import { useApi } from '../../bridge/client.tsx'
import { Field } from '../../fields/Field.tsx'
import { useSession } from '../../session/useSession.tsx'
import { printable } from './printable.ts'
import { ReportRuns } from './ReportRuns.tsx'
import type { Kept, Listed, Question } from './question.ts'
import { TakeOut } from './TakeOut.tsx'
import classes from './statistics.module.css'

const WITHIN: FieldDefinition = { key: 'within', label: '范围', type: 'division' }
const DAY: FieldDefinition = { key: 'day', label: '统计到', type: 'date' }

export interface QuestionBarProps {
  readonly chosen: Listed
  readonly question: Question
  readonly kept: Kept
  readonly onChange: (part: Partial<Kept>) => void
  readonly table: StatisticTable | null
}

/** Of when, of where, by what; as figures or as a picture; out on paper or as a workbook. */
export function QuestionBar({ chosen, question, kept, onChange, table }: QuestionBarProps): ReactNode {
  const { unit } = useSession()
  const page = table === null ? null : (): string => printable(table, kept.within === null ? unit.name : kept.withinTitle)
  return (
    <div className={classes['bar']}>
      <span className={classes['period']}>{table === null ? '' : periodOf(table)}</span>
      {chosen.places && (
        <NativeSelect
          aria-label="一行是一个"
          value={kept.by}
          data={PLACE_LEVELS.map((value) => ({ value, label: `按${levelNames[value]}` }))}
          onChange={(event) => onChange({ by: PLACE_LEVELS.find((level) => level === event.currentTarget.value) ?? 'township' })}
        />
      )}
      <div className={classes['within']}>
        <Field
          field={WITHIN}
          value={kept.within}
          valueTitle={kept.withinTitle}
          onChange={(value, title) => onChange({ within: typeof value === 'string' ? value : null, withinTitle: title ?? '', withForerunners: false })}
        />
      </div>
      {kept.within !== null && levelOfUnit(kept.within) === LOWEST_LEVEL && <Forerunners place={kept.within} kept={kept} onChange={onChange} />}
      {chosen.days && (
        <div className={classes['day']}>
          <Field field={DAY} value={kept.asOf} onChange={(value) => onChange({ asOf: typeof value === 'string' ? value : null })} />
        </div>
      )}
      <Group gap="xs" wrap="nowrap" className={classes['end'] ?? ''}>
        <SegmentedControl
          size="xs"
          aria-label="显示为"
          value={kept.view}
          onChange={(view) => onChange({ view: view === 'chart' ? 'chart' : 'table' })}
          data={[
            { value: 'table', label: '表' },
            { value: 'chart', label: '图' },
          ]}
        />
        {!kept.withForerunners && <ReportRuns question={question} title={chosen.title} />}
        <TakeOut question={question} page={page} />
      </Group>
    </div>
  )
}

/** Whether the villages that went into the one chosen count along; nothing where there are none. What is reported is one village's alone. */
function Forerunners({ place, kept, onChange }: { readonly place: string } & Pick<QuestionBarProps, 'kept' | 'onChange'>): ReactNode {
  const { data } = useQuery(useApi().succession.forerunners.queryOptions({ input: { division: place } }))
  if (data === undefined || data.length === 0) return null
  return (
    <Checkbox
      label="连同并入的村"
      title={data.map(({ name, until }) => `${name}（${until} 起并入）`).join('、')}
      checked={kept.withForerunners}
      onChange={(event) => onChange({ withForerunners: event.currentTarget.checked })}
    />
  )
}
