import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nationalDivisions } from '../../testing/builders.ts'
import { closeOffices, enterHousehold, openOffices, TOWNSHIP_ONE, userOf, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from '../exchange/testing/offices.ts'
import { namesOf } from './names.ts'

let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(TOWNSHIP_ONE)
})
afterAll(() => closeOffices(offices))

describe('编号后面的名称', () => {
  it('删掉的记录也有名称，别的乡镇的村按全国区划说；不归用户看的没有', async () => {
    const [one] = offices
    if (one === undefined) throw new Error('no office')
    const { person } = await enterHousehold(one, VILLAGE_ONE, { name: '牛小山' })
    const wanted = { records: [{ register: 'person', ids: [person, 'unknown'] }], divisions: [VILLAGE_ONE, VILLAGE_TWO, '621125000000', '999999999999'] }
    const { records, divisions } = await namesOf(one.office, one.user, nationalDivisions, wanted)
    expect(records).toEqual([{ id: person, title: '牛小山' }])
    expect(divisions.map(({ name }) => name)).toEqual(['武阳镇柯寨村', expect.stringMatching(/^三岔镇.+村$/), '漳县', '999999999999'])
    expect((await namesOf(one.office, userOf('reader', VILLAGE_TWO), nationalDivisions, wanted)).records).toEqual([])
    await one.site.act((transaction) => {
      for (const { id } of transaction.all<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', person)) transaction.remove('membership', id)
      transaction.remove('person', person)
    })
    expect((await namesOf(one.office, one.user, nationalDivisions, wanted)).records).toEqual([{ id: person, title: '牛小山' }])
  })
})
