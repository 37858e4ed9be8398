/** Payments to households as subjects of checks. */
import { subjectId, subjectPrefix } from '#core/catalogue/derive/subject.ts'
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject } from '#core/checks/subject.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { paymentRules } from './checks/index.ts'
import type { PaymentFacts } from './checks/types.ts'
import { loaded, middle, threshold } from './subjects.ts'

const PAYMENT = readerFor('household_payment', paymentRules, ['village'])
const GIVEN = '(SELECT value FROM json_each(?))'
/** Memberships that ended by death. */
const DIED = `'01'`

/** The light record that a payment goes to. */
const UNLISTED = subjectId('t.household', subjectPrefix('unlisted_household'))

const NAMES = `CASE WHEN t.person_id IS NOT NULL THEN (SELECT json_group_array(p.name) FROM person p WHERE p.id = t.person_id)
  WHEN t.household LIKE 'household:%' THEN (SELECT json_group_array(p.name) FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = substr(t.household, 11) AND m.deleted = 0)
  ELSE (SELECT json_group_array(name) FROM (SELECT u.head_name AS name FROM unlisted_household u WHERE u.id = ${UNLISTED}
    UNION SELECT m.name FROM unlisted_person m WHERE m.household_id = ${UNLISTED} AND m.deleted = 0)) END`

/** When whoever gets it died; of a household, when its only head did. */
const DEATH = `(SELECT min(m.end_date) FROM membership m WHERE m.person_id = t.person_id AND m.deleted = 0 AND m.decrease_reason = ${DIED})`

const OTHERS = `(SELECT json_group_array(json_object('kind', o.aid_kind, 'year', o.year, 'project', j.name, 'same', c.project_id = oc.project_id, 'item', o.item IS t.item AND o.claim_id = t.claim_id AND o.person_id IS t.person_id))
  FROM household_payment o JOIN payment_claim oc ON oc.id = o.claim_id JOIN project j ON j.id = oc.project_id
  WHERE o.household = t.household AND o.id <> t.id AND o.deleted = 0 AND oc.deleted = 0 AND coalesce(oc.stage, '') <> 'called_off' AND (t.person_id IS NULL OR o.person_id IS NULL OR o.person_id = t.person_id))`

interface Other {
  readonly kind: string
  readonly year: number
  readonly project: string
  readonly same: number
  readonly item: number
}

/** What is usual in a claim, without the payment itself; read once for all of a claim. */
function usualIn(database: ReadDatabase): (claim: string, id: string) => number | null {
  const known = new Map<string, readonly { readonly id: string; readonly amount: number }[]>()
  return (claim, id) => {
    let all = known.get(claim)
    if (all === undefined) {
      all = database.all<{ id: string; amount: number }>('SELECT id, amount FROM household_payment WHERE claim_id = ? AND deleted = 0 ORDER BY amount', claim)
      known.set(claim, all)
    }
    const at = all.findIndex((one) => one.id === id)
    const others = all.length - (at < 0 ? 0 : 1)
    if (others === 0) return null
    const place = Math.floor((others - 1) / 2)
    return (at >= 0 && at <= place ? all[place + 1] : all[place])?.amount ?? middle([])
  }
}

export const paymentSubject = defineSubject<PaymentFacts>({
  register: 'household_payment',
  rules: paymentRules,
  parts: { household_payment: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  alsoTouchedBy: {
    membership: `SELECT t.id AS about, NULL AS year FROM membership m JOIN household_payment t ON t.household = 'household:' || m.household_id WHERE m.id IN ${GIVEN}`,
  },
  load: (database, keys, judging) => {
    const usual = usualIn(database)
    return database
      .all<SqlRow>(
        `SELECT ${PAYMENT.columns('t')}, c.applied_on AS claimed, ${NAMES} AS names, ${DEATH} AS died, ${OTHERS} AS others
         FROM household_payment t LEFT JOIN payment_claim c ON c.id = t.claim_id WHERE t.id IN ${GIVEN} AND t.deleted = 0`,
        JSON.stringify(keys.map(({ about }) => about)),
      )
      .map((found) => {
        const others = (JSON.parse(String(found['others'] ?? '[]')) as Other[]).map(({ kind, year, project, same, item }) => ({
          kind,
          year,
          project,
          sameProject: same === 1,
          sameItem: item === 1,
        }))
        const about = String(found['id'])
        const claim = String(found['claim_id'])
        const facts: PaymentFacts = {
          names: JSON.parse(String(found['names'] ?? '[]')) as string[],
          died: typeof found['died'] === 'string' ? found['died'] : null,
          claimed: typeof found['claimed'] === 'string' ? found['claimed'] : null,
          others,
          repairYears: threshold(judging, 'retrofit_again_years'),
          usual: usual(claim, about),
          gap: threshold(judging, 'amount_gap'),
          record: PAYMENT.row(found),
        }
        return { ...loaded(about, facts), division: typeof found['village'] === 'string' ? found['village'] : null }
      })
  },
})
