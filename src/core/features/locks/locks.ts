/** Locking and unlocking years: villages finish, townships review, the county closes; each level undoes its own locks and those below it. */
import { askerOf, type Asker } from '../../access/asker.ts'
import { mayRead } from '../../access/permissions.ts'
import { LOCKED, lockedRegisters, yearAndPlaceOf } from '../../catalogue/derive/locks.ts'
import { placeSql } from '../../catalogue/derive/kept.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { incomeModel, modelCodes, REGISTERED } from '../../rules/incomeModel.ts'
import { isAtLeast, levelNames, OFFICE_LEVELS, type OfficeLevel } from '../../rules/levels.ts'
import type { Opened } from '../../registers/writer.ts'
import type { Office } from '../../runtime.ts'
import { NO_STOCK, requireBalanced, stockAt, type KeptStock } from '../balance/index.ts'
import { LOCK_KIND } from '../../store/changeKinds.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { lockId } from '../../store/yearLocks.ts'
import type { SessionUser } from '../session/contract.ts'
import type { YearLockState } from './contract.ts'
import { requireComplete } from './needs.ts'

const REGISTER = 'year_lock'

interface LockRow {
  readonly division: string
  readonly year: number
  readonly level: OfficeLevel
  readonly state: string
  readonly changed_on: string | null
  readonly changed_by: string | null
  readonly reason: string | null
}

export interface LockList {
  readonly villages: { readonly code: string; readonly name: string }[]
  readonly years: number[]
  readonly locks: YearLockState[]
  readonly levels: OfficeLevel[]
}

/** Reviewers and administrators lock at their level and below; whoever enters records closes a village's own year. */
function levelsOf(asker: Asker): OfficeLevel[] {
  if (asker.role === 'reader') return []
  return OFFICE_LEVELS.filter((level) => isAtLeast(asker.level, level) && (asker.role !== 'entry' || level === 'village'))
}

export function listLocks(office: Office, user: SessionUser): LockList {
  const { read } = office.store
  const { successions } = office.divisions
  const prefix = office.unit.code.replace(/(000|000000)$/, '')
  const villages = office.divisions
    .all()
    .filter(
      ({ level, code, valid_to: ended }) =>
        level === 'village' && code.startsWith(prefix) && mayRead(user, code) && (ended === null || successions.of(code) !== undefined),
    )
    .map(({ code }) => ({ code, name: nameWithHeir(office, code) }))
  const own = new Set(villages.map(({ code }) => code))
  const locks = read.all<LockRow>(`SELECT * FROM ${REGISTER} WHERE deleted = 0 ORDER BY division, year, level`).filter(({ division }) => own.has(division))
  const years = new Set(locks.map(({ year }) => year))
  for (const register of lockedRegisters()) {
    const by = yearAndPlaceOf(register)
    if (by === null) continue
    const rows = read.all<{ year: number; place: string | null }>(
      `SELECT DISTINCT CAST(substr(${by.year}, 1, 4) AS INTEGER) AS year, ${placeSql(register, '') ?? 'NULL'} AS place FROM ${register.name} WHERE deleted = 0`,
    )
    for (const { year, place } of rows) if (place !== null && own.has(place)) years.add(year)
  }
  return {
    villages,
    years: [...years].toSorted((one, other) => other - one),
    locks: locks.map(({ division, year, level, state, changed_on: on, changed_by: by, reason }) => ({
      division,
      year,
      level,
      locked: state === LOCKED,
      on,
      by,
      reason,
    })),
    levels: levelsOf(askerOf(user, office.unit.code)),
  }
}

/** 武阳镇柯寨村（现武阳镇新庄村）: its years stay its own. */
function nameWithHeir({ divisions }: Office, code: string): string {
  const heir = divisions.successions.heirOf(code)
  return heir === code ? divisions.fullName(code) : `${divisions.fullName(code)}（现${divisions.fullName(heir)}）`
}

/** Whoever may lock is asked before; reviewers change no other record. */
const LOCKING: Opened = (register) => register.name === REGISTER

export interface LockRequest {
  readonly year: number
  readonly villages: readonly string[]
  readonly level: OfficeLevel
  readonly locked: boolean
  readonly reason?: string | undefined
}

export async function setLocks(
  office: Office,
  user: SessionUser,
  { year, villages, level, locked, reason }: LockRequest,
  today: string,
): Promise<{ changed: number; changeSet: string | null }> {
  const asker = askerOf(user, office.unit.code)
  const own = new Set(listLocks(office, user).villages.map(({ code }) => code))
  if (!levelsOf(asker).includes(level) || villages.some((code) => !own.has(code)))
    throw new AppError('FORBIDDEN', `您不能办理${levelNames[level]}级的年度锁定。`, '请由该级的审核人员或管理员办理；所选的村要在您负责的范围内。')
  const why = reason?.trim() ?? ''
  if (!locked && why === '') throw new AppError('VALIDATION', '解锁要写明理由。', '请写明为什么要解锁，会记入历史。')
  if (locked) requireComplete(office, { year, places: villages, level })
  if (locked && level === 'county' && why === '') requireBalanced(office, year, villages)
  const title = `${locked ? '锁定' : '解锁'} ${year} 年（${levelNames[level]}级，${villages.length} 个村）`
  const state = locked ? LOCKED : 'open'
  const { result, changeSet } = await office.records.writer.changeInSteps(
    user,
    { kind: LOCK_KIND, title, reason: why === '' ? null : why, opened: LOCKING },
    async (door, step) => {
      let changed = 0
      for (const place of new Set(villages)) {
        const stock = locked ? stockAt(door.transaction, place, year) : NO_STOCK
        const model = locked ? modelAt(office, door.transaction, place, year) : null
        const values = { division: place, year, level, state, ...wordOf(user, today, why), ...stock, income_model: model }
        if (setLock(door.transaction, lockId(place, year, level), values)) changed += 1
        if (locked) door.transaction.keepYear(place, year)
        await step()
      }
      return changed
    },
  )
  return { changed: result, changeSet }
}

/** How income of the year is reckoned there: as a lock in force keeps it, else as parameters say today. */
function modelAt(office: Office, database: ReadDatabase, place: string, year: number): string {
  const kept = database.get<{ model: string | null }>(
    `SELECT income_model AS model FROM ${REGISTER} WHERE division = ? AND year = ? AND state = ? AND deleted = 0 ORDER BY CASE level WHEN 'county' THEN 0 WHEN 'township' THEN 1 ELSE 2 END LIMIT 1`,
    place,
    year,
    LOCKED,
  )
  return kept === undefined ? modelCodes(incomeModel(office.parameters(), year, place)) : (kept.model ?? modelCodes(REGISTERED))
}

const wordOf = (user: SessionUser, today: string, reason: string): { changed_on: string; changed_by: string; reason: string | null } => ({
  changed_on: today,
  changed_by: user.displayName,
  reason: reason === '' ? null : reason,
})

type LockValues = LockRow & KeptStock & { readonly income_model: string | null }

/** Whether anything had to be changed. */
function setLock(transaction: Parameters<Parameters<Office['store']['change']>[2]>[0], id: string, values: LockValues): boolean {
  const { division: _, year: __, level: ___, ...word } = values
  const now = transaction.get<{ state: string }>(`SELECT state FROM ${REGISTER} WHERE id = ? AND deleted = 0`, id)
  if ((now?.state ?? 'open') === word.state) return false
  if (now === undefined) transaction.insert(registerOf(REGISTER).name, { ...values }, id)
  else transaction.update(REGISTER, id, word)
  return true
}
