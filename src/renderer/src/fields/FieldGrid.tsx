import type { ReactNode } from 'react'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import type { Row, Where } from '#core/shapes.ts'
import { useEnterToNext } from '../keyboard/enterToNext.ts'
import { Field } from './Field.tsx'
import classes from './FieldGrid.module.css'
import { fieldId } from './fieldId.ts'
import type { FieldMessages } from './types.ts'

export interface FieldGridProps {
  readonly register: RegisterDefinition
  readonly values: Row
  readonly onChange: (key: string, value: FieldValue, title?: string) => void
  /** A field holds text that cannot be read (or can again): keep it and do not save (see `useRecordForm`). */
  readonly onProblem?: (key: string, problem: string | null) => void
  /** Error and warning by field key. */
  readonly messages?: Readonly<Record<string, FieldMessages>>
  /** Prefix of the DOM ids; links of the error summary use the same. */
  readonly idPrefix: string
  /** Sections to show, in order; all of the register when left out. */
  readonly sections?: readonly string[]
  /** Hides fields (those with a place of their own on the screen). */
  readonly without?: readonly string[]
  readonly readOnly?: boolean
  /** Further fields that cannot be changed here. */
  readonly fixed?: readonly string[]
  /** Why a field cannot be changed here (somebody else keeps it), as a sentence; null where it can. */
  readonly keptElsewhere?: (field: FieldDefinition) => string | null
  /** What a reference field may point to. */
  readonly whereOf?: (field: FieldDefinition) => Where | undefined
  /** Enter in the last field. */
  readonly onLast?: () => void
  /** Columns of the form; as many as fit when left out. */
  readonly columns?: number
  readonly labelPosition?: 'beside' | 'above'
  readonly autoFocusKey?: string
  /** Year of the facts; fields of other years are left out unless they hold something. */
  readonly year?: number
  readonly hideHeadings?: boolean
}

/** Whether a field belongs on the form of a year: it was asked for then, or something stands in it. */
function isAsked(field: FieldDefinition, values: Row, year: number | undefined): boolean {
  if (year === undefined) return true
  const asked = (field.since ?? 0) <= year && year <= (field.until ?? 9999)
  return asked || (values[field.key] !== null && values[field.key] !== undefined)
}

/** A reference the program keeps for itself (the person record of the head); its name stands in a field of its own. */
function isInnerLink(field: FieldDefinition): boolean {
  return field.derived !== undefined && field.type === 'reference'
}

/** The fields of a section as the form shows them. */
export function sectionFields(
  register: RegisterDefinition,
  section: string,
  values: Row,
  year?: number,
  without: readonly string[] = [],
): readonly FieldDefinition[] {
  return register.fields.filter((field) => field.section === section && !without.includes(field.key) && isAsked(field, values, year) && !isInnerLink(field))
}

/** A register's entry form: sections in columns as dense as legibility allows, Enter from field to field. */
export function FieldGrid(props: FieldGridProps): ReactNode {
  const { register, values, idPrefix } = props
  const enter = useEnterToNext(props.onLast)
  const wanted = props.sections ?? register.sections.map((section) => section.key)
  return (
    // The handler only moves the focus between the inputs inside.
    <div {...enter} role="presentation">
      {wanted.map((key) => {
        const fields = sectionFields(register, key, values, props.year, props.without)
        if (fields.length === 0) return null
        const label = register.sections.find((section) => section.key === key)?.label ?? key
        return (
          <section key={key} className={classes['section']} aria-label={label}>
            {props.hideHeadings !== true && <h2 className={classes['heading']}>{label}</h2>}
            <div
              className={classes['grid']}
              style={props.columns === undefined ? undefined : { gridTemplateColumns: `repeat(${props.columns}, minmax(0, 1fr))` }}
            >
              {fields.map((field) => (
                <GridField key={field.key} field={field} grid={props} id={fieldId(idPrefix, field.key)} />
              ))}
            </div>
          </section>
        )
      })}
    </div>
  )
}

function GridField({ field, grid, id }: { readonly field: FieldDefinition; readonly grid: FieldGridProps; readonly id: string }): ReactNode {
  const title = grid.values[`${field.key}$title`]
  const elsewhere = grid.keptElsewhere?.(field) ?? null
  return (
    <Field
      id={id}
      field={field}
      value={grid.values[field.key]}
      valueTitle={typeof title === 'string' ? title : undefined}
      messages={grid.messages?.[field.key]}
      onChange={(value, chosen) => grid.onChange(field.key, value, chosen)}
      onProblem={(problem) => grid.onProblem?.(field.key, problem)}
      readOnly={grid.readOnly === true || elsewhere !== null || grid.fixed?.includes(field.key) === true}
      {...(elsewhere === null ? {} : { readOnlyReason: elsewhere })}
      where={grid.whereOf?.(field)}
      labelPosition={grid.labelPosition ?? 'beside'}
      autoFocus={grid.autoFocusKey === field.key}
    />
  )
}
