/**
 * Law: whoever has the disk finds nobody. People with a mark are entered; everything that writes files about them is done by a process of its
 * own; after its end, and after it was killed at any step, the mark is searched for in every file of the data and temporary folders.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import type { contract } from './contract.ts'
import { EMPTY_PDF } from './features/attachments/testing/pictures.ts'
import { RESOURCES } from './forms/testing/fonts.ts'
import { cheapKeyring } from './testing/keyring.ts'
import { lawSamples } from './testing/lawRuns.ts'
import type { TracesTask } from './testing/traces/child.ts'
import { tracesIn } from './testing/traces/search.ts'

const PASSWORD = '春风又绿江南岸边'
const MARK = '暗痕印记'
const NUMBER = '621125198001011237'
const VILLAGE = '621125100201'
const CHILD = fileURLToPath(new URL('./testing/traces/child.ts', import.meta.url))

let directory: string
let task: Omit<TracesTask, 'dieAt' | 'data' | 'temporary'>
let steps = 0
const at = (...names: string[]): string => join(directory, ...names)
const folders = (): string[] => [at('data'), at('temporary'), at('system')]

/** Does it on a fresh copy of the office; everything that the system calls temporary lies in a folder of ours. */
function run(dieAt: number | null): { signal: string | null; stdout: string; stderr: string } {
  for (const folder of folders()) rmSync(folder, { recursive: true, force: true })
  cpSync(at('made'), at('data'), { recursive: true })
  mkdirSync(at('system'))
  const given: TracesTask = { ...task, data: at('data'), temporary: at('temporary'), dieAt }
  const system = at('system')
  return spawnSync(process.execPath, [CHILD, JSON.stringify(given)], { encoding: 'utf8', env: { ...process.env, TMPDIR: system, TEMP: system, TMP: system } })
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-traces-'))
  const app = await createApp({ dataDirectory: at('made'), resourcesDirectory: RESOURCES, temporaryDirectory: at('made-temporary'), keyring: cheapKeyring })
  const client = createRouterClient(app.router, { context: { session: 's' } }) as unknown as ContractRouterClient<typeof contract>
  await client.session.setUp({ unit: '621125', login: 'admin', displayName: '管理员', password: PASSWORD, year: 2015 })
  const { result: household } = await app.host.office().store.change({ id: 'a', name: '管理员' }, { kind: 'edit', title: '录入' }, (transaction) => {
    const group = transaction.insert('village_group', { village: VILLAGE, name: '一社' })
    const made = transaction.insert('household', {
      village: VILLAGE,
      group_id: group,
      household_no: '1',
      address: MARK,
      exit_status: '0',
      valid: true,
      main_cause: '09',
      attribute: '01',
      identification_standard: '1',
      remark: MARK,
    })
    const person = transaction.insert('person', { name: MARK, sex: '1', id_number: NUMBER, birth_date: '1980-01-01', remark: MARK })
    transaction.insert('membership', { household_id: made, person_id: person, relation: '01', status: '1' })
    return made
  })
  writeFileSync(at('a.pdf'), Buffer.concat([EMPTY_PDF, Buffer.from(`%${MARK}`)]))
  const { ticket } = await app.files.accept(at('a.pdf'), 'a.pdf', { temporary: false, session: 's' })
  const added = await client.attachments.add({ ticket, register: 'household', record: household, name: MARK })
  await app.close()
  task = {
    resources: RESOURCES,
    login: 'admin',
    password: PASSWORD,
    household,
    attachment: added.state === 'added' ? added.id : '',
    sheet: `户编号,家庭住址,备注\r\n1,${MARK},${MARK}\r\n不对,${MARK},${NUMBER}\r\n`,
  }
  const whole = run(null)
  if (whole.stderr !== '') throw new Error(whole.stderr)
  steps = Number(whole.stdout.trim().split('\n').at(-1))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('nobody is found on the disk', () => {
  it('after the program has ended, and what was temporary is gone', () => {
    expect(tracesIn(folders(), [MARK, NUMBER])).toEqual([])
    expect(readdirSync(at('system'))).toEqual([])
    expect(tracesIn([at('temporary')], [''])).toEqual([])
    expect(steps).toBeGreaterThan(100)
  })

  it('after it was killed at any step', () => {
    const found = lawSamples(
      Array.from({ length: steps }, (_, index) => index + 1),
      2,
    ).flatMap((dieAt) => {
      const { signal, stderr } = run(dieAt)
      // The number of steps varies by a few from run to run: the last of them may not be reached.
      const died = signal === 'SIGKILL' || dieAt > steps * 0.9
      return [...(died ? [] : [`${dieAt}: ${signal} ${stderr}`]), ...tracesIn(folders(), [MARK, NUMBER]).map((trace) => `${dieAt}: ${trace}`)]
    })
    expect(found).toEqual([])
  }, 14_400_000)

  it('and would be, where it lies in clear, in any of these ways', async () => {
    const { strToU8, zipSync } = await import('fflate')
    const { default: iconv } = await import('iconv-lite')
    mkdirSync(at('clear'))
    const zip = Buffer.from(zipSync({ 'a.xml': strToU8(`<t>${MARK}</t>`.repeat(1000)) }))
    const ways: Readonly<Record<string, Buffer>> = {
      utf8: Buffer.from(MARK),
      utf16: Buffer.from(`x${MARK}`, 'utf16le').subarray(1),
      gb18030: iconv.encode(MARK, 'gb18030'),
      zip,
      cut: Buffer.concat([Buffer.alloc(99), zip.subarray(0, zip.length - 90)]),
    }
    for (const [name, content] of Object.entries(ways)) writeFileSync(at('clear', name), content)
    expect(tracesIn([at('clear')], [MARK]).length).toBe(5)
  })
})
