/** Water, power, roads and plots as subjects of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Subject } from '#core/checks/subject.ts'
import { subjectPrefix } from '#core/catalogue/derive/subject.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import { groupPowerRules, plotRules, roadRules, waterPointRules, waterUserRules } from './checks/index.ts'
import type { GroupPowerFacts, PlotFacts, RoadFacts, WaterPointFacts, WaterUserFacts } from './checks/types.ts'
import { houseSubjects } from './houseSubjects.ts'
import { GIVEN, idsOf, ITSELF, loaded } from './loaded.ts'

const HOUSEHOLD = subjectPrefix('household')
const POINT = readerFor('water_point', waterPointRules, ['village'])
const USER = readerFor('water_user', waterUserRules, ['village', 'household', 'year'])
const YEAR = readerFor('household_year', waterUserRules, ['year'])
const POWER = readerFor('village_group_year', groupPowerRules, ['village'])
const ROAD = readerFor('road', roadRules, ['place'])
const PLOT = readerFor('terrace_plot', plotRules, ['village'])

const pointSubject = defineSubject<WaterPointFacts>({
  register: 'water_point',
  rules: waterPointRules,
  parts: { water_point: ITSELF },
  alsoTouchedBy: {
    water_user: `SELECT water_point_id AS about, NULL AS year FROM water_user WHERE id IN ${GIVEN}`,
    membership: `SELECT u.water_point_id AS about, NULL AS year FROM (SELECT household_id AS id FROM membership WHERE id IN ${GIVEN}) found
      CROSS JOIN water_user u ON u.household = '${HOUSEHOLD}' || found.id`,
  },
  load: (database, keys, { today, parameters }) =>
    database
      .all(`SELECT ${POINT.columns('t')} FROM water_point t WHERE t.id IN ${GIVEN} AND t.deleted = 0`, idsOf(keys))
      .map((row) => loaded(String(row['id']), { record: POINT.row(row) as Row<'water_point'>, today, parameters })),
})

/** The yearly record that says how things were before: of the year before, or of the last one before that. */
const BEFORE = `(SELECT y.id FROM household_year y WHERE y.household_id = substr(t.household, ${HOUSEHOLD.length + 1}) AND y.year < t.year AND y.deleted = 0 ORDER BY y.year DESC LIMIT 1)`

const userSubject = defineSubject<WaterUserFacts>({
  register: 'water_user',
  rules: waterUserRules,
  parts: { water_user: ITSELF },
  alsoTouchedBy: {
    water_point: `SELECT id AS about, NULL AS year FROM water_user WHERE water_point_id IN ${GIVEN}`,
    household_year: `SELECT u.id AS about, NULL AS year FROM (SELECT household_id AS id FROM household_year WHERE id IN ${GIVEN}) found
      CROSS JOIN water_user u ON u.household = '${HOUSEHOLD}' || found.id`,
  },
  load(database, keys, { today, parameters }) {
    const rows = database.all(`SELECT ${USER.columns('t')}, ${BEFORE} AS before_id FROM water_user t WHERE t.id IN ${GIVEN} AND t.deleted = 0`, idsOf(keys))
    const years = new Map(
      database
        .all(
          `SELECT ${YEAR.columns('y')} FROM household_year y WHERE y.id IN ${GIVEN}`,
          JSON.stringify(rows.map((row) => row['before_id']).filter((id) => id !== null)),
        )
        .map((row) => [String(row['id']), YEAR.row(row) as Row<'household_year'>]),
    )
    return rows.map((row) => {
      const before = years.get(String(row['before_id'])) ?? null
      return loaded(String(row['id']), { record: USER.row(row) as Row<'water_user'>, before, today, parameters })
    })
  },
})

const powerSubject = defineSubject<GroupPowerFacts>({
  register: 'village_group_year',
  rules: groupPowerRules,
  parts: { village_group_year: ITSELF },
  alsoTouchedBy: {
    project: `SELECT t.id AS about, NULL AS year FROM json_each(?) j CROSS JOIN village_group_year t ON t.project_id = j.value`,
  },
  load: (database, keys, { today, parameters }) =>
    database
      .all(
        `SELECT ${POWER.columns('t')}, (SELECT p.accepted_on IS NOT NULL FROM project p WHERE p.id = t.project_id AND p.deleted = 0) AS accepted
         FROM village_group_year t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        idsOf(keys),
      )
      .map((row) => {
        const { accepted } = row
        return loaded(String(row['id']), {
          record: POWER.row(row) as Row<'village_group_year'>,
          accepted: accepted === null || accepted === undefined ? null : accepted === 1,
          today,
          parameters,
        })
      }),
})

const roadSubject = defineSubject<RoadFacts>({
  register: 'road',
  rules: roadRules,
  parts: { road: ITSELF },
  alsoTouchedBy: {
    village_year: `SELECT r.id AS about, NULL AS year FROM (SELECT village FROM village_year WHERE id IN ${GIVEN}) found CROSS JOIN road r ON r.village = found.village`,
  },
  load: (database, keys, { today, parameters }) =>
    database
      .all(
        `SELECT ${ROAD.columns('t')}, (SELECT y.paved_to_township FROM village_year y WHERE y.village = t.village AND y.deleted = 0 AND y.paved_to_township IS NOT NULL
           ORDER BY y.year DESC LIMIT 1) AS paved FROM road t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        idsOf(keys),
      )
      .map((row) => {
        const { paved } = row
        const facts = { record: ROAD.row(row) as Row<'road'>, paved: paved === null || paved === undefined ? null : paved === 1, today, parameters }
        return loaded(String(row['id']), facts, 'place')
      }),
})

const plotSubject = defineSubject<PlotFacts>({
  register: 'terrace_plot',
  rules: plotRules,
  parts: { terrace_plot: ITSELF },
  load: (database, keys, { today, parameters }) =>
    database
      .all(`SELECT ${PLOT.columns('t')} FROM terrace_plot t WHERE t.id IN ${GIVEN} AND t.deleted = 0`, idsOf(keys))
      .map((row) => loaded(String(row['id']), { record: PLOT.row(row) as Row<'terrace_plot'>, today, parameters })),
})

export const worksSubjects: readonly Subject[] = [pointSubject, userSubject, powerSubject, roadSubject, plotSubject, ...houseSubjects]
