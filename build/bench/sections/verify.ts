/** Checking all data: the file, the journal, the tables, the derived columns. */
import { verify } from '../../../src/core/store/verify.ts'
import { hostOf, LOGIN, PASSWORD } from '../state.ts'
import { sectionInput, tell, timed } from '../measure.ts'

const input = sectionInput()
const host = hostOf(input.state)
await host.login({ session: 'bench' }, LOGIN, PASSWORD)
const { store } = host.office()
const { milliseconds, result } = await timed(() => verify(store.read, store.derivations))
if (!result.ok) throw new Error(JSON.stringify(result.findings.slice(0, 3)))
await host.close()
tell([{ what: '检查全部数据', ours: milliseconds, unit: 'ms' }])
