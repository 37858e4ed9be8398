import { describe, expect, it } from 'vitest'
import { HIGHEST_NUMBER, headerShape, type Header } from './header.ts'
import { requireOwnAdmission, verifiedHeader } from './sender.ts'
import { superiorOf, topOf, type Site } from './sites.ts'

const COUNTY = '621125000000'
const TOWNSHIP = '621125100000'
const VILLAGE = '621125100204'
const SELF = { site: 'own', unit: COUNTY }

const siteOf = (id: string, unit: string, more: Partial<Site> = {}): Site => ({
  id,
  unit,
  unitName: `单位${unit}`,
  label: '一号机',
  signingKey: `k-${id}`,
  sealingKey: `s-${id}`,
  state: 'admitted',
  admittedOn: '2026-01-01',
  withdrawnOn: null,
  ...more,
})
const headerOf = (from: Site, more: Partial<Header> = {}): Header => ({
  format: 1,
  schema: 1,
  program: 'test',
  kind: 'changes',
  id: 'p',
  number: 1,
  made: '',
  sender: {
    site: from.id,
    unit: from.unit,
    unitName: from.unitName,
    label: from.label,
    signingKey: from.signingKey,
    sealingKey: from.sealingKey,
    author: from.id,
  },
  receivers: [{ site: 'own', unit: COUNTY }],
  range: { after: 0, upTo: 1 },
  earlier: [],
  counts: { records: 0, operations: 0, files: 0 },
  knows: {},
  receipts: [],
  wanted: [],
  digests: {},
  ...more,
})
const signedBy =
  (site: Site) =>
  (key: string): boolean =>
    key === site.signingKey

describe('谁发来的，以站点名单为准', () => {
  const county = siteOf('own', COUNTY)
  const township = siteOf('t', TOWNSHIP)
  const sites = [county, township]

  it('单位改了名照收，名称用名单里的；单位代码和名单不同的不收，说出哪里不同', () => {
    const renamed = headerOf({ ...township, unitName: '新名称', label: '二号机' })
    expect(verifiedHeader(renamed, SELF, sites, null, signedBy(township)).sender).toMatchObject({
      unit: TOWNSHIP,
      unitName: township.unitName,
      label: '一号机',
    })
    const inCountysName = headerOf({ ...township, unit: COUNTY, unitName: county.unitName })
    expect(() => verifiedHeader(inCountysName, SELF, sites, null, signedBy(township))).toThrow(
      `发送单位是 ${COUNTY}，站点名单里“单位${TOWNSHIP} · 一号机”的单位是 ${TOWNSHIP}`,
    )
  })

  it('用自己的密钥冒充县里的站点：签名和名单里的密钥不符', () => {
    const other = siteOf('c2', COUNTY)
    expect(() => verifiedHeader(headerOf({ ...other, signingKey: township.signingKey }), SELF, [...sites, other], null, signedBy(township))).toThrow('签名与')
  })

  it('以别的站点的名义编号的不收', () => {
    expect(() =>
      verifiedHeader(headerOf(township, { sender: { ...headerOf(township).sender, author: 'own~1' } }), SELF, sites, null, signedBy(township)),
    ).toThrow('前后不一致')
  })

  it('编号有上限：真站点写来的天文数字读不进来', () => {
    const header = headerOf(township)
    expect(headerShape.safeParse(header).success).toBe(true)
    for (const wrong of [
      { range: { after: 0, upTo: 9e15 } },
      { number: 9e15 },
      { knows: { own: { author: 'own', upTo: 9e15 } } },
      { range: { after: HIGHEST_NUMBER + 1, upTo: 1 } },
    ])
      expect(headerShape.safeParse({ ...header, ...wrong }).success).toBe(false)
  })
})

describe('登记文件', () => {
  const self = { site: 'own', unit: TOWNSHIP }
  const county = siteOf('c', COUNTY)
  const forger = siteOf('f', COUNTY, { signingKey: 'k-other' })
  const own = siteOf('own', TOWNSHIP)
  const answer = (from: Site, answers = 'n'): Header => headerOf(from, { kind: 'admission', answers, receivers: [{ site: 'own', unit: TOWNSHIP }] })

  it('名单还是空的、又是对本机申请的答复，才相信名单里没有的站点', () => {
    expect(verifiedHeader(answer(county), self, [], 'n', signedBy(county)).sender.site).toBe('c')
    expect(() => verifiedHeader(answer(county), self, [], null, signedBy(county))).toThrow('不是对本机申请的答复')
    expect(() => verifiedHeader(answer(county, 'x'), self, [], 'n', signedBy(county))).toThrow('不是对本机申请的答复')
  })

  it('名单里有了上级以后，别人以县里的名义答复更换密钥的申请也不收', () => {
    expect(() => verifiedHeader(answer(forger), self, [county, own], 'n', signedBy(forger))).toThrow('站点名单里没有的')
    expect(verifiedHeader(answer(county), self, [county, own], 'n', signedBy(county)).sender.site).toBe('c')
  })

  it('同级乡镇和下级做的不收', () => {
    const neighbour = siteOf('n', '621125101000')
    expect(() => verifiedHeader(answer(neighbour), self, [], 'n', signedBy(neighbour))).toThrow('不是本单位的上级')
  })

  it.each<[string, Site[], string]>([
    ['没有发送方自己', [own], '前后不一致'],
    ['发送方的密钥是另一把', [siteOf('c', COUNTY, { signingKey: 'k-false' }), own], '前后不一致'],
    ['发送方上面还有上级', [county, siteOf('p', '621100000000'), own], '最上级'],
    ['没有本机', [county], '没有本机'],
    ['本机的密钥是别人的', [county, siteOf('own', TOWNSHIP, { signingKey: 'k-f' })], '没有本机，或本机的单位、密钥不对'],
    ['本机算到别的单位', [county, siteOf('own', '621125101000')], '没有本机，或本机的单位、密钥不对'],
  ])('第一份登记文件里%s：什么也不留下', (_, brought, sentence) => {
    expect(() => requireOwnAdmission(answer(county), brought, { ...self, signingKeys: ['k-own'] })).toThrow(sentence)
  })

  it('前后一致的接受', () => {
    expect(() => requireOwnAdmission(answer(county), [county, own], { ...self, signingKeys: ['k-own'] })).not.toThrow()
  })
})

describe('三级', () => {
  it('上级是最近的一级；没有人管的村归最上级', () => {
    const [county, township, village] = [siteOf('c', COUNTY), siteOf('t', TOWNSHIP), siteOf('v', VILLAGE)]
    for (const sites of [
      [county, township, village],
      [village, township, county],
    ]) {
      expect(superiorOf(sites, VILLAGE)?.id).toBe('t')
      expect(superiorOf(sites, TOWNSHIP)?.id).toBe('c')
      expect(superiorOf(sites, COUNTY)).toBeUndefined()
      expect(topOf(sites, VILLAGE)?.id).toBe('c')
    }
    expect(superiorOf([county, { ...township, state: 'withdrawn' }, village], VILLAGE)?.id).toBe('c')
  })
})
