/**
 * Worksheets of a form as text, in which each look stands once. What the build has read of the workbooks of the program lies beside them in this form,
 * so that no page has to wait until a workbook is read.
 */
import type { CellStyle, FormCell, FormRow, FormSheet } from './formSheet.ts'

/** A cell: nothing, or the place of its look and its value, which is left out where there is none. */
type PlainCell = null | readonly [look: number] | readonly [look: number, value: string | number]

interface PlainSheet extends Omit<FormSheet, 'rows' | 'further'> {
  readonly rows: readonly { readonly height: number; readonly cells: readonly PlainCell[] }[]
}

interface PlainSheets {
  readonly looks: readonly CellStyle[]
  readonly first: PlainSheet
  readonly further: readonly PlainSheet[]
}

/** What {@link sheetsOfText} reads. Pictures are no part of a template and are not told. */
export function textOfSheets({ further = [], ...first }: FormSheet): string {
  const looks = new Map<string, number>()
  const placeOf = (style: CellStyle): number => {
    const text = JSON.stringify(style)
    const place = looks.get(text) ?? looks.size
    looks.set(text, place)
    return place
  }
  const cellOf = (cell: FormCell | undefined): PlainCell => {
    if (cell === undefined) return null
    return cell.value === null ? [placeOf(cell.style)] : [placeOf(cell.style), cell.value]
  }
  const plain = ({ rows, ...sheet }: FormSheet): PlainSheet => ({ ...sheet, rows: rows.map(({ height, cells }) => ({ height, cells: cells.map(cellOf) })) })
  const [one, others] = [plain(first), further.map(plain)]
  return JSON.stringify({ looks: [...looks.keys()].map((text) => JSON.parse(text) as CellStyle), first: one, further: others } satisfies PlainSheets)
}

/** The worksheets that {@link textOfSheets} told; cells that look alike share one object. */
export function sheetsOfText(text: string): FormSheet {
  const { looks, first, further } = JSON.parse(text) as PlainSheets
  const cellOf = (cell: PlainCell): FormCell | undefined => {
    const style = cell === null ? undefined : looks[cell[0]]
    return style === undefined ? undefined : { value: cell?.[1] ?? null, style }
  }
  const whole = ({ rows, ...sheet }: PlainSheet): FormSheet => ({
    ...sheet,
    rows: rows.map(({ height, cells }): FormRow => ({ height, cells: cells.map(cellOf) })),
  })
  return { ...whole(first), ...(further.length === 0 ? {} : { further: further.map(whole) }) }
}
