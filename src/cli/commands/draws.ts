/** Random draws from the command line. */
import type { DrawShown } from '#core/features/draws/contract.ts'
import type { SizeRule } from '#core/draws/size.ts'
import { ruleInWords } from '#core/draws/size.ts'
import { whereShape } from '#core/shapes.ts'
import type { Answer, Run } from '../command.ts'
import { extensionOf, requireWritable } from '../deliver.ts'
import type { Invocation } from '../invocation.ts'
import { textTable } from '../table.ts'
import { deliverJob } from './sheets.ts'

export const list: Run = async (_invocation, shell) => {
  const rows = await shell.withOffice('login', ({ client }) => client.draws.list())
  return {
    json: rows,
    text: () =>
      rows.length === 0
        ? '还没有随机抽取。'
        : textTable(
            [
              { label: 'id', of: (row: (typeof rows)[number]) => row.id },
              { label: '编号', of: (row) => row.number ?? '' },
              { label: '名称', of: (row) => row.name },
              { label: '范围', of: (row) => row.place },
              { label: '名单条数', number: true, of: (row) => String(row.frameSize) },
              { label: '定名单', of: (row) => row.frozenOn },
              { label: '随机数', of: (row) => row.seed ?? '等随机数' },
            ],
            rows,
          ),
  }
}

export const frame: Run = async (invocation, shell) => {
  const asked = frameOf(invocation)
  const found = await shell.withOffice('login', ({ client }) => client.draws.frame(asked))
  return { json: found, text: () => [`名单 ${found.size} 条，校验值 ${found.hash}。${ruleInWords(asked.rule)}。`, strataTable(found.strata)].join('\n') }
}

export const freeze: Run = async (invocation, shell) => {
  const again = invocation.text('again')
  const asked = { ...frameOf(invocation), name: invocation.required('name'), ...(again === undefined ? {} : { again }) }
  const shown = await shell.withOffice('login', async ({ client }) => client.draws.show(await client.draws.freeze(asked)))
  return { json: shown, text: () => `已定下名单 ${shown.frameSize} 条：${shown.id}\n校验值 ${shown.frameHash}\n当众产生随机数以后，用 draw seed 抽。` }
}

export const seed: Run = async (invocation, shell) => {
  const asked = { id: invocation.argument('id'), seed: invocation.required('seed'), seedFrom: invocation.required('from') }
  return answerOf(await shell.withOffice('login', ({ client }) => client.draws.draw(asked)))
}

export const show: Run = async (invocation, shell) => {
  const id = invocation.argument('id')
  return answerOf(await shell.withOffice('login', ({ client }) => client.draws.show({ id })))
}

export const exportDraw: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  extensionOf(out, ['xlsx'])
  await requireWritable(out)
  const id = invocation.argument('id')
  return shell.withOffice('login', async (office) => deliverJob(shell, office, await office.client.draws.export({ id }), out))
}

function frameOf(invocation: Invocation) {
  const [within, divideBy, where, method] = [invocation.text('within'), invocation.text('divide'), invocation.json('where'), invocation.text('method')]
  return {
    register: invocation.argument('台账'),
    where: where === undefined ? {} : whereShape.parse(where),
    rule: sizeRuleOf(invocation),
    reserves: invocation.integer('reserves') ?? 0,
    ...(within === undefined ? {} : { within }),
    ...(divideBy === undefined ? {} : { divideBy }),
    ...(method === undefined ? {} : { method }),
  }
}

function sizeRuleOf(invocation: Invocation): SizeRule {
  const [count, percent, exitCheck] = [invocation.integer('count'), invocation.integer('percent'), invocation.flag('exit-check')]
  if ([count !== undefined, percent !== undefined, exitCheck].filter(Boolean).length !== 1)
    throw invocation.wrong('抽多少请用 --count、--percent、--exit-check 中的一个写明。')
  if (count !== undefined) return { by: 'number', count }
  return percent === undefined ? { by: 'exit_check' } : { by: 'percent', percent }
}

function answerOf(shown: DrawShown): Answer {
  const { differences } = shown
  return {
    json: shown,
    exit: differences.length > 0 ? 1 : 0,
    text: () =>
      [
        `${shown.name}（${shown.number ?? ''}）　名单 ${shown.frameSize} 条，${shown.frozenOn} 定下，校验值 ${shown.frameHash}`,
        shown.seed === null ? '等当众产生随机数。' : `随机数 ${shown.seed}（${shown.seedFrom ?? ''}），${shown.drawnOn ?? ''} 由 ${shown.drawnBy ?? ''} 抽。`,
        strataTable(shown.strata),
        ...(shown.seed === null ? [] : [drawnTable(shown)]),
        differences.length === 0 ? '照名单和随机数重抽一遍，结果相同。' : `核对不符：${differences.join('；')}。`,
      ].join('\n'),
  }
}

function strataTable(strata: DrawShown['strata']): string {
  return textTable(
    [
      { label: '分层', of: (row: DrawShown['strata'][number]) => row.label },
      { label: '条数', number: true, of: (row) => String(row.size) },
      { label: '抽', number: true, of: (row) => String(row.count) },
      { label: '备选', number: true, of: (row) => String(row.reserves) },
    ],
    strata,
  )
}

function drawnTable({ strata, drawn }: DrawShown): string {
  const labels = new Map(strata.map(({ stratum, label }) => [stratum, label]))
  return textTable(
    [
      { label: '分层', of: (row: DrawShown['drawn'][number]) => labels.get(row.stratum) ?? row.stratum },
      { label: '结果', of: (row) => `${row.role === 'drawn' ? '抽中' : '备选'} ${row.rank}` },
      { label: '序号', number: true, of: (row) => String(row.position) },
      { label: '编号', of: (row) => row.number },
      { label: '名称', of: (row) => row.title ?? '（不在负责范围内）' },
    ],
    drawn,
  )
}
