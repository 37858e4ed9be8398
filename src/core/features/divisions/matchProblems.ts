/** What to tell a user whose sheet names a division that is not known, or that could be two. Pure. */
import { levelNames, LOWEST_LEVEL, type DivisionLevel } from '#core/rules/levels.ts'
import { isWithin } from './matchIndex.ts'
import type { IndexedDivision, NameIndex } from './matchIndex.ts'
import { stemOf } from './names.ts'
import { nearest } from './nearest.ts'

export interface DivisionProblem {
  readonly code: 'division_unknown' | 'division_ambiguous'
  /** A plain sentence: what is wrong and what to do. */
  readonly message: string
  /** Texts that, written into the cell, would be understood; nearest first. */
  readonly suggestions: readonly string[]
}

const WORDS: Record<DivisionLevel, string> = { ...levelNames, province: '省', city: '市', [LOWEST_LEVEL]: '行政村' }
const OFFERED = 5

export function noText(level: DivisionLevel): DivisionProblem {
  return { code: 'division_unknown', message: `没有填写${WORDS[level]}。请填写${WORDS[level]}名称或 12 位区划代码。`, suggestions: [] }
}

export function strangeCode(text: string): DivisionProblem {
  return {
    code: 'division_unknown',
    suggestions: [],
    message: `“${text}”不是完整的区划代码，可能被 Excel 改成了科学计数法或小数。请把这一列设为文本格式，重新填写 12 位代码，或改填名称。`,
  }
}

export function ambiguous(text: string, level: DivisionLevel, candidates: readonly IndexedDivision[]): DivisionProblem {
  const suggestions = candidates.map(fullName)
  const above = level === LOWEST_LEVEL ? '乡镇' : '上级区划'
  return {
    code: 'division_ambiguous',
    suggestions,
    message: `叫“${text}”的${WORDS[level]}有 ${candidates.length} 个：${candidates.map(describe(text, level)).join('、')}。请填写${above}，或改填 12 位区划代码。`,
  }
}

function describe(text: string, level: DivisionLevel): (division: IndexedDivision) => string {
  return (division) => {
    const present = stemOf(level, division.name) === stemOf(level, text)
    const gone = division.valid_to === null ? '' : `，${division.valid_to} 年后已撤销`
    return present && gone === ''
      ? fullName(division)
      : `${fullName(division)}（${present ? '' : `原名 ${stemOf(level, text)}`}${present ? gone.slice(1) : gone}）`
  }
}

export function outsideScope(index: NameIndex, division: IndexedDivision, scope: string): DivisionProblem {
  const own = index.byCode.get(scope)
  return {
    code: 'division_unknown',
    suggestions: [],
    message: `${fullName(division)}不在${own === undefined ? '您的权限范围' : `“${own.name}”`}内。请核对，或由有权限的用户录入。`,
  }
}

/** Nothing of that name (or code) below `above`; says where there is one, and offers the nearest names. */
export function unknown(index: NameIndex, text: string, level: DivisionLevel, above: IndexedDivision | null, scope: string | undefined): DivisionProblem {
  const byName = index.byName.get(level)
  const all = new Set([...(byName?.values() ?? [])].flat().filter((division) => scope === undefined || isWithin(division, scope)))
  const stem = stemOf(level, text)
  const elsewhere = [...all].filter((division) => stemOf(level, division.name) === stem && above !== null && !isWithin(division, above.code))
  const here = [...all].filter((division) => above === null || isWithin(division, above.code))
  const near = nearest(stem, here, (division) => stemOf(level, division.name), OFFERED)
  const suggestions = [...elsewhere, ...near].slice(0, OFFERED).map(fullName)
  const isCode = /^\d+$/u.test(text)
  const place = above === null ? '本单位的区划里' : `“${above.name}”`
  const what = isCode
    ? `区划代码“${text}”不在${above === null ? '本单位的区划' : `“${above.name}”`}内，或不是${WORDS[level]}一级的代码。`
    : `${place}没有叫“${text}”的${WORDS[level]}。`
  const hint =
    elsewhere.length > 0
      ? `${elsewhere.map(fullName).join('、')}有同名，请核对上级区划。`
      : suggestions.length > 0
        ? `名称相近的有：${suggestions.join('、')}。`
        : '请核对名称，或改填 12 位区划代码。'
  return { code: 'division_unknown', message: what + hint, suggestions }
}

/** Name with that of the township before it, as it may be written into a cell. */
function fullName(division: IndexedDivision): string {
  return division.level === LOWEST_LEVEL && division.parent !== null ? `${division.parent.name}${division.name}` : division.name
}
