/** Two PCs of one office publish the same version without knowing of each other. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listPublished, publish, withdraw, type PublishedSummary, type Written } from '../../questionnaires/keep.ts'
import { verify } from '../../store/verify.ts'
import { carry, closeOffices, openOffices, TODAY, TOWNSHIP_ONE, type DeskSite } from '../exchange/testing/offices.ts'

let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(TOWNSHIP_ONE, TOWNSHIP_ONE)
})
afterAll(() => closeOffices(offices))

const written = (label: string): Written => ({
  code: 'well',
  name: '水井检查表',
  about: ['household'],
  source: null,
  unverified: false,
  tree: { items: [{ type: 'text', code: 'water', label }] },
})
const shown = ({ office, user }: DeskSite): Pick<PublishedSummary, 'version' | 'newest' | 'twice'>[] =>
  listPublished(office, user).map(({ version, newest, twice }) => ({ version, newest, twice }))

it('两台电脑各发布了第 1 版：两份都在，两边看得一样、都说这一版有两份；停用一份就只剩一份，再发布是第 2 版', async () => {
  const [one, two] = offices as [DeskSite, DeskSite]
  const first = await publish(one.office, one.user, written('水质'), TODAY)
  const second = await publish(two.office, two.user, written('水量'), TODAY)
  expect([first.version, second.version]).toEqual([1, 1])
  expect(shown(one)).toEqual([{ version: 1, newest: true, twice: false }])
  await carry(one, two)
  await carry(two, one)
  const both = [
    { version: 1, newest: true, twice: true },
    { version: 1, newest: true, twice: true },
  ]
  expect([shown(one), shown(two)]).toEqual([both, both])
  expect(listPublished(one.office, one.user).map(({ id }) => id)).toEqual(listPublished(two.office, two.user).map(({ id }) => id))

  await withdraw(two.office, two.user, first.id, '重复发布')
  await carry(two, one)
  expect(shown(one)).toEqual(
    expect.arrayContaining([
      { version: 1, newest: false, twice: false },
      { version: 1, newest: true, twice: false },
    ]),
  )
  expect((await publish(one.office, one.user, written('水质和水量'), TODAY)).version).toBe(2)
  expect(shown(one).filter(({ newest }) => newest)).toEqual([{ version: 2, newest: true, twice: false }])
  for (const { office } of offices) expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
})
