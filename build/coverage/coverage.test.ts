/** What the page of coverage says is there, and no number of the domain is left without a word. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ruleSummaries } from '../../src/core/features/checks/rules.ts'
import { statistics } from '../../src/core/features/statistics/registry.ts'
import { forms } from '../../src/core/forms/registry.ts'
import { ROOT } from '../scripts/buildScreens.ts'
import { groups } from './index.ts'
import { coveragePage } from './page.ts'
import type { Answer } from './types.ts'

const answers: readonly Answer[] = groups.flatMap((group) => group.answers)
const named = (pick: (answer: Answer) => readonly string[] | undefined): string[] => answers.flatMap((answer) => pick(answer) ?? [])
const among = (known: readonly string[]) => (code: string) => !known.includes(code)

/** Numbers `1` … `count`, with a letter of the domain before and as many digits as it writes. */
const numbered = (count: number, name: (number: number) => string): string[] => Array.from({ length: count }, (_, index) => name(index + 1))

describe('对照表', () => {
  it('docs/coverage.md 与数据一致（改了数据就运行 build/coverage/write.ts）', () => {
    expect(readFileSync(join(ROOT, 'docs/coverage.md'), 'utf8')).toBe(coveragePage())
  })

  it('写的规则、统计表、表单和测试都有', () => {
    expect(named(({ rules }) => rules).filter(among(ruleSummaries.map(({ id }) => id)))).toEqual([])
    expect(named(({ statistics: codes }) => codes).filter(among(statistics.map(({ code }) => code)))).toEqual([])
    expect(named(({ forms: codes }) => codes).filter(among(forms.map(({ code }) => code)))).toEqual([])
    expect(named(({ tests }) => tests).filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('登记的校验 1 至 55、规则库 66 条一条不少，没有一条重复', () => {
    const numbers = answers.map(({ number }) => number)
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
    const checks = numbers.flatMap((number) => /^13\.[1-6]-(\d+)$/u.exec(number)?.[1] ?? [])
    expect(checks).toEqual(numbered(55, String))
    const bad = numbers.flatMap((number) => /^[EW](\d\d)$/u.exec(number)?.[1] ?? [])
    expect(bad).toEqual(numbered(66, (number) => String(number).padStart(2, '0')))
    // 每个机制的口径（c）、纸张（d）、坏数据（e）从 1 起不断号。
    const items = numbers.flatMap((number) => /^(M\d\d\.[cde])(\d+)$/u.exec(number)?.slice(1, 3).join(' ') ?? [])
    const broken = [...Map.groupBy(items, (item) => item.split(' ')[0])].filter(([, some]) =>
      some.some((item, index) => Number(item.split(' ')[1]) !== index + 1),
    )
    expect(broken).toEqual([])
  })

  it('每个编号有回答，或者写明为什么没有', () => {
    const silent = answers.filter(
      ({ reason, ...parts }) => reason === undefined && ![parts.rules, parts.statistics, parts.forms, parts.tests].some((some) => some?.length),
    )
    expect(silent).toEqual([])
  })

  it('来源写着资料编号的规则，都在对照表里', () => {
    const listed = new Set(named(({ rules }) => rules))
    const sourced = ruleSummaries.filter(({ source }) => /forms\.md §13|mechanisms\.md §6|机制资料 §6|M\d\d\.e/u.test(source))
    expect(sourced.map(({ id }) => id).filter((id) => !listed.has(id))).toEqual([])
  })
})
