/** What is computed of water, roads, houses and land. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { COURSE_KEYS, HOUSE_PHOTOS } from '../../catalogue/entities/houseParts.ts'
import { subjectPrefix } from '../../catalogue/derive/subject.ts'
import { parameterAtEndOf, touchedParameter } from '../../registers/parametersIn.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'
import { grantDue, SHARES, STANDARDS } from './grant.ts'

type Expression = NonNullable<Derivation['expressions']>[number]

const HOUSEHOLD = subjectPrefix('household')
const UNLISTED = subjectPrefix('unlisted_household')

const isOf = (prefix: string, column: string): string => `substr(${column}, 1, ${prefix.length}) = '${prefix}'`
const idIn = (prefix: string, column: string): string => `substr(${column}, ${prefix.length + 1})`

/** Whether a membership was in force on a day, or is today where there is none; the same rule as `isMemberOn`. */
const inForce = (day: string): string => `m.deleted = 0 AND (${day} IS NULL OR m.start_date IS NULL OR m.start_date <= ${day})
  AND CASE WHEN m.end_date IS NULL THEN coalesce(m.status, '1') = '1' ELSE ${day} IS NOT NULL AND m.end_date > ${day} END`

/**
 * The people of the household in `column` on a day. While nobody but the head is entered, as many as a sheet stated; of households not on file,
 * as many as count there.
 */
const peopleOn = (column: string, day: string): string => `CASE WHEN ${isOf(HOUSEHOLD, column)} THEN
  (SELECT CASE WHEN count(*) <= 1 THEN max(count(*), coalesce((SELECT y.stated_population FROM household_year y WHERE y.household_id = ${idIn(HOUSEHOLD, column)}
      AND y.deleted = 0 AND y.stated_population IS NOT NULL ORDER BY y.year DESC LIMIT 1), 0)) ELSE count(*) END
    FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0 WHERE m.household_id = ${idIn(HOUSEHOLD, column)} AND ${inForce(day)})
  ELSE (SELECT u.population FROM unlisted_household u WHERE u.id = ${idIn(UNLISTED, column)}) END`

/** Records of a register whose households are among those that a statement yields as `id`. */
const ofHouseholds = (register: string, households: string, prefix = HOUSEHOLD): string =>
  `SELECT t.id FROM (${households}) found CROSS JOIN ${register} t ON t.household = '${prefix}' || found.id`

/** Whatever changes who is in a household. */
const touchedByPeople = (register: string): Readonly<Record<string, string>> => ({
  membership: ofHouseholds(register, `SELECT household_id AS id FROM membership WHERE id IN ${touchedRecords('membership')}`),
  person: ofHouseholds(register, `SELECT household_id AS id FROM membership WHERE person_id IN ${touchedRecords('person')}`),
  household_year: ofHouseholds(register, `SELECT household_id AS id FROM household_year WHERE id IN ${touchedRecords('household_year')}`),
  unlisted_household: ofHouseholds(register, `SELECT id FROM unlisted_household WHERE id IN ${touchedRecords('unlisted_household')}`, UNLISTED),
})

/** The photos that hang on a record, by their codes in the order of the list. */
const photosOf = (register: string): string => {
  const has = HOUSE_PHOTOS.map(
    ({ kind, code }) => `SELECT '${code}' AS code WHERE EXISTS (SELECT 1 FROM attachment a WHERE a.register = '${register}' AND a.record = ${register}.id
      AND a.kind = '${kind}' AND a.deleted = 0)`,
  ).join(' UNION ALL ')
  return `SELECT group_concat(code, ',') FROM (${has})`
}
const touchedByPhotos = (register: string): Readonly<Record<string, string>> => ({
  attachment: `SELECT record FROM attachment WHERE id IN ${touchedRecords('attachment')} AND register = '${register}'`,
})

/** What all registers of houses have. */
const houseExpressions = (register: string): readonly Expression[] => [
  ...COURSE_KEYS.map((key) => ({
    columns: [`${key}_standing`],
    sql: `CASE WHEN ${register}.${key}_on IS NOT NULL THEN 1 ELSE ${register}.${key} END`,
  })),
  { columns: ['photos_held'], sql: photosOf(register) },
  { columns: ['on_file'], sql: isOf(HOUSEHOLD, `${register}.household`) },
]

/** Five guarantees, allowance, disability, on file, others (mechanisms.md M12.c). */
const PRIORITY = `CASE WHEN NOT ${isOf(HOUSEHOLD, 'house_retrofit.household')} THEN '5' ELSE (SELECT CASE
    WHEN h.attribute IN ('03', '06') THEN '1' WHEN h.attribute IN ('02', '04') THEN '2'
    WHEN EXISTS (SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id AND p.deleted = 0 WHERE m.household_id = h.id AND ${inForce('NULL')}
      AND (p.disability_card_no IS NOT NULL OR p.disability_category IS NOT NULL)) THEN '3' ELSE '4' END
  FROM household h WHERE h.id = ${idIn(HOUSEHOLD, 'house_retrofit.household')}) END`

const POINT = (column: string): string => `(SELECT w.${column} FROM water_point w WHERE w.id = water_user.water_point_id)`

const waterDerivations: readonly Derivation[] = [
  {
    register: 'water_user',
    touchedBy: {
      ...touchedByPeople('water_user'),
      water_point: `SELECT id FROM water_user WHERE water_point_id IN ${touchedRecords('water_point')}`,
    },
    expressions: [
      { columns: ['accepted_on'], sql: `SELECT ${POINT('accepted_on')}` },
      { columns: ['year'], sql: `SELECT coalesce(CAST(substr(${POINT('accepted_on')}, 1, 4) AS INTEGER), ${POINT('year')})` },
      { columns: ['people'], sql: peopleOn('water_user.household', POINT('accepted_on')) },
      {
        columns: ['solved_people'],
        sql: `CASE WHEN ${POINT('accepted_on')} IS NOT NULL AND water_user.unsafe_before = 1 THEN ${peopleOn('water_user.household', POINT('accepted_on'))} ELSE 0 END`,
      },
    ],
  },
  {
    register: 'water_point',
    touchedBy: { water_user: `SELECT water_point_id FROM water_user WHERE id IN ${touchedRecords('water_user')}` },
    expressions: [
      {
        columns: ['households_served', 'people_served', 'people_solved'],
        sql: `SELECT count(*), coalesce(sum(u.people), 0), coalesce(sum(u.solved_people), 0) FROM water_user u WHERE u.water_point_id = water_point.id AND u.deleted = 0`,
      },
    ],
  },
]

const roadDerivation: Derivation = {
  register: 'road',
  touchedBy: { road_group: `SELECT road_id FROM road_group WHERE id IN ${touchedRecords('road_group')}` },
  expressions: [
    { columns: ['hardened'], sql: "SELECT CASE WHEN road.surface IS NOT NULL THEN road.surface IN ('1', '2') END" },
    {
      columns: ['groups', 'households'],
      sql: 'SELECT count(*), sum(g.households) FROM road_group g WHERE g.road_id = road.id AND g.deleted = 0',
    },
  ],
}

const retrofitDerivation: Derivation = {
  register: 'house_retrofit',
  touchedBy: {
    ...touchedByPeople('house_retrofit'),
    ...touchedByPhotos('house_retrofit'),
    household: ofHouseholds('house_retrofit', `SELECT id FROM household WHERE id IN ${touchedRecords('household')}`),
  },
  settings: { parameter: `SELECT id FROM house_retrofit WHERE ${touchedParameter([...STANDARDS, ...SHARES])}` },
  expressions: [
    ...houseExpressions('house_retrofit'),
    { columns: ['people'], sql: peopleOn('house_retrofit.household', 'house_retrofit.accepted_on') },
    { columns: ['priority'], sql: PRIORITY },
    { columns: ['supported'], sql: `(${PRIORITY}) IN ('1', '2')` },
  ],
  formula: {
    reads: ['grade'],
    finds: Object.fromEntries([...STANDARDS, ...SHARES].map((key) => [key, parameterAtEndOf('house_retrofit.year', key)])),
    columns: ['grant_due'],
    compute: (row, found) => ({ grant_due: grantDue(row, found) }),
  },
}

const otherHouses: readonly Derivation[] = [
  {
    register: 'damage_household',
    touchedBy: touchedByPhotos('damage_household'),
    expressions: houseExpressions('damage_household'),
  },
  {
    register: 'relocation',
    touchedBy: { ...touchedByPeople('relocation'), ...touchedByPhotos('relocation') },
    expressions: [...houseExpressions('relocation'), { columns: ['people'], sql: peopleOn('relocation.household', 'relocation.moved_in_on') }],
  },
]

const terraceDerivation: Derivation = {
  register: 'terrace_plot',
  touchedBy: { terrace_share: `SELECT plot_id FROM terrace_share WHERE id IN ${touchedRecords('terrace_share')}` },
  expressions: [
    {
      columns: ['shared_area', 'households'],
      sql: 'SELECT coalesce(sum(s.area), 0), count(*) FROM terrace_share s WHERE s.plot_id = terrace_plot.id AND s.deleted = 0',
    },
  ],
}

/** After households, members and states of procedures, on which they depend. */
export const worksDerivations: readonly Derivation[] = [...waterDerivations, roadDerivation, retrofitDerivation, ...otherHouses, terraceDerivation]
