/** What is worked out of money beside the totals of accounts. The sentences in the catalogue (`derived`) say the same in Chinese. */
import { retentionArrived, retentionDue, schemePart } from '../../rules/claims.ts'
import { parameterAtEndOf, touchedParameter } from '../../registers/parametersIn.ts'
import { firstValue } from '../../rules/parameters.ts'
import { touchedRecords, type Derivation } from '../../store/index.ts'

const SHARES = ['claim_start_share', 'claim_finish_share', 'claim_retention_share'] as const
const NUMBERS = [...SHARES, 'retention_days'] as const

const numbers = (year: string): Record<string, string> => Object.fromEntries(NUMBERS.map((key) => [key, parameterAtEndOf(year, key)]))
const byParameter = (register: string): Record<string, string> => ({ parameter: `SELECT id FROM ${register} WHERE ${touchedParameter(NUMBERS)}` })

const numberOf = (value: unknown, key: (typeof NUMBERS)[number]): number =>
  typeof value === 'string' && /^\d{1,6}$/.test(value.trim()) ? Number(value) : firstValue(key)
const sharesOf = (found: Readonly<Record<string, unknown>>): number[] => SHARES.map((key) => numberOf(found[key], key))
const amount = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const day = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The last event of a payment that was not reversed: the one that says how it stands. */
const LAST = `SELECT e.kind, e.happened_on, e.signed FROM payment_event e WHERE e.payment_id = household_payment.id AND e.deleted = 0 AND e.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM payment_event r WHERE r.reverses_id = e.id AND r.deleted = 0) ORDER BY e.happened_on DESC, e.created_at DESC, e.id DESC LIMIT 1`

export const sourceDerivations: readonly Derivation[] = [
  {
    register: 'fund_source',
    touchedBy: { fund_kind: `SELECT id FROM fund_source WHERE kind_id IN ${touchedRecords('fund_kind')}` },
    expressions: [{ columns: ['level'], sql: 'SELECT k.level FROM fund_kind k WHERE k.id = fund_source.kind_id' }],
  },
]

export const paymentDerivations: readonly Derivation[] = [
  {
    register: 'household_payment',
    touchedBy: { payment_event: `SELECT payment_id FROM payment_event WHERE id IN ${touchedRecords('payment_event')}` },
    expressions: [
      { columns: ['paid_on'], sql: `SELECT CASE WHEN kind = 'paid' THEN happened_on END FROM (${LAST})` },
      { columns: ['signed'], sql: `SELECT kind = 'paid' AND coalesce(signed, 0) = 1 FROM (${LAST})` },
      {
        columns: ['state'],
        sql: `CASE coalesce((SELECT kind FROM (${LAST})), '') WHEN '' THEN 'waiting' WHEN 'failed' THEN 'failed' WHEN 'recovered' THEN 'recovered'
          ELSE CASE WHEN household_payment.paid < household_payment.amount THEN 'partly' WHEN household_payment.bounced > 0 THEN 'resent' ELSE 'sent' END END`,
      },
    ],
  },
  {
    register: 'payment_claim',
    touchedBy: {
      project: `SELECT id FROM payment_claim WHERE project_id IN ${touchedRecords('project')}`,
    },
    settings: byParameter('payment_claim'),
    formula: {
      reads: ['batch'],
      finds: {
        ...numbers('payment_claim.year'),
        grant: 'SELECT p.fiscal_grant FROM project p WHERE p.id = payment_claim.project_id',
        accepted: 'SELECT p.accepted_on FROM project p WHERE p.id = payment_claim.project_id',
      },
      columns: ['scheme_amount', 'retention_due'],
      compute: ({ batch }, found) => ({
        scheme_amount: schemePart(amount(found['grant']), String(batch), sharesOf(found)),
        retention_due: batch === '3' ? retentionDue(day(found['accepted']), numberOf(found['retention_days'], 'retention_days')) : null,
      }),
    },
  },
  {
    register: 'project',
    touchedBy: {},
    settings: byParameter('project'),
    formula: {
      reads: ['fiscal_grant', 'accepted_on', 'retained', 'received'],
      finds: numbers('project.year'),
      columns: ['retention', 'retention_due', 'retention_state', 'retention_held', 'spendable'],
      compute: ({ fiscal_grant: grant, accepted_on: accepted, retained, received }, found) => {
        const retention = schemePart(amount(grant), '3', sharesOf(found))
        if (retention === null || retention === 0)
          return { retention: null, retention_due: null, retention_state: null, retention_held: null, spendable: amount(received) }
        const held = Math.max(0, retention - (amount(retained) ?? 0))
        return {
          retention,
          retention_due: retentionDue(day(accepted), numberOf(found['retention_days'], 'retention_days')),
          retention_state: held === 0 ? 'paid' : 'held',
          retention_held: held,
          spendable:
            (amount(received) ?? 0) - retentionArrived({ grant: amount(grant) ?? 0, retention, received: amount(received), retained: amount(retained) }),
        }
      },
    },
  },
  {
    register: 'fund_source',
    touchedBy: {
      fund_allocation: `SELECT source_id FROM fund_allocation WHERE id IN ${touchedRecords('fund_allocation')}`,
      project: `SELECT a.source_id FROM fund_allocation a WHERE a.project_id IN ${touchedRecords('project')}`,
    },
    expressions: [
      {
        columns: ['retention_due'],
        sql: `SELECT min(p.retention_due) FROM fund_allocation a JOIN project p ON p.id = a.project_id AND p.deleted = 0
          WHERE a.source_id = fund_source.id AND a.deleted = 0 AND p.retention_state = 'held'`,
      },
    ],
  },
  {
    register: 'fund_notice',
    touchedBy: {},
    expressions: [
      { columns: ['state'], sql: `CASE WHEN fund_notice.posted_on IS NULL THEN 'waiting' WHEN fund_notice.ends_on IS NULL THEN 'posted' ELSE 'over' END` },
    ],
  },
]
