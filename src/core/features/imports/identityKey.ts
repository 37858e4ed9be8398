/** Digits of a document number by which a person is told apart; disability cards carry the identity number in front. */
const DIGITS = 18

/** What two document numbers of one person have in common (forms.md §13.1-4); the whole number where it is shorter. */
export function identityKey(number: string): string {
  return number.length > DIGITS ? number.slice(0, DIGITS) : number
}
