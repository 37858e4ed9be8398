/** The balance sheet of one place as people read it, top to bottom: the stock before, what came, what went, the stock after, and what is left open. Pure, for screens and paper. */
import type { Cell, StatisticTable, TableRow } from '#core/statistics/table.ts'

/** One line of the sheet; the index of its columns in the table leads to the records behind a figure. */
export interface SheetLine {
  readonly key: string
  readonly label: string
  /** `stock` stands, `more` is added, `less` is taken away, `part` is told of the line above, `open` is what no record explains. */
  readonly sign: 'stock' | 'more' | 'less' | 'part' | 'open'
  readonly households: SheetFigure | null
  readonly people: SheetFigure | null
}

export interface SheetFigure {
  readonly value: number
  readonly column: number
}

const LINES: readonly (readonly [key: string, label: string, sign: SheetLine['sign']])[] = [
  ['opening', '期初在册', 'stock'],
  ['identified', '新识别', 'more'],
  ['added_late', '其中漏评补录', 'part'],
  ['restored', '错退恢复', 'more'],
  ['returned', '返贫', 'more'],
  ['born', '新生儿', 'more'],
  ['married_in', '嫁入', 'more'],
  ['moved_in', '其他转入', 'more'],
  ['moved_here_near', '同乡镇村间调入', 'more'],
  ['moved_here_far', '跨乡镇调入', 'more'],
  ['split', '分户', 'more'],
  ['exited', '脱贫', 'less'],
  ['cleared_out', '错评清退', 'less'],
  ['died', '死亡', 'less'],
  ['married_out', '嫁出', 'less'],
  ['settled_abroad', '出国定居', 'less'],
  ['imprisoned', '判刑收监', 'less'],
  ['moved_out', '其他转出', 'less'],
  ['closed', '整户销户', 'less'],
  ['moved_away_near', '同乡镇村间调出', 'less'],
  ['moved_away_far', '跨乡镇调出', 'less'],
  ['merged', '并户', 'less'],
  ['after_lock', '锁定后改动', 'open'],
  ['unexplained', '原因不明', 'open'],
  ['closing', '期末在册', 'stock'],
]

/** Moves inside the place itself change nothing there: they are left out where a township or the county is looked at. */
const INSIDE: Readonly<Record<StatisticTable['by'], readonly string[]>> = {
  village: [],
  township: ['moved_here_near', 'moved_away_near'],
  county: ['moved_here_near', 'moved_away_near', 'moved_here_far', 'moved_away_far'],
}

/** The lines of a row of the table `balance`, or of its total. */
export function sheetLines(table: StatisticTable, row: TableRow | null, by: StatisticTable['by'] = table.by): readonly SheetLine[] {
  const cells = row?.cells ?? table.total
  return LINES.filter(([key]) => !INSIDE[by].includes(key)).map(([key, label, sign]) => ({
    key,
    label,
    sign,
    households: figureOf(table, cells, key),
    people: figureOf(table, cells, `${key}_people`),
  }))
}

/** What is open in a place: households and people that no record explains, and that were changed behind a lock. */
export function openIn(table: StatisticTable, cells: readonly Cell[]): { readonly households: number; readonly people: number } {
  const sum = (keys: readonly string[]): number => keys.reduce((all, key) => all + (figureOf(table, cells, key)?.value ?? 0), 0)
  return { households: sum(['unexplained', 'after_lock']), people: sum(['unexplained_people', 'after_lock_people']) }
}

/** Closing stock less what the other lines come to: what is open must come to the same. */
export function differenceOf(lines: readonly SheetLine[], of: 'households' | 'people'): number {
  const signs: Readonly<Record<SheetLine['sign'], number>> = { stock: 0, more: 1, less: -1, part: 0, open: 0 }
  const moved = lines.reduce((sum, line) => sum + signs[line.sign] * (line[of]?.value ?? 0), 0)
  const stock = (key: string): number => lines.find((line) => line.key === key)?.[of]?.value ?? 0
  return stock('closing') - stock('opening') - moved
}

function figureOf(table: StatisticTable, cells: readonly Cell[], key: string): SheetFigure | null {
  const column = table.columns.findIndex((one) => one.key === key)
  const cell = cells[column]
  return cell !== undefined && 'value' in cell ? { value: cell.value, column } : null
}
