/** Spreads the rows of a form over pages, with the foot of each page where the template has one. */
import type { Footer } from './expand.ts'
import type { MeasuredRow } from './measureRow.ts'
import type { FormScope } from './types.ts'

export interface PagePlan {
  /** Height for rows on a page. */
  readonly pageHeight: number
  /** Height of the rows repeated on every page but the first. */
  readonly titleHeight: number
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
    const last = units.at(-1)
    closing = closing && row.breakBefore !== true && row.footer === undefined
    const joined = closing || (row.together !== undefined && last?.[0]?.together === row.together)
    if (last !== undefined && joined) last.push(row)
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
    const height = unit.reduce((sum, row) => sum + row.height, 0)
    if (first?.breakBefore === true) this.#end()
    // A unit higher than a whole page is broken where it must be, beginning on the page at hand.
    else if (this.#over(height, first) && height + this.#reserve(first) <= this.#plan.pageHeight - this.#plan.titleHeight) this.#end()
    for (const row of unit) this.#place(row)
  }

  #place(row: MeasuredRow): void {
    if (this.#over(row.height, row)) this.#end()
    this.#push(row)
    this.#footer = row.footer
    if (row.item !== undefined) this.#items.push(row.item)
    if (row.ends !== undefined) {
      this.#foot()
      this.#footer = undefined
    }
  }

  #over(height: number, row: MeasuredRow | undefined): boolean {
    return this.#used > 0 && this.#used + height + this.#reserve(row) > this.#capacity
  }

  #reserve(row: MeasuredRow | undefined): number {
    return row?.footer === undefined ? 0 : this.#plan.footHeight(row.footer)
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
    this.#capacity = this.#plan.pageHeight - this.#plan.titleHeight
  }
}
