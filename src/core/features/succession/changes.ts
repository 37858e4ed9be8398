/** Villages that go into others: what a change would bring along, the change itself, and the list of those that were made. */
import { divisionPrefix, may } from '../../access/permissions.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { superiorOf, sitesOf } from '../../exchange/sites.ts'
import type { Door } from '../../registers/writer.ts'
import { levelOfUnit } from '../../rules/levels.ts'
import type { Office } from '../../runtime.ts'
import { SUCCESSION_KIND } from '../../store/changeKinds.ts'
import type { Succession } from '../../store/succession.ts'
import { formatFormer, kindOfCode, parseFormer, type OfficeDivision } from '../divisions/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { alongWith, bringAlong } from './along.ts'
import { beginCard } from './card.ts'
import type { Asked, Into, VillageChange } from './contract.ts'
import { countsOf, type AlongCounts } from './counts.ts'

const REGISTER = 'village_change'

export interface Document {
  readonly on: string
  readonly documentNo: string
  readonly reason: string
}

interface ChangeRow {
  readonly id: string
  readonly kind: VillageChange['kind']
  readonly former_village: string
  readonly former_name: string
  readonly village: string
  readonly effective_on: string
  readonly document_no: string
  readonly reason: string
  readonly done_by: string | null
  readonly households: number
  readonly change_set: string | null
}

/** Why changes are not made at this office, or not by this user; null where they are. */
function whyNot(office: Office, user: SessionUser): string | null {
  if (levelOfUnit(office.unit.code) !== 'county') return '区划变更由县里办理；办好以后，县里下发的数据包会带来。'
  if (superiorOf(sitesOf(office.store.read), office.unit.code) !== undefined) return '区划变更由上级统一办理。'
  return may(user, 'set parameters') ? null : '区划变更由管理员办理。'
}

function requireMay(office: Office, user: SessionUser): void {
  const why = whyNot(office, user)
  if (why !== null) throw new AppError('FORBIDDEN', why, '需要变更的，请报县里的管理员。')
}

export function listChanges(office: Office, user: SessionUser): { rows: VillageChange[]; mayDo: boolean; why: string | null } {
  const rows = office.store.read
    .all<ChangeRow>(
      `SELECT v.*, (SELECT count(*) FROM transfer t WHERE t.change_id = v.id AND t.deleted = 0) AS households,
         (SELECT c.id FROM journal j JOIN change_set c ON c.number = j.change_set WHERE j.record = v.id AND j.action = 'insert' AND j.author IS NULL ORDER BY j.sequence DESC LIMIT 1) AS change_set
       FROM ${REGISTER} v WHERE v.deleted = 0 ORDER BY v.effective_on DESC, v.former_village`,
    )
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      former: row.former_village,
      formerName: row.former_name,
      village: row.village,
      name: office.divisions.fullName(row.village),
      on: row.effective_on,
      documentNo: row.document_no,
      reason: row.reason,
      by: row.done_by,
      households: row.households,
      changeSet: row.change_set,
    }))
  const why = whyNot(office, user)
  return { rows, mayDo: why === null, why }
}

/** The villages that went into one, with the day before which each still was. */
export function forerunners({ divisions }: Office, village: string): { code: string; name: string; until: string }[] {
  return divisions.successions.forerunnersOf(village).map((code) => ({ code, name: divisions.fullName(code), until: divisions.successions.of(code)?.on ?? '' }))
}

/** A change as it is about to be made. */
interface Plan {
  readonly kind: VillageChange['kind']
  readonly former: readonly OfficeDivision[]
  readonly to: string
  readonly toName: string
  /** Null where the village is there already. */
  readonly made: { readonly code: string; readonly name: string; readonly parent: string } | null
}

function planOf(office: Office, { villages, into, on }: Asked, today: string): Plan {
  const to = 'village' in into ? into.village : into.code
  const former = [...new Set(villages)].filter((code) => code !== to).map((code) => villageInForce(office, code))
  if (former.length === 0) throw new AppError('VALIDATION', '没有要变更的村：所选的村和变更后的村是同一个。', '请另选要并入、换代码或划转的村。')
  if (on > today) throw new AppError('VALIDATION', `生效日期 ${on} 还没有到。`, '请在生效的当天或以后办理。')
  const [first] = former
  for (const { code, name } of former) refuseOwnOffice(office, code, name)
  const made = 'village' in into ? null : newVillage(office, into)
  const toName = made?.name ?? villageInForce(office, to).name
  const elsewhere = former.every(({ code }) => code.slice(0, 9) !== to.slice(0, 9))
  const kind = former.length === 1 && elsewhere ? 'transferred' : former.length === 1 && first !== undefined && made !== null ? 'renumbered' : 'merged'
  return { kind, former, to, toName, made }
}

function villageInForce(office: Office, code: string): OfficeDivision {
  const found = office.divisions.get(code)
  if (found === undefined || found.level !== 'village' || !code.startsWith(divisionPrefix(office.unit.code)))
    throw new AppError('VALIDATION', `${code} 不是本县的行政村。`, '请从列表里选择。')
  const gone = office.divisions.successions.of(code)
  if (gone !== undefined) throw new AppError('VALIDATION', `${found.name}已在 ${gone.on} 变更为${office.divisions.fullName(gone.to)}。`, '请选择现在的村。')
  if (found.valid_to !== null) throw new AppError('VALIDATION', `${found.name}已于 ${found.valid_to} 年停用。`, '请选择现在的村。')
  return found
}

function newVillage(office: Office, { code, name }: Extract<Into, { code: string }>): NonNullable<Plan['made']> {
  const known = office.divisions.get(code)
  if (known !== undefined)
    throw new AppError('VALIDATION', `代码 ${code} 已是${office.divisions.fullName(code)}的代码。`, '要并入它的，请选“并入现有的村”；否则请核对代码。')
  const parent = `${code.slice(0, 9)}000`
  if (office.divisions.get(parent)?.level !== 'township' || code.endsWith('000'))
    throw new AppError('VALIDATION', `代码 ${code} 前 9 位不是本县的乡镇，或不是村的代码。`, '请填写 12 位村代码，前 9 位是所在乡镇的。')
  return { code, name, parent }
}

/** A unit is named by its code in all that it ever wrote. */
function refuseOwnOffice(office: Office, code: string, name: string): void {
  const own = sitesOf(office.store.read).find((site) => site.unit === code && site.state === 'admitted')
  if (own === undefined) return
  throw new AppError(
    'CONFLICT',
    `${name}有自己的电脑（${own.unitName} · ${own.label}）在交换数据，不能直接变更。`,
    '请先收完它的数据包，在“站点”里停用它，再办理变更；以后让它以现在的村重新申请加入。',
  )
}

/** What a change would bring along, village by village. */
export function previewChange(office: Office, user: SessionUser, asked: Asked, today: string): { kind: VillageChange['kind']; villages: AlongCounts[] } {
  requireMay(office, user)
  const { kind, former, to, made } = planOf(office, asked, today)
  const sole = former.length === 1 && made !== null
  return { kind, villages: former.map((division) => countsOf(office, { code: division.code, to, on: asked.on, sole })) }
}

/** Makes a change: one change set, which is undone as one. */
export async function applyChange(
  office: Office,
  user: SessionUser,
  asked: Asked & Document,
  today: string,
): Promise<{ changeSet: string | null; moved: number }> {
  requireMay(office, user)
  const plan = planOf(office, asked, today)
  const { kind, former, to, toName, made } = plan
  const names = former.map(({ code }) => office.divisions.fullName(code)).join('、')
  const title = kind === 'renumbered' && former[0]?.name === toName ? `${names}换代码为 ${to}` : `${names}${VERBS[kind]}${toName}`
  const { result, changeSet } = await office.records.writer.changeInSteps(
    user,
    { kind: SUCCESSION_KIND, title, reason: `${asked.documentNo}：${asked.reason}` },
    async (door, step) => {
      if (made !== null) makeDivision(door, made, asked.on)
      const successions = former.map((division) => say(door, division, { ...asked, kind, to, toName, by: user.displayName }))
      // The card of a new village is begun before anything can refer to it.
      beginCard(door.transaction, { former: former.map(({ code }) => code), to, on: asked.on, made: made !== null })
      let moved = 0
      for (const succession of successions) {
        const along = alongWith(door.transaction, succession)
        moved += along.records.reduce((sum, { ids }) => sum + ids.length, 0)
        const formerName = former.find(({ code }) => code === succession.from)?.name ?? ''
        await bringAlong(door.transaction, succession, along, { formerName, today, step })
      }
      return moved
    },
  )
  return { changeSet, moved: result }
}

const VERBS: Record<VillageChange['kind'], string> = { merged: '并入', renumbered: '改为', transferred: '划为', renamed: '改名为' }

function makeDivision(door: Door, { code, name, parent }: NonNullable<Plan['made']>, on: string): void {
  door.insert(registerOf('division'), {
    code,
    name,
    parent_code: parent,
    level: 'village',
    kind: kindOfCode(code),
    national_code: null,
    former_names: null,
    valid_from: Number(on.slice(0, 4)),
    valid_to: null,
  })
}

/** Writes down that a village went into another one, and ends it. */
function say(
  door: Door,
  division: OfficeDivision,
  {
    kind,
    to,
    toName,
    on,
    documentNo,
    reason,
    by,
  }: Document & { readonly kind: VillageChange['kind']; readonly to: string; readonly toName: string; readonly by: string },
): Succession {
  const id = door.insert(registerOf(REGISTER), {
    former_village: division.code,
    former_name: division.name,
    village: to,
    name: toName,
    kind,
    effective_on: on,
    document_no: documentNo,
    reason,
    done_by: by,
  })
  endDivision(door, division, on)
  return { id, from: division.code, to, on }
}

/** A village that ends with a year was there in that year; one that ends within a year, too. */
function endDivision(door: Door, { code }: OfficeDivision, on: string): void {
  const id = door.transaction.get<{ id: string }>('SELECT id FROM division WHERE code = ? AND deleted = 0', code)?.id
  const year = Number(on.slice(0, 4))
  if (id !== undefined) door.update(registerOf('division'), id, { valid_to: on.endsWith('-01-01') ? year - 1 : year })
}

/** Another name with the same code: nothing moves. The former name stands beside the new one up to the year before. */
export async function renameVillage(
  office: Office,
  user: SessionUser,
  { village, name, on, documentNo, reason }: Document & { readonly village: string; readonly name: string },
  today: string,
): Promise<{ changeSet: string | null }> {
  requireMay(office, user)
  const division = villageInForce(office, village)
  if (division.name === name) throw new AppError('VALIDATION', `${division.name}已经叫这个名称。`, '请填写新的名称。')
  if (on > today) throw new AppError('VALIDATION', `生效日期 ${on} 还没有到。`, '请在生效的当天或以后办理。')
  const { changeSet } = await office.records.writer.change(
    user,
    { kind: SUCCESSION_KIND, title: `${office.divisions.fullName(village)}改名为${name}`, reason: `${documentNo}：${reason}` },
    (door) => {
      door.insert(registerOf(REGISTER), {
        former_village: village,
        former_name: division.name,
        village,
        name,
        kind: 'renamed',
        effective_on: on,
        document_no: documentNo,
        reason,
        done_by: user.displayName,
      })
      const row = door.transaction.get<{ id: string }>('SELECT id FROM division WHERE code = ? AND deleted = 0', village)
      const former = [...parseFormer(division.former_names), { name: division.name, until: Number(on.slice(0, 4)) - 1 }]
      if (row !== undefined) door.update(registerOf('division'), row.id, { name, former_names: formatFormer(former) })
    },
  )
  return { changeSet }
}
