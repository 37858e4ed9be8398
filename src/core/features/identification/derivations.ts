/** What is computed of households not on file, and of what is looked at in a campaign. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'

export const unlistedDerivations: readonly Derivation[] = [
  {
    register: 'unlisted_household',
    touchedBy: {
      unlisted_person: `SELECT household_id FROM unlisted_person WHERE id IN ${touchedRecords('unlisted_person')}`,
    },
    expressions: [
      {
        columns: ['population'],
        sql: `SELECT CASE WHEN count(*) = 0 THEN unlisted_household.stated_population ELSE count(*) END FROM unlisted_person p
          WHERE p.household_id = unlisted_household.id AND p.deleted = 0`,
      },
    ],
  },
]

/** The household, or the light record, that a case is about; null where it is about the other. */
const idOf = (register: string): string =>
  `CASE WHEN identification.subject LIKE '${subjectPrefix(register)}%' THEN substr(identification.subject, ${subjectPrefix(register).length + 1}) END`
const IDENTIFIED = idOf('household')
const IDENTIFIED_UNLISTED = idOf('unlisted_household')

/** 分 of a sheet that scores 元, divided by the people of the case, rounded half away from zero. */
const HALF_UP_SHARE = `CASE WHEN a.score < 0 THEN -((-2 * a.score + identification.people) / (2 * identification.people))
  ELSE (2 * a.score + identification.people) / (2 * identification.people) END`

/**
 * What the last sheet answered in the days of the campaign says, of the questionnaire that a field of the campaign names. Sheets are found by the case, not
 * by the questionnaire (+), which all of a campaign answer.
 */
const lastSheet = (columns: string, named: string): string =>
  `SELECT ${columns} FROM campaign c JOIN answered_sheet a ON a.subject = identification.subject AND +a.code = c.${named}
    WHERE c.id = identification.campaign_id AND a.deleted = 0 AND a.asked_on BETWEEN c.starts_on AND c.ends_on ORDER BY a.asked_on DESC, a.id DESC LIMIT 1`

/** Cases about some households or light records; `ids` selects those as `id`. */
const casesOf = (register: string, ids: string): string =>
  `SELECT i.id FROM (${ids}) found JOIN identification i ON i.subject = '${subjectPrefix(register)}' || found.id`

/**
 * The order of need as a row value, the neediest first (readings.md 11): score descending, income ascending, serious illness or disability first, then
 * the number of the household. What is not known stands behind; the id makes it total.
 */
const needOrder = (table: string): string =>
  `(-${table}.score, ${table}.income_per_person IS NULL, coalesce(${table}.income_per_person, 0), 1 - coalesce(${table}.severe, 0), ${table}.household_no IS NULL, coalesce(${table}.household_no, ''), ${table}.id)`

/** After the states of procedures and the scores of answers, on which they depend. */
export const identificationDerivations: readonly Derivation[] = [
  {
    register: 'identification',
    touchedBy: {
      answered_sheet: `SELECT i.id FROM answered_sheet a JOIN identification i ON i.subject = a.subject WHERE a.id IN ${touchedRecords('answered_sheet')}`,
      campaign: `SELECT id FROM identification WHERE campaign_id IN ${touchedRecords('campaign')}`,
      household: casesOf('household', `SELECT id FROM household WHERE id IN ${touchedRecords('household')}`),
      household_year: casesOf('household', `SELECT household_id AS id FROM household_year WHERE id IN ${touchedRecords('household_year')}`),
      membership: casesOf('household', `SELECT household_id AS id FROM membership WHERE id IN ${touchedRecords('membership')}`),
      person_year: casesOf(
        'household',
        `SELECT m.household_id AS id FROM person_year y JOIN membership m ON m.person_id = y.person_id WHERE y.id IN ${touchedRecords('person_year')}`,
      ),
      unlisted_household: casesOf('unlisted_household', `SELECT id FROM unlisted_household WHERE id IN ${touchedRecords('unlisted_household')}`),
    },
    expressions: [
      { columns: ['year'], sql: 'SELECT c.year FROM campaign c WHERE c.id = identification.campaign_id' },
      { columns: ['score', 'surveyors'], sql: lastSheet('a.score, a.surveyors', 'score_sheet') },
      { columns: ['sheet_hits'], sql: lastSheet('a.vetoes', 'red_line_sheet') },
      {
        columns: ['household_no'],
        sql: `coalesce((SELECT coalesce(h.household_no, h.local_no) FROM household h WHERE h.id = ${IDENTIFIED}),
          (SELECT u.unlisted_no FROM unlisted_household u WHERE u.id = ${IDENTIFIED_UNLISTED}))`,
      },
      {
        columns: ['income_per_person'],
        sql: `coalesce((SELECT y.net_income_per_person FROM household_year y JOIN campaign c ON c.id = identification.campaign_id AND y.year <= c.year
            WHERE y.household_id = ${IDENTIFIED} AND y.deleted = 0 AND y.net_income_per_person IS NOT NULL ORDER BY y.year DESC, y.id LIMIT 1),
          CASE WHEN identification.people > 0 THEN (${lastSheet(HALF_UP_SHARE, 'income_sheet')}) END)`,
      },
      {
        columns: ['severe'],
        sql: `CASE WHEN ${IDENTIFIED} IS NULL THEN NULL ELSE EXISTS (SELECT 1 FROM membership m WHERE m.household_id = ${IDENTIFIED} AND m.deleted = 0
          AND m.end_date IS NULL AND coalesce(m.status, '1') = '1' AND (SELECT y.health FROM person_year y JOIN campaign c ON c.id = identification.campaign_id AND y.year <= c.year
            WHERE y.person_id = m.person_id AND y.deleted = 0 AND y.health IS NOT NULL ORDER BY y.year DESC, y.id LIMIT 1) GLOB '*0[34]*') END`,
      },
      {
        columns: ['outcome', 'decided_on'],
        sql: `SELECT CASE WHEN identification.stage IN ('announced', 'filed') THEN identification.proposed_outcome WHEN identification.stage = 'kept' THEN '1'
            WHEN identification.stage = 'upheld' THEN CASE identification.scope WHEN '1' THEN '1' WHEN '2' THEN '4' ELSE '7' END END,
          CASE WHEN identification.stage IN ('announced', 'filed', 'upheld', 'kept') THEN (SELECT max(s.done_on) FROM procedure_step s
            WHERE s.subject = '${subjectPrefix('identification')}' || identification.id AND s.step IN ('announce', 'uphold', 'keep', 'open:announced', 'open:filed', 'open:upheld', 'open:kept') AND s.deleted = 0) END`,
      },
    ],
  },
  {
    register: 'identification',
    touchedBy: {
      // Whoever comes or goes moves all behind them.
      identification: `SELECT i.id FROM identification t JOIN identification i ON i.campaign_id = t.campaign_id AND i.village = t.village WHERE t.id IN ${touchedRecords('identification')}`,
    },
    expressions: [
      {
        columns: ['need_rank'],
        sql: `CASE WHEN identification.score IS NOT NULL AND identification.direction = '1' THEN (SELECT 1 + count(*) FROM identification o
          WHERE o.campaign_id = identification.campaign_id AND o.village = identification.village AND o.direction = '1' AND o.deleted = 0 AND o.score IS NOT NULL
            AND ${needOrder('o')} < ${needOrder('identification')}) END`,
      },
    ],
  },
]
