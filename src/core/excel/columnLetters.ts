/** Columns by letters, as spreadsheet programs name them. */

/** Number of a column from its letters: A is 1, AB is 28. */
export function columnOfLetters(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** Letters of a column from its number: 28 is AB. */
export function lettersOfColumn(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
