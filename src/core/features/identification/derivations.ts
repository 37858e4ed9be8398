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

/** After the states of procedures and the scores of answers, on which they depend. */
export const identificationDerivations: readonly Derivation[] = [
  {
    register: 'identification',
    touchedBy: {
      answered_sheet: `SELECT i.id FROM answered_sheet a JOIN identification i ON i.subject = a.subject WHERE a.id IN ${touchedRecords('answered_sheet')}`,
      campaign: `SELECT id FROM identification WHERE campaign_id IN ${touchedRecords('campaign')}`,
    },
    expressions: [
      { columns: ['year'], sql: 'SELECT c.year FROM campaign c WHERE c.id = identification.campaign_id' },
      {
        columns: ['score'],
        sql: `SELECT a.score FROM campaign c JOIN answered_sheet a ON a.subject = identification.subject AND a.code = c.score_sheet
          WHERE c.id = identification.campaign_id AND a.deleted = 0 AND a.asked_on BETWEEN c.starts_on AND c.ends_on ORDER BY a.asked_on DESC, a.id DESC LIMIT 1`,
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
]
