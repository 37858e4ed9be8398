/** Whatever becomes of households, the sheets of every village, township and the county balance in every year, and say the same at every office. */
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { lawRuns } from '../../testing/lawRuns.ts'
import { verify } from '../../store/verify.ts'
import { Random } from '../demo/random.ts'
import { closeOffices, type DeskSite } from '../exchange/testing/offices.ts'
import { Lives, VILLAGES, YEARS } from './testing/lives.ts'
import { differenceOf, sheetOf } from './testing/sheets.ts'

const HAPPENINGS = 14

function balances({ office, user }: DeskSite, lives: Lives, own: (village: string) => boolean): void {
  for (const year of YEARS) {
    const period = { from: `${year}-01-01`, to: `${year}-12-31` }
    const sheets = sheetOf(office, user, period)
    for (const village of VILLAGES.filter(own))
      expect(sheets.get(village) ?? {}, `${office.unit.code} ${village} ${year}`).toEqual(lives.expected(village, year))
    for (const by of ['village', 'township', 'county'] as const)
      for (const [place, figures] of sheetOf(office, user, period, by))
        expect([differenceOf(figures, ''), differenceOf(figures, '_people')], `${office.unit.code} ${by} ${place} ${year}`).toEqual([0, 0])
  }
  const [first, last] = [YEARS[0], YEARS.at(-1) ?? YEARS[0]]
  expect(differenceOf(sheetOf(office, user, { from: `${first}-05-06`, to: `${last}-07-08` }, 'county').get('') ?? {}, '_people')).toBe(0)
}

describe('平衡表的规律', () => {
  it('任意的户过任意的五年，村、乡镇、县每年都配平，各站点的数一样', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
        const lives = await Lives.begin(new Random(`lives ${seed}`))
        const { county, one, two } = lives
        try {
          for (const year of YEARS) await lives.live(year, HAPPENINGS)
          await lives.exchange()
          balances(county, lives, () => true)
          for (const township of [one, two]) balances(township, lives, (village) => lives.officeOf(village) === township)
          const { store } = county.office
          expect((await verify(store.read, store.derivations)).findings).toEqual([])
        } finally {
          await closeOffices([county, one, two])
        }
      }),
      lawRuns(1),
    )
  }, 600_000)
})
