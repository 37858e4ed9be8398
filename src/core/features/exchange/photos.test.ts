/** Photos between two offices: sent once, asked for again when missing, and a bad one blocks nothing. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePicture } from '../attachments/testing/pictures.ts'
import { carry, done, openPair, ticketOf, type TestApp, type TestPair } from './testing/apps.ts'

const VILLAGE = '621125100204'
let pair: TestPair
let folder: string
let county: TestApp
let township: TestApp

async function addPhoto(office: TestApp, household: string, seed: number): Promise<void> {
  const path = join(folder, `${seed}.jpg`)
  writeFileSync(path, await makePicture({ seed, width: 900, height: 700 }))
  const added = await office.client.attachments.add({ ticket: ticketOf(office, path, `照片${seed}.jpg`), register: 'household', record: household })
  expect(added).toMatchObject({ state: 'added' })
}

const photosOf = async (office: TestApp, household: string): Promise<boolean[]> =>
  (await office.client.attachments.list({ register: 'household', record: household })).attachments.map((attachment) => attachment.present)

beforeAll(async () => {
  pair = await openPair()
  ;({ folder, county, township } = pair)
})

afterAll(() => pair.end())

describe('照片随数据交换', () => {
  let household = ''

  it('随添加它的那次修改发一次，以后不再发', async () => {
    household = (
      await township.client.records.save({ register: 'household', values: { village: VILLAGE, identification_standard: '1', address: '一社' }, reason: '测试' })
    ).id
    await addPhoto(township, household, 1)
    const first = await carry(township, county)
    expect(first.result['files']).toEqual({ received: 1, damaged: 0 })
    expect(await photosOf(county, household)).toEqual([true])
    await township.client.records.save({ register: 'household', id: household, values: { address: '二社' } })
    const second = await carry(township, county)
    expect(second.result['files']).toEqual({ received: 0, damaged: 0 })
    expect(second.bytes).toBeLessThan(first.bytes / 2)
    expect(await county.client.records.get({ register: 'household', id: household })).toMatchObject({ address: '二社' })
  })

  it('收到的内容丢了：下一次自己要，对方再发；少了照片不挡数据', async () => {
    const contents = join(county.directory, 'attachments')
    for (const sub of readdirSync(contents)) rmSync(join(contents, sub), { recursive: true, force: true })
    expect(await photosOf(county, household)).toEqual([false])
    expect((await county.client.exchange.overview()).waiting.missingFiles).toBe(1)
    await carry(county, township)
    const again = await carry(township, county)
    expect(again.result['files']).toEqual({ received: 1, damaged: 0 })
    expect(await photosOf(county, household)).toEqual([true])
    expect((await county.client.exchange.overview()).waiting.missingFiles).toBe(0)
  })

  it('两处用了同一张照片，合并以后各自都在，内容只存一份', async () => {
    const other = (await township.client.records.save({ register: 'household', values: { village: VILLAGE, identification_standard: '1' }, reason: '测试' })).id
    const path = join(folder, '1.jpg')
    const ticket = (): string => ticketOf(township, path, '同一张.jpg')
    expect(await township.client.attachments.add({ ticket: ticket(), register: 'household', record: other })).toMatchObject({
      state: 'shared',
      with: [{ record: household }],
    })
    expect(await township.client.attachments.add({ ticket: ticket(), register: 'household', record: other, sharedReason: '两户合住' })).toMatchObject({
      state: 'added',
    })
    await carry(township, county)
    expect(await photosOf(county, other)).toEqual([true])
    expect(await photosOf(county, household)).toEqual([true])
  })

  it('预览什么也不写：没有合并的包不留下照片', async () => {
    await addPhoto(township, household, 2)
    const packed = await done(township, township.client.exchange.pack({ to: county.unit }))
    const opened = await done(county, county.client.exchange.open({ ticket: ticketOf(county, packed.path ?? '') }))
    expect(opened.result).toMatchObject({ files: { received: 1, damaged: 0 } })
    await county.client.exchange.close({ package: String(opened.result['package']) })
    expect(await photosOf(county, household)).toEqual([true])
  })
})
