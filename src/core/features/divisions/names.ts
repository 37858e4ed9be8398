/**
 * How divisions are called: the short name we show, the stem that all spellings of one division share, and what its code says.
 * Pure and isomorphic.
 */
import { LOWEST_LEVEL, type DivisionLevel } from '#core/rules/levels.ts'

const RESIDENTS = /(?:社区)?居(?:民|)委(?:员会|会)?$/u
const VILLAGERS = /村(?:民委员会|民委员|民委会|委会|委员会|委)$/u

/**
 * The name as it is written on forms, from the bureau's long one: 柯寨村民委员会 → 柯寨村, 城东社区居民委员会 → 城东社区,
 * 三岔居民委员会 → 三岔居委会, 东华门街道办事处 → 东华门街道. Names of other make (嘎查, 农场 …) stay as they are.
 */
export function shortName(level: DivisionLevel, official: string): string {
  const name = tidy(official)
  if (level === 'township') return name.replace(/(?<=.)街道办事处$/u, '街道')
  if (level !== 'village') return name
  const residents = RESIDENTS.exec(name)
  if (residents !== null && residents.index > 0) {
    const head = name.slice(0, residents.index)
    return residents[0].startsWith('社区') || head.endsWith('社区') ? `${head.replace(/社区$/u, '')}社区` : `${head}居委会`
  }
  const villagers = VILLAGERS.exec(name)
  if (villagers !== null && villagers.index > 0) {
    const head = name.slice(0, villagers.index)
    return /(?:村|社区)$/u.test(head) ? head : `${head}村`
  }
  return name
}

/** Whose committee a village name speaks of: 村 (村民委员会), 居 (居民委员会, 社区), or neither said. */
export type VillageSort = 'villagers' | 'residents' | 'unsaid'

export function villageSort(text: string): VillageSort {
  if (/(?:社区|居委会|居民委员会|居委)$/u.test(text)) return 'residents'
  return /(?:村|村委|村委会|村民委员会)$/u.test(text) ? 'villagers' : 'unsaid'
}

const SUFFIXES: Record<DivisionLevel, RegExp> = {
  province: /(?:省|市|(?:壮族|回族|维吾尔)?自治区)$/u,
  city: /(?:市|地区|盟|自治州)$/u,
  county: /(?:县|区|市|旗|自治县|自治旗|林区|特区)$/u,
  township: /(?:人民政府|政府|街道办事处|街道|办事处|镇|民族乡|乡|苏木)$/u,
  village: /(?:村民委员会|村民委员|村民委会|村委会|村委|社区居民委员会|社区居委会|居民委员会|居委会|居委|社区|行政村|村)$/u,
}

/** What is left of a name when the words for its kind are gone: 柯寨村委会 → 柯寨, 贵清山镇 → 贵清山. Never empty. */
export function stemOf(level: DivisionLevel, text: string): string {
  let stem = tidy(text)
  for (let round = 0; round < 2; round += 1) {
    const shorter = stem.replace(SUFFIXES[level], '')
    if (shorter === '') break
    stem = shorter
    // 新寺镇人民政府 has two layers, 新村村委会 too; 新村 itself must keep its 村 when nothing else is left.
    if (stem.length < 3) break
  }
  return stem
}

/** What a group of a village is called in another one that has a group of that name: 一社 of 柯寨村 is 柯寨一社 there. */
export function besideName(former: string, name: string): string {
  return `${stemOf(LOWEST_LEVEL, former)}${name}`
}

/**
 * The spellings under which a name is looked up, the fullest first, up to two words for its kind taken off: 新村村委会, 新村, 新.
 * Two names mean the same division where the first spelling of one that the other has is found.
 */
export function spellings(level: DivisionLevel, text: string): string[] {
  const found = [tidy(text)]
  for (let round = 0; round < 2; round += 1) {
    const last = found.at(-1) ?? ''
    const shorter = last.replace(SUFFIXES[level], '')
    if (shorter === '' || shorter === last) break
    found.push(shorter)
  }
  return found
}

/** Half-width, without blanks of any kind. */
export function tidy(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/gu, '')
}

/** Level of a division by its code of 12 digits. */
export function levelOfCode(code: string): DivisionLevel {
  if (!code.endsWith('000')) return 'village'
  if (!code.endsWith('000000')) return 'township'
  if (!code.endsWith('00000000')) return 'county'
  return code.endsWith('0000000000') ? 'province' : 'city'
}

/** A code of any customary length (2, 4, 6, 9, 12 digits) as 12 digits. */
export function fullCode(code: string): string {
  return code.padEnd(12, '0')
}

/**
 * Item of the code list `division_kind` that the code says: 街道, 镇, 乡, 类似乡级, 居委会, 村委会; null above the township.
 * Source: the build of the 12-digit statistical code.
 */
export function kindOfCode(code: string): string | null {
  const level = levelOfCode(code)
  if (level === 'township') {
    const part = Number(code.slice(6, 9))
    return part < 100 ? 'x1' : part < 200 ? 'x2' : part < 400 ? 'x3' : 'x4'
  }
  return level === 'village' ? (Number(code.slice(9)) < 200 ? 'x5' : 'x6') : null
}
