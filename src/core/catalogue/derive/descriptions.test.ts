import { describe, expect, it } from 'vitest'
import { codeLists, registerNames, registerOf, registers } from '../index.ts'
import { columnsOf, fromStored, toStored } from './columns.ts'
import { codeColumns, codeDictionary, fieldColumns, fieldDictionary } from './dictionary.ts'
import { jsonSchemaOf, tableSchemaOf } from './jsonSchema.ts'

describe('columnsOf', () => {
  it('describes one column for each field', () => {
    const columns = new Map(columnsOf('household_year').map((column) => [column.name, column]))
    expect(columns.get('household_id')).toEqual({ name: 'household_id', type: 'TEXT', notNull: true, unique: false, reference: 'household', derived: false })
    expect(columns.get('wage_income')).toEqual({ name: 'wage_income', type: 'INTEGER', notNull: false, unique: false, reference: null, derived: false })
    expect(columns.get('net_income')).toMatchObject({ type: 'INTEGER', notNull: false, derived: true })
    expect(columns.size).toBe(registers.household_year.fields.length)
    expect(columnsOf('person').find((column) => column.name === 'id_number')).toMatchObject({ unique: true, type: 'TEXT' })
  })

  it('takes values to columns and back', () => {
    for (const name of registerNames) {
      for (const field of registerOf(name).fields) {
        const sample = field.type === 'boolean' ? true : columnsOf(name).find((column) => column.name === field.key)?.type === 'INTEGER' ? 7 : 'a'
        expect(fromStored(field, toStored(field, sample))).toBe(sample)
        expect(fromStored(field, toStored(field, null))).toBeNull()
      }
    }
    const relocated = registers.household.fields.find((field) => field.key === 'relocated')
    expect(relocated && toStored(relocated, false)).toBe(0)
    expect(relocated && fromStored(relocated, 0)).toBe(false)
  })
})

describe('jsonSchemaOf', () => {
  it('describes values as they cross the contract', () => {
    expect(jsonSchemaOf('household')).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: '户',
      type: 'object',
      required: ['village'],
      additionalProperties: false,
      properties: {
        village: { title: '行政村', type: 'string', pattern: '^\\d{12}$' },
        relocated: { type: ['boolean', 'null'] },
        population: { readOnly: true, type: ['integer', 'null'] },
        attribute: { enum: ['01', '02', '03', '04', '05', '06', 'x1', null], 'x-national': 'AAC006' },
      },
    })
    expect(jsonSchemaOf('household_year')).toMatchObject({
      properties: { wage_income: { type: ['integer', 'null'], minimum: 0, 'x-unit': '元', 'x-scale': 2 } },
    })
  })

  it('is plain JSON for every register', () => {
    for (const name of registerNames) {
      expect(JSON.parse(JSON.stringify(jsonSchemaOf(name)))).toEqual(jsonSchemaOf(name))
      expect(JSON.parse(JSON.stringify(tableSchemaOf(name)))).toEqual(tableSchemaOf(name))
    }
  })
})

describe('tableSchemaOf', () => {
  it('gives names, types, constraints and keys', () => {
    expect(tableSchemaOf('person_year')).toMatchObject({
      name: 'person_year',
      primaryKey: ['id'],
      uniqueKeys: [['person_id', 'year']],
      foreignKeys: [
        { fields: ['person_id'], reference: { resource: 'person', fields: ['id'] } },
        { fields: ['household_id'], reference: { resource: 'household', fields: ['id'] } },
      ],
      fields: expect.arrayContaining([
        expect.objectContaining({ name: 'work_months', title: '务工时间', type: 'integer', constraints: { minimum: 0, maximum: 12 } }),
      ]),
    })
  })
})

describe('the data dictionary', () => {
  it('has a row for every field of every register', () => {
    const rows = fieldDictionary()
    expect(rows).toHaveLength(registerNames.reduce((total, name) => total + registerOf(name).fields.length, 0))
    expect(rows.find((row) => row.register === 'household_year' && row.key === 'asset_dividend')).toMatchObject({
      registerLabel: '户年度记录',
      section: '收入情况',
      label: '资产收益扶贫分红收入',
      type: '金额',
      unit: '元',
      scale: '2',
      range: '不小于 0',
      national: 'AAC092',
      years: '2018 年起',
      merge: '以所属单位为准',
    })
    expect(rows.find((row) => row.register === 'household' && row.key === 'population')).toMatchObject({
      derived: expect.stringContaining('成员数'),
      merge: '',
    })
    expect(fieldDictionary(['village'])).toHaveLength(registers.village.fields.length)
  })

  it('has a row for every code, with years and what is not national', () => {
    const rows = codeDictionary()
    expect(rows).toHaveLength(codeLists.reduce((total, list) => total + list.items.length, 0))
    expect(rows.find((row) => row.codeList === 'education' && row.code === '05')).toMatchObject({ label: '大专及以上', years: '2019 年止', national: '是' })
    expect(rows.find((row) => row.codeList === 'labour' && row.code === 'x1')).toMatchObject({ years: '2020 年起', national: '否（本程序自编）' })
    expect(rows.find((row) => row.codeList === 'household_attribute' && row.code === '02')).toMatchObject({ yearLabels: '低保脱贫户（2018 年起）' })
  })

  it('fills exactly the columns it names', () => {
    const [field, code] = [fieldDictionary()[0] ?? {}, codeDictionary()[0] ?? {}]
    expect(Object.keys(field).sort()).toEqual(fieldColumns.map((column) => column.key).sort())
    expect(Object.keys(code).sort()).toEqual(codeColumns.map((column) => column.key).sort())
  })
})
