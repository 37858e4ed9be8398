/** What stands on the sheet of a map beside the map itself: people, causes, measures, pairings or the places below, tasks. Read with the rights of whoever prints. */
import { codeLabel } from '../../catalogue/derive/codes.ts'
import { codeListOf } from '../../catalogue/index.ts'
import { countdown } from '../../rules/countdown.ts'
import { referenceDate } from '../../rules/dates.ts'
import { levelOfUnit, LOWEST_LEVEL } from '../../rules/levels.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import { cellText } from '../../statistics/table.ts'
import type { StatisticTable } from '../../statistics/table.ts'
import type { PlaceLevel } from '../../statistics/types.ts'
import type { SessionUser } from '../session/contract.ts'
import { countTable } from '../statistics/service.ts'
import type { MapMarker, MapView } from './contract.ts'
import type { DrawnMarker, SheetData, SheetTable } from './sheet/types.ts'
import type { Version } from './view.ts'

const MOST = 2_000
const PUBLIC = '公开版'
const INNER = '内部资料'

type Known = Omit<MapView, 'picture' | 'missing'>

export interface Printing {
  readonly office: Office
  readonly user: SessionUser
  readonly today: string
  readonly version: Version
}

/** Everything but the picture. */
export function sheetDataOf(printing: Printing, map: Known): Omit<SheetData, 'picture'> {
  const { version, today, office } = printing
  return {
    title: `${map.placeName.split(' ').at(-1) ?? ''}${map.year}年${map.title}`,
    subtitle: [map.placeName, `${map.year} 年`, map.scale === null ? '' : `比例 ${map.scale}`].filter((part) => part !== '').join('　'),
    version: version === 'public' ? PUBLIC : INNER,
    foot: `${office.unit.name}　打印日期 ${today}　数据截止 ${map.year < Number(today.slice(0, 4)) ? `${map.year}-12-31` : today}`,
    markers: map.markers.map(drawn),
    legend: map.legend,
    people: peopleOf(printing, map),
    causes: causesOf(printing, map),
    tables: isVillage(map.place) ? [measuresOf(printing, map), pairingsOf(printing, map)] : [matrixOf(printing, map)],
    tasks: tasksOf(printing, map),
  }
}

function drawn({ x, y, line, shape, letter, colour, label }: MapMarker): DrawnMarker {
  return { x, y, line, shape, letter, colour, label }
}

const isVillage = (place: string): boolean => levelOfUnit(place) === LOWEST_LEVEL

function counted({ office, user, today }: Printing, { place, year }: Known, code: string, by: PlaceLevel = LOWEST_LEVEL): StatisticTable {
  return countTable(office, user, today, { code, year, within: place, by })
}

/** The cells of some columns as texts. */
function cells(table: StatisticTable, row: StatisticTable['rows'][number] | null, keys: readonly string[]): string[] {
  return keys.map((key) => {
    const at = table.columns.findIndex((column) => column.key === key)
    const column = table.columns[at]
    return column === undefined ? '' : cellText(column, (row?.cells ?? table.total)[at])
  })
}

function peopleOf(printing: Printing, map: Known): SheetTable {
  const table = counted(printing, map, 'battle_households')
  const row = (one: StatisticTable['rows'][number] | null, label: string): string[] => [label, ...cells(table, one, ['households', 'people'])]
  return {
    title: '贫困人口',
    headings: ['类别', '户数', '人数'],
    widths: [2, 1, 1],
    rows: [...table.rows.filter(({ key }) => key !== null).map((one) => row(one, one.label)), row(null, '合计')],
    counter: '类',
  }
}

function causesOf(printing: Printing, map: Known): SheetData['causes'] {
  const table = counted(printing, map, 'on_file_causes')
  const items = table.rows.map(({ label, cells: [cell] }) => ({ label, value: cell !== undefined && 'value' in cell ? cell.value : 0 }))
  return { title: '致贫原因（未脱贫户）', items }
}

/** Measures of the plans that count, by category. */
function measuresOf({ office, user }: Printing, { place, year }: Known): SheetTable {
  const { rows } = office.records.query(user, { register: 'plan_measure', where: { plan_id: { is: { year, current: true } }, village: place }, limit: MOST })
  const list = codeListOf('measure_category')
  const groups = [...Map.groupBy(rows, (row) => String(row['category'] ?? ''))].toSorted(([one], [other]) => one.localeCompare(other))
  return {
    title: '帮扶措施',
    headings: ['类别', '措施', '户数', '已落实'],
    widths: [3, 1, 1, 1],
    rows: groups.map(([category, some]) => [
      codeLabel(list, category, year) || '没有写类别',
      String(some.length),
      String(new Set(some.map((row) => row['plan_id'])).size),
      String(some.filter((row) => typeof row['completed_on'] === 'string').length),
    ]),
    counter: '类',
  }
}

/** Who helps whom; in public how many households each helps. */
function pairingsOf({ office, user, version }: Printing, { place }: Known): SheetTable {
  const { rows } = office.records.query(user, {
    register: 'pairing',
    where: { village: place, end_date: { empty: true } },
    sort: [{ field: 'helper_id' }],
    limit: MOST,
  })
  const units = unitsOf(office, rows)
  const name = (row: Row): string => String(row['helper_id$title'] ?? '')
  const unit = (row: Row): string => units.get(String(row['helper_id'])) ?? ''
  if (version === 'public') {
    const byHelper = [...Map.groupBy(rows, (row) => String(row['helper_id'])).values()]
    return {
      title: '干部结对',
      headings: ['责任人', '单位', '结对户数'],
      widths: [2, 4, 1.4],
      rows: byHelper.map((some) => [name(some[0] ?? {}), unit(some[0] ?? {}), String(some.length)]),
      counter: '人',
    }
  }
  return {
    title: '干部结对',
    headings: ['户', '责任人', '单位'],
    widths: [2, 2, 4],
    rows: rows.map((row) => [String(row['household_id$title'] ?? ''), name(row), unit(row)]),
    counter: '户',
  }
}

function unitsOf(office: Office, rows: readonly Row[]): Map<string, string> {
  const helpers = [...new Set(rows.map((row) => String(row['helper_id'])))]
  return new Map(
    office.store.read
      .all<{ id: string; name: string }>(
        'SELECT h.id, o.name FROM json_each(?) j JOIN helper h ON h.id = j.value JOIN organization o ON o.id = h.organization_id WHERE o.deleted = 0',
        JSON.stringify(helpers),
      )
      .map(({ id, name }) => [id, name]),
  )
}

const MATRIX = ['households', 'tasks', 'closing', 'starting', 'finishing', 'paying', 'score'] as const

/** The places below, each with its figures: villages of a township or a county. */
function matrixOf(printing: Printing, map: Known): SheetTable {
  const households = counted(printing, map, 'on_file')
  const report = counted(printing, map, 'battle_report')
  const keys = [...new Set([...households.rows, ...report.rows].map(({ key }) => key))].filter((key) => key !== null).toSorted()
  return {
    title: '各村一览',
    headings: ['地方', '在册户', '未脱贫户', '任务', '销号率%', '开工率%', '完工率%', '支付率%', '得分'],
    widths: [3, 1.2, 1.4, 1, 1.4, 1.4, 1.4, 1.4, 1.2],
    rows: keys.map((key) => {
      const [home, task] = [households, report].map(({ rows }) => rows.find((row) => row.key === key) ?? null)
      const own = home === null || home === undefined ? (isVillage(key ?? '') ? ['0', '0'] : ['—', '—']) : cells(households, home, ['households', 'poor'])
      const done = task === null || task === undefined ? ['0', '—', '—', '—', '—', '—'] : cells(report, task, MATRIX.slice(1))
      return [(home ?? task)?.label ?? '', ...own, ...done]
    }),
    counter: '村',
  }
}

/** Tasks of the place by their days. */
function tasksOf({ office, user, today }: Printing, { place, year }: Known): SheetTable {
  const { rows } = office.records.query(user, {
    register: 'battle_task',
    where: { place, year, stage: { ne: 'dropped' } },
    sort: [{ field: 'due_on' }],
    limit: MOST,
  })
  const stages = codeListOf('battle_stage')
  return {
    title: '时序表',
    headings: ['时限', '任务', '目标', '责任人', '进展', '倒计时'],
    widths: [1.5, 3.4, 3.4, 1.4, 1.7, 1.3],
    rows: rows.map((row) => [
      String(row['due_on'] ?? ''),
      String(row['name'] ?? ''),
      String(row['goal'] ?? ''),
      String(row['helper_id$title'] ?? row['in_charge'] ?? ''),
      codeLabel(stages, String(row['stage'] ?? ''), year),
      // Of a year that is over the days are those until its end, as everything else on the sheet.
      countdown(row, referenceDate(year, today)),
    ]),
    counter: '项',
  }
}
