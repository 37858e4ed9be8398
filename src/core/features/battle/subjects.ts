/** Maps, markers and tasks as subjects of checks. */
import { subjectId, subjectPrefix } from '#core/catalogue/derive/subject.ts'
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Loaded } from '#core/checks/subject.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { levelOfUnit, LOWEST_LEVEL } from '#core/rules/levels.ts'
import { mapRules, markerRules, taskRules } from './checks/index.ts'
import type { MapFacts, MarkerFacts, TaskFacts } from './checks/types.ts'

const MAP = readerFor('battle_map', mapRules, ['place'])
const MARKER = readerFor('map_marker', markerRules, ['place'])
const TASK = readerFor('battle_task', taskRules, ['place'])
const GIVEN = '(SELECT value FROM json_each(?))'

/** What all of them have: they go by no year, and land on their own record. */
function loaded<Facts extends { readonly record: object }>(about: string, facts: Facts): Loaded<Facts> {
  const record = facts.record as Readonly<Record<string, FieldValue>>
  const { place } = record
  return {
    about,
    year: null,
    newest: true,
    division: typeof place === 'string' ? place : null,
    inCharge: null,
    retired: false,
    facts,
    placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
  }
}

/** A household that counts in the year of the map: valid, with a record of that year. */
const COUNTS = `h.deleted = 0 AND coalesce(h.valid, 1) <> 0 AND EXISTS (SELECT 1 FROM household_year y WHERE y.household_id = h.id AND y.year = t.year AND y.deleted = 0)`
const MAPS_OF = (village: string, from: string): string => `SELECT m.id AS about, NULL AS year FROM ${from} JOIN battle_map m ON m.place = ${village}`

export const mapSubject = defineSubject<MapFacts>({
  register: 'battle_map',
  rules: mapRules,
  parts: { battle_map: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    map_marker: `SELECT map_id AS about, NULL AS year FROM map_marker WHERE id IN ${GIVEN}`,
    household: `${MAPS_OF('h.village', 'household h')} WHERE h.id IN ${GIVEN}`,
    household_year: `${MAPS_OF('h.village', 'household_year y JOIN household h ON h.id = y.household_id')} WHERE y.id IN ${GIVEN}`,
    transfer: `${MAPS_OF('x.from_village', 'transfer x')} WHERE x.id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${MAP.columns('t')},
           (SELECT count(*) FROM household h WHERE h.village = t.place AND ${COUNTS}) AS on_file,
           (SELECT count(*) FROM map_marker k JOIN household h ON k.subject = 'household:' || h.id WHERE k.map_id = t.id AND k.deleted = 0 AND h.village = t.place AND ${COUNTS}) AS marked
         FROM battle_map t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const { on_file: onFile, marked, place } = found
        return loaded(String(found['id']), {
          record: MAP.row(found),
          ofVillage: typeof place === 'string' && levelOfUnit(place) === LOWEST_LEVEL,
          marked: Number(marked),
          onFile: Number(onFile),
        })
      }),
})

/** Id of what a marker stands for, where that is of the register. */
const of = (register: string): string => subjectId('t.subject', subjectPrefix(register))

export const markerSubject = defineSubject<MarkerFacts>({
  register: 'map_marker',
  rules: markerRules,
  parts: { map_marker: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    map_sign: `SELECT id AS about, NULL AS year FROM map_marker WHERE sign_id IN ${GIVEN}`,
    household: `SELECT k.id AS about, NULL AS year FROM household h JOIN map_marker k ON k.subject = 'household:' || h.id WHERE h.id IN ${GIVEN}`,
    village_group: `SELECT k.id AS about, NULL AS year FROM village_group h JOIN map_marker k ON k.subject = 'village_group:' || h.id WHERE h.id IN ${GIVEN}`,
    project: `SELECT k.id AS about, NULL AS year FROM project h JOIN map_marker k ON k.subject = 'project:' || h.id WHERE h.id IN ${GIVEN}`,
    village: `SELECT k.id AS about, NULL AS year FROM village h JOIN map_marker k ON k.subject = 'village:' || h.id WHERE h.id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${MARKER.columns('t')}, s.shape AS sign_shape, s.stands_for AS sign_for,
           coalesce(h.village, g.village, v.village, p.place) AS subject_place,
           coalesce(h.deleted = 0 AND coalesce(h.valid, 1) <> 0, g.deleted = 0, v.deleted = 0, p.deleted = 0) AS subject_counts
         FROM map_marker t LEFT JOIN map_sign s ON s.id = t.sign_id AND s.deleted = 0
           LEFT JOIN household h ON h.id = ${of('household')}
           LEFT JOIN village_group g ON g.id = ${of('village_group')}
           LEFT JOIN village v ON v.id = ${of('village')}
           LEFT JOIN project p ON p.id = ${of('project')}
         WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const { sign_shape: shape, sign_for: standsFor, subject_place: place, subject_counts: counts } = found
        return loaded(String(found['id']), {
          record: MARKER.row(found),
          shape: typeof shape === 'string' ? shape : null,
          standsFor: typeof standsFor === 'string' ? standsFor : null,
          subject: counts === null ? null : { place: typeof place === 'string' ? place : null, counts: counts === 1 },
        })
      }),
})

/** Tasks of the same place and year. */
const BESIDE = 'b.place = t.place AND b.year = t.year AND b.deleted = 0'

export const taskSubject = defineSubject<TaskFacts>({
  register: 'battle_task',
  rules: taskRules,
  parts: { battle_task: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    battle_task: `SELECT o.id AS about, NULL AS year FROM battle_task b JOIN battle_task o ON o.place = b.place AND o.year = b.year WHERE b.id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all(
        `SELECT ${TASK.columns('t')},
           (SELECT count(*) FROM battle_task b WHERE ${BESIDE}) AS together,
           (SELECT count(*) FROM battle_task b WHERE ${BESIDE} AND b.due_on = t.year || '-12-31') AS at_year_end
         FROM battle_task t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const { together, at_year_end: atYearEnd } = found
        return loaded(String(found['id']), { record: TASK.row(found), together: Number(together), atYearEnd: Number(atYearEnd) })
      }),
})
