import { officeRegisterNames } from '#core/catalogue/index.ts'
import { registerScreen } from '../records/registerScreens.ts'

/** Divisions come from the national list, parameters belong to the settings; everything else may come from a sheet. */
const NOT_IMPORTED: ReadonlySet<string> = new Set(['division', 'parameter'])
const NAMES: Readonly<Record<string, string>> = { household: '贫困户和家庭成员花名册', person: '人员（已有户的成员）' }
const FIRST = ['household', 'person', 'village', 'village_group', 'organization', 'helper', 'pairing']

/** Registers that may be imported, the usual ones first, with the name they go by here. */
export const importRegisters: readonly { readonly value: string; readonly label: string }[] = [
  ...FIRST,
  ...officeRegisterNames.filter((name) => !FIRST.includes(name)),
]
  .filter((name) => !NOT_IMPORTED.has(name))
  .map((name) => ({ value: name, label: NAMES[name] ?? registerScreen(name)?.title ?? name }))

/** The name of a register on the import screens. */
export function importName(register: string): string {
  return importRegisters.find(({ value }) => value === register)?.label ?? registerScreen(register)?.title ?? register
}
