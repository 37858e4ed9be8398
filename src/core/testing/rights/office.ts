/** One office for the table of rights: two villages full of texts that not everybody may see, and somebody of every kind. */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp, type App } from '../../app.ts'
import type { contract } from '../../contract.ts'
import { makePicture } from '../../features/attachments/testing/pictures.ts'
import { syntheticPerson } from '../builders.ts'
import type { Letter } from './policy.ts'

export type Client = ContractRouterClient<typeof contract>

export const OWN = '621125100204'
export const FOREIGN = '621125101201'
export const PASSWORD = '测试专用口令2026'
const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url))

/** What stands in the records of one village. `open` may be read by whoever reads the village, `secret` by those who see it in full. */
export interface VillageRecords {
  readonly village: string
  readonly household: string
  readonly person: string
  readonly membership: string
  readonly personYear: string
  readonly group: string
  readonly attachment: string
  readonly proposal: number
  readonly number: string
  readonly name: string
  readonly changeSet: string
}

export interface Asker {
  readonly letter: Letter
  readonly session: string | null
  readonly client: Client
  readonly login: string | null
  readonly user: string | null
}

export interface Canary {
  readonly text: string
  /** Letters that may meet it in an answer. */
  readonly seenBy: string
}

export interface RightsOffice {
  readonly app: App
  readonly directory: string
  readonly own: VillageRecords
  readonly foreign: VillageRecords
  readonly helper: string
  readonly campaign: string
  readonly spare: string
  readonly canaries: readonly Canary[]
  /** What the log was told: slow statements, failures inside jobs. */
  readonly log: readonly string[]
  readonly askers: readonly Asker[]
  /** Logs an asker in again, as it was, whatever a call did to the session. */
  mend(asker: Asker): Promise<void>
  /** A household of one that nothing else speaks of, for a call that uses it up. */
  fresh(village: string): Promise<VillageRecords>
  /** A file handed in at the window of an asker. */
  ticket(asker: Asker, name: string, content: string | Uint8Array): Promise<string>
  end(): Promise<void>
}

const ROLES: readonly (readonly [Letter, string, 'reader' | 'entry' | 'review', string[]])[] = [
  ['R', 'reader', 'reader', []],
  ['E', 'village', 'entry', [OWN]],
  ['V', 'reviewer', 'review', [OWN]],
  ['U', 'whole', 'entry', []],
  ['D', 'gone', 'entry', []],
  ['O', 'left', 'entry', []],
  ['L', 'away', 'entry', []],
]

/** Opens, fills and peoples it. All but the administrator bear one name: rights go by who somebody is. */
export async function rightsOffice(): Promise<RightsOffice> {
  const directory = mkdtempSync(join(tmpdir(), 'bangfu-rights-'))
  const log: string[] = []
  const app = await createApp({
    dataDirectory: join(directory, 'data'),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: join(directory, 'temporary'),
    keyring: { cost: { N: 1024, r: 8, p: 1 } },
    onSlow: (sql) => log.push(sql),
    onUnforeseen: (error) => log.push(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)),
  })
  const clientOf = (session: string | null): Client => createRouterClient(app.router, { context: { session } }) as unknown as Client
  const admin = clientOf('A')
  await admin.session.setUp({ unit: '621125', login: 'admin', displayName: '王主任', password: PASSWORD, year: 2015 })
  const users = new Map<Letter, string>()
  for (const [letter, login, role, divisions] of ROLES) {
    users.set(letter, (await admin.users.create({ login, displayName: '张同名', role, divisions, password: `${PASSWORD}甲` })).id)
    await clientOf(letter).session.login({ login, password: `${PASSWORD}甲` })
    await clientOf(letter).session.changePassword({ current: `${PASSWORD}甲`, next: PASSWORD })
  }
  const spare = (await admin.users.create({ login: 'spare', displayName: '备用', role: 'reader', divisions: [], password: PASSWORD })).id
  await admin.users.update({ id: users.get('D') ?? '', active: false })
  await clientOf('O').session.logout()
  await clientOf('L').session.lock()
  const helperNumber = syntheticPerson().id_number
  const helper = (await admin.records.save({ register: 'helper', values: { name: '县直李帮扶', id_number: helperNumber } })).id
  const days = { starts_on: '2015-09-01', ends_on: '2015-11-30' }
  const campaign = (await admin.records.save({ register: 'campaign', values: { name: '动态调整', year: 2015, round: 1, issued_by: '621125000000', ...days } }))
    .id
  const fill = (village: string, mark: string): Promise<VillageRecords> => fillVillage(app, admin, directory, helper, village, mark)
  const [own, foreign] = [await fill(OWN, '己'), await fill(FOREIGN, '彼')]
  await app.host
    .office()
    .store.bookkeep((database) =>
      database.run(
        `INSERT INTO duplicate_case (register, one, other, fields, village, opened_at) VALUES ('person', ?, ?, 'name', ?, '2015-11-20T00:00:00Z')`,
        own.person,
        foreign.person,
        OWN,
      ),
    )
  let made = 0
  const askers: Asker[] = [
    { letter: 'N', session: null, client: clientOf(null), login: null, user: null },
    { letter: 'C', session: 'C', client: clientOf('C'), login: null, user: null },
    { letter: 'A', session: 'A', client: admin, login: 'admin', user: 'A' },
    ...ROLES.map(([letter, login]) => ({ letter, session: letter, client: clientOf(letter), login, user: users.get(letter) ?? null })),
  ]
  return {
    app,
    directory,
    own,
    foreign,
    helper,
    campaign,
    spare,
    askers,
    log,
    canaries: [...canariesOf(own, '己', 'REVUA', 'EVUA'), ...canariesOf(foreign, '彼', 'RUA', 'UA'), { text: helperNumber, seenBy: 'UA' }],
    async mend({ letter, login, client }) {
      if (login === null || letter === 'D') return
      const { state } = await client.session.status()
      const wanted = letter === 'O' ? 'closed' : letter === 'L' ? 'locked' : 'ready'
      if (state === wanted) return
      if (letter === 'O') return void (await client.session.logout())
      if (state === 'closed') await client.session.login({ login, password: PASSWORD })
      else if (wanted === 'ready') await client.session.unlock({ password: PASSWORD })
      if (letter === 'L') await client.session.lock()
    },
    fresh: (village) => {
      made += 1
      return fillVillage(app, null, directory, helper, village, `新${made}`)
    },
    async ticket({ session }, name, content) {
      made += 1
      const path = join(directory, `${made}-${name}`)
      writeFileSync(path, content)
      return (await app.files.accept(path, name, { temporary: false, session: session ?? '' })).ticket
    },
    async end() {
      await app.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Everything of a village bears its mark. */
async function fillVillage(app: App, admin: Client | null, directory: string, helper: string, village: string, mark: string): Promise<VillageRecords> {
  const { sex, id_number: number, birth_date } = syntheticPerson()
  const name = `牛${mark}山`
  const { store } = app.host.office()
  const { result, changeSet } = await store.change(
    { id: 'A', name: '王主任' },
    { kind: 'edit', title: `录入“${name}”户`, reason: `缘由${mark}` },
    (transaction) => {
      const group = transaction.insert('village_group', { village, name: `社名${mark}` })
      const household = transaction.insert('household', {
        village,
        group_id: group,
        household_no: `户号${mark}`,
        address: `住址${mark}`,
        exit_status: '0',
        valid: true,
        main_cause: '09',
        attribute: '01',
        identification_standard: '1',
        remark: `备注${mark}`,
        phone: secretNumber('139', mark),
        bank_account: secretNumber('6217', mark),
        cause_description: `病因${mark}`,
      })
      const person = transaction.insert('person', { name, sex, id_number: number, birth_date, phone: secretNumber('138', mark), remark: `人注${mark}` })
      const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
      const personYear = transaction.insert('person_year', { person_id: person, year: 2015, illness: `病名${mark}`, employer: `厂名${mark}` })
      transaction.insert('household_year', { household_id: household, year: 2015, remark: `年注${mark}` })
      transaction.insert('pairing', { household_id: household, helper_id: helper, remark: `结对${mark}` })
      return { group, household, person, membership, personYear }
    },
  )
  if (admin === null) return { village, ...result, attachment: '', proposal: 0, number, name, changeSet: changeSet ?? '' }
  const picture = join(directory, `${mark}.png`)
  writeFileSync(picture, await makePicture({ format: 'png', seed: mark.charCodeAt(0) }))
  const { ticket } = await app.files.accept(picture, `照片${mark}.png`, { temporary: false, session: 'A' })
  const added = await admin.attachments.add({ ticket, register: 'household', record: result.household, name: `照片${mark}` })
  await admin.exchange.returnHousehold({ household: result.household, remark: `退回${mark}` })
  await admin.records.save({
    register: 'village',
    id: String((await admin.records.query({ register: 'village', where: { village } })).rows[0]?.['id']),
    values: { leader: `支书${mark}` },
  })
  const proposal = await leaveToDecide(app, village, result.person)
  return { village, ...result, attachment: added.state === 'added' ? added.id : '', proposal, number, name, changeSet: changeSet ?? '' }
}

/** A conflict about a person's name and a proposal that speaks of them, as exchange leaves them; the number of the proposal. */
async function leaveToDecide(app: App, village: string, person: string): Promise<number> {
  const { store } = app.host.office()
  const entry = store.read.get<{ sequence: number; name: string }>(
    `SELECT sequence, json_extract(after, '$.name') AS name FROM journal WHERE record = ? AND action = 'insert'`,
    person,
  )
  const sequence = entry?.sequence ?? 0
  await store.bookkeep((database) => {
    database.run(
      `INSERT INTO conflict (register, record, field, village, opened_at, siblings) VALUES ('person', ?, 'name', ?, '2015-11-20T00:00:00Z', ?)`,
      person,
      village,
      JSON.stringify([{ author: store.author, number: sequence, stamp: '0123456789abcdef', value: entry?.name ?? null }]),
    )
    database.run(`INSERT INTO proposal (sequence, register, record, village, state) VALUES (?, 'person', ?, ?, 'open')`, sequence, person, village)
  })
  return sequence
}

/** Digits that belong to a mark and to nothing else. */
function secretNumber(start: string, mark: string): string {
  return `${start}${String([...mark].reduce((sum, character) => sum * 7 + (character.codePointAt(0) ?? 0), 11))
    .padStart(8, '7')
    .slice(-8)}`
}

function canariesOf(records: VillageRecords, mark: string, open: string, secret: string): Canary[] {
  const texts = [records.name, ...['社名', '住址', '备注', '人注', '厂名', '年注', '结对', '照片', '退回', '支书', '缘由'].map((word) => `${word}${mark}`)]
  const numbers = [records.number, secretNumber('139', mark), secretNumber('6217', mark), secretNumber('138', mark), `病名${mark}`, `病因${mark}`]
  return [...texts.map((text) => ({ text, seenBy: open })), ...numbers.map((text) => ({ text, seenBy: secret }))]
}
