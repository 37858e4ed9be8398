/** Checks all data of an office in steps: the database file, the journal, the tables, derived columns and attachments. */
import type { JobContext } from '../../jobs/jobs.ts'
import { stepping } from '../../store/stepping.ts'
import { plainText } from '../../rules/money.ts'
import type { Office } from '../../runtime.ts'
import { examineDatabase } from '../../store/databaseFile.ts'
import type { Store } from '../../store/index.ts'
import { verify, type VerifyFinding, type VerifyOptions } from '../../store/verify.ts'
import { brokenMoney, notConserved } from '../../money/standing.ts'
import { refusedSums } from '../../sums/broken.ts'
import { verifyAttachments } from '../attachments/index.ts'
import type { WorkOptions } from './environment.ts'

/** Where the data lies, and what opens it: the file itself is looked through in a thread of its own. */
export interface DataFile {
  readonly path: string
  readonly key: Uint8Array
}

const FILE = '检查数据库文件'

/** Shares of the whole check, by the titles that the store tells. */
const WEIGHTS: Readonly<Record<string, number>> = { [FILE]: 0.1, 核对日志: 0.25, 核对台账: 0.35, 核对计算列: 0.15, 核对附件: 0.15 }

/** Runs all checks and tells the job how far it is. Writes nothing. */
export async function verifyData(job: JobContext, { store, attachments }: Office, file: DataFile): Promise<Awaited<ReturnType<typeof verify>>> {
  job.phase(FILE, WEIGHTS[FILE] ?? 0)
  let phase = FILE
  const options: VerifyOptions = {
    step: () => job.step(),
    structure: () => examineDatabase(file.path, file.key, { signal: job.signal }),
    onProgress: (title, done, total) => {
      if (title !== phase) job.phase(title, WEIGHTS[title] ?? 0)
      phase = title
      job.progress(done, total)
    },
  }
  const { findings } = await verify(store.read, store.derivations, options)
  findings.push(...(await verifyAttachments(attachments, store, options)), ...brokenLaws(store))
  return { ok: findings.length === 0, findings }
}

/** Laws of sums that hold wherever records are typed: a package, a sheet or an undone change may have left one broken. */
function brokenLaws({ read }: Store): VerifyFinding[] {
  return [...brokenSums(read), ...brokenAccounts(read)]
}

/** Accounts over their limits, and money that came or went on the way. */
function brokenAccounts(read: Store['read']): VerifyFinding[] {
  return [
    ...brokenMoney(read).map(({ law: { law, register }, broken }) => ({
      code: 'money',
      message: `有 ${broken.length} 个${register.label}账户的${law.label}超过了应有的数：数据没有损坏，账户已暂停支出，请到“核查”里逐个处理。`,
      register: register.name,
      record: broken[0]?.about ?? null,
      sequence: null,
    })),
    ...notConserved(read).map(({ register, conserves, about, whole, held }) => ({
      code: 'money',
      message: `${register.label}的账不平（${conserves.label}）：应为 ${plainText(whole, 2)} 元，实为 ${plainText(held, 2)} 元。`,
      register: register.name,
      record: about,
      sequence: null,
    })),
  ]
}

function brokenSums(read: Store['read']): VerifyFinding[] {
  return refusedSums(read).map(({ declared: { law, asked }, broken }) => ({
    code: 'sum',
    message: `有 ${broken.length} 条${asked.label}的${law.label}与应有的数不等：数据没有损坏，请到“核查”里逐条改正。`,
    register: asked.name,
    record: broken[0]?.about ?? null,
    sequence: null,
  }))
}

/**
 * The same for data that was made ready beside today's, without attachments and told as a share of the whole. `structure` is what is known of the
 * file already. Throws what the signal was aborted with.
 */
export async function verifyMadeReady(
  store: Store,
  structure: NonNullable<VerifyOptions['structure']>,
  { signal, onProgress }: WorkOptions,
): Promise<VerifyFinding[]> {
  const titles = Object.keys(WEIGHTS)
  const from = (title: string): number => titles.slice(0, titles.indexOf(title)).reduce((sum, one) => sum + (WEIGHTS[one] ?? 0), 0)
  const whole = from('核对附件')
  onProgress?.(FILE, 0)
  const { findings } = await verify(store.read, store.derivations, {
    step: stepping(signal),
    structure,
    onProgress: (title, done, total) => onProgress?.(title, (from(title) + ((WEIGHTS[title] ?? 0) * done) / Math.max(1, total)) / whole),
  })
  return findings
}
