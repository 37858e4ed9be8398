/** From what may be drawn, and what may divide a frame: what core and screens both ask of the catalogue. Pure. */
import { targetsOf } from '../catalogue/derive/subject.ts'
import { fieldOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'

/** The registers whose records may be drawn. */
export const drawable: readonly string[] = targetsOf(fieldOf('draw_line', 'subject'))

/** The fields by which the frame of a register may be divided: codes, divisions, yes or no; what is masked for some divides nothing. */
export function dividingFields(register: RegisterDefinition): readonly FieldDefinition[] {
  return register.fields.filter(({ type, sensitive }) => (type === 'code' || type === 'division' || type === 'boolean') && sensitive === undefined)
}
