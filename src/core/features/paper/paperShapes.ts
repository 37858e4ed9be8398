/** What making forms tells, as shells and screens say it. */
import { z } from 'zod'

/** The result of the job that makes forms. */
const madeFormsShape = z.object({
  sheets: z.number(),
  pages: z.number(),
  /** Characters that no shipped font has, each once. */
  missing: z.array(z.string()),
})

const MOST_NAMED = 20

/** Which characters of finished forms are empty boxes on paper, and what to do; null where none is. */
export function unprintable(result: unknown): string | null {
  const made = madeFormsShape.safeParse(result)
  if (!made.success || made.data.missing.length === 0) return null
  const { missing } = made.data
  const named = missing.slice(0, MOST_NAMED).map((character) => `${character}（U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}）`)
  const more = missing.length > MOST_NAMED ? ` 等` : ''
  return `有 ${missing.length} 个字打印不出来，纸上是空框：${named.join('、')}${more}。请存为 Excel 用这台电脑的字体打印，或在纸上补写。`
}
