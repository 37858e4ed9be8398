/** Run in a copy of the tree that has the examples of the page on engines: a demonstration office with them, used as one is. Prints what it found. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Running from '../../../src/cli/run.ts'
import type * as Session from '../../../src/cli/session.ts'
import type * as Keyring from '../../../src/core/testing/keyring.ts'
import type * as Verify from '../../../src/core/store/verify.ts'
import { commandLines } from '../howTo.ts'

const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(join(process.cwd(), path)).href)) as T
const { runCommandLine } = await load<typeof Running>('src/cli/run.ts')
const { withOffice } = await load<typeof Session>('src/cli/session.ts')
const { cheapKeyring } = await load<typeof Keyring>('src/core/testing/keyring.ts')
const { verify } = await load<typeof Verify>('src/core/store/verify.ts')

/** The page, and the block of it that says how targets are written. */
const page = readFileSync(process.argv[2] ?? '', 'utf8')
const TARGETS = /```ts\n(const \{ id: measure \}[^]*?)```/u.exec(page)?.[1] ?? ''
const HERE = '621125100204'
const PASSWORD = '试用专用口令2026'

const folder = mkdtempSync(join(tmpdir(), 'bangfu-engines-'))
const env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: PASSWORD }
const signal = new AbortController().signal
const office = <T>(work: (session: Session.OfficeSession) => Promise<T>): Promise<T> =>
  withOffice(
    {
      dataDirectory: env.BANGFU_DATA,
      need: 'login',
      login: undefined,
      password: PASSWORD,
      signal,
      progress: () => {},
      onUnforeseen: (error) => process.stderr.write(String(error)),
      keyring: cheapKeyring,
    },
    work,
  )

async function cli(...words: string[]): Promise<Record<string, unknown>> {
  let said = ''
  const told = async (text: string): Promise<void> => void (said += text)
  const code = await runCommandLine([...words, '--json'], { env, signal, terminal: false, keyring: cheapKeyring, out: told, error: told })
  if (code !== 0) throw new Error(`${words.join(' ')}: ${said}`)
  return JSON.parse(said) as Record<string, unknown>
}

try {
  process.chdir(folder)
  await cli('demo', '--households', '60')
  const walked = await office(async ({ app, client }) => {
    const save = async (register: string, values: Record<string, never>): Promise<string> =>
      (await client.records.save({ register, values, reason: '试用' })).id
    const wells = []
    for (const number of ['1', '2', '3']) wells.push(await save('well', { village: HERE, well_no: number, tested_on: '2015-06-01' } as never))
    const [well = ''] = wells
    const step = (key: string, on: string, act?: string) =>
      client.procedures.step({ register: 'well', ids: [well], step: key, on, ...(act === undefined ? {} : { act }) })
    const state = async () => (await client.procedures.show({ register: 'well', id: well })).stateLabel
    const before = await state()
    const notice = await save('shared_act', { name: '移交公示', kind: 'notice', division: HERE, held_on: '2015-11-02' } as never)
    await step('post', '2015-11-02', notice)
    const lacks = (await step('hand_over', '2015-11-05')).refused[0]?.missing.map(({ need }) => need)
    const due = (await client.due.list({ until: '2017-12-31', limit: 100 })).items.flatMap(({ what, on, register }) =>
      register === 'well' ? [`${what} ${on}`] : [],
    )
    await app.host.office().store.change({ id: 'u', name: '试用' }, { kind: 'edit', title: '附件' }, (transaction) =>
      transaction.insert('attachment', {
        register: 'well',
        record: well,
        village: HERE,
        name: '移交单.jpg',
        sha256: 'ab'.repeat(32),
        media_type: 'image/jpeg',
        size: 10,
      }),
    )
    await step('hand_over', '2015-11-09')
    const places = await client.procedures.board({ register: 'well', by: 'village' })
    const targets = new Function('client', `return (async () => {${TARGETS}})()`) as (asked: typeof client) => Promise<void>
    await targets(client)
    return { before, lacks, due: due.toSorted(), after: await state(), board: places.find(({ code }) => code === HERE)?.counts }
  })
  // Every command line of the page, in its order; what a line calls by its number is what the one before answered.
  const answers: Record<string, Record<string, unknown>> = {}
  let last = ''
  for (const words of commandLines(page)) {
    const answer = await cli(...words.map((word) => (/^<.+>$/.test(word) ? last : word)))
    answers[words.slice(0, 2).join(' ')] = answer
    last = String(answer['id'] ?? answer['run'] ?? last)
  }
  const change = commandLines(page).find(([command]) => command === 'village-change') ?? []
  await cli(...change.filter((word) => word !== '--dry-run'))
  const kept = await office(async ({ app }) => {
    const { store } = app.host.office()
    return {
      moved: store.read.all<{ village: string }>('SELECT DISTINCT village FROM well').map(({ village }) => village),
      drawn: store.read.get<{ n: number }>(`SELECT count(*) AS n FROM draw_line WHERE subject LIKE 'well:%'`)?.n,
      findings: (await verify(store.read, store.derivations)).findings.length,
    }
  })
  process.stdout.write(JSON.stringify({ ...walked, lines: Object.keys(answers), answers, ...kept }))
} finally {
  process.chdir(tmpdir())
  rmSync(folder, { recursive: true, force: true })
}
