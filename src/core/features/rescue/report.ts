/** Says in words what a rescue did, and keeps it in the data. No name or number of a person is in it. */
import { registerOf } from '../../catalogue/index.ts'
import type { RecordsRescued } from '../../store/rescue/rescueRecords.ts'
import type { Mended } from '../../store/rescue/mendFile.ts'
import type { Store } from '../../store/index.ts'
import { OfficeDivisions } from '../divisions/index.ts'
import { rescueReportShape, type RescueReport } from './contract.ts'

const REPORTS = 'rescue_reports'

export interface RescueFacts {
  readonly at: string
  readonly mended: Mended
  /** Null where the mended file itself goes on. */
  readonly records: RecordsRescued | null
  /** When the backup was made that the rescue began from; null where there was none. */
  readonly backup: string | null
  /** Whether anything of the damaged file could be read. */
  readonly readable: boolean
  /** Sentences on users who are not as they were. */
  readonly users: readonly string[]
  readonly kept: string
}

/** Needs the store of the rescued data, for the names of villages. */
export function reportOf(facts: RescueFacts, store: Store): RescueReport {
  const { records, readable } = facts
  const places = placesOf(records, store)
  const torn = facts.mended.log.torn > 0
  const lost = !readable || torn || (records !== null && (records.unknown || places.length > 0 || records.missing > 0))
  return {
    at: facts.at,
    lines: linesOf(facts, places.length > 0),
    lost,
    others: !readable || torn || records?.unknown === true,
    villages: places,
    kept: facts.kept,
  }
}

function linesOf({ mended, records, backup, readable, users, kept }: RescueFacts, doubtful: boolean): string[] {
  const lines = [`数据文件共 ${mended.pages} 页：${mended.mended} 处按校验码准确改回，${mended.damaged.length} 页读不出来。`]
  if (records === null && readable) lines.push('全部数据都读得出来，核对无误，没有丢失。')
  else lines.push(backup === null ? '没有可用的备份，全部取自损坏的文件。' : `以 ${backup.slice(0, 16).replace('T', ' ')} 的备份为底。`)
  if (!readable) lines.push('损坏的文件里什么也读不出来：这份备份以后的录入全部丢失，请各村按纸质材料核对、补录。')
  else if (records !== null) lines.push(...readLines(records, doubtful))
  if (mended.log.torn > 0) lines.push('断电或损坏以前最后写的一段读不出来：最后一次操作可能没有保存，请核对最近的录入。')
  return [...lines, ...users, `损坏的文件没有删除，在数据目录的 ${kept} 里；确认不再需要后，可以自己删除。`]
}

function readLines(records: RecordsRescued, doubtful: boolean): string[] {
  const { appended, loose, fromTables, missing, whole, unknown, proposals } = records
  const lines = [`操作记录逐条接上 ${appended} 条，校验相符。`]
  if (whole) return [...lines, '操作记录完整，全部台账照它重建，没有丢失。']
  if (missing > 0) lines.push(`有 ${missing} 条操作记录读不出来：这些修改是谁、什么时候做的，已经没有了。`)
  if (loose > 0) lines.push(`中断以后的操作记录取回 ${loose} 条。`)
  lines.push(`${fromTables} 条台账记录取自损坏文件的数据表（操作列表里的“抢救”）。`)
  const wishes = proposals.reduce((sum, { count }) => sum + count, 0)
  if (wishes > 0) lines.push(`${wishes} 条还没有处理的修改建议丢失，请重新提出。`)
  if (unknown) lines.push('有的操作记录连是哪一条台账的都读不出来：下面没有列出的村，也请抽查备份以后的录入。')
  lines.push(doubtful ? '下面各村的记录，最新的内容读不出来，可能停在备份时的样子，请逐村核对。' : '没有发现读不出来的台账记录。')
  return lines
}

function placesOf(records: RecordsRescued | null, store: Store): RescueReport['villages'] {
  if (records === null) return []
  const divisions = new OfficeDivisions(store)
  const byPlace = new Map<string | null, { label: string; count: number }[]>()
  const add = (place: string | null, label: string, count: number): void => {
    const known = byPlace.get(place)
    if (known === undefined) byPlace.set(place, [{ label, count }])
    else known.push({ label, count })
  }
  for (const { place, register, count } of records.doubts) add(place, register === '' ? '不知道是哪类的记录' : registerOf(register).label, count)
  for (const { place, count } of records.proposals) add(place, '修改建议', count)
  return [...byPlace]
    .map(([code, listed]) => ({ code, name: code === null ? '不属于哪个村，或不知道是哪个村' : divisions.fullName(code), records: listed }))
    .toSorted((one, other) => ((one.code ?? '~') < (other.code ?? '~') ? -1 : 1))
}

/** All reports that the data holds, the newest first. */
export function reportsIn(store: Pick<Store, 'meta'>): RescueReport[] {
  const text = store.meta(REPORTS)
  return text === null ? [] : rescueReportShape.array().parse(JSON.parse(text))
}

export async function keepReport(store: Store, report: RescueReport): Promise<void> {
  await store.setMeta(REPORTS, JSON.stringify([report, ...reportsIn(store)]))
}
