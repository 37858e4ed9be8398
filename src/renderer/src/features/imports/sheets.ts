import { screenOf, screensInOrder } from '#core/catalogue/derive/screen.ts'

/** Registers that may come from a sheet, as in the menu, with the name their sheets go by. */
export const sheets: readonly { readonly value: string; readonly label: string }[] = screensInOrder().flatMap(({ register, sheet }) =>
  sheet === null ? [] : [{ value: register, label: sheet }],
)

/** The name of a register on the import screens. */
export function sheetName(register: string): string {
  const screen = screenOf(register)
  return screen?.sheet ?? screen?.title ?? register
}
