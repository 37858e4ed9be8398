/**
 * What is computed of households, people and their yearly records: who is head, how many, where people are, and the income formula. Places that
 * follow from what a record is part of are worked out from the catalogue. The sentences in the catalogue (`derived`) say the same in Chinese.
 */
import { computeIncome, INCOME_INPUTS } from './checks/income.ts'
import { INCOME_MODEL_PARAMETERS, modelCodes, modelOfCodes, incomeModel, readerOfJson, REGISTERED } from '../../rules/incomeModel.ts'
import { placeSql } from '../../catalogue/derive/kept.ts'
import { registerOf } from '../../catalogue/index.ts'
import { touchedParameter } from '../../registers/parametersIn.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'
import { movedThere, placeThen } from '../../store/placeDerivations.ts'

export { exitDerivations } from './exit.ts'

/** Membership in force today: not ended, status 正常. */
const CURRENT = `m.deleted = 0 AND m.end_date IS NULL AND coalesce(m.status, '1') = '1'`
/** Membership in force at the end of the record's year; the same rule as `isMemberOn`. */
const AT_YEAR_END = `m.deleted = 0 AND (m.start_date IS NULL OR m.start_date <= household_year.year || '-12-31')
  AND CASE WHEN m.end_date IS NULL THEN coalesce(m.status, '1') = '1' ELSE m.end_date > household_year.year || '-12-31' END`

/**
 * Memberships of a person, the one of the end of the year asked about first: of those in force then the one begun last, and of those without a
 * date the one entered first, since a membership without a date says nothing of years before it was entered. Else the one of today, or the last.
 */
const IN_FORCE_THEN = `((m.start_date IS NULL OR m.start_date <= asked.year || '-12-31') AND CASE WHEN m.end_date IS NULL THEN coalesce(m.status, '1') = '1' ELSE m.end_date > asked.year || '-12-31' END)`
const THEN_FIRST = `${IN_FORCE_THEN} DESC, CASE WHEN NOT ${IN_FORCE_THEN} THEN m.end_date IS NULL AND coalesce(m.status, '1') = '1' END DESC, m.start_date DESC,
  CASE WHEN ${IN_FORCE_THEN} THEN m.id END, m.id DESC`

/** The members counted; while nobody but the head is entered, as many as a sheet stated. The same rule as `populationOf`. */
const entered = (stated: string): string => `CASE WHEN count(*) <= 1 THEN max(count(*), coalesce(${stated}, 0)) ELSE count(*) END`

const COUNTED = `SELECT ${placeSql(registerOf('household_year'), 'household_year') ?? 'NULL'}`
const MODEL_KEYS = INCOME_MODEL_PARAMETERS.map((key) => `'${key}'`).join(', ')
/** The switches of income as they stand by now, as rows of parameters. */
const MODEL_PARAMETERS = `SELECT json_group_array(json_object('key', p.key, 'year', p.year, 'value', p.value, 'valid_from', p.valid_from, 'valid_until', p.valid_until,
  'division', p.division)) FROM parameter p WHERE p.key IN (${MODEL_KEYS}) AND p.deleted = 0`
/** The model that the lock of the year keeps, of several that of the highest level; empty where it was locked before there were models. */
const LOCKED_MODEL = `SELECT coalesce(l.income_model, '') FROM year_lock l WHERE l.division = (${COUNTED}) AND l.year = household_year.year AND l.state = 'locked' AND l.deleted = 0
  ORDER BY CASE l.level WHEN 'county' THEN 0 WHEN 'township' THEN 1 ELSE 2 END LIMIT 1`

/** In the order in which they depend on each other; the places of memberships are there already. */
export const householdDerivations: readonly Derivation[] = [
  {
    register: 'household',
    touchedBy: {
      membership: `SELECT household_id FROM membership WHERE id IN ${touchedRecords('membership')}`,
      person: `SELECT household_id FROM membership WHERE person_id IN ${touchedRecords('person')}`,
      household_year: `SELECT household_id FROM household_year WHERE id IN ${touchedRecords('household_year')}`,
    },
    expressions: [
      {
        columns: ['head_person_id', 'head_name', 'head_id_number'],
        sql: `SELECT p.id, p.name, p.id_number FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0
          WHERE m.household_id = household.id AND ${CURRENT} AND m.relation = '01' ORDER BY m.start_date, m.id LIMIT 1`,
      },
      {
        columns: ['population'],
        sql: `SELECT ${entered(`(SELECT y.stated_population FROM household_year y WHERE y.household_id = household.id AND y.deleted = 0 AND y.stated_population IS NOT NULL ORDER BY y.year DESC LIMIT 1)`)}
          FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0 WHERE m.household_id = household.id AND ${CURRENT}`,
      },
    ],
  },
  {
    register: 'person',
    touchedBy: {
      membership: `SELECT person_id FROM membership WHERE id IN ${touchedRecords('membership')}`,
      household: `SELECT person_id FROM membership WHERE household_id IN ${touchedRecords('household')}`,
    },
    expressions: [
      {
        columns: ['household_id', 'relation'],
        sql: `SELECT m.household_id, m.relation FROM membership m WHERE m.person_id = person.id AND ${CURRENT} ORDER BY m.start_date DESC, m.id DESC LIMIT 1`,
      },
      {
        columns: ['village'],
        sql: `SELECT m.village FROM membership m WHERE m.person_id = person.id AND m.deleted = 0
          ORDER BY (m.end_date IS NULL AND coalesce(m.status, '1') = '1') DESC, m.start_date DESC, m.id DESC LIMIT 1`,
      },
    ],
  },
  {
    register: 'person_year',
    touchedBy: { person: `SELECT id FROM person_year WHERE person_id IN ${touchedRecords('person')}` },
    expressions: [{ columns: ['household_id'], sql: 'SELECT p.household_id FROM person p WHERE p.id = person_year.person_id' }],
    state: {
      reads: ['person_id', 'year'],
      sql: `SELECT m.household_id AS counted_household_id, ${placeThen('household', 'h')} AS counted_village, m.household_id, h.village
        FROM (SELECT ? AS person, ? AS year) asked CROSS JOIN membership m ON m.person_id = asked.person CROSS JOIN household h ON h.id = m.household_id
        WHERE m.deleted = 0 ORDER BY ${THEN_FIRST} LIMIT 1`,
      // Every membership in the household kept ended by then or began later; or the household stayed the same and moved.
      dated: `SELECT 1 FROM (SELECT ? AS person, ? AS year, ? AS kept, ? AS kept_village, ? AS found, ? AS village) asked CROSS JOIN household h ON h.id = asked.found
        WHERE CASE WHEN asked.kept = asked.found THEN ${movedThere('household', 'h', 'asked.village') ?? '0'} ELSE
          EXISTS (SELECT 1 FROM membership m WHERE m.person_id = asked.person AND m.household_id = asked.kept AND m.deleted = 0)
          AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = asked.person AND m.household_id = asked.kept AND m.deleted = 0 AND ${IN_FORCE_THEN}) END`,
    },
  },
  {
    register: 'household_year',
    touchedBy: {
      household: `SELECT id FROM household_year WHERE household_id IN ${touchedRecords('household')}`,
      year_lock: `SELECT y.id FROM year_lock l JOIN household_year y ON ${placeSql(registerOf('household_year'), 'y') ?? 'NULL'} = l.division AND y.year = l.year WHERE l.id IN ${touchedRecords('year_lock')}`,
    },
    settings: { parameter: `SELECT id FROM household_year WHERE ${touchedParameter(INCOME_MODEL_PARAMETERS)}` },
    expressions: [
      {
        columns: ['population'],
        sql: `SELECT ${entered('household_year.stated_population')}
          FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0 WHERE m.household_id = household_year.household_id AND ${AT_YEAR_END}`,
      },
    ],
    formula: {
      reads: ['year', 'stated_income_per_person', 'stated_population', 'sharing_people', ...INCOME_INPUTS],
      finds: { place: COUNTED, parameters: MODEL_PARAMETERS, locked: LOCKED_MODEL },
      columns: ['transfer_income', 'total_income', 'net_income', 'net_income_per_person', 'income_people', 'income_model'],
      compute: (row, { place, parameters, locked }) => {
        const population = typeof row['population'] === 'number' ? row['population'] : null
        const year = Number(row['year'])
        const model =
          typeof locked === 'string'
            ? locked === ''
              ? REGISTERED
              : modelOfCodes(locked)
            : incomeModel(readerOfJson(String(parameters)), year, typeof place === 'string' ? place : null)
        const income = computeIncome(row, population, year, model)
        const stated = typeof row['stated_income_per_person'] === 'number' ? row['stated_income_per_person'] : null
        return {
          transfer_income: income.transfer,
          total_income: income.total,
          net_income: income.net,
          // A roster may bring the income per person without its parts; then it stands as stated.
          net_income_per_person: income.net === null ? stated : income.perPerson,
          income_people: income.population,
          income_model: modelCodes(model),
        }
      },
    },
  },
]
