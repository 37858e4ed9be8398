/** Who this installation is to the others: its keys, its request to be admitted, and admitting others. */
import { randomUUID } from 'node:crypto'
import { inputSize, readInput } from '../../files/temporary.ts'
import { z } from 'zod'
import type { AskingUser } from '../../access/asker.ts'
import { siteCardShape, type SiteCard } from '../../exchange/header.ts'
import { fingerprint, makeKeys, signText, verifyText, type SiteKeys } from '../../exchange/package/index.ts'
import { isAbove, sitesOf, superiorOf, UNNAMED, type Site } from '../../exchange/sites.ts'
import { noteSchema, requireCurrentRequest } from '../../exchange/versions.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { Store, Transaction } from '../../store/index.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import type { KnownSite } from './contract.ts'

/** Where the installation stands; see `standingShape` of the contract. */
export type Standing = 'alone' | 'requested' | 'admitted' | 'superior' | 'withdrawn'

interface KeyRing {
  readonly current: SiteKeys
  /** Made for a renewal that the superior office has not confirmed yet. */
  readonly pending: SiteKeys | null
  /** Secret keys of earlier times: packages on their way were sealed for them. */
  readonly previous: readonly string[]
}

const KEYS = 'exchange_keys'
const REQUEST = 'exchange_request'
const LABEL = 'site_label'
/** What the first PC of an office is called abroad unless somebody says otherwise. */
const FIRST_LABEL = '1 号机'

/** This site's keys, made when first asked for. They never leave the encrypted database. */
export async function keysOf(store: Store): Promise<KeyRing> {
  const text = store.meta(KEYS)
  if (text !== null) return JSON.parse(text) as KeyRing
  const ring: KeyRing = { current: await makeKeys(), pending: null, previous: [] }
  // Two who ask at once get the same keys: the first that is written stands.
  await store.bookkeep((database) => database.run('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)', KEYS, JSON.stringify(ring)))
  return JSON.parse(store.meta(KEYS) ?? JSON.stringify(ring)) as KeyRing
}

/** Everything that opens what was sealed for this site. */
export async function identitiesOf(store: Store): Promise<string[]> {
  const { current, pending, previous } = await keysOf(store)
  return [current.sealing.identity, ...(pending === null ? [] : [pending.sealing.identity]), ...previous]
}

/** How this site introduces itself. */
export async function ownCard(office: Office): Promise<SiteCard> {
  const { current } = await keysOf(office.store)
  return cardOf(office, current)
}

function cardOf(office: Office, keys: SiteKeys): SiteCard {
  return {
    site: office.store.site,
    unit: office.unit.code,
    unitName: office.unit.name,
    label: labelOf(office.store),
    signingKey: keys.signing.publicKey,
    sealingKey: keys.sealing.recipient,
  }
}

/** Name of this installation among those of its unit. */
export function labelOf(store: Store): string {
  return store.meta(LABEL) ?? UNNAMED
}

export function standingOf(store: Store, unit: string): Standing {
  const sites = sitesOf(store.read)
  const own = sites.find((site) => site.id === store.site)
  if (own?.state === 'withdrawn') return 'withdrawn'
  if (own !== undefined) return superiorOf(sites, unit) === undefined ? 'superior' : 'admitted'
  return store.meta(REQUEST) === null ? 'alone' : 'requested'
}

const requestShape = z.object({
  format: z.literal('bangfu-site-request'),
  version: z.literal(1),
  nonce: z.string().max(80),
  made: z.string().max(40),
  card: siteCardShape,
  renewal: z.boolean(),
  /** Schema of the program that made it; version 0.1.0 does not say it. */
  schema: z.int().min(1).optional(),
})
export type SiteRequest = z.infer<typeof requestShape>
/** The file: the request as text, signed with the key it introduces and, for a renewal, with the key known so far. */
const fileShape = z.object({ request: z.string().max(20_000), signature: z.string().max(4000), previous: z.string().max(4000).nullable() })

/** The text of a request file of this site; remembers what it asked for, so that the answer can be told from a stranger's. */
export async function makeRequest(office: Office, options: { readonly label: string; readonly renew: boolean; readonly made: string }): Promise<string> {
  const { store } = office
  const ring = await keysOf(store)
  const standing = standingOf(store, office.unit.code)
  if (standing === 'superior') throw new AppError('FORBIDDEN', '本单位是登记别人的上级，不需要申请加入。', '要更换上级单位的密钥，请在新电脑上恢复备份。')
  if (options.renew && standing !== 'admitted') throw new AppError('FORBIDDEN', '还没有加入交换，不用更换密钥。', '请先制作加入申请。')
  const keys = options.renew ? (ring.pending ?? (await makeKeys())) : ring.current
  const nonce = randomUUID()
  await store.bookkeep((database) => {
    const set = (key: string, value: string): void => {
      database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
    }
    set(LABEL, options.label)
    set(REQUEST, JSON.stringify({ nonce, at: options.made }))
    if (options.renew) set(KEYS, JSON.stringify({ ...ring, pending: keys }))
  })
  const request: SiteRequest = {
    format: 'bangfu-site-request',
    version: 1,
    nonce,
    made: options.made,
    card: { ...cardOf(office, keys), label: options.label },
    renewal: options.renew,
    schema: SCHEMA_VERSION,
  }
  const text = JSON.stringify(request)
  return JSON.stringify(
    {
      request: text,
      signature: signText(text, keys.signing.secretKey, `site request ${nonce}`),
      previous: options.renew ? signText(text, ring.current.signing.secretKey, `site request ${nonce}`) : null,
    },
    null,
    2,
  )
}

/** Name of a request file: nothing about people in it. Several PCs of one unit may put theirs on the same stick. */
export function requestFileName(office: Office): string {
  return `${office.unit.code}-${office.store.site.slice(0, 4)}-request.json`
}

/** Bytes of a request at most; a real one has about two thousand. */
const LARGEST_REQUEST = 100_000

async function readRequestText(path: string): Promise<string> {
  if (inputSize(path) > LARGEST_REQUEST) throw notARequest()
  return (await readInput(path)).toString('utf8')
}

/** Reads and verifies a request file. Throws FILE_FORMAT or FORBIDDEN with what is wrong. */
export async function readRequest(office: Office, path: string): Promise<SiteRequest> {
  const text = await readRequestText(path).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'FILE_FORMAT'
      ? error
      : new AppError('FILE_NOT_FOUND', '申请文件读不出来。', '请检查 U 盘后重新选择。', { cause: error })
  })
  const file = fileShape.safeParse(parsed(text))
  const request = requestShape.safeParse(file.success ? parsed(file.data.request) : null)
  if (!file.success || !request.success) throw notARequest()
  const { card, renewal } = request.data
  if (!verifyText(file.data.request, file.data.signature, card.signingKey))
    throw new AppError('FILE_FORMAT', '申请文件的签名不对，内容可能被改动过，没有登记。', '请让对方重新制作申请文件。')
  const known = sitesOf(office.store.read).find((site) => site.id === card.site)
  if (renewal && (known === undefined || file.data.previous === null || !verifyText(file.data.request, file.data.previous, known.signingKey))) {
    throw new AppError('FORBIDDEN', '更换密钥的申请没有用原来的密钥签名，没有登记。', '如果原来的电脑已经丢失，请停用旧站点，让对方按新站点申请。')
  }
  if (!renewal && known !== undefined && (known.signingKey !== card.signingKey || known.sealingKey !== card.sealingKey)) {
    throw new AppError('FORBIDDEN', `站点“${known.label}”已经登记过，这次申请的密钥却不同，没有登记。`, '请让对方用“更换密钥”重新申请，或先停用旧站点。')
  }
  if (card.unit !== office.unit.code && !isAbove(office.unit.code, card.unit)) {
    throw new AppError('FORBIDDEN', `“${card.unitName}”不是本单位下属的单位，没有登记。`, '请核对申请文件；上级单位由上级登记本单位。')
  }
  return request.data
}

/** What is on file of the site that a request is about: it may be in use, or have been withdrawn with its PC lost. */
export function earlierOf({ store }: Office, { card }: SiteRequest): KnownSite | null {
  const site = sitesOf(store.read).find((candidate) => candidate.id === card.site)
  if (site === undefined) return null
  const { state, label, admittedOn, withdrawnOn } = site
  const row = store.read.get<{ reason: string | null }>('SELECT withdrawn_reason AS reason FROM site WHERE id = ?', site.id)
  return { state, label, admittedOn, withdrawnOn, withdrawnReason: row?.reason ?? null }
}

export interface Admission {
  readonly today: string
  /** Puts a withdrawn site back in use; without it such a request is refused. */
  readonly again: boolean
  /** What this PC is to be called by the others, should this be its first admission. */
  readonly ownLabel: string | undefined
}

/** Puts the site of a request on file, and this site too if it is the first. Throws CONFLICT for one that was withdrawn, unless it is meant. */
export async function admitSite(office: Office, user: AskingUser, request: SiteRequest, { today, again, ownLabel }: Admission): Promise<void> {
  const { store } = office
  const standing = standingOf(store, office.unit.code)
  if (standing === 'admitted' || standing === 'withdrawn' || standing === 'requested') {
    throw new AppError('FORBIDDEN', '登记站点由上级单位办理，本单位不能登记。', '请把申请文件交给上级单位。')
  }
  const known = earlierOf(office, request)
  if (known?.state === 'withdrawn' && !again) {
    throw new AppError(
      'CONFLICT',
      `站点“${known.label}”${known.withdrawnOn ?? ''} 停用过（${known.withdrawnReason ?? '没有写原因'}），没有登记。`,
      '确实要恢复使用这台电脑的，请写明再次登记；电脑换了的，请让对方重新制作加入申请。',
    )
  }
  const schema = requireCurrentRequest(request)
  const label = ownLabel ?? store.meta(LABEL) ?? FIRST_LABEL
  const own = { ...(await ownCard(office)), label }
  const { card } = request
  await office.records.writer.change(user, { kind: 'edit', title: `登记站点 ${card.unitName}${card.label}` }, ({ transaction }) => {
    noteSchema(
      (sql, ...parameters) => {
        transaction.bookkeep(sql, ...parameters)
      },
      card.site,
      schema,
    )
    if (standing === 'alone') {
      transaction.insert('site', valuesOf(own, today), own.site)
      transaction.bookkeep('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', LABEL, label)
    }
    if (transaction.get('SELECT 1 FROM site WHERE id = ?', card.site) === undefined) transaction.insert('site', valuesOf(card, today), card.site)
    // One that is in use stays as long on file as it is: its admission is only made out once more.
    else
      transaction.update('site', card.site, {
        ...valuesOf(card, known?.state === 'admitted' ? (known.admittedOn ?? today) : today),
        withdrawn_on: null,
        withdrawn_reason: null,
      })
  })
}

function valuesOf(card: SiteCard, today: string): Record<string, string> {
  return {
    unit: card.unit,
    unit_name: card.unitName,
    label: card.label,
    signing_key: card.signingKey,
    sealing_key: card.sealingKey,
    state: 'admitted',
    admitted_on: today,
  }
}

/** Ends a site's part in the exchange: nothing is taken from it, nothing is sealed for it. */
export async function withdrawSite(office: Office, user: AskingUser, site: string, reason: string, today: string): Promise<void> {
  if (site === office.store.site) throw new AppError('VALIDATION', '不能停用本机自己的站点。', '请选择别的站点。')
  if (standingOf(office.store, office.unit.code) !== 'superior') throw new AppError('FORBIDDEN', '停用站点由上级单位办理。', '请联系上级单位。')
  const known = sitesOf(office.store.read).find((candidate) => candidate.id === site)
  if (known === undefined) throw new AppError('NOT_FOUND', '没有这个站点。', '请刷新站点列表。')
  await office.records.writer.change(user, { kind: 'edit', title: `停用站点 ${known.unitName}${known.label}`, reason }, ({ transaction }) => {
    transaction.update('site', site, { state: 'withdrawn', withdrawn_on: today, withdrawn_reason: reason })
  })
}

/** The request that waits for its answer. */
export function pendingRequest(store: Store): { readonly nonce: string } | null {
  const text = store.meta(REQUEST)
  return text === null ? null : (JSON.parse(text) as { nonce: string })
}

/** With a merge: the answer to our request has come, and renewed keys are in force once the register of sites names them. */
export function takeUpAdmission(transaction: Transaction, ownSite: string): void {
  const own = sitesOf(transaction).find((site) => site.id === ownSite)
  if (own === undefined) return
  const meta = (key: string): string | undefined => transaction.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value
  if (meta(REQUEST) !== undefined) transaction.bookkeep('DELETE FROM meta WHERE key = ?', REQUEST)
  const { current, pending, previous } = JSON.parse(meta(KEYS) ?? '{"pending":null}') as KeyRing
  if (pending === null || pending.signing.publicKey !== own.signingKey) return
  const next: KeyRing = { current: pending, pending: null, previous: [current.sealing.identity, ...previous] }
  transaction.bookkeep('UPDATE meta SET value = ? WHERE key = ?', JSON.stringify(next), KEYS)
}

/** 核对码 of a site. */
export function fingerprintOf(keys: Pick<SiteCard, 'signingKey' | 'sealingKey'> | Site): string {
  return fingerprint({ signingKey: keys.signingKey, sealingKey: keys.sealingKey })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function notARequest(): AppError {
  return new AppError('FILE_FORMAT', '这个文件不是加入申请。', '请选择对方用“制作加入申请”生成的文件（名称以 -request.json 结尾）。')
}
