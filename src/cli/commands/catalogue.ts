/** What there is: registers and their fields. Needs no data. */
import { codeListOf, registerNames, registerOf } from '#core/catalogue/index.ts'
import { fieldDictionary } from '#core/catalogue/derive/dictionary.ts'
import type { Run } from '../command.ts'
import { registerNamed } from '../registerNamed.ts'
import { textTable } from '../table.ts'

export const listRegisters: Run = async () => {
  const rows = registerNames.map((name) => {
    const { label, description, fields } = registerOf(name)
    return { name, label, description, fields: fields.length }
  })
  return {
    json: { registers: rows },
    text: () => textTable([
      { label: '台账', of: (row: (typeof rows)[number]) => row.name }, { label: '名称', of: (row) => row.label },
      { label: '字段数', number: true, of: (row) => String(row.fields) }, { label: '说明', of: (row) => row.description },
    ], rows),
  }
}

export const listFields: Run = async (invocation) => {
  const register = registerNamed(invocation.argument('台账'))
  return {
    json: {
      register: register.name, label: register.label,
      fields: register.fields.map((field) => ({ ...field, ...(field.codeList === undefined ? {} : { codes: codeListOf(field.codeList).items.map(({ code, label }) => ({ code, label })) }) })),
    },
    text: () => textTable([
      { label: '字段', of: (row: ReturnType<typeof fieldDictionary>[number]) => row.key }, { label: '名称', of: (row) => row.label },
      { label: '类型', of: (row) => row.type }, { label: '单位', of: (row) => row.unit }, { label: '必填', of: (row) => row.required },
      { label: '码表/引用', of: (row) => row.codeList === '' ? row.reference : row.codeList }, { label: '计算方法', of: (row) => row.derived },
    ], fieldDictionary([register.name])),
  }
}
