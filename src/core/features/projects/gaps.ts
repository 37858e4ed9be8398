/** What a project does to the gaps that it closes (mechanisms.md M05.b): they go along with it step by step, and back with a step that is undone. */
import type { EffectDoor, EffectSubject, StepEffect } from '../../procedures/effects.ts'
import type { ReadDatabase } from '../../store/index.ts'

/** The needs of a project: its own, and those that it meets in each village. */
const NEEDS = (project: string): string =>
  `(SELECT p.need_id FROM project p WHERE p.id = ${project} AND p.need_id IS NOT NULL
    UNION SELECT v.need_id FROM project_village v WHERE v.project_id = ${project} AND v.need_id IS NOT NULL AND v.deleted = 0)`

/** Gaps that are listed under them, the oldest first. */
function gapsOf(database: ReadDatabase, project: string): readonly string[] {
  return database
    .all<{ id: string }>(
      `WITH asked(id) AS (SELECT ?)
       SELECT DISTINCT s.id FROM shortfall_need l JOIN shortfall s ON s.id = l.shortfall_id AND s.deleted = 0
       WHERE l.deleted = 0 AND l.need_id IN ${NEEDS('(SELECT id FROM asked)')} ORDER BY s.id`,
      project,
    )
    .map(({ id }) => id)
}

/** Stages in which a project has not been accepted, or will not be: of the others nothing is left to do for a gap. */
const UNACCEPTED = `('drafted', 'applied', 'township_reviewed', 'county_reviewed', 'noticed', 'stored', 'planned', 'approved', 'procured', 'building', 'finished',
  'township_accepted', 'correcting', 'stopped')`

/**
 * Whether the project is the last that a gap waits for: no need of the gap has another project that is not accepted yet or none at all, and what the
 * needs cover comes to all that is lacking. Otherwise somebody decides.
 */
function isLast(database: ReadDatabase, gap: string, project: string): boolean {
  const row = database.get<{ open: number; covered: number }>(
    `WITH asked(gap, project) AS (SELECT ?, ?),
       needs AS (SELECT l.need_id, l.amount FROM asked JOIN shortfall_need l ON l.shortfall_id = asked.gap AND l.deleted = 0),
       works AS (SELECT n.need_id, p.id, p.stage FROM needs n JOIN project p ON p.need_id = n.need_id AND p.deleted = 0
         UNION SELECT n.need_id, p.id, p.stage FROM needs n JOIN project_village v ON v.need_id = n.need_id AND v.deleted = 0 JOIN project p ON p.id = v.project_id AND p.deleted = 0)
     SELECT (SELECT count(*) FROM works w WHERE w.id <> (SELECT project FROM asked) AND w.stage IN ${UNACCEPTED})
         + (SELECT count(*) FROM needs n WHERE NOT EXISTS (SELECT 1 FROM works w WHERE w.need_id = n.need_id AND w.stage <> 'taken_out')) AS open,
       (SELECT s.difference IS NULL OR EXISTS (SELECT 1 FROM needs WHERE amount IS NULL) OR (SELECT sum(amount) FROM needs) >= s.difference
         FROM shortfall s WHERE s.id = (SELECT gap FROM asked)) AS covered`,
    gap,
    project,
  )
  return row !== undefined && row.open === 0 && row.covered === 1
}

/** Each gap is taken by those of the steps, one behind the other, that begin where it stands; one put aside or closed stays where it is. */
function along(steps: readonly string[], goes: (database: ReadDatabase, gap: string, project: string) => boolean = () => true): StepEffect {
  return {
    refusals: () => [],
    make(door: EffectDoor, { id }: EffectSubject) {
      for (const gap of gapsOf(door.database, id)) {
        if (!goes(door.database, gap, id)) continue
        for (const step of steps) door.advance('shortfall', gap, step)
      }
    },
  }
}

/** By the keys that the declaration of the procedure names. */
export const gapEffects = {
  project_gaps_projected: along(['list', 'project']),
  project_gaps_building: along(['list', 'project', 'build']),
  project_gaps_filled: along(['fill'], isLast),
} as const satisfies Readonly<Record<string, StepEffect>>
