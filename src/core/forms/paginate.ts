/** Spreads the rows of a form over pages, with the foot of each page where the template has one. */
import type { Footer, Head } from './expand.ts'
import type { MeasuredRow } from './measureRow.ts'
import type { FormScope } from './types.ts'

export interface PagePlan {
  /** Height for rows on a page. */
  readonly pageHeight: number
  /** Height of the rows repeated on every page, and the last of them in the template: only pages that begin behind it repeat them. */
  readonly titleHeight: number
  readonly lastTitle: number
  /** The head of a block that goes on, for the top of a page. */
  readonly head: (head: Head) => MeasuredRow[]
  /** The foot of a page for the items that stand on it. */
  readonly foot: (footer: Footer, items: readonly FormScope[]) => MeasuredRow[]
  readonly footHeight: (footer: Footer) => number
}

export interface PlacedRow {
  readonly row: MeasuredRow
  /** A page ends behind the row. */
  readonly breakAfter: boolean
}

/** The rows in order, page feet put in, and where pages end. */
export function paginate(rows: readonly MeasuredRow[], plan: PagePlan): PlacedRow[] {
  const pages = new Pages(plan)
  for (const unit of unitsOf(rows)) pages.add(unit)
  return pages.placed
}

/** Rows in succession that belong together; what closes a list (its total) is never alone on a page, and stays with the last of it. */
function unitsOf(rows: readonly MeasuredRow[]): MeasuredRow[][] {
  const units: MeasuredRow[][] = []
  let closing = false
  for (const row of rows) {
    const unit = units.at(-1)
    const last = unit?.at(-1)
    closing = closing && !row.breakBefore && row.footer === undefined
    const kept = last?.withNext === true || (row.withPrevious === true && !row.breakBefore)
    const joined = closing || kept || (row.together !== undefined && last?.together === row.together)
    if (unit !== undefined && joined) unit.push(row)
    else units.push([row])
    closing ||= row.ends !== undefined
  }
  return units
}

/** Pages being filled. */
class Pages {
  readonly #plan: PagePlan
  readonly placed: { row: MeasuredRow; breakAfter: boolean }[] = []
  #used = 0
  #capacity: number
  #footer: Footer | undefined
  #items: FormScope[] = []

  constructor(plan: PagePlan) {
    this.#plan = plan
    this.#capacity = plan.pageHeight
  }

  add(unit: readonly MeasuredRow[]): void {
    const [first] = unit
    if (first === undefined) return
    const fits = heightOfRows(unit) + this.#headsHeight(first) + this.#reserve(unit) <= this.#room(first)
    const closing = unit.findLastIndex(({ withPrevious }, index) => index > 1 && withPrevious === true)
    if (first.breakBefore) this.#end()
    // A unit higher than a whole page is broken where it must be, beginning on the page at hand, and what closes it has a row of it above.
    else if (this.#over(heightOfRows(unit), unit) && fits) this.#end()
    if (fits || closing < 0) for (const row of unit) this.#place(row)
    else {
      for (const row of unit.slice(0, closing - 1)) this.#place(row)
      this.add(unit.slice(closing - 1))
    }
  }

  #place(row: MeasuredRow): void {
    if (this.#over(row.height, [row])) this.#end()
    if (this.#used === 0 && this.placed.length > 0) this.#begin(row)
    this.#push(row)
    this.#footer = row.footer
    if (row.items !== undefined) this.#items.push(...row.items)
    if (row.ends !== undefined) {
      this.#foot()
      this.#footer = undefined
    }
  }

  /** A page behind the first: what its first row goes on with comes again above it. */
  #begin(row: MeasuredRow): void {
    this.#capacity = this.#room(row)
    for (const head of row.heads) for (const again of this.#plan.head(head)) this.#push(again)
  }

  #room(first: MeasuredRow): number {
    return this.#plan.pageHeight - (first.index > this.#plan.lastTitle ? this.#plan.titleHeight : 0)
  }

  #headsHeight(row: MeasuredRow): number {
    return row.heads.reduce((sum, head) => sum + heightOfRows(this.#plan.head(head)), 0)
  }

  #over(height: number, rows: readonly MeasuredRow[]): boolean {
    return this.#used > 0 && this.#used + height + this.#reserve(rows) > this.#capacity
  }

  /** Room for the foot of the page: that of the rows to come, or of the block that goes on. */
  #reserve(rows: readonly MeasuredRow[]): number {
    return rows.reduce((most, { footer }) => Math.max(most, footer === undefined ? 0 : this.#plan.footHeight(footer)), 0)
  }

  #push(row: MeasuredRow): void {
    this.placed.push({ row, breakAfter: false })
    this.#used += row.height
  }

  #foot(): void {
    if (this.#footer !== undefined && this.#items.length > 0) for (const row of this.#plan.foot(this.#footer, this.#items)) this.#push(row)
    this.#items = []
  }

  #end(): void {
    const footer = this.#footer
    this.#foot()
    this.#footer = footer
    const last = this.placed.at(-1)
    if (last === undefined || this.#used === 0) return
    last.breakAfter = true
    this.#used = 0
  }
}

function heightOfRows(rows: readonly MeasuredRow[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0)
}
