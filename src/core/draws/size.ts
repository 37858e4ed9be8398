/** How many of a stratum are drawn, by its size: data that a draw keeps, so that it can be counted again. Pure. */
import { z } from 'zod'

/** From that many on, so many are drawn; `all` of them in the smallest band. */
export const sizeRuleShape = z.discriminatedUnion('by', [
  /** The same number in each stratum. */
  z.strictObject({ by: z.literal('number'), count: z.number().int().min(1).max(100_000) }),
  /** A share in whole percent, rounded up, at least one. */
  z.strictObject({ by: z.literal('percent'), percent: z.number().int().min(1).max(100) }),
  /** The county's table of checks on exits: all of up to 20, at least 20 of up to 100, at least 30 of more (mechanisms.md M35, S40). */
  z.strictObject({ by: z.literal('exit_check') }),
  /** By the size of the stratum: the first band whose size is not exceeded says how many; without a number all of them. */
  z.strictObject({
    by: z.literal('bands'),
    name: z.string().max(40),
    bands: z
      .array(z.strictObject({ upTo: z.number().int().min(1).nullable(), count: z.number().int().min(1).nullable() }))
      .min(1)
      .max(20),
  }),
])
export type SizeRule = z.infer<typeof sizeRuleShape>

const EXIT_CHECK = { all: 20, some: 100, few: 20, many: 30 } as const

/** How many of `size` are drawn; never more than there are. */
export function countFor(rule: SizeRule, size: number): number {
  if (size === 0) return 0
  switch (rule.by) {
    case 'number':
      return Math.min(size, rule.count)
    case 'percent':
      return Math.max(1, Math.ceil((size * rule.percent) / 100))
    case 'bands': {
      const band = rule.bands.find(({ upTo }) => upTo === null || size <= upTo)
      return Math.min(size, band?.count ?? size)
    }
    case 'exit_check':
      return size <= EXIT_CHECK.all ? size : size <= EXIT_CHECK.some ? EXIT_CHECK.few : EXIT_CHECK.many
  }
}

/** The rule in words, for papers and lists. */
export function ruleInWords(rule: SizeRule): string {
  switch (rule.by) {
    case 'number':
      return `每层抽 ${rule.count} 个，不足的全抽`
    case 'percent':
      return `每层抽 ${rule.percent}%，不足一个的抽一个`
    case 'bands':
      return `${rule.name}：${bandsInWords(rule.bands)}`
    case 'exit_check':
      return '退出核查：20 个以下全抽，21 至 100 个抽 20 个，100 个以上抽 30 个'
  }
}

function bandsInWords(bands: readonly { readonly upTo: number | null; readonly count: number | null }[]): string {
  return bands
    .map(({ upTo, count }, index) => {
      const from = (bands[index - 1]?.upTo ?? 0) + 1
      const range = upTo === null ? `${from} 个以上` : index === 0 ? `${upTo} 个以下` : `${from} 至 ${upTo} 个`
      return `${range}${count === null ? '全抽' : `抽 ${count} 个`}`
    })
    .join('，')
}
