/** Attachments of records: listed, added, changed, removed; each doing of the user is one change set. */
import { registerOf } from '../../catalogue/index.ts'
import { mayRead, maySeeSensitive, mayWrite } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import { knownRegister } from '../../registers/find.ts'
import { checkedValues } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { tableOf, toContractRow } from '../../store/table.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Attachment, AttachmentAdded, AttachmentList, SharedWith } from './contract.ts'
import { prepare, thumbnailOf, JPEG } from './picture.ts'

/** The field that says which place an attachment belongs to: that of its record. */
const { owner: OWNER = '' } = registerOf('attachment')

/** Most attachments of one record. */
const MOST = 200

/** The record that something is attached to, and the place whose rights hold. */
interface Subject {
  readonly register: string
  readonly record: string
  readonly title: string
  readonly place: string | null
  readonly removed: boolean
}

/** Attachments of a record, by the day they were taken; those removed apart. Throws NOT_FOUND for a record the user does not see. */
export async function listAttachments(office: Office, user: SessionUser, register: string, record: string): Promise<AttachmentList> {
  const subject = subjectOf(office, user, register, record)
  const rows = office.store.read.all<SqlRow>(
    'SELECT * FROM attachment WHERE register = ? AND record = ? ORDER BY coalesce(taken_on, substr(created_at, 1, 10)), created_at, id LIMIT ?',
    register,
    record,
    2 * MOST,
  )
  const shown = await Promise.all(rows.map(async (row) => ({ attachment: await toAttachment(office, row), removed: row['deleted'] === 1 })))
  return {
    attachments: shown.filter(({ removed }) => !removed).map(({ attachment }) => attachment),
    removed: shown.filter(({ removed }) => removed).map(({ attachment }) => attachment),
    mayWrite: !subject.removed && mayWrite(user, subject.place),
    mayOpen: maySeeSensitive(user, subject.place),
  }
}

export interface AddRequest {
  /** The file as the user picked it. */
  readonly file: { readonly path: string; readonly name: string }
  readonly register: string
  readonly record: string
  readonly name?: string | undefined
  readonly remark?: string | undefined
  readonly takenOn?: string | undefined
  /** Which of the papers that the register of the record asks for it is. */
  readonly kind?: string | undefined
  /** Why the content of another record's attachment is right here too. */
  readonly sharedReason?: string | undefined
}

/**
 * Takes a picture or PDF in. The content is on the disk before the record refers to it. Throws DUPLICATE where the record has it already,
 * and as `prepare` does; answers `shared` where another record has it and no reason was given.
 */
export async function addAttachment(office: Office, user: SessionUser, request: AddRequest, today: string): Promise<AttachmentAdded> {
  const subject = subjectOf(office, user, request.register, request.record)
  const place = writablePlace(user, subject)
  requirePaper(subject.register, request.kind)
  const made = await prepare(request.file.path, {
    megabytes: office.parameters()('attachment_size_maximum', today, office.unit.code) ?? DEFAULT_MEGABYTES,
    today,
  })
  const values = checkedValues(
    registerOf('attachment'),
    {
      register: request.register,
      record: request.record,
      [OWNER]: place,
      name: request.name ?? nameOf(request.file.name),
      sha256: made.sha256,
      media_type: made.mediaType,
      size: made.content.length,
      width: made.width,
      height: made.height,
      taken_on: request.takenOn ?? made.takenOn,
      kind: request.kind ?? null,
      remark: request.remark ?? null,
    },
    false,
  )
  const shared = sameElsewhere(office, user, made.sha256, subject)
  if (shared.length > 0 && request.sharedReason === undefined) return { state: 'shared', with: shared }
  await office.attachments.write(made.sha256, [made.content])
  if (made.mediaType === JPEG) await office.attachments.keepThumbnail(made.sha256, await thumbnailOf(made.content))
  const title = `给${labelOf(subject)}添加${made.mediaType === JPEG ? '照片' : '附件'}“${String(values['name'])}”`
  const { result, changeSet } = await office.records.writer.change(user, { kind: 'edit', title, reason: request.sharedReason ?? null }, (door) => {
    refuseTwice(door.transaction, subject, made.sha256)
    refuseTooMany(door.transaction, subject)
    return door.insert(registerOf('attachment'), values)
  })
  return { state: 'added', id: result, changeSet }
}

/** Changes what is said of an attachment; its content never changes. */
export async function updateAttachment(
  office: Office,
  user: SessionUser,
  id: string,
  patch: {
    readonly name?: string | undefined
    readonly remark?: string | null | undefined
    readonly takenOn?: string | null | undefined
    readonly kind?: string | null | undefined
  },
  revision?: number,
): Promise<string | null> {
  const { row, subject } = attachmentOf(office, user, id)
  writablePlace(user, subject)
  requirePaper(subject.register, patch.kind)
  const wanted: Row = {
    ...(patch.name === undefined ? {} : { name: patch.name }),
    ...(patch.remark === undefined ? {} : { remark: patch.remark === '' ? null : patch.remark }),
    ...(patch.takenOn === undefined ? {} : { taken_on: patch.takenOn }),
    ...(patch.kind === undefined ? {} : { kind: patch.kind }),
  }
  const values = checkedValues(registerOf('attachment'), wanted, true)
  const title = `修改${labelOf(subject)}的附件“${String(row['name'])}”`
  const { changeSet } = await office.records.writer.change(user, { kind: 'edit', title }, (door) => door.update(registerOf('attachment'), id, values, revision))
  return changeSet
}

/** Takes an attachment off its record; content and history stay, so that it can be brought back. */
export async function removeAttachment(office: Office, user: SessionUser, id: string, reason: string): Promise<string | null> {
  const { row, subject } = attachmentOf(office, user, id)
  writablePlace(user, subject)
  const { changeSet } = await office.records.writer.change(
    user,
    { kind: 'edit', title: `删除${labelOf(subject)}的附件“${String(row['name'])}”`, reason },
    (door) => door.remove(registerOf('attachment'), id),
  )
  return changeSet
}

/** Brings a removed attachment back. Throws DUPLICATE where the same content was added again meanwhile. */
export async function restoreAttachment(office: Office, user: SessionUser, id: string, reason: string): Promise<string | null> {
  const { row, subject } = attachmentOf(office, user, id)
  writablePlace(user, subject)
  const { changeSet } = await office.records.writer.change(
    user,
    { kind: 'edit', title: `恢复${labelOf(subject)}的附件“${String(row['name'])}”`, reason },
    ({ transaction }) => {
      refuseTwice(transaction, subject, String(row['sha256']))
      transaction.restore('attachment', id)
    },
  )
  return changeSet
}

/** An attachment that the user may see, with what it is attached to. */
export function attachmentOf(office: Office, user: SessionUser, id: string): { readonly row: Row; readonly subject: Subject } {
  const found = office.store.read.get<SqlRow>('SELECT * FROM attachment WHERE id = ?', id)
  if (found === undefined) throw notFound()
  const row = toContractRow(tableOf('attachment'), found)
  return { row, subject: subjectOf(office, user, String(row['register']), String(row['record'])) }
}

/** Whether the user sees pictures of a record as they are: a scan may show what is masked in its fields. */
export function mayOpen(user: SessionUser, subject: Subject): boolean {
  return maySeeSensitive(user, subject.place)
}

/** Refuses those who see the record only masked. */
export function requireOpen(user: SessionUser, subject: Subject): void {
  if (!mayOpen(user, subject)) throw new AppError('FORBIDDEN', '您的角色只能看模糊的缩略图，不能打开原图。', '需要原图时请联系管理员或负责该村的录入员。')
}

const DEFAULT_MEGABYTES = 20

function subjectOf(office: Office, user: SessionUser, name: string, record: string): Subject {
  const register = knownRegister(name)
  if (register.internal === true || register.owner === undefined)
    throw new AppError('VALIDATION', `${register.label}不能附照片和附件。`, '请把它附在户、人或村上。')
  const row = office.records.get(user, name, record)
  const place = row[register.owner]
  return {
    register: name,
    record,
    title: office.records.titleOf(name, record),
    place: typeof place === 'string' ? place : null,
    removed: row['deleted'] === true,
  }
}

/** The place that the attachment belongs to. Throws FORBIDDEN, or VALIDATION where the record has none. */
function writablePlace(user: SessionUser, subject: Subject): string {
  if (subject.removed) throw new AppError('CONFLICT', `${labelOf(subject)}已经删除，不能改它的附件。`, '请先恢复这条记录。')
  if (subject.place === null) throw new AppError('VALIDATION', `${labelOf(subject)}还不属于任何村，不能添加附件。`, '请先把这个人加入一户，再添加照片。')
  if (!mayWrite(user, subject.place)) throw new AppError('FORBIDDEN', '您没有修改这条记录的权限。', '请让管理员或负责该村的录入员处理。')
  return subject.place
}

/** Throws VALIDATION for a kind of paper that the register does not ask for. */
function requirePaper(register: string, kind: string | null | undefined): void {
  if (kind === null || kind === undefined) return
  const { label, papers = [] } = knownRegister(register)
  if (papers.some((paper) => paper.kind === kind)) return
  const known = papers.map((paper) => `${paper.label}（${paper.kind}）`).join('、')
  throw new AppError(
    'VALIDATION',
    `${label}没有“${kind}”这种材料。`,
    known === '' ? '这个台账没有规定材料类别，请不要填写类别。' : `请选择其中一种：${known}。`,
  )
}

/** Other records that have the content; those outside the user's divisions without their names. */
function sameElsewhere(office: Office, user: SessionUser, sha256: string, subject: Subject): SharedWith[] {
  const rows = office.store.read.all<{ register: string; record: string; place: string }>(
    `SELECT DISTINCT register, record, ${OWNER} AS place FROM attachment WHERE sha256 = ? AND deleted = 0 LIMIT 50`,
    sha256,
  )
  return rows
    .filter((row) => row.register !== subject.register || row.record !== subject.record)
    .slice(0, 10)
    .map(({ register, record, place }) => {
      const readable = mayRead(user, place)
      return {
        register,
        label: knownRegister(register).label,
        place: office.divisions.get(place)?.name ?? place,
        record: readable ? record : null,
        title: readable ? office.records.titleOf(register, record) : null,
      }
    })
}

function refuseTwice(transaction: Pick<ReadDatabase, 'get'>, subject: Subject, sha256: string): void {
  const found = transaction.get<{ name: string }>(
    'SELECT name FROM attachment WHERE register = ? AND record = ? AND sha256 = ? AND deleted = 0',
    subject.register,
    subject.record,
    sha256,
  )
  if (found !== undefined)
    throw new AppError(
      'DUPLICATE',
      `${labelOf(subject)}已经有这张照片（“${found.name}”），没有重复添加。`,
      '请选择另一张；要改名称或说明，请打开已有的那一张。',
    )
}

function refuseTooMany(transaction: Pick<ReadDatabase, 'get'>, subject: Subject): void {
  const found = transaction.get<{ count: number }>(
    'SELECT count(*) AS count FROM attachment WHERE register = ? AND record = ? AND deleted = 0',
    subject.register,
    subject.record,
  )
  if ((found?.count ?? 0) >= MOST) throw new AppError('VALIDATION', `${labelOf(subject)}已经有 ${MOST} 个附件，不能再添加。`, '请先删除不需要的。')
}

function labelOf(subject: Subject): string {
  return `${knownRegister(subject.register).label}“${subject.title}”`
}

/** What a file is called without its extension, as long as a name may be. */
function nameOf(file: string): string {
  const name = file
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(0, 120)
  return name === '' ? '照片' : name
}

async function toAttachment(office: Office, row: SqlRow): Promise<Attachment> {
  const values = toContractRow(tableOf('attachment'), row)
  const text = (key: string): string | null => {
    const value = values[key]
    return typeof value === 'string' ? value : null
  }
  const whole = (key: string): number | null => {
    const value = values[key]
    return typeof value === 'number' ? value : null
  }
  return {
    id: String(row['id']),
    revision: Number(row['revision']),
    name: text('name') ?? '',
    remark: text('remark'),
    takenOn: text('taken_on'),
    kind: text('kind'),
    mediaType: text('media_type') ?? '',
    size: whole('size') ?? 0,
    width: whole('width'),
    height: whole('height'),
    addedAt: String(row['created_at']),
    present: await office.attachments.has(String(row['sha256'])),
  }
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', '没有找到这个附件。', '请刷新页面；它可能不在您负责的范围内。')
}
