/** Questionnaires on file: drafts that an office is writing, versions that stand as they were published. A form is nobody's secret: whoever works reads it. */
import { hash } from 'node:crypto'
import { isLimited, type AskingUser } from '../access/asker.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import type { Records } from '../registers/records.ts'
import { validation } from '../registers/writer.ts'
import type { Store } from '../store/index.ts'
import { askable, problemsOf, questionsOf, readTree, treeText } from './tree.ts'
import { treeShape, type Tree } from './types.ts'

/** What questionnaires work with. */
export interface QuestionnairePorts {
  readonly store: Store
  readonly records: Records
  readonly unit: { readonly code: string }
  readonly divisions: { fullName(code: string): string }
}

/** What is written of a questionnaire beside its number of version. */
export interface Written {
  readonly code: string
  readonly name: string
  /** Registers whose records it may be about. */
  readonly about: readonly string[]
  readonly source: string | null
  readonly unverified: boolean
  readonly tree: Tree
}

export interface Published extends Written {
  readonly id: string
  readonly version: number
  readonly issuedBy: string
  readonly issuer: string
  readonly publishedOn: string
  readonly publishedBy: string | null
  readonly print: string
  /** Whether it is not to be asked any more. */
  readonly withdrawn: boolean
}

/** Without its questions, for lists. */
export interface PublishedSummary extends Omit<Published, 'tree'> {
  readonly questions: number
  /** How many sheets the asker may read. */
  readonly sheets: number
  readonly newest: boolean
  /**
   * Whether another one of this number is in force: two PCs of the office published beside each other. Both may be asked, each sheet keeps the one it
   * answered, and whoever works for the whole office withdraws one.
   */
  readonly twice: boolean
  /** Whether it was issued by this office, so that it may be changed and withdrawn here. */
  readonly own: boolean
}

const QUESTIONNAIRE = registerOf('questionnaire')
const DRAFT = registerOf('questionnaire_draft')
const SHEET = registerOf('answered_sheet')

interface Row {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly name: string
  readonly about: string
  readonly issued_by: string
  readonly published_on: string
  readonly published_by: string | null
  readonly definition: string
  readonly print: string
  readonly source: string | null
  readonly unverified: number | null
  readonly withdrawn: number
}

const PUBLISHED = `SELECT q.id, q.code, q.version, q.name, q.about, q.issued_by, q.published_on, q.published_by, q.definition, q.print, q.source, q.unverified,
  EXISTS (SELECT 1 FROM questionnaire w WHERE w.withdraws_id = q.id AND w.deleted = 0) AS withdrawn
  FROM questionnaire q WHERE q.deleted = 0 AND q.withdraws_id IS NULL`

/** Every published version, by code and the newest first; those that this version of the program cannot read are left out. */
export function listPublished(ports: QuestionnairePorts, user: AskingUser): PublishedSummary[] {
  const { sql, parameters } = ports.records.conditionOf(user, { register: SHEET.name })
  const sheets = new Map(
    ports.store.read
      .all<{ id: string; sheets: number }>(`SELECT t.questionnaire_id AS id, count(*) AS sheets FROM answered_sheet t WHERE ${sql} GROUP BY 1`, ...parameters)
      .map(({ id, sheets: count }) => [id, count]),
  )
  const all = ports.store.read.all<Row>(`${PUBLISHED} ORDER BY q.code, q.issued_by, q.version DESC, q.published_on DESC, q.id`).flatMap((row) => {
    const found = publishedOf(ports, row)
    return found === null ? [] : [found]
  })
  const inForce = Map.groupBy(
    all.filter(({ withdrawn }) => !withdrawn),
    nameOf,
  )
  return all.map((found) => {
    const { tree, ...summary } = found
    const standing = inForce.get(nameOf(found)) ?? []
    const newest = !found.withdrawn && standing.every(({ version }) => version <= found.version)
    const twice = newest && standing.some(({ id, version }) => id !== found.id && version === found.version)
    return { ...summary, questions: questionsOf(tree).length, sheets: sheets.get(found.id) ?? 0, newest, twice, own: isOwn(ports, found.issuedBy) }
  })
}

/** Whose questionnaire it is, and which. */
function nameOf({ issuedBy, code }: Published): string {
  return `${issuedBy} ${code}`
}

/** One version with its questions. Throws NOT_FOUND, and VALIDATION where this version of the program cannot read them. */
export function published(ports: QuestionnairePorts, id: string): Published {
  const row = ports.store.read.get<Row>(`${PUBLISHED} AND q.id = ?`, id)
  if (row === undefined) throw new AppError('NOT_FOUND', '没有找到这份问卷。', '请刷新列表；它可能还没有随数据交换到这里。')
  const found = publishedOf(ports, row)
  if (found === null) throw new AppError('VALIDATION', `问卷“${row.name}”的题目读不出来。`, '它可能是更新版本的程序发布的，请先升级本机的程序。')
  return found
}

function publishedOf({ divisions }: QuestionnairePorts, row: Row): Published | null {
  const tree = readTree(row.definition)
  if (tree === null) return null
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    name: row.name,
    about: aboutIn(row.about),
    issuedBy: row.issued_by,
    issuer: divisions.fullName(row.issued_by),
    publishedOn: row.published_on,
    publishedBy: row.published_by,
    print: row.print,
    source: row.source,
    unverified: row.unverified === 1,
    withdrawn: row.withdrawn === 1,
    tree,
  }
}

function aboutIn(text: string): string[] {
  return text.split(',').filter((name) => askable.includes(name))
}

function unitOf({ unit }: QuestionnairePorts): string {
  return unit.code.padEnd(12, '0')
}

function isOwn(ports: QuestionnairePorts, issuedBy: string): boolean {
  return divisionPrefix(issuedBy) === divisionPrefix(unitOf(ports))
}

/** Questionnaires are written for the whole office. */
function requireOffice(user: AskingUser): void {
  if (isLimited(user)) throw new AppError('FORBIDDEN', '问卷由整个单位使用，只负责部分村的用户不能编写。', '请由负责整个单位的录入员或管理员办理。')
}

/** Throws VALIDATION with everything that keeps it from being asked. */
function requireSound({ name, about, tree }: Written): void {
  const problems = [
    ...(about.length === 0 || about.some((one) => !askable.includes(one)) ? [{ code: '', message: '没有写明问什么，请至少选一种台账。' }] : []),
    ...problemsOf(tree),
  ]
  if (problems.length > 0)
    throw validation(
      problems.map(({ code, message }) => ({ path: code === '' ? 'tree' : code, label: name, code: 'questionnaire', message, severity: 'error' })),
    )
}

/** The fingerprint of a tree. */
function printOf(definition: string): string {
  return hash('sha256', definition, 'hex').slice(0, 16)
}

/** Publishes a version: the first of its code, or the next one of this office. The draft of the code is done with. */
export async function publish(ports: QuestionnairePorts, user: AskingUser, written: Written, today: string): Promise<{ id: string; version: number }> {
  requireOffice(user)
  requireSound(written)
  const issuedBy = unitOf(ports)
  const definition = treeText(written.tree)
  const { result } = await ports.records.writer.change(user, { kind: 'edit', title: `发布问卷：${written.name}`, reason: null }, (door) => {
    const last = door.transaction.get<{ version: number | null }>(
      'SELECT max(version) AS version FROM questionnaire WHERE code = ? AND issued_by = ?',
      written.code,
      issuedBy,
    )
    const version = (last?.version ?? 0) + 1
    const id = door.insert(QUESTIONNAIRE, {
      ...valuesOf(written, definition, issuedBy),
      version,
      standing: 1,
      published_on: today,
      published_by: user.displayName.slice(0, 40),
      print: printOf(definition),
    })
    const draft = draftId(door.transaction, written.code, issuedBy)
    if (draft !== undefined) door.remove(DRAFT, draft)
    return { id, version }
  })
  return result
}

function valuesOf({ code, name, about, source, unverified }: Written, definition: string, issuedBy: string) {
  return { code, name, about: about.join(','), issued_by: issuedBy, definition, source, unverified }
}

/** Says that a version is not to be asked any more; what was answered stands. Throws FORBIDDEN for one that another office issued. */
export async function withdraw(ports: QuestionnairePorts, user: AskingUser, id: string, reason: string): Promise<void> {
  requireOffice(user)
  const found = published(ports, id)
  if (!isOwn(ports, found.issuedBy)) throw new AppError('FORBIDDEN', `“${found.name}”是${found.issuer}发布的，不能在这里停用。`, '请由发布单位停用。')
  await ports.records.writer.change(user, { kind: 'edit', title: `停用问卷：${found.name}第 ${found.version} 版`, reason }, (door) =>
    door.reverse(QUESTIONNAIRE, id),
  )
}

export interface Draft extends Written {
  readonly id: string
  readonly problems: readonly { readonly code: string; readonly message: string }[]
}

/** What this office is writing, by code. */
export function listDrafts(ports: QuestionnairePorts, user: AskingUser): Draft[] {
  if (isLimited(user)) return []
  return ports.store.read
    .all<Omit<Row, 'withdrawn'>>('SELECT * FROM questionnaire_draft WHERE deleted = 0 AND issued_by = ? ORDER BY code, id', unitOf(ports))
    .flatMap((row): Draft[] => {
      const tree = draftTree(row.definition)
      if (tree === null) return []
      const { id, code, name, source } = row
      return [{ id, code, name, source, about: aboutIn(row.about), unverified: row.unverified === 1, tree, problems: problemsOf(tree) }]
    })
}

/** A tree as far as it is written: it need not be fit to be asked. */
function draftTree(text: string): Tree | null {
  try {
    const read = treeShape.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Keeps what is written so far, whatever is missing to it. */
export async function saveDraft(ports: QuestionnairePorts, user: AskingUser, written: Written): Promise<{ id: string }> {
  requireOffice(user)
  const issuedBy = unitOf(ports)
  const values = valuesOf(written, treeText(written.tree), issuedBy)
  const { result } = await ports.records.writer.change(user, { kind: 'edit', title: `保存问卷草稿：${written.name}`, reason: null }, (door) => {
    const known = draftId(door.transaction, written.code, issuedBy)
    if (known === undefined) return door.insert(DRAFT, values)
    door.update(DRAFT, known, values)
    return known
  })
  return { id: result }
}

export async function removeDraft(ports: QuestionnairePorts, user: AskingUser, id: string): Promise<void> {
  requireOffice(user)
  await ports.records.writer.change(user, { kind: 'edit', title: '删除问卷草稿', reason: null }, (door) => door.remove(DRAFT, id))
}

function draftId(database: Pick<Store['read'], 'get'>, code: string, issuedBy: string): string | undefined {
  return database.get<{ id: string }>('SELECT id FROM questionnaire_draft WHERE code = ? AND issued_by = ? AND deleted = 0', code, issuedBy)?.id
}
