/** A list that the county compared at the township that works on it, and what the due list and the tables say of its suspicions. */
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dueItems } from '../../due/due.ts'
import { openWorkbook } from '../../excel/readWorkbook.ts'
import { makeSteps } from '../../procedures/make.ts'
import { countStatistic } from '../../statistics/count.ts'
import {
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  VILLAGE_ONE,
  carry,
  userOf,
  type DeskSite,
} from '../exchange/testing/offices.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'
import { compareList } from './compare.ts'
import { kindsOf } from './kinds.ts'
import { saveComparison } from './save.ts'

let county: DeskSite
let township: DeskSite
let offices: DeskSite[]
const directory = mkdtempSync(join(tmpdir(), 'bangfu-lists-'))
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
})
afterAll(async () => {
  await closeOffices(offices)
  rmSync(directory, { recursive: true, force: true })
})

const job = { signal: new AbortController().signal, step: () => Promise.resolve(), progress: () => undefined, phase: () => undefined }

async function compareAt({ office, user }: DeskSite, place: string, csv: string) {
  const path = join(directory, 'list.csv')
  await writeFile(path, csv)
  const kind = kindsOf(office.store.read).find(({ code }) => code === 'car')
  if (kind === undefined) throw new Error('no kind')
  const workbook = await openWorkbook(path, { inline: true })
  const plan = await compareList({ workbook, kind, options: {}, place, today: TODAY, office, remembered: () => undefined }, job)
  return saveComparison(
    { ...plan, name: '车辆 2016', department: null, asOf: TODAY, fileName: 'list.csv', fileHash: 'x'.repeat(64), enter: false },
    { writer: office.records.writer, user, signal: job.signal, onProgress: () => undefined },
  )
}

const hits = ({ office }: DeskSite) => office.store.read.all<Record<string, string | number | null>>('SELECT * FROM comparison_hit WHERE deleted = 0')

describe('数据比对在单位之间', () => {
  it('县里比对的疑点到乡镇就能核实，结果回到县里；到期的事和统计各自数得到', async () => {
    const { person } = await enterHousehold(township, VILLAGE_ONE)
    await carry(township, county)
    const number = county.office.store.read.get<{ number: string }>('SELECT id_number AS number FROM person WHERE id = ?', person)?.number ?? ''
    const { id } = await compareAt(county, COUNTY, `姓名,身份证号,车牌号\n某人,${number},甘J1\n`)
    await carry(county, township)
    const [hit] = hits(township)
    expect(hit).toMatchObject({ comparison_id: id, village: VILLAGE_ONE, state: 'open', item: '甘J1' })

    const due = (asked: Parameters<typeof userOf>) =>
      dueItems(township.office, userOf(...asked), { until: '2016-06-30' }, 10, TODAY).items.filter(({ what }) => what === '核实比对疑点')
    expect(due(['entry', TOWNSHIP_ONE]).map(({ on }) => on)).toEqual(['2016-06-19'])
    // 只读的看不到疑点，别的村的也看不到。
    expect(due(['reader'])).toEqual([])
    expect(due(['entry', '621125100205'])).toEqual([])

    const { done } = await makeSteps(
      township.office,
      township.user,
      { register: 'comparison_hit', ids: [String(hit?.['id'])], step: 'keep', on: TODAY, remark: '务工用的旧车', signatures: ['王核实'], act: null },
      TODAY,
    )
    expect(done).toHaveLength(1)
    expect(due(['entry', TOWNSHIP_ONE])).toEqual([])
    await carry(township, county)
    expect(hits(county)[0]).toMatchObject({ state: 'kept', verifier: '王核实', reason: '务工用的旧车' })
    expect(county.office.store.read.get('SELECT waiting FROM compared_list WHERE id = ?', id)).toEqual({ waiting: 0 })

    const table = countStatistic(countingFor(county.office, county.user, TODAY), statisticOf('comparison_kinds'), { by: 'township', year: 2016 })
    const at = (key: string): number => table.columns.findIndex((column) => column.key === key)
    const cars = table.rows.find(({ label }) => label === '车辆')
    expect([cars?.cells[at('hits')], cars?.cells[at('kept')], cars?.cells[at('open')]]).toMatchObject([{ value: 1 }, { value: 1 }, { value: 0 }])
  })

  it('读名单时取消，什么也不留', async () => {
    const path = join(directory, 'cancel.csv')
    await writeFile(path, `姓名,身份证号\n${Array.from({ length: 5000 }, (_, at) => `某${at},\n`).join('')}`)
    const kind = kindsOf(county.office.store.read)[0]
    const workbook = await openWorkbook(path, { inline: true })
    const stop = new AbortController()
    const before = hits(county).length
    const comparing =
      kind === undefined
        ? Promise.resolve()
        : compareList(
            { workbook, kind, options: {}, place: COUNTY, today: TODAY, office: county.office, remembered: () => undefined },
            {
              ...job,
              signal: stop.signal,
              step: () => {
                stop.abort()
                stop.signal.throwIfAborted()
                return Promise.resolve()
              },
            },
          )
    await expect(comparing).rejects.toThrow()
    expect(hits(county)).toHaveLength(before)
  })
})
