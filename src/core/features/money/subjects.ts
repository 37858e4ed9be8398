/** Sources, claims, payments, allocations and notices as subjects of checks. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Judging, type Loaded } from '#core/checks/subject.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { firstValue, type ParameterKey } from '#core/rules/parameters.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { allocationRules, claimRules, noticeRules, sourceRules } from './checks/index.ts'
import type { AllocationFacts, ClaimFacts, NoticeFacts, SourceFacts } from './checks/types.ts'

const SOURCE = readerFor('fund_source', sourceRules, ['place'])
const CLAIM = readerFor('payment_claim', claimRules, ['place', 'scheme_amount'])
const ALLOCATION = readerFor('fund_allocation', allocationRules, ['place'])
const NOTICE = readerFor('fund_notice', noticeRules, ['place'])
const GIVEN = '(SELECT value FROM json_each(?))'
const OWN = 'SELECT value AS about, NULL AS year FROM json_each(?)'

/** What all of them have: they go by no year, and land on their own record. */
export function loaded<Facts extends { readonly record: object }>(about: string, facts: Facts): Loaded<Facts> {
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

/** A number that the county may set, as it holds today. */
export const threshold = ({ parameters, today }: Judging, key: ParameterKey): number => parameters(key, today, null) ?? firstValue(key)

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const ids = (keys: readonly { readonly about: string }[]): string => JSON.stringify(keys.map(({ about }) => about))

/** What is in the middle of some amounts; null of none. */
export function middle(amounts: readonly number[]): number | null {
  return amounts.toSorted((one, other) => one - other)[Math.floor((amounts.length - 1) / 2)] ?? null
}

/** Quotas and arrivals that stand far from the others of their source: those that were reversed, and their reversals, left out. */
function strangeOf(database: ReadDatabase, source: string, gap: number): SourceFacts['strange'] {
  const amounts = ['fund_quota', 'fund_arrival'].flatMap((register) =>
    database
      .all<{ amount: number }>(
        `SELECT amount FROM ${register} e WHERE source_id = ? AND deleted = 0 AND reverses_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM ${register} r WHERE r.reverses_id = e.id AND r.deleted = 0)`,
        source,
      )
      .map(({ amount }) => Math.abs(amount)),
  )
  return amounts.flatMap((amount, index) => {
    const usual = middle(amounts.toSpliced(index, 1))
    return usual !== null && usual > 0 && (amount >= usual * gap || amount * gap <= usual) ? [{ amount, usual }] : []
  })
}

export const sourceSubject = defineSubject<SourceFacts>({
  register: 'fund_source',
  rules: sourceRules,
  parts: {
    fund_source: OWN,
    fund_quota: `SELECT source_id AS about, NULL AS year FROM fund_quota WHERE id IN ${GIVEN}`,
    fund_arrival: `SELECT source_id AS about, NULL AS year FROM fund_arrival WHERE id IN ${GIVEN}`,
  },
  load: (database, keys, judging) =>
    database
      .all<SqlRow>(
        `SELECT ${SOURCE.columns('t')},
           (SELECT json_group_array(o.name) FROM fund_source o WHERE o.document_no = t.document_no AND o.kind_id = t.kind_id AND o.year = t.year AND o.id <> t.id AND o.deleted = 0) AS twins,
           (SELECT count(*) FROM fund_quota q WHERE q.source_id = t.id AND q.deleted = 0 AND q.reverses_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM fund_quota r WHERE r.reverses_id = q.id AND r.deleted = 0)
              AND (q.amount < 0) <> (q.kind IN ('3', '5'))) AS wrong_signs
         FROM fund_source t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        ids(keys),
      )
      .map((found) => {
        const gap = threshold(judging, 'amount_gap')
        const about = String(found['id'])
        return loaded(about, {
          twins: JSON.parse(String(found['twins'])) as string[],
          wrongSigns: Number(found['wrong_signs']),
          strange: strangeOf(database, about, gap),
          gap,
          record: SOURCE.row(found),
        })
      }),
})

const BEGUN = `('building', 'finished', 'township_accepted', 'accepted', 'audited', 'reimbursed', 'handed_over', 'evaluated', 'closed')`

export const claimSubject = defineSubject<ClaimFacts>({
  register: 'payment_claim',
  rules: claimRules,
  parts: { payment_claim: OWN },
  alsoTouchedBy: {
    project: `SELECT id AS about, NULL AS year FROM payment_claim WHERE project_id IN ${GIVEN} AND deleted = 0`,
  },
  load: (database, keys, judging) =>
    database
      .all<SqlRow>(
        `SELECT ${CLAIM.columns('t')}, p.id AS project, p.approved_investment AS approved, p.contract_amount AS contract, p.allocated, p.stage IN ${BEGUN} AS begun,
           (SELECT sum(c.amount) FROM payment_claim c WHERE c.project_id = t.project_id AND c.deleted = 0 AND coalesce(c.stage, '') NOT IN ('sent_back', 'called_off')) AS claimed,
           (SELECT min(q.issued_on) FROM fund_allocation a JOIN fund_quota q ON q.source_id = a.source_id AND q.deleted = 0 WHERE a.project_id = t.project_id AND a.deleted = 0) AS handed_down,
           (SELECT json_group_array(c.amount) FROM payment_claim c WHERE c.project_id = t.project_id AND c.id <> t.id AND c.deleted = 0) AS others
         FROM payment_claim t LEFT JOIN project p ON p.id = t.project_id AND p.deleted = 0 WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        ids(keys),
      )
      .map((found) =>
        loaded(String(found['id']), {
          project:
            found['project'] === null
              ? null
              : {
                  approved: numberOf(found['approved']),
                  contract: numberOf(found['contract']),
                  claimed: Number(found['claimed'] ?? 0),
                  allocated: Number(found['allocated'] ?? 0),
                  begun: found['begun'] === 1,
                },
          handedDown: textOf(found['handed_down']),
          percent: threshold(judging, 'approved_excess'),
          usual: middle(JSON.parse(String(found['others'])) as number[]),
          gap: threshold(judging, 'amount_gap'),
          record: CLAIM.row(found),
        }),
      ),
})

export const allocationSubject = defineSubject<AllocationFacts>({
  register: 'fund_allocation',
  rules: allocationRules,
  parts: { fund_allocation: OWN },
  alsoTouchedBy: {
    fund_notice: `SELECT a.id AS about, NULL AS year FROM fund_notice n JOIN fund_allocation a
      ON a.id = substr(n.subject, 17) OR a.project_id = substr(n.subject, 9) OR a.source_id = substr(n.subject, 13) WHERE n.id IN ${GIVEN}`,
  },
  load: (database, keys, judging) =>
    database
      .all<SqlRow>(
        `SELECT ${ALLOCATION.columns('t')},
           (SELECT min(r.released_on) FROM fund_release r WHERE r.allocation_id = t.id AND r.deleted = 0 AND t.released > 0) AS released_on,
           (SELECT count(*) FROM fund_notice n WHERE n.deleted = 0 AND n.posted_on IS NOT NULL
              AND n.subject IN ('fund_allocation:' || t.id, 'project:' || t.project_id, 'fund_source:' || t.source_id)) AS notices
         FROM fund_allocation t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        ids(keys),
      )
      .map((found) =>
        loaded(String(found['id']), {
          releasedOn: textOf(found['released_on']),
          notices: Number(found['notices']),
          today: judging.today,
          days: threshold(judging, 'money_notice_days'),
          record: ALLOCATION.row(found),
        }),
      ),
})

export const fundNoticeSubject = defineSubject<NoticeFacts>({
  register: 'fund_notice',
  rules: noticeRules,
  parts: { fund_notice: OWN },
  alsoTouchedBy: {
    attachment: `SELECT record AS about, NULL AS year FROM attachment WHERE register = 'fund_notice' AND id IN ${GIVEN}`,
  },
  load: (database, keys) =>
    database
      .all<SqlRow>(
        `SELECT ${NOTICE.columns('t')},
           (SELECT json_group_array(a.taken_on) FROM attachment a WHERE a.register = 'fund_notice' AND a.record = t.id AND a.kind = 'photo' AND a.deleted = 0 AND a.taken_on IS NOT NULL) AS photos
         FROM fund_notice t WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        ids(keys),
      )
      .map((found) => loaded(String(found['id']), { photos: JSON.parse(String(found['photos'])) as string[], record: NOTICE.row(found) })),
})
