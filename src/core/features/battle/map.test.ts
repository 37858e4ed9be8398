/** Maps through the real store: who sees which marker, colours by rule, what is not on the map yet, another scan, the sheet in both versions. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharp } from '../../forms/libraries.ts'
import { RESOURCES } from '../../forms/testing/fonts.ts'
import { transformOf, type ThreePoints } from '../../rules/affine.ts'
import { countdown } from '../../rules/countdown.ts'
import { gradeOf } from '../../statistics/table.ts'
import { TODAY, testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { openAt } from '../../procedures/make.ts'
import { stepEffects } from '../procedures/effects.ts'
import { addAttachment } from '../attachments/service.ts'
import { countTable } from '../statistics/counting.ts'
import type { SessionUser } from '../session/contract.ts'
import { setPicture } from './scan.ts'
import { BattleService } from './service.ts'
import { builtInSigns } from './signs.ts'
import { unplacedOn } from './unplaced.ts'
import { mapOf } from './view.ts'

const admin = userOf('administrator')
let office: TestOffice
let directory: string
let village: string
let map: string
let signs: ReadonlyMap<string, string>
/** Households of the village, by the colour that they are given. */
let households: readonly string[]

const STATES = [
  { exit_status: '3', exit_way: null, attribute: '06' },
  { exit_status: '1', exit_way: '2', attribute: '02' },
  { exit_status: '1', exit_way: '1', attribute: '02' },
  { exit_status: '2', exit_way: null, attribute: '01' },
  { exit_status: '0', exit_way: null, attribute: '01' },
] as const

const save = async (register: string, values: Readonly<Record<string, string | number | boolean | null>>, id?: string): Promise<string> =>
  (await office.records.save(admin, { register, values, reason: '测试', ...(id === undefined ? {} : { id }) })).id

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'battle-map-'))
  office = await testOffice({ households: 60 })
  const found = office.store.read.get<{ village: string }>(
    'SELECT village FROM household WHERE deleted = 0 GROUP BY village HAVING count(*) >= 6 ORDER BY village LIMIT 1',
  )
  village = found?.village ?? ''
  households = office.store.read
    .all<{ id: string }>(
      'SELECT h.id FROM household h WHERE h.village = ? AND h.deleted = 0 AND EXISTS (SELECT 1 FROM household_year y WHERE y.household_id = h.id AND y.year = 2015) ORDER BY id LIMIT 6',
      village,
    )
    .map(({ id }) => id)
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    STATES.forEach((state, index) => {
      const { id = '' } = transaction.get<{ id: string }>('SELECT id FROM household_year WHERE household_id = ? AND year = 2015', households[index] ?? '') ?? {}
      transaction.update('household_year', id, { ...state })
    })
    for (const row of builtInSigns)
      if (transaction.get('SELECT 1 FROM map_sign WHERE code = ?', String(row['code'])) === undefined) transaction.insert('map_sign', { ...row })
  })
  signs = new Map(office.store.read.all<{ id: string; code: string }>('SELECT id, code FROM map_sign').map(({ id, code }) => [code, id]))
  map = await save('battle_map', { place: village, year: 2015, title: '村作战图', scale: '1:5000' })
  for (const [index, id] of households.slice(0, 5).entries())
    await save('map_marker', { map_id: map, sign_id: signs.get('household') ?? '', subject: `household:${id}`, x: 1_000 * (index + 1), y: 2_000 })
  await save('map_marker', { map_id: map, sign_id: signs.get('base') ?? '', name: '药材基地', x: 5_000, y: 5_000 })
  await save('map_marker', { map_id: map, sign_id: signs.get('road') ?? '', name: '村道', x: 100, y: 200, line: '300,400 9000,9500' })
}, 120_000)
afterAll(async () => {
  await office.end()
  rmSync(directory, { recursive: true, force: true })
})

const view = (user: SessionUser, version: 'inner' | 'public' = 'inner') => mapOf(office, user, map, version, TODAY)

describe('图上的标记', () => {
  it('户的颜色按返贫、兜底、已脱贫、拟脱贫、在册的先后，一户一色，各有各的字', () => {
    const { markers, legend } = view(admin)
    const looks = households.slice(0, 5).map((id) => markers.find(({ record }) => record === id))
    expect(looks.map((one) => [one?.meaning, one?.colour, one?.letter])).toEqual([
      ['返贫', 'purple', '返'],
      ['兜底', 'blue', '兜'],
      ['已脱贫', 'green', '脱'],
      ['拟脱贫', 'yellow', '拟'],
      ['在册', 'red', '贫'],
    ])
    expect(legend.map(({ label, count }) => [label, count])).toEqual([
      ['户：返贫', 1],
      ['户：兜底', 1],
      ['户：已脱贫', 1],
      ['户：拟脱贫', 1],
      ['户：在册', 1],
      ['产业基地', 1],
      ['道路', 1],
    ])
    expect(markers[0]).toMatchObject({
      shape: 'line',
      line: [
        { x: 300, y: 400 },
        { x: 9_000, y: 9_500 },
      ],
    })
  })

  it('项目的颜色是项目进度的颜色：时限没有到，做得太慢的也是红的；报了进度就不红', async () => {
    const project = await save('project', {
      name: '通社道路',
      place: village,
      year: 2015,
      category: '01',
      planned_start: '2015-10-01',
      planned_end: '2016-03-31',
      told_start: '2015-10-01',
    })
    const node = await save('project_node', {
      project_id: project,
      position: 1,
      name: '路基',
      planned_start: '2015-10-01',
      planned_end: '2015-11-30',
      weight: 10_000,
    })
    const steps = { store: office.store, records: office.records, unit: office.unit, parameters: office.parameters, effects: stepEffects }
    await openAt(steps, admin, { register: 'project', ids: [project], state: 'building', on: '2015-10-01', basis: '承接' })
    const marker = await save('map_marker', { map_id: map, sign_id: signs.get('project') ?? '', subject: `project:${project}`, x: 4_000, y: 4_000 })
    const look = () => view(admin).markers.find(({ record }) => record === project)
    expect(look()).toMatchObject({ colour: 'red', letter: '急' })
    await save('node_progress', { node_id: node, as_of: '2015-11-19', completion: 8_200 })
    expect(look()).toMatchObject({ colour: 'green', letter: '好' })
    await office.records.remove(admin, { register: 'map_marker', ids: [marker], reason: '测试' })
  })

  it('图上各色的户数和统计表的一样', () => {
    const table = countTable(office, admin, TODAY, { code: 'battle_households', year: 2015, within: village, by: 'village' })
    const returned = table.rows.find(({ key }) => key === 'returned')
    expect(returned?.cells[0]).toEqual({ value: 1 })
    const sum = table.rows.reduce((all, { cells: [cell] }) => all + (cell !== undefined && 'value' in cell ? cell.value : 0), 0)
    expect(table.total[0]).toEqual({ value: sum })
  })

  it('公开版没有一户的名字和编号；别的标记照常', () => {
    const shown = view(admin, 'public').markers
    expect(shown.filter(({ register }) => register === 'household').map(({ label, record }) => [label, record])).toEqual(
      Array.from({ length: 5 }, () => [null, null]),
    )
    expect(shown.map(({ label }) => label)).toContain('药材基地')
    const inner = view(admin).markers.filter(({ register }) => register === 'household')
    expect(inner.every(({ label }) => (label ?? '').length > 1)).toBe(true)
  })

  it('管别的乡镇的人看不到这张图；清退的户不再标红', async () => {
    const stranger: SessionUser = { ...userOf('clerk'), id: 'other', divisions: [village.startsWith('621125100') ? '621125101000' : '621125100000'] }
    expect(() => view(stranger)).toThrow('没有')
    await save('household', { valid: false }, households[4])
    expect(view(admin).markers.find(({ record }) => record === households[4])).toMatchObject({ colour: 'grey', letter: '？' })
  })

  it('还没有上图的：少一户列一户，上了图就没有；不代表台账的图例没有名单', async () => {
    const sign = signs.get('household') ?? ''
    const before = unplacedOn(office, admin, { map, sign })
    expect(before.records.map(({ id }) => id)).toContain(households[5])
    expect(before.records.map(({ id }) => id)).not.toContain(households[0])
    await save('map_marker', { map_id: map, sign_id: sign, subject: `household:${households[5] ?? ''}`, x: 1, y: 1 })
    expect(unplacedOn(office, admin, { map, sign }).total).toBe(before.total - 1)
    expect(() => unplacedOn(office, admin, { map, sign: signs.get('base') ?? '' })).toThrow('不代表台账里的记录')
  })
})

async function scan(width: number, height: number, shade: string): Promise<string> {
  const path = join(directory, `${shade}.jpg`)
  await sharp()({ create: { width, height, channels: 3, background: `#${shade}` } })
    .jpeg()
    .toFile(path)
  const added = await addAttachment(office, admin, { file: { path, name: '底图.jpg' }, register: 'battle_map', record: map, kind: 'base_map' }, TODAY)
  if (added.state !== 'added') throw new Error('not added')
  return added.id
}

const placesNow = () =>
  office.store.read.all<{ id: string; x: number; y: number; line: string | null }>(
    'SELECT id, x, y, line FROM map_marker WHERE map_id = ? AND deleted = 0 ORDER BY id',
    map,
  )

describe('换底图', () => {
  const was: ThreePoints = [
    { x: 500, y: 500 },
    { x: 9_500, y: 600 },
    { x: 400, y: 9_000 },
  ]
  const now: ThreePoints = [
    { x: 1_000, y: 1_200 },
    { x: 8_000, y: 700 },
    { x: 1_500, y: 8_800 },
  ]

  it('第一张不用参照点；第二张要三个参照点，标记和线上的点一起搬，一次操作，可以撤销', async () => {
    const first = await scan(800, 600, 'ddeedd')
    expect(await setPicture(office, admin, { map, attachment: first, was, now: was })).toMatchObject({ moved: placesNow().length })
    const before = placesNow()
    const second = await scan(1_000, 700, 'ccddcc')
    await expect(setPicture(office, admin, { map, attachment: second })).rejects.toThrow('换底图要知道它们搬到哪里')
    const straight: ThreePoints = [was[0], { x: 5_000, y: 550 }, was[1]]
    await expect(setPicture(office, admin, { map, attachment: second, was: straight, now })).rejects.toThrow('一条直线')
    const { moved } = await setPicture(office, admin, { map, attachment: second, was, now })
    expect(moved).toBe(before.length)
    const transform = transformOf(was, now)
    expect(placesNow().map(({ id, x, y }) => ({ id, x, y }))).toEqual(before.map(({ id, ...at }) => ({ id, ...transform(at) })))
    const road = placesNow().find(({ line }) => line !== null)
    const moves = [
      { x: 300, y: 400 },
      { x: 9_000, y: 9_500 },
    ].map((point) => transform(point))
    expect(road?.line).toBe(moves.map(({ x, y }) => `${x},${y}`).join(' '))
    expect(view(admin).anchors).toEqual(now)
    expect(view(admin).kept).toMatchObject({ width: 1_000, height: 700 })
  })

  it('位置不变的只换图', async () => {
    const before = placesNow()
    expect(await setPicture(office, admin, { map, attachment: await scan(500, 400, 'bbccbb'), asIs: true })).toMatchObject({ moved: 0 })
    expect(placesNow()).toEqual(before)
  })
})

describe('打印', () => {
  it('内部版有户名，公开版一个也没有；两种都有图、表、时序', async () => {
    await save('battle_task', { name: '硬化村道', place: village, year: 2015, due_on: '2015-12-20', goal: '2.3 公里', in_charge: '王五' })
    const service = new BattleService({ office: () => office, resourcesDirectory: RESOURCES, now: () => new Date(`${TODAY}T08:00:00`) })
    const names = office.store.read
      .all<{ name: string }>('SELECT p.name FROM household h JOIN person p ON p.id = h.head_person_id WHERE h.village = ?', village)
      .map(({ name }) => name)
    const helpers = office.store.read.all<{ name: string }>('SELECT name FROM helper').map(({ name }) => name)
    const said = async (version: 'inner' | 'public') =>
      (await service.sheet(admin, { map, version, paper: 'A0' })).page.texts.map(({ text }) => text).join('\n')
    const inner = await said('inner')
    expect(names.some((name) => inner.includes(name))).toBe(true)
    for (const part of ['内部资料', '贫困人口', '致贫原因', '帮扶措施', '干部结对', '时序表', '硬化村道', '剩 30 天', '药材基地']) expect(inner).toContain(part)
    const open = await said('public')
    expect(open).toContain('公开版')
    // Some helper may bear the name of a head.
    expect(names.filter((name) => open.includes(name) && !helpers.includes(name))).toEqual([])
  })

  it('乡镇和县的图上是各村一览', async () => {
    const township = `${village.slice(0, 9)}000`
    const above = await save('battle_map', { place: township, year: 2015, title: '作战图' })
    const service = new BattleService({ office: () => office, resourcesDirectory: RESOURCES, now: () => new Date(`${TODAY}T08:00:00`) })
    const { page } = await service.sheet(admin, { map: above, version: 'inner', paper: 'A3' })
    const texts = page.texts.map(({ text }) => text)
    expect(texts).toContain('各村一览')
    expect(texts).toContain(office.divisions.nameOf(village))
  })

  it('倒计时＝时限－今日；完成、销号、取消的不再数', () => {
    expect(['2015-11-20', '2015-11-19', '2016-01-01'].map((due_on) => countdown({ due_on, stage: 'doing' }, TODAY))).toEqual([
      '剩 0 天',
      '逾期 1 天',
      '剩 42 天',
    ])
    expect(['finished', 'closed', 'dropped'].map((stage) => countdown({ due_on: '2015-01-01', stage }, TODAY))).toEqual(['—', '—', '—'])
  })
})

describe('战报', () => {
  const place = '621125100205'
  const report = (asOf: string) => countTable(office, admin, TODAY, { code: 'battle_report', year: 2015, within: place, by: 'village', asOf })
  const cellsOf = (asOf: string) => {
    const table = report(asOf)
    return Object.fromEntries(table.columns.map(({ key }, index) => [key, table.total[index]]))
  }

  it('没有数的写“—”；有数的按权重折算，权重只算有数的', async () => {
    const ids: string[] = []
    for (const [name, due_on] of [
      ['一', '2015-09-30'],
      ['二', '2015-09-30'],
      ['三', '2015-09-30'],
      ['四', '2015-12-31'],
    ] as const)
      ids.push(await save('battle_task', { name, place, year: 2015, due_on, in_charge: '王五' }))
    await openAt(office, admin, { register: 'battle_task', ids: ids.slice(0, 2), state: 'closed', on: '2015-09-20', basis: '验收单' })
    // Two of three that are due: 66.67 %, the only rate there is, so that it is the whole score.
    expect(cellsOf('2015-09-30')).toMatchObject({ due: { value: 3 }, starting: { over: 0, under: 0 }, closing: { over: 2, under: 3 } })
    expect(cellsOf('2015-09-30')['score']).toEqual({ over: 6_667 * 25, under: 25 })
    await save('project', { name: '水渠', place, year: 2015, category: '02', planned_start: '2015-08-01', planned_end: '2015-12-01' })
    const { score, starting, finishing } = cellsOf('2015-09-30')
    expect([starting, finishing]).toEqual([
      { over: 0, under: 1 },
      { over: 0, under: 0 },
    ])
    expect(score).toEqual({ over: 6_667 * 25, under: 50 })
    const table = report('2015-09-30')
    // 33.34 points lie below 60.
    expect(gradeOf(table, table.total)).toMatchObject({ label: '红牌', meaning: '警示' })
    expect(gradeOf(report('2015-01-31'), report('2015-01-31').total)).toBeNull()
  })
})
