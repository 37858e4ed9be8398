/** Projects as of a day for whoever asks, and reports on many steps at once. */
import { registerOf } from '../../catalogue/index.ts'
import { stateLabelOf } from '../../catalogue/derive/procedure.ts'
import { recordedProceedingOf } from '../../procedures/proceedings.ts'
import { PROGRESS_COLOURS } from '../../rules/progress.ts'
import type { Office } from '../../runtime.ts'
import type { Where } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { attachmentCounts } from '../attachments/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { limitsOn, projectsOn } from './asOf.ts'
import type { NodeReport, PlaceProgress, ProjectProgress, ProjectProgressRow } from './contract.ts'

const PROJECT = registerOf('project')
const NODE = registerOf('project_node')
const REPORT = registerOf('node_progress')

export interface ProgressAsked {
  readonly year: number
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly within?: string | undefined
  readonly project?: string | undefined
}

/** Those that the asker may read, those taken out by the day left out; in the order of lists. */
export function progressTable(office: Office, user: SessionUser, asked: ProgressAsked): ProjectProgress {
  const found = rowsOf(office, user, asked)
  const onDay = projectsOn(
    office.store.read,
    found.map(({ id }) => String(id)),
    asked.day,
    limitsOn(asked.day, office.parameters()),
  )
  const managers = office.records.titlesOf('helper', [...new Set(found.flatMap(({ manager_id: id }) => (typeof id === 'string' ? [id] : [])))])
  const { procedure } = recordedProceedingOf(PROJECT.name)
  const rows = found.flatMap((row): ProjectProgressRow[] => {
    const one = onDay.get(String(row['id']))
    if (one === undefined || one.stage === 'taken_out') return []
    const place = String(row['place'])
    return [
      {
        id: one.id,
        no: text(row['project_no']),
        name: String(row['name']),
        place,
        placeName: office.divisions.nameOf(place, asked.year),
        township: office.divisions.pathOf(place).find(({ level }) => level === 'township')?.code ?? null,
        stage: one.stage,
        stageLabel: stateLabelOf(procedure, one.stage),
        manager: managers.get(String(row['manager_id'])) ?? null,
        plannedStart: text(row['planned_start']),
        plannedEnd: text(row['planned_end']),
        begunOn: text(row['started_on']) ?? text(row['told_start']),
        doneOn: text(row['finished_on']) ?? text(row['told_end']),
        investment: typeof row['approved_investment'] === 'number' ? row['approved_investment'] : null,
        planned: one.progress?.planned ?? null,
        actual: one.progress?.actual ?? null,
        deviation: one.progress?.deviation ?? null,
        colour: one.progress?.colour ?? null,
        nodes: one.nodes,
      },
    ]
  })
  return { day: asked.day, rows, places: placesOf(office, rows, asked.year) }
}

function rowsOf(office: Office, user: SessionUser, { year, within, project }: ProgressAsked): SqlRow[] {
  const where: Where = project === undefined ? { year } : { id: project }
  const condition = office.records.conditionOf(user, { register: PROJECT.name, where: within === undefined ? where : { ...where, place: { within } } })
  return office.store.read.all<SqlRow>(
    `SELECT t.* FROM ${PROJECT.name} t WHERE ${condition.sql} ORDER BY t.place, t.planned_start, t.name, t.id`,
    ...condition.parameters,
  )
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** How many of each colour by township, those of the county itself by the county. */
function placesOf(office: Office, rows: readonly ProjectProgressRow[], year: number): PlaceProgress[] {
  const grouped = Map.groupBy(rows, ({ township, place }) => township ?? place)
  return [...grouped]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([place, own]) => {
      const counts = Object.fromEntries(
        PROGRESS_COLOURS.map((colour) => [colour, own.filter((row) => row.colour === colour).length]),
      ) as PlaceProgress['counts']
      return { place, name: office.divisions.nameOf(place, year), projects: own.length, counts }
    })
}

/** The reports on the steps of a project up to a day, the last first. Throws NOT_FOUND for a project that the asker may not see. */
export function reportsOf(office: Office, user: SessionUser, { project, day }: { readonly project: string; readonly day: string }): NodeReport[] {
  office.records.get(user, PROJECT.name, project)
  const found = office.store.read.all<Omit<NodeReport, 'photos'> & SqlRow>(
    `SELECT p.id, p.node_id AS node, p.as_of AS asOf, p.completion, p.words FROM ${REPORT.name} p
     WHERE p.project_id = ? AND p.as_of <= ? AND p.deleted = 0 ORDER BY p.as_of DESC, p.node_id`,
    project,
    day,
  )
  const photos = attachmentCounts(
    office.store,
    REPORT.name,
    found.map(({ id }) => id),
  )
  return found.map((report) => ({ ...report, photos: photos.get(report.id) ?? 0 }))
}

export interface Reporting {
  readonly asOf: string
  readonly filledBy?: string | undefined
  /** Why what is doubtful is so. */
  readonly reason?: string | undefined
  readonly rows: readonly {
    readonly node: string
    readonly completion: number
    readonly words: string | null
    readonly loweredBecause?: string | null | undefined
  }[]
}

/** Throws NOT_FOUND for steps that the asker may not see, VALIDATION for what rules refuse; then nothing is written. */
export async function reportProgress(office: Office, user: SessionUser, given: Reporting): Promise<{ changeSet: string | null; written: number }> {
  requireSeen(office, user, [...new Set(given.rows.map(({ node }) => node))])
  const title = `填报进度：统计到 ${given.asOf}（${given.rows.length} 道工序）`
  const { result, changeSet } = await office.records.writer.change(user, { kind: 'edit', title, reason: given.reason ?? null }, (door) => {
    const known = knownReports(door.transaction, given)
    const end = door.checking(REPORT, [...known.values()])
    const written = given.rows.flatMap(({ node, completion, words, loweredBecause }): string[] => {
      const values = {
        completion,
        words,
        ...(loweredBecause === undefined ? {} : { lowered_because: loweredBecause }),
        filled_by: given.filledBy ?? user.displayName.slice(0, 40),
      }
      const id = known.get(node)
      if (id === undefined) return [door.insert(REPORT, { node_id: node, as_of: given.asOf, ...values })]
      return door.update(REPORT, id, values) ? [id] : []
    })
    end(written)
    return written.length
  })
  return { changeSet, written: result }
}

/** All in one statement; throws NOT_FOUND for the first that is not on file or not the asker's to see. */
function requireSeen(office: Office, user: SessionUser, nodes: readonly string[]): void {
  const { sql, parameters } = office.records.conditionOf(user, { register: NODE.name, where: { id: { in: [...nodes] } } })
  const seen = new Set(office.store.read.all<{ id: string }>(`SELECT t.id FROM ${NODE.name} t WHERE ${sql}`, ...parameters).map(({ id }) => id))
  const missing = nodes.find((node) => !seen.has(node))
  if (missing !== undefined) office.records.get(user, NODE.name, missing)
}

/** What was reported for the day already, by step. */
function knownReports(database: ReadDatabase, { asOf, rows }: Reporting): ReadonlyMap<string, string> {
  const found = database.all<{ id: string; node: string }>(
    `SELECT p.id, p.node_id AS node FROM json_each(?) j JOIN ${REPORT.name} p ON p.node_id = j.value WHERE p.as_of = ? AND p.deleted = 0`,
    JSON.stringify(rows.map(({ node }) => node)),
    asOf,
  )
  return new Map(found.map(({ id, node }) => [node, id]))
}
