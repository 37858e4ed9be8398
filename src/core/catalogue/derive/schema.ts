/** Validation of contract values, derived from the catalogue; the same in every shell. Messages name the field by its label. */
import { z } from 'zod'
import type { FieldIssue } from '../../errors.ts'
import { entityFields, findField, isTyped, registerOf } from '../index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../types.ts'
import { checkValue, normaliseValue } from './check.ts'
import type { ProblemCode } from './problem.ts'

export interface SchemaOptions {
  /** A patch of a record on file: every field may be missing, but a required one may not be emptied. */
  readonly partial?: boolean
}

/** Values of one record by field key. Missing keys of a draft mean “nothing said”, `null` means “nothing entered”. */
export type RecordValues = Record<string, FieldValue>

interface KeptSchemas {
  whole?: z.ZodType<RecordValues>
  partial?: z.ZodType<RecordValues>
}

/** A schema follows from its register alone, and to build one costs milliseconds: each is built when first asked for, and kept. */
const kept = new WeakMap<RegisterDefinition, KeptSchemas>()

/**
 * Schema of the values that people enter (derived fields are refused). Text is trimmed, empty text becomes `null`, numbers of
 * documents, phones and codes are brought into their stored spelling. Turn its error into issues with {@link issuesOf}.
 */
export function valuesSchema(register: string | RegisterDefinition, options: SchemaOptions = {}): z.ZodType<RecordValues> {
  const definition = resolve(register)
  const schemas = kept.get(definition) ?? {}
  kept.set(definition, schemas)
  return options.partial === true ? (schemas.partial ??= buildSchema(definition, true)) : (schemas.whole ??= buildSchema(definition, false))
}

function buildSchema(definition: RegisterDefinition, partial: boolean): z.ZodType<RecordValues> {
  const shape: Record<string, z.ZodType> = {}
  for (const field of entityFields(definition, 'writable')) {
    const schema = fieldSchema(field)
    shape[field.key] = field.required === true && !partial ? schema : schema.optional()
  }
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(definition, issue.keys) : `“${definition.label}”的内容格式不对。`),
  }) as z.ZodType<RecordValues>
}

/** Schema of a record as the contract gives it out: `id`, `revision` and every field, derived ones included. */
export function rowSchema(register: string | RegisterDefinition): z.ZodType<RecordValues & { id: string; revision: number }> {
  const shape: Record<string, z.ZodType> = { id: z.string().min(1), revision: z.int().min(0) }
  for (const field of resolve(register).fields) {
    const base = kindOf(field)
    shape[field.key] = field.required === true ? base : base.nullable()
  }
  return z.strictObject(shape) as unknown as z.ZodType<RecordValues & { id: string; revision: number }>
}

/** Schema of one writable field; `null` is accepted unless the field is required. */
function fieldSchema(field: FieldDefinition): z.ZodType<FieldValue> {
  const kind = field.required === true ? kindOf(field) : kindOf(field).nullable()
  const checked = kind.superRefine((value, context) => {
    const problem = checkValue(field, value)
    if (problem) context.addIssue({ code: 'custom', message: problem.message, params: { code: problem.code }, input: value })
  })
  return z.preprocess((value) => normaliseValue(field, value), checked)
}

const KINDS = { text: '文字', number: '数字', boolean: '是或否' } as const

function kindOf(field: FieldDefinition): z.ZodType<Exclude<FieldValue, null>> {
  const error =
    (kind: string) =>
    (issue: { readonly input?: unknown }): string =>
      issue.input === undefined || issue.input === null || issue.input === '' ? `请填写“${field.label}”。` : `“${field.label}”应是${kind}。`
  switch (field.type) {
    case 'boolean':
      return z.boolean({ error: error(KINDS.boolean) })
    case 'year':
    case 'integer':
    case 'money':
    case 'area':
    case 'decimal':
    case 'rate':
      return z.number({ error: error(KINDS.number) })
    default:
      return z.string({ error: error(KINDS.text) })
  }
}

function unknownKeys(register: RegisterDefinition, keys: readonly string[]): string {
  const derived = keys.map((key) => findField(register, key)).filter((field) => field !== undefined && !isTyped(field))
  return derived.length > 0
    ? `“${derived.map((field) => field?.label).join('”“')}”由程序计算，不能填写。`
    : `“${register.label}”没有这些栏目：${keys.join('、')}，请核对栏目代号。`
}

function resolve(register: string | RegisterDefinition): RegisterDefinition {
  return typeof register === 'string' ? registerOf(register) : register
}

/** The issues of a failed {@link valuesSchema}, one for each field and fault, as they cross the contract. */
export function issuesOf(register: string | RegisterDefinition, error: z.ZodError): readonly FieldIssue[] {
  const definition = resolve(register)
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join('.')
    const field = findField(definition, path)
    return { path, label: field?.label ?? definition.label, code: codeOf(issue), message: issue.message, severity: 'error' }
  })
}

function codeOf(issue: z.core.$ZodIssue): ProblemCode {
  if (issue.code === 'custom') return (issue.params?.['code'] as ProblemCode | undefined) ?? 'rule'
  if (issue.code === 'unrecognized_keys') return 'heading_unknown'
  return issue.code === 'invalid_type' && issue.message.startsWith('请填写') ? 'required' : 'format'
}
