/** Records: finding, reading, saving, their history, taking back. */
import { formatValue } from '#core/catalogue/derive/format.ts'
import { findField, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import type { Page } from '#core/features/records/contract.ts'
import { rowShape, whereShape, type Row, type Where } from '#core/shapes.ts'
import { AppError } from '#core/errors.ts'
import type { Run } from '../command.ts'
import { located } from '../located.ts'
import { registerNamed, sortOf } from '../registerNamed.ts'
import type { Client } from '../session.ts'
import { textTable, type TextColumn } from '../table.ts'

/** The greatest page the contract gives at once. */
const PAGE = 5000

export const query: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const limit = invocation.integer('limit') ?? 100
  const where = invocation.json('where')
  if (where !== undefined && !whereShape.safeParse(where).success)
    throw new AppError('VALIDATION', '筛选条件的写法不对。', '例：--where \'{"village":"621125105000","exit_status":{"in":["0","3"]}}\'')
  const text = invocation.text('text')
  const sort = sortOf(invocation.text('sort'))
  const request = {
    register: register.name,
    deleted: invocation.flag('deleted'),
    unmasked: !invocation.flag('masked'),
    ...(text === undefined ? {} : { text }),
    ...(where === undefined ? {} : { where: where as Where }),
    ...(sort === undefined ? {} : { sort }),
  }
  if (invocation.flag('by-place')) {
    const places = await shell.withOffice('login', ({ client }) => client.records.places({ register: register.name }))
    return { json: places, text: () => places.map(({ code, count }) => `${code}　${count}`).join('\n') }
  }
  if (invocation.flag('count')) {
    const { total } = await shell.withOffice('login', ({ client }) => client.records.query({ ...request, limit: 0 }))
    return { json: { total }, text: () => String(total) }
  }
  const page = await shell.withOffice('login', ({ client }) => pages(client, request, limit, invocation.integer('offset') ?? 0))
  return { json: page, text: () => `${textTable(columnsOf(register), page.rows)}\n共 ${page.total} 条，显示 ${page.rows.length} 条。` }
}

async function pages(client: Client, request: Parameters<Client['records']['query']>[0], limit: number, offset: number): Promise<Omit<Page, 'more'>> {
  let page = await client.records.query({ ...request, limit: Math.min(limit, PAGE), offset })
  const { total } = page
  const rows = [...page.rows]
  while (rows.length < limit && page.rows.length === PAGE) {
    page = await client.records.query({ ...request, limit: Math.min(limit - rows.length, PAGE), offset: offset + rows.length })
    for (const row of page.rows) rows.push(row)
  }
  return { total, rows }
}

export const get: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const row = await shell.withOffice('login', async ({ client }) =>
    client.records.get({ register: register.name, id: await located(client, register, invocation.argument('id')), unmasked: true }),
  )
  return {
    json: row,
    text: () =>
      textTable(
        [
          { label: '字段', of: (field: FieldDefinition) => field.label },
          { label: '内容', of: (field) => shown(field, row) },
        ],
        register.fields.filter((field) => shown(field, row) !== ''),
      ),
  }
}

export const save: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const values = rowShape.safeParse(invocation.json('values'))
  if (!values.success)
    throw new AppError('VALIDATION', '--values 要写成 JSON 对象，值是文字、数字、true/false 或 null。', '例：--values \'{"phone":"13900000000"}\'')
  const id = invocation.text('id')
  const revision = invocation.integer('revision')
  const reason = invocation.text('reason')
  const saved = await shell.withOffice('login', async ({ client }) =>
    client.records.save({
      register: register.name,
      values: values.data,
      ...(id === undefined ? {} : { id: await located(client, register, id) }),
      ...(revision === undefined ? {} : { revision }),
      ...(reason === undefined ? {} : { reason }),
    }),
  )
  return {
    json: saved,
    text: () =>
      [
        saved.changeSet === null ? '没有变化。' : `已保存：${saved.id}（操作编号 ${saved.changeSet}）`,
        ...saved.warnings.map(({ label, message }) => `疑点：${label}：${message}`),
      ].join('\n'),
  }
}

export const history: Run = async (invocation, shell) => {
  const register = registerNamed(invocation.argument('台账'))
  const field = invocation.text('field')
  if (field !== undefined && findField(register, field) === undefined)
    throw new AppError('VALIDATION', `${register.label}没有字段“${field}”。`, `字段见：fields ${register.name}`)
  const { entries } = await shell.withOffice('login', async ({ client }) =>
    client.records.history({
      register: register.name,
      id: await located(client, register, invocation.argument('id')),
      related: invocation.flag('related'),
      ...(field === undefined ? {} : { field }),
    }),
  )
  const value = (entry: (typeof entries)[number], which: 'before' | 'after'): string => {
    const of = entry.field === null ? undefined : findField(entry.register, entry.field)
    return of === undefined ? String(entry[which] ?? '') : formatValue(of, entry[which])
  }
  return {
    json: { entries },
    text: () =>
      textTable(
        [
          { label: '时间', of: (entry: (typeof entries)[number]) => entry.at.slice(0, 19).replace('T', ' ') },
          { label: '经办人', of: (entry) => entry.by },
          { label: '动作', of: (entry) => ACTIONS[entry.action] },
          { label: '字段', of: (entry) => (entry.field === null ? '' : (findField(entry.register, entry.field)?.label ?? entry.field)) },
          { label: '原来', of: (entry) => value(entry, 'before') },
          { label: '改为', of: (entry) => value(entry, 'after') },
          { label: '原因', of: (entry) => entry.reason ?? '' },
          { label: '操作编号', of: (entry) => entry.changeSet },
        ],
        entries,
      ),
  }
}

const ACTIONS = { insert: '新增', update: '修改', remove: '删除', restore: '恢复' } as const

export const changes: Run = async (invocation, shell) => {
  const kind = invocation.text('kind')
  const page = await shell.withOffice('login', ({ client }) =>
    client.records.changes({
      limit: invocation.integer('limit') ?? 50,
      offset: invocation.integer('offset') ?? 0,
      ...(kind === undefined ? {} : { kind }),
    }),
  )
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '操作编号', of: (row: (typeof page.rows)[number]) => row.id },
          { label: '时间', of: (row) => row.at.slice(0, 19).replace('T', ' ') },
          { label: '经办人', of: (row) => row.by },
          { label: '操作', of: (row) => row.title },
          { label: '条数', number: true, of: (row) => String(row.entries) },
          { label: '状态', of: (row) => (row.undoneBy === null ? '' : '已撤销') },
        ],
        page.rows,
      )}\n共 ${page.total} 次操作。`,
  }
}

export const undo: Run = async (invocation, shell) => {
  const changeSet = invocation.argument('操作')
  const file = invocation.text('households')
  const done = await shell.withOffice('login', async (office) => {
    const { client } = office
    const { undoImport } = await import('./undoImport.ts')
    const inPart = await undoImport(office, changeSet, { file, dryRun: invocation.flag('dry-run') })
    if (inPart !== null) return inPart
    try {
      return await client.records.undo({ changeSet })
    } catch (error) {
      // Received packages are taken back by their own way, since what they brought counts as not received then.
      if (!(error instanceof AppError) || error.code !== 'CANNOT_UNDO') throw error
      const { packageOf } = await import('./packages.ts')
      const merged = await packageOf(client, (row) => row.direction === 'in' && row.changeSet === changeSet)
      if (merged === undefined) throw error
      return client.exchange.undoApply({ package: merged.id })
    }
  })
  if ('text' in done) return done
  return {
    json: done,
    text: () =>
      'told' in done
        ? `已撤销合并，${done.restored} 条记录恢复到合并以前（操作编号 ${done.changeSet}）。${done.told ? '以前的回执不对了，请用 receipt 命令给对方再写一份。' : ''}`
        : `已撤销，恢复了 ${done.restored} 处改动（操作编号 ${done.changeSet}）。`,
  }
}

function shown(field: FieldDefinition, row: Row): string {
  const title = row[`${field.key}$title`]
  return typeof title === 'string' ? title : formatValue(field, row[field.key] as FieldValue | undefined)
}

function columnsOf(register: RegisterDefinition): TextColumn<Row>[] {
  const listed = registerOf(register.name).fields.filter((field) => field.listed === true || field.key === register.title)
  return [
    { label: 'id', of: (row) => String(row['id']) },
    ...listed.map((field) => ({
      label: field.label,
      number: ['integer', 'money', 'area', 'decimal'].includes(field.type),
      of: (row: Row) => shown(field, row),
    })),
  ]
}
