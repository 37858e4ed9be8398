/** What was handed down of a measure in a year, place by place, beside what the statistic says was reached. */
import type { AskingUser } from '../../access/asker.ts'
import { askerOf } from '../../access/asker.ts'
import { divisionPrefix, mayRead } from '../../access/permissions.ts'
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { isAtLeast, type OfficeLevel } from '../../rules/levels.ts'
import { plainText, ratioScaled } from '../../rules/money.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { cellText, dividedOf, listOf, type Cell, type StatisticTable, type TableColumn, type TableRow } from '../../statistics/table.ts'
import { PLACE_LEVELS, type PlaceLevel } from '../../statistics/types.ts'
import { standingOf, targetTree, type TargetNode } from '../../targets/tree.ts'
import { columnsOf } from '../../statistics/columns.ts'
import { knowsDays } from '../../statistics/days.ts'
import { countTable, statisticOf, statistics } from '../statistics/service.ts'
import type { SessionUser } from '../session/contract.ts'
import type { TargetRow, TargetTable } from './contract.ts'

const MEASURE = registerOf('target_measure')
const TASK = registerOf('target_task')
/** More targets of one measure and year than any county has villages. */
const MOST = 5000
/** Digits after the point of an amount. */
const SCALE = fieldOf(TASK, 'amount').scale ?? 0

/** Whoever hands a target down to a place of a level. */
export const ISSUER: Readonly<Record<PlaceLevel, OfficeLevel>> = { county: 'county', township: 'county', village: 'township' }

export interface Asked {
  readonly measure: string
  readonly year: number
  /** `YYYY-MM-DD`: what was reached by then. */
  readonly asOf?: string | undefined
}

type Task = Pick<NonNullable<TargetRow['target']>, 'amount'> & { readonly row: Row }

interface Counted {
  readonly table: StatisticTable
  readonly rows: ReadonlyMap<string, TableRow>
}

/** Columns of the tables that count by place, by table. */
export function placeColumns() {
  return statistics
    .filter(({ rows }) => rows === undefined || rows.by === 'place')
    .map((definition) => ({
      statistic: definition.code,
      title: definition.title,
      columns: columnsOf(definition).map(({ key, label, group }) => ({ key, label: group === null ? label : `${group} ${label}` })),
    }))
}

/** What targets are set for, and in which years any were. */
export function targetMeasures({ records, store }: Office, user: AskingUser) {
  const years = Map.groupBy(
    store.read.all<{ measure: string; year: number }>(`SELECT DISTINCT measure_id AS measure, year FROM ${TASK.name} WHERE deleted = 0 ORDER BY year DESC`),
    ({ measure }) => measure,
  )
  return records.query(user, { register: MEASURE.name, limit: MOST }).rows.map((row) => ({
    id: String(row['id']),
    name: String(row['name']),
    statistic: textIn(row, 'statistic'),
    measure: textIn(row, 'measure'),
    years: (years.get(String(row['id'])) ?? []).map(({ year }) => year),
  }))
}

/**
 * The tree of one measure and year. Throws NOT_FOUND for a measure that is not on file, or that counts by no table or column there is, VALIDATION for a
 * day of a table that knows none.
 */
export function targetTable(office: Office, user: SessionUser, today: string, { measure: id, year, asOf }: Asked): TargetTable {
  const measure = office.records.get(user, MEASURE.name, id)
  const places = placesOf(office, user)
  const tasks = tasksOf(office, user, id, year)
  const levels = PLACE_LEVELS.filter((level) => places.some((place) => place.level === level))
  const reached = reachedBy(office, user, today, { measure, year, asOf, levels, tasks })
  const nodes = targetTree<Task>(
    places.map(({ code, parent }) => ({ place: code, parent, target: tasks.get(code) ?? null })),
    ({ amount }) => amount,
  )
  const levelOf = new Map(places.map(({ code, level }) => [code, level]))
  return {
    measure: { id, name: String(measure['name']), unit: reached.unit },
    year,
    source: reached.source,
    asOf: asOf ?? null,
    knowsDays: reached.knowsDays,
    hands: handsOf(office, user),
    rows: nodes.map((node) => {
      const level = levelOf.get(node.place) ?? 'village'
      return rowOf(office, node, level, reached.figure(node.place, level))
    }),
  }
}

/** Ids of targets that are reached by today, out of some of one measure and year. Counts only the levels of their places. */
export function reachedTasks(office: Office, user: SessionUser, today: string, { measure: id, year }: Asked): ReadonlySet<string> {
  const measure = office.records.get(user, MEASURE.name, id)
  const tasks = tasksOf(office, user, id, year)
  const levelOf = new Map([...tasks.keys()].map((place) => [place, office.divisions.get(place)?.level]))
  const levels = PLACE_LEVELS.filter((level) => [...levelOf.values()].includes(level))
  const { figure } = reachedBy(office, user, today, { measure, year, asOf: undefined, levels, tasks })
  const reached = [...tasks].filter(([place, { amount }]) => {
    const level = levels.find((one) => one === levelOf.get(place))
    const { missing } = standingOf(amount, level === undefined ? null : figure(place, level).reached)
    return missing !== null && missing <= 0
  })
  return new Set(reached.map(([, { row }]) => String(row['id'])))
}

interface Reached {
  readonly source: string | null
  readonly unit: string | null
  readonly knowsDays: boolean
  figure(place: string, level: PlaceLevel): Figure
}

interface Reaching {
  readonly measure: Row
  readonly year: number
  readonly asOf: string | undefined
  readonly levels: readonly PlaceLevel[]
  readonly tasks: ReadonlyMap<string, Task>
}

/** What the places reached: by the statistic that the measure names, else by what they reported. */
function reachedBy(office: Office, user: SessionUser, today: string, { measure, year, asOf, levels, tasks }: Reaching): Reached {
  const code = textIn(measure, 'statistic')
  if (code === null) {
    const unit = textIn(measure, 'unit')
    return { source: null, unit, knowsDays: true, figure: (place) => reportedFigure(tasks.get(place), asOf) }
  }
  const question = { code, year, ...(asOf === undefined ? {} : { asOf }) }
  const counted = new Map(levels.map((by) => [by, countedBy(office, user, today, { ...question, by })]))
  const [first] = counted.values()
  if (first === undefined) return { source: null, unit: null, knowsDays: false, figure: () => UNKNOWN }
  const at = first.table.columns.findIndex(({ key }) => key === measure['measure'])
  const column = first.table.columns[at]
  if (column === undefined) {
    throw new AppError(
      'NOT_FOUND',
      `指标“${String(measure['name'])}”所指的统计列“${String(measure['measure'])}”不存在。`,
      '请在“目标指标”台账里改正统计表和列的代号；完成数由各地填报的，表和列都不填。',
    )
  }
  const definition = statisticOf(code)
  return {
    source: `${first.table.title}：${[column.group, column.label].filter((part) => part !== null).join(' ')}`,
    unit: column.unit,
    knowsDays: knowsDays(definition, columnsOf(definition)),
    figure: (place, level) => figureOf(counted.get(level), place, at, column),
  }
}

/** What a place reported, as far as it says until which day; what came later than the day asked for is not known then. */
function reportedFigure(task: Task | undefined, asOf: string | undefined): Figure {
  const [amount, on] = [task?.row['reported'], task === undefined ? null : textIn(task.row, 'reported_on')]
  if (typeof amount !== 'number' || on === null || (asOf !== undefined && on > asOf)) return UNKNOWN
  return { reached: amount, text: plainText(amount, SCALE), list: null }
}

const textIn = (row: Row, key: string): string | null => {
  const value = row[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Levels of places that the asker's own level hands down to. */
export function handsOf(office: Office, user: SessionUser): PlaceLevel[] {
  const { level, role } = askerOf(user, office.unit.code)
  return role === 'reader' || role === 'review' ? [] : PLACE_LEVELS.filter((below) => isAtLeast(level, ISSUER[below]))
}

/** The living divisions of the office that the asker reads, each above those below it. */
function placesOf({ divisions, unit }: Office, user: SessionUser): { readonly code: string; readonly parent: string | null; readonly level: PlaceLevel }[] {
  const prefix = divisionPrefix(unit.code)
  return divisions
    .all()
    .filter(({ code, valid_to: ended, level }) => code.startsWith(prefix) && ended === null && mayRead(user, code) && PLACE_LEVELS.some((one) => one === level))
    .map(({ code, parent_code: parent, level }) => ({ code, parent, level: level as PlaceLevel }))
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

function countedBy(office: Office, user: SessionUser, today: string, question: { code: string; by: PlaceLevel; year: number; asOf?: string }): Counted {
  const table = countTable(office, user, today, question)
  return { table, rows: new Map(table.rows.flatMap((row) => (row.key === null ? [] : [[row.key, row]]))) }
}

function tasksOf({ records }: Office, user: SessionUser, measure: string, year: number): ReadonlyMap<string, Task> {
  const { rows } = records.query(user, { register: TASK.name, where: { measure_id: measure, year }, limit: MOST })
  return new Map(rows.map((row) => [String(row['place']), { amount: Number(row['amount_now'] ?? row['amount']), row }]))
}

interface Figure {
  readonly reached: number | null
  readonly text: string
  readonly list: TargetRow['list']
}

const UNKNOWN: Figure = { reached: null, text: '—', list: null }

/** A place without any record has reached nothing, not something unknown. */
function figureOf(counted: Counted | undefined, place: string, at: number, column: TableColumn): Figure {
  if (counted === undefined) return UNKNOWN
  const row = counted.rows.get(place)
  const cell: Cell = row?.cells[at] ?? (column.ratio === null ? { value: 0 } : { over: 0, under: 0 })
  const list = row === undefined ? null : listOf(counted.table, row, at)
  return { reached: scaled(column, cell), text: cellText(column, cell), list: list === null ? null : { register: list.register, where: list.where } }
}

/** The figure in the units of amounts. */
function scaled(column: TableColumn, cell: Cell): number | null {
  if ('hidden' in cell) return null
  const value = 'value' in cell ? cell.value : dividedOf(column, cell)
  if (value === null) return null
  return column.digits <= SCALE ? value * 10 ** (SCALE - column.digits) : ratioScaled(value, 10 ** (column.digits - SCALE), 0)
}

function rowOf({ divisions }: Office, node: TargetNode<Task>, level: PlaceLevel, { reached, text, list }: Figure): TargetRow {
  const { place, depth, target, assigned, handedDown, difference } = node
  const { share, missing } = standingOf(target?.amount ?? null, reached)
  return {
    place,
    name: divisions.nameOf(place),
    level,
    depth,
    target: target === null ? null : taskOf(target),
    assigned,
    handedDown,
    difference,
    reached,
    reachedText: text,
    share,
    missing,
    list,
  }
}

function taskOf({ amount, row }: Task): NonNullable<TargetRow['target']> {
  return {
    id: String(row['id']),
    amount,
    documentNo: textIn(row, 'document_no'),
    issuedOn: textIn(row, 'issued_on'),
    dueOn: textIn(row, 'due_on'),
    organization: textIn(row, 'organization_id$title'),
    reason: textIn(row, 'difference_reason'),
    reportedOn: textIn(row, 'reported_on'),
    reportedFrom: textIn(row, 'reported_from'),
  }
}
