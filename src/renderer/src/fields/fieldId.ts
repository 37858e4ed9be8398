/** DOM ids of inputs by the path of their field, so that messages can lead to them. */

/** `fieldId('card', 'members.2.id_number')` → `card-members-2-id_number`. */
export function fieldId(prefix: string, path: string): string {
  return `${prefix}-${path.replaceAll('.', '-')}`
}

/** Puts the focus into the input of a field and brings it into sight; false when it is not on the page. */
export function focusFieldAt(prefix: string, path: string): boolean {
  const element = document.getElementById(fieldId(prefix, path))
  if (element === null) return false
  element.scrollIntoView({ block: 'center' })
  element.focus()
  return document.activeElement === element
}
