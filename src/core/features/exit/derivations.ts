/** What is computed of what was judged and inspected. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { subjectId } from '../../catalogue/derive/subject.ts'
import { idSql, subjectPrefix } from '../../catalogue/derive/subject.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'
import { BY_DATA } from './standards.ts'
import { HOUSEHOLD_YEAR } from './household.ts'
import { VILLAGE_YEAR } from './village.ts'

const VILLAGE = subjectPrefix('village')

/** The year of a yearly record never changes under what refers to it, so that nothing else touches it. */
const YEAR = `SELECT coalesce(
  (SELECT y.year FROM household_year y WHERE y.id = substr(exit_judgement.subject, ${HOUSEHOLD_YEAR.length + 1}) AND substr(exit_judgement.subject, 1, ${HOUSEHOLD_YEAR.length}) = '${HOUSEHOLD_YEAR}'),
  (SELECT y.year FROM village_year y WHERE y.id = substr(exit_judgement.subject, ${VILLAGE_YEAR.length + 1}) AND substr(exit_judgement.subject, 1, ${VILLAGE_YEAR.length}) = '${VILLAGE_YEAR}'))`

/** Put aside with the county's consent: no longer counted (readings.md 28). */
const COUNTED = "s.stage NOT IN ('deferred_agreed', 'unfillable_agreed') AND s.deleted = 0"

export const judgementDerivations: readonly Derivation[] = [
  {
    register: 'village_year',
    touchedBy: {
      shortfall: `SELECT y.id FROM shortfall s JOIN village_year y ON y.village_id = ${subjectId('s.subject', VILLAGE)} WHERE s.id IN ${touchedRecords('shortfall')}`,
    },
    expressions: [
      {
        columns: ['shortfalls_counted', 'shortfalls_open'],
        sql: `SELECT count(*), count(*) FILTER (WHERE s.stage <> 'closed') FROM shortfall s
          WHERE s.subject = '${VILLAGE}' || village_year.village_id AND s.year <= village_year.year AND ${COUNTED}`,
      },
    ],
  },
  {
    register: 'household_year',
    touchedBy: {
      exit_judgement: `SELECT ${idSql(HOUSEHOLD_YEAR, 'subject')} FROM exit_judgement WHERE id IN ${touchedRecords('exit_judgement')}`,
    },
    expressions: [
      {
        columns: ['exit_evidenced'],
        sql: `SELECT count(*) FROM exit_judgement e WHERE e.subject = '${HOUSEHOLD_YEAR}' || household_year.id AND (e.evidence IS NOT NULL OR coalesce(e.evidence_note, '${BY_DATA}') <> '${BY_DATA}') AND e.deleted = 0`,
      },
    ],
  },
  { register: 'exit_judgement', touchedBy: {}, expressions: [{ columns: ['year'], sql: YEAR }] },
  {
    register: 'exit_inspection',
    touchedBy: {},
    expressions: [{ columns: ['year'], sql: 'SELECT y.year FROM household_year y WHERE y.id = exit_inspection.household_year_id' }],
  },
]
