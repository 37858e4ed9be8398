/** Which village a row means, within the office and within what the user may enter. Never guesses between two of one name. */
import { tellsOfPlaces } from '#core/catalogue/derive/succession.ts'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { compact } from '#core/catalogue/derive/text.ts'
import { askerOf, type Asker } from '#core/access/asker.ts'
import { mayWrite } from '#core/access/permissions.ts'
import type { SessionUser } from '#core/features/session/contract.ts'
import { responsibilityOf, sitesOf } from '#core/exchange/sites.ts'
import type { Office } from '#core/runtime.ts'
import { levelOfUnit, LOWEST_LEVEL, type OfficeLevel } from '#core/rules/levels.ts'
import type { InCharge } from '#core/store/transaction.ts'
import type { Layout } from './layout.ts'
import type { DataRow } from './model.ts'
import { problemAt } from './problems.ts'
import { townshipTarget } from './registerProfile.ts'
import { placeOfTitle } from './titleValues.ts'

/** A group of a village at the end of a text: 一社, 第3组, 2队, 大湾自然村. */
const GROUP = /((?:第?[一二三四五六七八九十百\d]{1,3}(?:村民)?(?:社|小?组|队))|(?<=村|村委会|社区)[\p{Script=Han}\d]{1,8}(?:社|小?组|队|自然村|屯|庄|湾))$/u

const UPPER_LEVELS = ['province', 'city', 'county', 'township'] as const

const TOWNSHIP = UPPER_LEVELS.indexOf('township')

type Answer =
  | { readonly code: string; readonly group?: string; readonly former?: string }
  | { readonly problem: { readonly code: 'division_unknown' | 'division_ambiguous'; readonly message: string } }

export class Places {
  readonly #office: Pick<Office, 'divisions' | 'unit'>
  readonly #user: SessionUser
  /** Null while the office exchanges data with nobody. */
  readonly #inCharge: InCharge | null
  readonly #answers = new Map<string, Answer>()
  /** Villages that have become others, of which was told, by sheet. */
  readonly #told = new Set<string>()
  /** In whose name rows are written. */
  readonly asker: Asker

  constructor(office: Pick<Office, 'divisions' | 'unit' | 'store'>, user: SessionUser) {
    this.#office = office
    this.#user = user
    this.asker = askerOf(user, office.unit.code)
    this.#inCharge = responsibilityOf(sitesOf(office.store.read), office.unit.code)
  }

  /** Code of the row's village; null, with a problem added to the row, when there is none such, or several, or the user may not enter it. */
  placeOf(row: DataRow): string | null {
    const target = placeTarget(row.layout)
    if (target === null) return this.#saidPlace(row.layout)
    const upper = UPPER_LEVELS.map((level) => row.layout.text(row, `division.${level}`))
    const code = this.#placeAt(row, target, upper)
    if (code === null || this.mayWrite(code)) return code
    this.#say(row, target, 'division_unknown', `${this.nameOf(code)}不在您可以录入的范围内，本行没有导入；请核对，或由负责该村的用户导入。`)
    return null
  }

  /** The village that the title names, where no column does and each row must have one. */
  #saidPlace({ profile, said }: Layout): string | null {
    const place = said.place === null ? null : this.heirOf(said.place)
    const isAsked = profile.roster !== null || placeOfTitle(registerOf(profile.register)) !== undefined
    return isAsked && place !== null && this.mayWrite(place) ? place : null
  }

  /** Code of a village named elsewhere in the row, where nothing is written: a second village field, with a township column of its own. */
  otherPlace(row: DataRow, target: string): string | null {
    const township = row.layout.text(row, townshipTarget(target))
    return this.#placeAt(row, target, [null, null, null, township])
  }

  /** Code of the village that a text of the row is the name of, if it is one's; nothing is wrong with it where it is not. */
  placeNamed(row: DataRow, target: string): string | null {
    const text = row.layout.text(row, target)
    if (text === null) return null
    const answer = this.#resolve(text, [null, null, null, row.layout.text(row, townshipTarget(target))], row.layout.yearIsSaid(row) ? row.year : undefined)
    return 'code' in answer && answer.group === undefined ? answer.code : null
  }

  #placeAt(row: DataRow, target: string, upper: readonly (string | null)[]): string | null {
    const text = row.layout.text(row, target)
    if (text === null) return null
    const year = row.layout.yearIsSaid(row) ? row.year : undefined
    const { township } = row.layout.said
    // A sheet about villages themselves that is of a year before the change means the village of that year.
    const asThen = year !== undefined && tellsOfPlaces(row.layout.profile.register)
    const key = [...upper, text, year ?? '', township ?? '', asThen, takesAnyLevel(target)].join('\u0001')
    let answer = this.#answers.get(key)
    if (answer === undefined) {
      answer = this.#resolve(text, upper, year, asThen)
      // Of several of one name the one in the township of the title, unless the sheet has a column for it and this cell is a gap.
      if (!('code' in answer) && answer.problem.code === 'division_ambiguous' && township !== null && !row.layout.has('division.township')) {
        const narrowed = this.#resolve(text, upper.with(TOWNSHIP, township), year, asThen)
        if ('code' in narrowed) {
          answer = narrowed
          const message = `叫“${text}”的行政村有几个，按标题（或工作表名、文件名）里的“${township}”导入；不对的请加上乡镇一列。`
          row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'division_ambiguous', message, text, 'warning'))
        }
      }
      if (!('code' in answer) && answer.problem.code === 'division_unknown' && takesAnyLevel(target)) answer = this.#above(text) ?? answer
      this.#answers.set(key, answer)
    }
    if ('code' in answer) {
      if (target === row.layout.profile.place) row.group = answer.group ?? null
      if (answer.former !== undefined) this.#tellOfChange(row, target, answer.former)
      return answer.code
    }
    this.#say(row, target, answer.problem.code, answer.problem.message)
    return null
  }

  /** Once a sheet: the village that it names is another one by now. */
  #tellOfChange(row: DataRow, target: string, former: string): void {
    if (target === row.layout.profile.place) row.former = former
    const key = `${row.layout.sheet}\u0001${former}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    const { divisions } = this.#office
    const { on = '' } = divisions.successions.of(former) ?? {}
    const message = `${divisions.fullName(former)}自 ${on} 起是${divisions.fullName(divisions.successions.heirOf(former))}，本表写它的各行都按现在的村导入；不对的请核对区划变更。`
    row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'division_changed', message, row.layout.text(row, target) ?? '', 'warning'))
  }

  #say(row: DataRow, target: string, code: 'division_unknown' | 'division_ambiguous', message: string): void {
    row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), code, message, row.layout.text(row, target) ?? ''))
  }

  /** Whether other offices may be in charge of what is written. */
  get exchanges(): boolean {
    return this.#inCharge !== null
  }

  /** The level of this office. */
  get level(): OfficeLevel {
    return levelOfUnit(this.#office.unit.code)
  }

  /** Whether the user may write records of this village. */
  mayWrite(place: string): boolean {
    return mayWrite(this.#user, place)
  }

  /** Says at the row that another office has to accept what is written there; false where what we write counts at once. */
  noteProposal(row: DataRow, register: string, place: string): boolean {
    if (this.#inCharge === null || this.#inCharge({ register, owner: place, kind: 'import' })) return false
    const target = placeTarget(row.layout)
    row.problems.push(
      problemAt(
        row.layout,
        row.number,
        target === null ? null : row.layout.column(target),
        'rule',
        `${this.nameOf(place)}由别的单位负责：导入后是建议，对方采纳后才进台账。`,
        '',
        'warning',
      ),
    )
    return true
  }

  /** What places are called. */
  get names(): Office['divisions'] {
    return this.#office.divisions
  }

  /** 武阳镇柯寨村, to tell two villages of one name apart. */
  nameOf(place: string): string {
    return this.#office.divisions.fullName(place)
  }

  /** The village that one has become; itself where it still is. */
  heirOf(place: string): string {
    return this.#office.divisions.successions.heirOf(place)
  }

  /** 柯寨村. */
  plainName(place: string): string {
    return this.#office.divisions.nameOf(place)
  }

  /** 新寺村一社: the village and its group in one cell. */
  #withGroup(text: string, upper: readonly (string | null)[], year: number | undefined, asThen: boolean): Answer | null {
    const plain = compact(text)
      .replace(/[()]/g, '')
      .replace(/(?<=村)(?:民委员会|委会)/, '')
    const group = GROUP.exec(plain)?.[1]
    if (group === undefined || group === plain) return null
    const found = this.#resolve(plain.slice(0, plain.length - group.length).replace(/[/、,·-]$/, ''), upper, year, asThen)
    return 'code' in found && found.group === undefined ? { ...found, group } : null
  }

  /** A township, or the county itself, where the field may name one. */
  #above(text: string): Answer | null {
    for (const level of ['township', 'county'] as const) {
      const found = this.#office.divisions.match({ [level]: text }, { level, scope: this.#office.unit.code })
      if (found.ok) return { code: found.code }
    }
    return null
  }

  #resolve(text: string, upper: readonly (string | null)[], year: number | undefined, asThen = false): Answer {
    const texts = Object.fromEntries([...UPPER_LEVELS.map((level, index) => [level, upper[index] ?? null] as const), [LOWEST_LEVEL, text]])
    const match = (scope: string): ReturnType<Office['divisions']['match']> =>
      this.#office.divisions.match(texts, { scope, asThen, ...(year === undefined ? {} : { year }) })
    // A township's clerk means the village of her own township, even where another one has the same name.
    const own = this.#user.divisions.map(match).find((found) => found.ok)
    const found = own ?? match(this.#office.unit.code)
    if (!found.ok && found.problem.code === 'division_unknown') {
      const apart = this.#withGroup(text, upper, year, asThen)
      if (apart !== null) return apart
    }
    return found.ok
      ? { code: found.code, ...(found.former === undefined ? {} : { former: found.former }) }
      : { problem: { code: found.problem.code, message: found.problem.message } }
  }
}

/** Whether the field of a column may name a place of any level: who is in charge of a project or its money. */
function takesAnyLevel(target: string): boolean {
  const [register = '', key = ''] = target.split('.')
  const field = isRegisterName(register) ? findField(register, key) : undefined
  return field?.type === 'division' && field.level === undefined
}

/** The column that names the village of a row, as text or code. */
function placeTarget(layout: Layout): string | null {
  const { place } = layout.profile
  return place !== null && layout.has(place) ? place : null
}
