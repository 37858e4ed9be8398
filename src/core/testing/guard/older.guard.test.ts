/** Offices and packages of an older version that lacked two fields of the made-up family: opened, brought up to date, taken in. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestsOf } from '../../exchange/digest.ts'
import { carry, take, type TestApp } from '../../features/exchange/testing/apps.ts'
import { openAt } from '../../office/testing/offices.ts'
import { schemaDifference } from '../../store/schemaDifference.ts'
import { verify } from '../../store/verify.ts'
import { NEWER_FIELDS } from './family.ts'
import { save } from './office.ts'

const MAKE = fileURLToPath(new URL('older/makeOffices.ts', import.meta.url))
let folder: string
let gadget: string
/** What the county answers, by which the township learns that the county has the newer version. */
let receipt: string
let county: TestApp
let township: TestApp
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-older-'))
  const made = spawnSync(process.execPath, ['--conditions=guard-older', MAKE, folder], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  ;({ gadget } = JSON.parse(made.stdout) as { gadget: string })
  county = await openAt(join(folder, 'county'), 'admin', '测试专用密码2026')
})
afterAll(async () => {
  await county.app.close()
  await township.app.close()
  rmSync(folder, { recursive: true, force: true })
})

const storeOf = (office: TestApp) => office.app.host.office().store
const sound = async (office: TestApp) => {
  const { read, derivations } = storeOf(office)
  expect(schemaDifference(read)).toEqual({ statements: [], conflicts: [], rederive: [] })
  expect((await verify(read, derivations)).findings).toEqual([])
}

describe('旧版本留下的单位和数据包', () => {
  it('新版本收下旧版本的包，缺的字段是空的，状态由（还没有的）步骤得出', async () => {
    const taken = await take(county, join(folder, 'older.bfx'))
    expect(taken).toMatchObject({ result: { counts: { rejected: 0 } } })
    receipt = taken.path ?? ''
    const row = await county.client.records.get({ register: 'gadget', id: gadget })
    expect(row).toMatchObject({ gadget_no: 'Q-001', pieces: 2, keeper_id$title: '李保管' })
    expect(NEWER_FIELDS.map((key) => row[key])).toEqual([null, null, 'in_use', null])
    expect((await county.client.records.query({ register: 'gadget_part' })).total).toBe(1)
    await sound(county)
  })

  it('旧单位打开时升级，原来的内容都在，新字段可以填，再交换两边一致', async () => {
    township = await openAt(join(folder, 'township'), 'admin', '测试专用密码2026')
    expect((await township.client.records.query({ register: 'gadget_year' })).rows).toMatchObject([{ hours: 20 }])
    await save(township, 'gadget', { tested_on: '2016-01-05' }, gadget)
    await take(township, receipt)
    await carry(township, county)
    await carry(county, township)
    expect(await county.client.records.get({ register: 'gadget', id: gadget })).toMatchObject({ tested_on: '2016-01-05' })
    const [ours, theirs] = await Promise.all([county, township].map(async (office) => (await digestsOf(storeOf(office).read, township.unit)).digests))
    expect(ours).toEqual(theirs)
    await sound(township)
  })
})
