/** The sections of the card that are fields of the household or of its year. */
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Where } from '#core/shapes.ts'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import type { FieldMessages } from '../../fields/types.ts'
import type { Draft } from './draft.ts'
import classes from './household.module.css'

export interface SectionContext {
  readonly draft: Draft
  readonly messages: Readonly<Record<string, FieldMessages>>
  readonly setField: (part: 'household' | 'householdYear', key: string, value: FieldValue, title?: string) => void
  readonly setProblem: (path: string, problem: string | null) => void
  readonly goOn: () => void
  readonly readOnly: boolean
}

export function gridProps(context: SectionContext, part: 'household' | 'householdYear') {
  const { draft, messages } = context
  const own = Object.fromEntries(
    Object.entries(messages).flatMap(([path, found]) => (path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), found]] : [])),
  )
  return {
    values: draft[part],
    messages: own,
    idPrefix: `card-${part}`,
    readOnly: context.readOnly,
    onLast: context.goOn,
    onChange: (key: string, value: FieldValue, title?: string) => context.setField(part, key, value, title),
    onProblem: (key: string, problem: string | null) => context.setProblem(`${part}.${key}`, problem),
  }
}

/** What the entered fields are read as stands in them already. */
const SHOWN_ELSEWHERE = ['exit_standing', 'exit_standing_year']

/** Sections of the household or of its year. */
export function Section({
  part,
  sections,
  focus,
  ...context
}: SectionContext & { readonly part: 'household' | 'householdYear'; readonly sections: readonly string[]; readonly focus?: string | undefined }): ReactNode {
  const { draft } = context
  const village = draft.household['village']
  const whereOf = (field: FieldDefinition): Where | undefined => (field.key === 'group_id' && typeof village === 'string' ? { village } : undefined)
  return (
    <FieldGrid
      {...gridProps(context, part)}
      register={registerOf(part === 'household' ? 'household' : 'household_year')}
      sections={sections}
      year={draft.year}
      whereOf={whereOf}
      without={[...SHOWN_ELSEWHERE, 'head_name', 'head_id_number', 'population']}
      {...(focus === undefined ? {} : { autoFocusKey: focus })}
    />
  )
}

/** What the household was in the chosen year. */
export function YearSection(context: SectionContext): ReactNode {
  return (
    <Apart>
      <FieldGrid
        {...gridProps(context, 'householdYear')}
        register={registerOf('household_year')}
        sections={['basic']}
        year={context.draft.year}
        without={[...SHOWN_ELSEWHERE, 'household_id', 'year', 'village', 'counted_village', 'population']}
      />
    </Apart>
  )
}

/** Sections with an Enter chain of their own: a remark, in which Enter makes a new line, must not stand in the way of the others. */
export function Apart({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={classes['apart']}>{children}</div>
}
