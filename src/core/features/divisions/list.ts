/** The national list of divisions, read from `resources/divisions` one province at a time. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { levelOfDigits, type DivisionLevel } from '#core/rules/levels.ts'
import { AppError } from '#core/errors.ts'
import { decodeHistory, decodeList } from './archive.ts'
import { fullCode } from './names.ts'
import { withHistories } from './vintages.ts'
import type { DivisionValues } from './vintages.ts'

const decompress = promisify(brotliDecompress)

/** Lists kept in memory; a county office needs one, the set-up page may wander. */
const KEPT = 3

/** A division of the current list. */
export interface ListedDivision {
  /** 12 digits. */
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  /** Code of the division right above; null for provinces. */
  readonly parent: string | null
}

interface ProvinceList {
  readonly byCode: ReadonlyMap<string, ListedDivision>
  readonly children: ReadonlyMap<string, readonly ListedDivision[]>
}

export class NationalDivisions {
  readonly #directory: string
  readonly #lists = new Map<string, Promise<ProvinceList>>()

  /** @param directory the folder `resources/divisions`. */
  constructor(directory: string) {
    this.#directory = directory
  }

  /** The 31 provinces in the order of their codes. */
  async provinces(): Promise<ListedDivision[]> {
    const text = (await this.#read('provinces.txt')).toString('utf8')
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({
        code: fullCode(line.slice(0, 2)),
        name: line.slice(2),
        level: 'province' as const,
        parent: null,
      }))
  }

  /** The divisions right below a code, in the order of codes; the provinces where no code is given. Throws NOT_FOUND for a code not listed. */
  async children(code?: string): Promise<readonly ListedDivision[]> {
    if (code === undefined) return this.provinces()
    const list = await this.#province(code)
    if (!list.byCode.has(code)) throw notListed(code)
    return list.children.get(code) ?? []
  }

  /** The division of a code, or null where the current list has none. */
  async find(code: string): Promise<ListedDivision | null> {
    if (!(await this.#knows(code))) return null
    return (await this.#province(code)).byCode.get(code) ?? null
  }

  /** From the province down to the division itself. Throws NOT_FOUND for a code not listed. */
  async path(code: string): Promise<ListedDivision[]> {
    const list = await this.#province(code)
    const path: ListedDivision[] = []
    for (let at: string | null = code; at !== null; ) {
      const division: ListedDivision | undefined = list.byCode.get(at)
      if (division === undefined) throw notListed(at)
      path.unshift(division)
      at = division.parent
    }
    return path
  }

  /**
   * Values for the register `division`: the divisions above a code, it, and everything below it, parents before children,
   * with former names and codes and with those that are gone. Throws NOT_FOUND for a code not listed.
   */
  async countyDivisions(code: string): Promise<DivisionValues[]> {
    const list = await this.#province(code)
    const path = await this.path(code)
    const below: ListedDivision[] = []
    collect(list, code, below)
    const history = await this.#text(`${code.slice(0, 2)}.history.br`)
    return withHistories(path, below, [...decodeHistory(history)])
  }

  /** Every division of a province, parents before children; the list itself is not kept. */
  async each(province: string): Promise<Iterable<Pick<ListedDivision, 'code' | 'name' | 'level'>>> {
    return entriesOf(await this.#text(`${province.slice(0, 2)}.br`))
  }

  async #knows(code: string): Promise<boolean> {
    return /^\d{12}$/u.test(code) && (await this.provinces()).some((province) => province.code.slice(0, 2) === code.slice(0, 2))
  }

  async #province(code: string): Promise<ProvinceList> {
    if (!(await this.#knows(code))) throw notListed(code)
    const province = code.slice(0, 2)
    const list = this.#lists.get(province) ?? this.#text(`${province}.br`).then(parseList)
    this.#lists.delete(province)
    this.#lists.set(province, list)
    list.catch(() => this.#lists.delete(province))
    const oldest = this.#lists.keys().next().value
    if (this.#lists.size > KEPT && oldest !== undefined) this.#lists.delete(oldest)
    return list
  }

  async #text(file: string): Promise<string> {
    return (await decompress(await this.#read(file))).toString('utf8')
  }

  async #read(file: string): Promise<Buffer> {
    try {
      return await readFile(join(this.#directory, file))
    } catch (error) {
      throw new AppError('FILE_NOT_FOUND', '程序自带的全国区划表不见了。', '程序文件不完整，请重新安装或重新解压程序；已录入的数据不受影响。', { cause: error })
    }
  }
}

function* entriesOf(text: string): Generator<Pick<ListedDivision, 'code' | 'name' | 'level'>> {
  for (const { code, name } of decodeList(text)) yield { code: fullCode(code), name, level: levelOfDigits(code.length) }
}

function parseList(text: string): ProvinceList {
  const byCode = new Map<string, ListedDivision>()
  const children = new Map<string, ListedDivision[]>()
  const above: { length: number; code: string }[] = []
  for (const { code: short, name } of decodeList(text)) {
    while (above.length > 0 && (above.at(-1)?.length ?? 0) >= short.length) above.pop()
    const parent = above.at(-1)?.code ?? null
    const division: ListedDivision = { code: fullCode(short), name, level: levelOfDigits(short.length), parent }
    byCode.set(division.code, division)
    if (parent !== null) {
      const siblings = children.get(parent)
      if (siblings === undefined) children.set(parent, [division])
      else siblings.push(division)
    }
    if (short.length < 12) above.push({ length: short.length, code: division.code })
  }
  return { byCode, children }
}

function collect(list: ProvinceList, code: string, into: ListedDivision[]): void {
  for (const child of list.children.get(code) ?? []) {
    into.push(child)
    collect(list, child.code, into)
  }
}

function notListed(code: string): AppError {
  return new AppError('NOT_FOUND', `全国区划表里没有代码“${code}”。`, '请从列表里选择所在的省、市、县、乡、村，或核对 12 位区划代码。')
}
