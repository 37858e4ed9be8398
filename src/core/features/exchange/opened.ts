/** A package opened for reading: who sent it, whether it may be believed, and its parts. */
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { localDay } from '../../rules/dates.ts'
import { isAbove, isWithin, siteTitle, sitesOf, superiorOf, type Site } from '../../exchange/sites.ts'
import { readHeader, type Header } from '../../exchange/header.ts'
import type { PackageParts } from '../../exchange/incoming.ts'
import { openPackage, readCsvRows, readLines, type PackageReader } from '../../exchange/package/index.ts'
import { AppError } from '../../errors.ts'
import type { Core, Office } from '../../runtime.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import { tableOf } from '../../store/table.ts'
import type { FoundPackage } from './contract.ts'
import { identitiesOf, pendingRequest } from './identity.ts'

export interface OpenedPackage {
  readonly reader: PackageReader
  readonly header: Header
  /** What the user calls the file. */
  readonly name: string
  /** Size of the file. */
  readonly bytes: number
}

/** A file to open: where it lies, and what the user calls it. */
export interface PackageSource { readonly path: string; readonly name: string }

/** Longest line of a part: a record with a long history. */
const LONGEST_LINE = 16 * 1024 * 1024
/** Longest cell of a CSV part. */
const LONGEST_CELL = 64 * 1024
const MOST_COLUMNS = 400

/**
 * Opens a package and verifies its sender. Throws as the container does, and: PACKAGE_NEWER for a later format or data structure;
 * FORBIDDEN for an unknown or withdrawn sender, a wrong signature, or a package that is for somebody else.
 */
export async function openVerified(core: Core, office: Office, file: PackageSource, options: { readonly passphrase?: string | undefined; readonly signal?: AbortSignal | undefined } = {}): Promise<OpenedPackage> {
  const reader = await openPackage(file.path, {
    name: file.name, temporaryDirectory: dirname(core.files.newPath('bfx')), identities: await identitiesOf(office.store),
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }), ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  try {
    const header = readHeader(reader.manifest.exchange, SCHEMA_VERSION)
    refuseStranger(office, reader, header)
    return { reader, header, name: file.name, bytes: (await stat(file.path)).size }
  } catch (error) {
    await reader.close()
    throw error
  }
}

function refuseStranger(office: Office, reader: PackageReader, header: Header): void {
  const { sender } = header
  if (sender.site === office.store.site) throw new AppError('FORBIDDEN', '这是本机自己制作的数据包，不用接收。', '请把它交给对方；要接收的是对方给的文件。')
  if (!header.receivers.some((receiver) => receiver.site === office.store.site)) {
    throw new AppError('FORBIDDEN', '这个数据包不是给本机的，没有合并。', '请核对是否拿错了文件，或让对方选择本机为接收方重新制作。')
  }
  const known = sitesOf(office.store.read).find((site) => site.id === sender.site)
  if (header.kind === 'admission') {
    const request = pendingRequest(office.store)
    if (known === undefined && (request === null || request.nonce !== header.answers)) {
      throw new AppError('FORBIDDEN', '这份登记文件不是对本机申请的答复，没有接受。', '请重新制作加入申请，交给上级登记。')
    }
    if (sender.unit !== office.unit.code && !isAbove(sender.unit, office.unit.code)) throw new AppError('FORBIDDEN', `“${sender.unitName}”不是本单位的上级，没有接受它的登记文件。`, '请核对文件来源。')
  } else if (known === undefined) {
    // Files lie side by side on the stick, and the large one is easily taken first.
    const action = pendingRequest(office.store) === null ? '请让它先申请加入；已经登记的，请先接收一次上级的数据包。' : '本机的加入申请还没有办完：请先接收上级给的登记文件，再接收这个数据包。'
    throw new AppError('FORBIDDEN', `发送方“${siteTitle(sender)}”没有登记过，没有合并。`, action)
  }
  if (known?.state === 'withdrawn') throw withdrawnSender(office, known)
  if (!reader.verifySignature(known?.signingKey ?? sender.signingKey)) {
    throw new AppError('FORBIDDEN', `数据包的签名与“${sender.unitName}”登记的不符，可能被改动或冒充，没有合并。`, '请让对方重新制作；对方换过密钥的，请先接收上级的数据包。')
  }
}

/** Who withdrew it can admit it again: the office that nobody is above. */
function withdrawnSender(office: Office, site: Site): AppError {
  const here = isWithin(site.unit, office.unit.code) && superiorOf(sitesOf(office.store.read), office.unit.code) === undefined
  return new AppError('FORBIDDEN', `发送方“${site.unitName}${site.label}”已经${here ? '由本单位' : ''}停用，没有合并。`,
    here ? '要继续和它交换，请让它重新制作加入申请，在“站点”里再登记一次；然后让它重新制作数据包。' : '请联系上级单位。')
}

/** The data parts, as the merge reads them. */
export function partsOf({ reader, header }: Pick<OpenedPackage, 'reader' | 'header'>): PackageParts {
  return {
    schema: header.schema,
    // Registers come in the order of the sender's catalogue, so that what is referred to is there first.
    paths: reader.resources.map((resource) => resource.path).filter((path) => path.startsWith('data/')),
    lines: (path) => readLines(reader.part(path), { maximumBytes: LONGEST_LINE }),
    rows: (path) => readCsvRows(reader.part(path), { maximumColumns: Math.max(MOST_COLUMNS, ...[...tableColumns(path)]), maximumFieldBytes: LONGEST_CELL }),
  }
}

function* tableColumns(path: string): Generator<number> {
  const register = /^data\/(\w+)\.csv$/.exec(path)?.[1]
  if (register !== undefined) try { yield tableOf(register).entered.length + 5 } catch { /* Not a register of ours: refused when it is read. */ }
}

/** What is told of a package before it is tried out. */
export function describe(office: Office, handle: string, name: string, bytes: number, header: Header): FoundPackage {
  const { sender } = header
  const row = office.store.read.get<{ state: string; handled_at: string }>(`SELECT state, handled_at FROM package WHERE id = ? AND direction = 'in'`, header.id)
  const later = office.store.read.get<{ number: number }>(`SELECT max(number) AS number FROM package WHERE direction = 'in' AND site = ? AND state = 'applied' AND kind IN ('changes', 'baseline')`, sender.site)?.number ?? 0
  const data = header.kind === 'changes' || header.kind === 'baseline'
  const status = row?.state === 'applied' ? 'applied' : data && header.number < later ? 'older' : 'new'
  const note = status === 'applied' ? `已在 ${localDay(new Date(row?.handled_at ?? ''))} 合并过，再接收也不会改变什么` : status === 'older' ? '比已经接收的旧，再接收也没有害处' : null
  return {
    file: handle, name, bytes, readable: true, note, kind: header.kind, number: header.number, madeAt: header.made,
    sender: { site: sender.site, unit: sender.unit, unitName: sender.unitName, label: sender.label }, status, records: header.counts.records,
  }
}

/** A file that cannot be read, and why. */
export function unreadable(office: Office, handle: string, name: string, bytes: number, error: unknown): FoundPackage {
  const code = error instanceof AppError ? error.code : null
  // What went out from here is sealed for somebody else: only the outbox knows it again.
  const own = (error instanceof AppError && error.message.includes('本机自己制作'))
    || (code === 'PACKAGE_FOREIGN' && office.store.read.get(`SELECT 1 FROM package WHERE direction = 'out' AND file = ? AND bytes = ?`, name, bytes) !== undefined)
  const note = own ? '这是本机做给别人的，请交给对方' : code === 'PACKAGE_FOREIGN' ? '发给别的单位的' : error instanceof AppError ? `${error.message}${error.action}` : '文件读不出来。'
  return { file: handle, name, bytes, readable: false, note, kind: null, number: null, madeAt: null, sender: null, status: own ? 'own' : code === 'PACKAGE_PASSPHRASE' ? 'sealed' : 'unreadable', records: null }
}

