/** Grades as one writes them on screen. Pure. */
import type { Tree } from '#core/questionnaires/types.ts'
import { decimalShape } from '#core/questionnaires/types.ts'

type Grades = NonNullable<Tree['grades']>

/** `90=优；80=良` */
export function gradesText(grades: Grades): string {
  return grades.map(({ from, label }) => `${from}=${label}`).join('；')
}

/** What {@link gradesText} wrote, or somebody typed; null where it cannot be read. */
export function gradesIn(text: string): Grades | null {
  const grades: Grades = []
  for (const part of text.split(/[；;，,]/)) {
    if (part.trim() === '') continue
    const [from = '', label = '', more] = part.split(/[=＝]/).map((side) => side.trim())
    if (more !== undefined || label === '' || label.length > 20 || !decimalShape.safeParse(from).success) return null
    grades.push({ from, label })
  }
  return grades
}
