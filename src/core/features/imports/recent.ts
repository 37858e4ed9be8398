/** What is kept with an import of the cells that were mended, as somebody may read it. */
import { z } from 'zod'
import { isHidden, isLimited, type Asker } from '#core/access/asker.ts'
import { maskValue } from '#core/catalogue/derive/format.ts'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { mendedShape, type Mended } from './contract.ts'

const detailShape = z.object({ mended: z.array(mendedShape) })

/** The mends of an import. Of whoever is limited to divisions none: the rows may be of any. What is sensitive is masked where the asker may not see it. */
export function mendedOf(asker: Asker, detail: unknown): Mended[] {
  const parsed = detailShape.safeParse(detail)
  if (!parsed.success || isLimited(asker)) return []
  return parsed.data.mended.map((mend) => masked(asker, mend))
}

function masked(asker: Asker, mend: Mended): Mended {
  const [register = '', key = ''] = mend.target.split('.')
  const field = isRegisterName(register) ? findField(register, key) : undefined
  if (field?.sensitive === undefined || !isRegisterName(register) || !isHidden(asker, registerOf(register), field)) return mend
  const { sensitive } = field
  return { ...mend, before: maskValue(sensitive, mend.before), after: maskValue(sensitive, mend.after) }
}
