/** By what a record is named where only its number is written: on the command line, in names of files. */
import { findField } from '../index.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'

/** The fields that alone tell a record and say nothing personal: 户编号, 本地户号, 编号. In the order in which the register is told by them. */
export function keyFields(register: RegisterDefinition): readonly FieldDefinition[] {
  const alone = [...(register.tellBy ?? []).filter(({ within }) => within === undefined).map(({ fields }) => fields), ...register.match]
  const keys = new Set(alone.flatMap((fields) => (fields.length === 1 ? fields : [])))
  return [...keys].flatMap((key) => {
    const field = findField(register, key)
    const isNumber = field !== undefined && (field.type === 'text' || field.type === 'numbered' || field.type === 'division') && field.sensitive === undefined
    return isNumber && key !== register.title ? [field] : []
  })
}
