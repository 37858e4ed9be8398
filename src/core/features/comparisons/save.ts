/** Writes a comparison with its suspicions as one change set. A suspicion changes no household. */
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { openedWithRecords, writeOpened } from '../../procedures/opened.ts'
import type { Door, Writer } from '../../registers/writer.ts'
import type { SessionUser } from '../session/contract.ts'
import { isEnterable, type Judged } from './account.ts'
import type { Account } from './contract.ts'
import { earlierText } from './earlier.ts'
import { kindValues, type Kind } from './kinds.ts'
import { MATCH } from './match.ts'

const COMPARISON = registerOf('compared_list')
const HIT = registerOf('comparison_hit')
const KIND = registerOf('comparison_kind')
const UNLISTED = registerOf('unlisted_household')
/** Of the list `unlisted_origin`: named by a department. */
const NAMED_BY_DEPARTMENT = '3'
const UNLISTED_SCOPE = '3'
const LONGEST_NAME = 40

/** A list as it is written. */
export interface ToSave {
  readonly kind: Kind
  readonly judged: readonly Judged[]
  readonly account: Account
  readonly name: string
  readonly department: string | null
  readonly asOf: string
  readonly place: string
  readonly today: string
  readonly fileName: string
  readonly fileHash: string
  readonly notes: string
  readonly enter: boolean
}

export interface Saving {
  readonly writer: Writer
  readonly user: SessionUser
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number) => void
}

/** Puts a kind that comes with the program on file, in a change set of its own, so that undoing a list leaves it to the others; its id. */
export async function keepKind(writer: Writer, user: SessionUser, kind: Kind): Promise<string> {
  if (kind.id !== null) return kind.id
  const { result } = await writer.change(user, { kind: 'edit', title: `新增比对种类“${kind.name}”` }, (door) => door.insert(KIND, kindValues(kind)))
  return result
}

/** Writes it; the id of the comparison, how many households not on file were entered for it, and the change set. */
export async function saveComparison(list: ToSave, { writer, user, signal, onProgress }: Saving) {
  const kind = await keepKind(writer, user, list.kind)
  const found = list.judged.filter(({ result }) => result === 'hit' || result === 'known')
  const toEnter = list.enter ? list.judged.filter(isEnterable) : []
  const title = `数据比对：${list.name}`
  const { result, changeSet } = await writer.changeInSteps(
    user,
    { kind: 'comparison', title: title.slice(0, 120), opened: openedWithRecords },
    async (door, step) => {
      const { read, enterable: _enterable, ...counts } = list.account
      const id = door.insert(COMPARISON, {
        name: list.name,
        kind_id: kind,
        department: list.department,
        as_of: list.asOf,
        place: list.place,
        compared_on: list.today,
        compared_by: user.displayName.slice(0, LONGEST_NAME),
        file_name: list.fileName,
        file_hash: list.fileHash,
        ...counts,
        read_rows: read,
        entered: 0,
        notes: list.notes === '' ? null : list.notes,
      })
      const written = { door, list, kind, comparison: id }
      for (const [index, one] of found.entries()) {
        writeHit(written, one)
        onProgress(index + 1, found.length + toEnter.length)
        await step()
      }
      let entered = 0
      for (const one of toEnter) {
        if (enterHousehold(written, one)) entered += 1
        onProgress(found.length + entered, found.length + toEnter.length)
        await step()
      }
      if (entered > 0) door.update(COMPARISON, id, { entered })
      return { id, entered }
    },
    signal,
  )
  return { ...result, changeSet }
}

interface Written {
  readonly door: Door
  readonly list: ToSave
  readonly kind: string
  readonly comparison: string
}

function writeHit(written: Written, one: Judged): void {
  const { door, list } = written
  const { candidate, earlier, by } = one
  if (candidate === null) return
  const known = one.result === 'known' && earlier !== null
  const id = insertHit(written, one, {
    name: candidate.name.slice(0, LONGEST_NAME),
    who: candidate.who,
    subject: candidate.subject,
    village: candidate.village,
    scope: candidate.scope,
    matched_by: by,
    known,
    earlier: known ? earlierText(earlier) : null,
  })
  // What was judged before comes with the result, the day and the name of then.
  if (known)
    writeOpened(door, HIT.name, id, {
      state: earlier.state,
      on: earlier.judgedOn ?? list.today,
      by: earlier.verifier,
      remark: earlier.reason,
      basis: `以前判过：${earlierText(earlier)}`.slice(0, 200),
    })
}

function insertHit({ door, list, kind, comparison }: Written, { entry, village }: Judged, values: Record<string, string | boolean | null>): string {
  const { item, name, evidence, township } = entry
  const said = [
    ...(name !== '' && name !== values['name'] ? [`姓名：${name}`] : []),
    ...(entry.village === '' && village === null ? [] : [`地址：${township}${entry.village}`]),
    ...(evidence === '' ? [] : [evidence]),
  ].filter((text) => !text.endsWith('：'))
  return door.insert(HIT, {
    comparison_id: comparison,
    kind_id: kind,
    row_number: entry.row,
    suspicion: list.kind.suspicion,
    red_line: list.kind.redLine,
    item: item === '' ? null : item,
    evidence: said.length === 0 ? null : said.join('；').slice(0, 1000),
    found_on: list.today,
    ...values,
  })
}

/** A household not on file for somebody whom the list names and nobody knows; false where another village has one of that number. */
function enterHousehold(written: Written, one: Judged): boolean {
  const { door, list } = written
  const { entry, village } = one
  const name = entry.name.slice(0, LONGEST_NAME)
  try {
    const household = door.insert(
      UNLISTED,
      {
        village,
        head_name: name,
        head_id_number: entry.number,
        origin: NAMED_BY_DEPARTMENT,
        noted_on: list.today,
        remark: `按名单登记（${list.name}），户主和人口待核实。`,
      },
      { initials: true },
    )
    insertHit(written, one, {
      name,
      who: null,
      subject: `unlisted_household:${household}`,
      village,
      scope: UNLISTED_SCOPE,
      matched_by: MATCH.entered,
      known: false,
    })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'DUPLICATE') return false
    throw error
  }
}
