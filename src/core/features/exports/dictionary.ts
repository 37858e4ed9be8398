/** The data dictionary as a workbook: registers, fields, code lists, parameters and rules, all from the definitions the program runs on. */
import { codeColumns, codeDictionary, fieldColumns, fieldDictionary } from '../../catalogue/derive/dictionary.ts'
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { writeTables, type PlainTable } from '../../excel/writeTables.ts'
import { parameterDefaults, type ParameterRow } from '../../rules/parameters.ts'
import type { ParameterTerm } from '../../rules/parameterTerms.ts'
import { ruleSummaries } from '../checks/rules.ts'
import type { Office } from '../../runtime.ts'
import type { ExportOptions } from './exportTo.ts'

/**
 * Writes the dictionary, replacing the file; returns the number of rows. Parameters are those of the office, or those a new one begins
 * with where none is given. Throws as the writer does (FILE_LOCKED, DISK_FULL, CANCELLED …).
 */
export async function dictionaryTo(path: string, office: Office | null, options: ExportOptions = {}): Promise<{ rows: number }> {
  const tables = [registerTable(), fieldTable(), codeTable(), parameterTable(office), ruleTable()]
  const rows = await writeTables(path, tables, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (done) => options.onProgress?.(done, Math.max(done, 1)),
  })
  return { rows }
}

function registerTable(): PlainTable {
  return {
    name: '台账',
    columns: [
      { key: 'name', label: '台账代号' },
      { key: 'label', label: '台账' },
      { key: 'description', label: '说明', width: 60 },
      { key: 'match', label: '识别为同一条的依据', width: 40 },
      { key: 'source', label: '来源', width: 40 },
    ],
    rows: registerNames.map((name) => {
      const register = registerOf(name)
      const label = (key: string): string => register.fields.find((field) => field.key === key)?.label ?? key
      return {
        name,
        label: register.label,
        description: register.description,
        source: register.source ?? '',
        match: register.match.map((keys) => keys.map(label).join(' + ')).join('；'),
      }
    }),
  }
}

function fieldTable(): PlainTable {
  return { name: '字段', columns: fieldColumns, rows: fieldDictionary() }
}

function codeTable(): PlainTable {
  return { name: '码表', columns: codeColumns, rows: codeDictionary() }
}

interface StoredParameter extends Pick<ParameterRow, 'key' | 'label' | 'value' | 'unit' | 'basis'>, ParameterTerm {
  readonly document_no?: string | null
  readonly unverified: number | boolean
}

function parameterTable(office: Office | null): PlainTable {
  const rows: readonly StoredParameter[] =
    office === null
      ? parameterDefaults
      : office.store.read.all<StoredParameter>(
          'SELECT year, key, label, value, unit, basis, unverified, valid_from, valid_until, division, document_no FROM parameter WHERE deleted = 0 ORDER BY key, year, valid_from',
        )
  return {
    name: '参数',
    columns: [
      { key: 'year', label: '年度', kind: 'number' },
      { key: 'key', label: '参数代号', width: 28 },
      { key: 'label', label: '参数名称', width: 36 },
      { key: 'value', label: '参数值' },
      { key: 'unit', label: '单位' },
      { key: 'from', label: '生效日期' },
      { key: 'until', label: '截止日期' },
      { key: 'division', label: '适用区划' },
      { key: 'document', label: '文号', width: 24 },
      { key: 'basis', label: '依据', width: 60 },
      { key: 'unverified', label: '是否核实' },
    ],
    rows: rows.map(({ year, key, label, value, unit, basis, unverified, valid_from: from, valid_until: until, division, document_no: document }) => ({
      year: year ?? '',
      from: from ?? '',
      until: until ?? '',
      division: division ?? '',
      document: document ?? '',
      key,
      label,
      value,
      unit,
      basis,
      unverified: Number(unverified) === 1 ? '待核' : '',
    })),
  }
}

function ruleTable(): PlainTable {
  return {
    name: '核查规则',
    columns: [
      { key: 'id', label: '规则编号' },
      { key: 'title', label: '规则', width: 60 },
      { key: 'effect', label: '作用', width: 22 },
      { key: 'official', label: '来源级别' },
      { key: 'relaxed', label: '放宽原因', width: 40 },
      { key: 'reads', label: '涉及字段', width: 40 },
      { key: 'parameters', label: '用到的参数', width: 30 },
      { key: 'source', label: '来源', width: 30 },
    ],
    rows: ruleSummaries.map(({ id, title, severity, official, relaxed, source, reads, parameters }) => ({
      id,
      title,
      effect: severity === 'error' ? '不能保存，须改正' : '疑点，可说明原因后保存',
      official,
      relaxed,
      source,
      reads: reads.join('，'),
      parameters: parameters.join('，'),
    })),
  }
}
