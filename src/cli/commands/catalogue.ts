/** What there is: registers and their fields. Needs no data. */
import { codeListOf, officeRegisterNames, registerNames, registerOf, type RegisterName } from '#core/catalogue/index.ts'
import { fieldDictionary } from '#core/catalogue/derive/dictionary.ts'
import type { Run } from '../command.ts'
import { registerNamed } from '../registerNamed.ts'
import { textTable } from '../table.ts'

export const listRegisters: Run = async () => {
  const described = (name: RegisterName): { name: string; label: string; description: string; fields: number } => {
    const { label, description, fields } = registerOf(name)
    return { name, label, description, fields: fields.length }
  }
  const rows = officeRegisterNames.map(described)
  const keptByProgram = registerNames.filter((name) => !officeRegisterNames.includes(name)).map(described)
  return {
    json: { registers: rows, keptByProgram },
    text: () =>
      [
        textTable(
          [
            { label: '台账', of: (row: (typeof rows)[number]) => row.name },
            { label: '名称', of: (row) => row.label },
            { label: '字段数', number: true, of: (row) => String(row.fields) },
            { label: '说明', of: (row) => row.description },
          ],
          rows,
        ),
        `由程序自己记、可以查询和导出但不能导入的：${keptByProgram.map(({ name, label }) => `${name}（${label}）`).join('、')}。`,
      ].join('\n'),
  }
}

export const listFields: Run = async (invocation) => {
  const register = registerNamed(invocation.argument('台账'))
  return {
    json: {
      register: register.name,
      label: register.label,
      fields: register.fields.map((field) => ({
        ...field,
        ...(field.codeList === undefined ? {} : { codes: codeListOf(field.codeList).items.map(({ code, label }) => ({ code, label })) }),
      })),
    },
    text: () =>
      textTable(
        [
          { label: '字段', of: (row: ReturnType<typeof fieldDictionary>[number]) => row.key },
          { label: '名称', of: (row) => row.label },
          { label: '类型', of: (row) => row.type },
          { label: '单位', of: (row) => row.unit },
          { label: '必填', of: (row) => row.required },
          { label: '码表/引用', of: (row) => (row.codeList === '' ? row.reference : row.codeList) },
          { label: '计算方法', of: (row) => row.derived },
        ],
        fieldDictionary([register.name]),
      ),
  }
}
