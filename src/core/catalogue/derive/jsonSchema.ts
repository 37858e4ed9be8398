/** Machine-readable descriptions of a register for other programs: JSON Schema 2020-12 and Frictionless Table Schema. */
import type { PeriodLength } from '#core/rules/period.ts'
import { codeListOf, registerOf } from '../index.ts'
import type { FieldDefinition, RegisterDefinition } from '../types.ts'
import { scaleOf } from './check.ts'

/** Any JSON value. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

type JsonObject = { readonly [key: string]: Json }

/** JSON Schema (2020-12) of one record as the contract and the exchange packages carry it. */
export function jsonSchemaOf(register: string | RegisterDefinition): JsonObject {
  const definition = resolve(register)
  const properties: Record<string, Json> = {}
  for (const field of definition.fields) properties[field.key] = jsonProperty(field)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: definition.label,
    description: definition.description,
    type: 'object',
    properties,
    required: definition.fields.filter(isRequired).map((field) => field.key),
    additionalProperties: false,
  }
}

/** Table Schema in the manner of Frictionless Data; custom properties begin with `x-`. */
export function tableSchemaOf(register: string | RegisterDefinition): JsonObject {
  const definition = resolve(register)
  const references = definition.fields.filter((field) => field.type === 'reference' && field.register !== undefined && field.keeps === undefined)
  return {
    name: definition.name,
    title: definition.label,
    description: definition.description,
    fields: definition.fields.map(tableField),
    primaryKey: ['id'],
    missingValues: [''],
    uniqueKeys: [...definition.fields.filter((field) => field.unique).map((field) => [field.key]), ...(definition.uniqueTogether ?? [])],
    foreignKeys: references.map((field) => ({ fields: [field.key], reference: { resource: field.register ?? '', fields: ['id'] } })),
  }
}

function resolve(register: string | RegisterDefinition): RegisterDefinition {
  return typeof register === 'string' ? registerOf(register) : register
}

function isRequired(field: FieldDefinition): boolean {
  return field.required === true && field.derived === undefined
}

function jsonType(field: FieldDefinition): 'string' | 'integer' | 'boolean' {
  if (field.type === 'boolean') return 'boolean'
  return scaleOf(field) === null ? 'string' : 'integer'
}

function jsonProperty(field: FieldDefinition): Json {
  const type = jsonType(field)
  return {
    title: field.label,
    ...(field.hint === undefined ? {} : { description: field.hint }),
    type: isRequired(field) ? type : [type, 'null'],
    ...limits(field),
    ...annotations(field),
    ...(field.derived === undefined ? {} : { readOnly: true }),
    ...(field.type === 'code' ? { enum: [...codes(field), ...(isRequired(field) ? [] : [null])] } : {}),
  }
}

const PATTERNS: Readonly<Partial<Record<FieldDefinition['type'], string>>> = {
  date: '^\\d{4}-\\d{2}-\\d{2}$',
  month: '^\\d{4}-\\d{2}$',
  partialDate: '^\\d{4}(-\\d{2}(-\\d{2})?)?$',
  division: '^\\d{12}$',
  idNumber: '^\\d{17}[\\dX](\\d{2}([\\dB]\\d)?)?$',
  bankAccount: '^\\d{6,30}$',
  subject: '^[a-z][a-z0-9_]*:.+$',
}

const PERIOD_PATTERNS: Readonly<Record<PeriodLength, string>> = {
  tenDays: '^\\d{4}-\\d{2}-D[1-3]$',
  month: '^\\d{4}-\\d{2}$',
  quarter: '^\\d{4}-Q[1-4]$',
  year: '^\\d{4}$',
}

function limits(field: FieldDefinition): JsonObject {
  const pattern = field.type === 'period' ? PERIOD_PATTERNS[field.period ?? 'month'] : PATTERNS[field.type]
  return {
    ...(field.minimum === undefined ? {} : { minimum: field.minimum }),
    ...(field.maximum === undefined ? {} : { maximum: field.maximum }),
    ...(field.maximumLength === undefined ? {} : { maxLength: field.maximumLength }),
    ...(pattern === undefined ? {} : { pattern }),
  }
}

function annotations(field: FieldDefinition): JsonObject {
  const scale = scaleOf(field)
  return {
    'x-type': field.type,
    ...(field.unit === undefined ? {} : { 'x-unit': field.unit }),
    ...(scale === null || scale === 0 ? {} : { 'x-scale': scale }),
    ...(field.codeList === undefined ? {} : { 'x-code-list': field.codeList }),
    ...(field.register === undefined ? {} : { 'x-register': field.register }),
    ...(field.registers === undefined ? {} : { 'x-registers': field.registers }),
    ...(field.national === undefined ? {} : { 'x-national': field.national }),
    ...(field.merge === undefined ? {} : { 'x-merge': field.merge }),
    ...(field.sensitive === undefined ? {} : { 'x-sensitive': field.sensitive }),
  }
}

function codes(field: FieldDefinition): readonly string[] {
  return codeListOf(field.codeList ?? '').items.map((item) => item.code)
}

function tableType(field: FieldDefinition): string {
  if (field.type === 'date' || field.type === 'year') return field.type
  return field.type === 'month' ? 'yearmonth' : jsonType(field)
}

function tableField(field: FieldDefinition): Json {
  const { minimum, maximum, maxLength, pattern } = limits(field)
  const constraints = {
    ...(isRequired(field) ? { required: true } : {}),
    ...(field.unique ? { unique: true } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(maxLength === undefined ? {} : { maxLength }),
    // Table Schema knows patterns of texts alone; a date is one by its type.
    ...(pattern === undefined || tableType(field) !== 'string' ? {} : { pattern }),
    ...(field.type === 'code' ? { enum: codes(field) } : {}),
  }
  return {
    name: field.key,
    title: field.label,
    type: tableType(field),
    ...(field.hint === undefined ? {} : { description: field.hint }),
    ...annotations(field),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  }
}
