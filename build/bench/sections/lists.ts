/** First pages of lists and the quick search, asked of the core as the screens ask it. Each measurement is the worst of several different requests. */
import type { PageRequest, Records, RecordsUser } from '../../../src/core/registers/records.ts'
import { hostOf, LOGIN, PASSWORD } from '../state.ts'
import { sectionInput, tell, timed, type Measurement } from '../measure.ts'

const input = sectionInput()
const host = hostOf(input.state)
await host.login({ session: 'bench' }, LOGIN, PASSWORD)
const { records, store } = host.office()
const user = host.user({ session: 'bench' })
const bar = input.people > 100_000 ? 100 : 50

const villages = store.read.all<{ village: string }>('SELECT DISTINCT village FROM household WHERE deleted = 0 ORDER BY village').map((row) => row.village)
const samples = store.read.all<{ name: string; id_number: string }>('SELECT name, id_number FROM person WHERE deleted = 0 AND id_number IS NOT NULL ORDER BY id LIMIT 12 OFFSET 300')
const some = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => villages[Math.floor(villages.length * part)] ?? '')
const initials = store.read.all<{ term: string }>(`SELECT DISTINCT s.term FROM search_term s WHERE s.register = 'person' AND s.term GLOB '[a-z][a-z][a-z]' LIMIT 400`).map((row) => row.term)

const cases: readonly (readonly [string, readonly PageRequest[]])[] = [
  ['户列表首页（默认顺序，全县）', [{ register: 'household' }]],
  ['户列表首页（按村筛选）', some.map((village) => ({ register: 'household', where: { village } }))],
  ['人列表首页（默认顺序，全县）', [{ register: 'person' }]],
  ['人列表首页（按村筛选）', some.map((village) => ({ register: 'person', where: { village } }))],
  ['未脱贫户首页（按乡镇筛选）', some.map((village) => ({ register: 'household', where: { village: `${village.slice(0, 9)}000`, exit_status: '0' } }))],
  ['查人：姓名', samples.slice(0, 5).map(({ name }) => ({ register: 'person', text: name }))],
  ['查人：拼音首字母', [7, 90, 180, 270, 360].map((index) => ({ register: 'person', text: initials[index % Math.max(1, initials.length)] ?? 'zs' }))],
  ['查人：两个首字母', ['zs', 'wl', 'lx'].map((text) => ({ register: 'person', text }))],
  ['查人：证件号片段', samples.slice(5, 10).map(({ id_number: number }) => ({ register: 'person', text: number.slice(10, 17) }))],
  ['查户：成员姓名', samples.slice(0, 5).map(({ name }) => ({ register: 'household', text: name }))],
  ['查户：两个首字母', ['zs', 'wl', 'lx'].map((text) => ({ register: 'household', text }))],
  ['查户：证件号片段', samples.slice(5, 10).map(({ id_number: number }) => ({ register: 'household', text: number.slice(10, 17) }))],
]

const measurements: Measurement[] = []
for (const [what, requests] of cases) measurements.push({ what, ours: await worst(records, user, requests), unit: 'ms', bar })
await host.close()
tell(measurements)

/** The first request of a kind warms the pages of the file that are kept in memory; each is then asked once, so that no count is remembered. */
async function worst(of: Records, by: RecordsUser, requests: readonly PageRequest[]): Promise<number> {
  let slowest = 0
  for (const request of requests) slowest = Math.max(slowest, (await timed(() => of.query(by, { ...request, limit: 100 }))).milliseconds)
  return slowest
}
