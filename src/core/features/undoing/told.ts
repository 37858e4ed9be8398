/** What is kept and why, in words, with the names that the asker may see. */
import { isLimited, mayReadRecord, type Asker } from '#core/access/asker.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Office } from '#core/runtime.ts'
import { keyOf, type RecordKey, type RecordName, type Survey, type Why } from '#core/registers/undoing/model.ts'
import type { Settled } from '#core/registers/undoing/settle.ts'
import type { UndoKept } from './contract.ts'

const ELSEWHERE = '（不在您负责的范围内）'

/** Names of records and units; those of places that the asker does not read are not told. */
export function titlesOf({ records }: Office, { places }: Survey, asker: Asker, names: readonly RecordName[]): Map<RecordKey, string> {
  const titles = new Map<RecordKey, string>()
  for (const [register, of] of Map.groupBy(names, (name) => name.register)) {
    const known = records.titlesOf(
      register,
      of.map(({ id }) => id),
    )
    for (const name of of) {
      const key = keyOf(name)
      const place = places.get(key)
      const isSeen = place === undefined ? !isLimited(asker) : mayReadRecord(asker, registerOf(register), place)
      titles.set(key, isSeen ? (known.get(name.id) ?? '') || registerOf(register).label : ELSEWHERE)
    }
  }
  return titles
}

/** Names with the number that tells records of one name apart, where their register has one that is no secret. */
export function withNumbers(office: Office, titles: Map<RecordKey, string>, names: readonly RecordName[]): Map<RecordKey, string> {
  for (const [register, of] of Map.groupBy(names, (name) => name.register)) {
    const { fields, title } = registerOf(register)
    const number = fields.find((field) => field.unique === true && field.sensitive === undefined && field.derived === undefined && field.key !== title)
    if (number === undefined) continue
    const rows = office.store.read.all<{ id: string; number: string | null }>(
      `SELECT id, ${number.key} AS number FROM ${register} WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(of.map(({ id }) => id)),
    )
    for (const row of rows) {
      const key = keyOf({ register, id: row.id })
      const known = titles.get(key)
      if (row.number !== null && known !== undefined && known !== ELSEWHERE) titles.set(key, `${known} ${row.number}`)
    }
  }
  return titles
}

/** Rows of the list of what stays. */
export function keptRows(office: Office, survey: Survey, asker: Asker, kept: readonly Settled[]): UndoKept[] {
  const names = kept.flatMap(({ record, why }) => [record, ...(why !== null && 'by' in why && typeof why.by === 'object' ? [why.by] : [])])
  const titles = titlesOf(office, survey, asker, names)
  return kept.map(({ record, verdict, why }) => {
    const by = why !== null && 'by' in why && typeof why.by === 'object' ? why.by : null
    const rest = verdict === 'partly' ? '只收回了没有再改的部分；' : ''
    return {
      register: record.register,
      id: record.id,
      title: titles.get(record.key) ?? '',
      why: `${rest}${why === null ? '' : inWords(why)}`,
      by: by === null ? null : { register: by.register, id: by.id, title: titles.get(keyOf(by)) ?? '' },
    }
  })
}

function inWords(why: Why): string {
  switch (why.kind) {
    case 'later':
      return `${why.by}后来在“${why.title}”里又改过`
    case 'referred':
      return `后来的${registerOf(why.by.register).label}用到它`
    case 'needed':
      return `要留下的${registerOf(why.by.register).label}和它是一起的`
    case 'unchosen':
      return '没有选'
    case 'answered':
      return '对方已经答复这条建议'
    case 'locked':
      return `${why.year} 年已锁定`
    case 'forbidden':
      return '不由您修改'
  }
}
