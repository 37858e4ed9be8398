/** Records that an office begins with beside its parameters, as set-up enters them; all of them 待核, in registers with an identity. */
import { isRegisterName, registerOf } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import type { Row } from '../shapes.ts'
import { builtInSigns } from './battle/signs.ts'
import { builtInKinds } from './comparisons/kinds.ts'
import { builtInExitStandards } from './exit/standards.ts'
import { builtInFundKinds } from './money/kinds.ts'
import { builtInUsualNodes } from './projects/usualNodes.ts'
import { builtInPrices, builtInStandards } from './shortfalls/standards.ts'

const byRegister: Readonly<Record<string, readonly Row[]>> = {
  shortfall_standard: builtInStandards,
  unit_price: builtInPrices,
  comparison_kind: builtInKinds,
  exit_standard: builtInExitStandards,
  map_sign: builtInSigns,
  fund_kind: builtInFundKinds,
  usual_node: builtInUsualNodes,
}

/** Those of the registers that this catalogue has. */
export function startingRecords(): { readonly register: RegisterDefinition; readonly rows: readonly Row[] }[] {
  return Object.entries(byRegister).flatMap(([name, rows]) => (isRegisterName(name) ? [{ register: registerOf(name), rows }] : []))
}
