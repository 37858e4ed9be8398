/** Whatever offices do for households that live as they like: no state without its papers, all sheets balance, all offices end alike. */
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { divisionPrefix } from '../../access/permissions.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { verify } from '../../store/verify.ts'
import { differenceOf, sheetOf } from '../balance/testing/sheets.ts'
import { Lives, YEARS } from '../balance/testing/lives.ts'
import { Random } from '../demo/random.ts'
import { closeOffices, type DeskSite } from '../exchange/testing/offices.ts'
import { Works } from './testing/works.ts'

const HAPPENINGS = 60
/** Records in a state that their papers do not bear out. */
const WITHOUT_PAPERS: readonly (readonly [what: string, sql: string])[] = [
  [
    '完成的方案有没落实的措施',
    `SELECT p.id FROM household_plan p JOIN plan_measure m ON m.plan_id = p.id WHERE p.stage = 'completed' AND m.completed_on IS NULL`,
  ],
  ['过了户签的方案没有措施', `SELECT id FROM household_plan WHERE stage NOT IN ('drafted', 'ended') AND measures = 0`],
  [
    '访过的户没有日期或两名调查人',
    `SELECT id FROM survey_visit WHERE stage IN ('visited', 'reviewed', 'locked') AND (visited_on IS NULL OR second_surveyor_id IS NULL)`,
  ],
  [
    '消除的监测对象没有措施、情况，或不满六个月',
    `SELECT m.id FROM monitored_household m WHERE m.stage = 'removed' AND (date(m.identified_standing, '+6 months') > m.removed_standing
       OR NOT EXISTS (SELECT 1 FROM monitored_aid a WHERE a.monitored_household_id = m.id)
       OR NOT EXISTS (SELECT 1 FROM monitored_fact f WHERE f.monitored_household_id = m.id AND f.stage = '2' AND f.dropout = 0))`,
  ],
  // Meetings are those of the place in which the record began; another office, to which the household went, has its steps alone.
  [
    '评议了没有票数',
    `SELECT s.id FROM procedure_step s WHERE s.step IN ('deliberate', 'propose') AND s.procedure <> 'household_exit' AND s.village LIKE ?
       AND NOT EXISTS (SELECT 1 FROM shared_act_line l WHERE l.act_id = s.act AND l.subject = s.subject AND l.in_favour > 0)`,
  ],
  // Of exits the lives themselves say something else than their steps do (P-5).
  ['步骤有疑点', `SELECT rule || message AS id FROM finding WHERE rule IN ('P-1', 'P-2', 'P-3', 'P-4')`],
]

function bearsOut({ office: { store, unit } }: DeskSite): void {
  const own = `${divisionPrefix(unit.code)}%`
  for (const [what, sql] of WITHOUT_PAPERS) expect(store.read.all(sql, ...(sql.includes('?') ? [own] : [])), `${unit.code} ${what}`).toEqual([])
}

async function alike({ county, one, two }: Lives, works: Works): Promise<void> {
  for (const township of [one, two]) expect(await county.site.digest(township.site.unit)).toBe(await township.site.digest())
  for (const account of works.accounts) {
    const { id, path, state } = account
    for (const { office } of [county, works.officeOf(account)]) {
      const row = office.store.read.get<{ state: string }>(`SELECT ${path.state} AS state FROM ${path.register} WHERE id = ?`, id)
      expect(row?.state, `${office.unit.code} ${path.register} ${id}`).toBe(state)
    }
  }
}

function balances({ office, user }: DeskSite): void {
  for (const year of YEARS)
    for (const by of ['village', 'township', 'county'] as const)
      for (const [place, figures] of sheetOf(office, user, { from: `${year}-01-01`, to: `${year}-12-31` }, by))
        expect([differenceOf(figures, ''), differenceOf(figures, '_people')], `${office.unit.code} ${by} ${place} ${year}`).toEqual([0, 0])
}

describe('方案、入户、监测的规律', () => {
  it('户过任意的五年，三级单位乱着办：没有一个状态缺它的依据，平衡表配平，各站点一样', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
        const lives = await Lives.begin(new Random(`lives ${seed}`))
        const offices = [lives.county, lives.one, lives.two]
        try {
          const works = await Works.begin(lives, new Random(`works ${seed}`), YEARS)
          for (const year of YEARS) await lives.live(year, HAPPENINGS)
          await lives.exchange()
          expect(works.tried.made).toBeGreaterThan(5)
          expect(works.tried.refused).toBeGreaterThan(5)
          await alike(lives, works)
          for (const office of offices) {
            bearsOut(office)
            balances(office)
            expect((await verify(office.office.store.read, office.office.store.derivations)).findings).toEqual([])
          }
        } finally {
          await closeOffices(offices)
        }
      }),
      lawRuns(1),
    )
  }, 600_000)
})
