/** A photo of a kind of paper that a made-up register asks for: added, listed by kind, carried to the county, refused where there is no such kind. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePicture } from '../../features/attachments/testing/pictures.ts'
import { carry, ticketOf } from '../../features/exchange/testing/apps.ts'
import { verify } from '../../store/verify.ts'
import { enterFamily, openPair, type GuardRecords, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let here: TestApp
let records: GuardRecords
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
})
afterAll(() => pair.end())

let seed = 0
const photo = async (kind?: string) => {
  const path = join(pair.folder, `照片${(seed += 1)}.jpg`)
  writeFileSync(path, await makePicture({ seed, width: 200 + seed }))
  return here.client.attachments.add({
    ticket: ticketOf(here, path, '照片.jpg'),
    register: 'gadget',
    record: records.gadget,
    ...(kind === undefined ? {} : { kind }),
  })
}
const kinds = async (office: TestApp) =>
  (await office.client.attachments.list({ register: 'gadget', record: records.gadget })).attachments.map(({ kind }) => kind ?? '').toSorted()

describe('材料类别', () => {
  it('照片记着是哪一种材料，可以改，没有说明的空着；目录里没有的类别不收，说出有哪几种', async () => {
    await photo('receipt')
    const plain = await photo()
    expect(await kinds(here)).toEqual(['', 'receipt'])
    await expect(photo('house')).rejects.toMatchObject({ code: 'VALIDATION', action: expect.stringContaining('购置发票（receipt）') })
    if (plain.state !== 'added') throw new Error('shared')
    const { changeSet } = await here.client.attachments.update({ id: plain.id, kind: 'photo' })
    expect(await kinds(here)).toEqual(['photo', 'receipt'])
    await here.client.records.undo({ changeSet: changeSet ?? '' })
    expect(await kinds(here)).toEqual(['', 'receipt'])
  })

  it('随数据包到县里，两边核对无误', async () => {
    await carry(here, pair.county)
    expect(await kinds(pair.county)).toEqual(['', 'receipt'])
    for (const { app } of [pair.county, here]) {
      const { store } = app.host.office()
      expect((await verify(store.read, store.derivations)).findings).toEqual([])
    }
  })
})
