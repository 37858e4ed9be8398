import type { ReactNode } from 'react'
import type { RegisterScreen } from '#core/catalogue/derive/screen.ts'
import type { Where } from '#core/shapes.ts'
import type { DataColumn, RowSource } from '../../components/DataTable/types.ts'

/** What the list of a register is drawn from. */
export interface RegisterListProps {
  readonly screen: RegisterScreen
  /** At the left of the table: the division tree. */
  readonly side?: ReactNode
  /** Holds beside the conditions the user sets. */
  readonly where?: Where | undefined
  readonly render?: Readonly<Record<string, NonNullable<DataColumn['render']>>>
  /** Columns drawn from elsewhere, with the rows to show them on. */
  readonly moreColumns?: readonly DataColumn[]
  readonly decorate?: (source: RowSource) => RowSource
  /** Behind the title. */
  readonly detail?: ReactNode
  readonly actions?: ReactNode
}
