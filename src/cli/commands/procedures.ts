/** Procedures from the command line. */
import type { NextStep, StepShown } from '#core/features/procedures/contract.ts'
import { localDay } from '#core/rules/dates.ts'
import { whereShape } from '#core/shapes.ts'
import type { Answer, Run, Shell } from '../command.ts'
import type { Invocation } from '../invocation.ts'
import type { OfficeSession } from '../session.ts'
import { textTable } from '../table.ts'

export const list: Run = async (_invocation, shell) => {
  const found = await shell.withOffice('login', ({ client }) => client.procedures.list())
  return {
    json: found,
    text: () =>
      found.length === 0
        ? '现在没有带办理流程的台账。'
        : textTable(
            [
              { label: '台账', of: (row: (typeof found)[number]) => row.register },
              { label: '流程', of: (row) => row.label },
              { label: '状态', of: (row) => row.states.map(({ key, label }) => `${label}（${key}）`).join('、') },
            ],
            found,
          ),
  }
}

export const show: Run = async (invocation, shell) => {
  const wanted = { register: invocation.argument('台账'), id: invocation.argument('id') }
  const found = await shell.withOffice('login', ({ client }) => client.procedures.show(wanted))
  return {
    json: found,
    text: () =>
      [
        `${found.label}：${found.stateLabel}${found.due === null ? '' : `，期限 ${found.due}${found.late ? '（已逾期）' : ''}`}`,
        textTable(
          [
            { label: '日期', of: (step: StepShown) => step.on },
            { label: '步骤', of: (step) => step.label },
            { label: '办理人', of: (step) => step.by ?? '' },
            { label: '说明', of: (step) => step.note ?? step.remark ?? '' },
          ],
          found.steps,
        ),
        textTable(
          [
            { label: '下一步', of: (step: NextStep) => `${step.label}（${step.key}）` },
            { label: '还缺', of: (step) => step.missing.map(({ message }) => message).join('') || '可以办' },
          ],
          found.next,
        ),
      ].join('\n'),
  }
}

/** What is said with a step, whether of one record or of many. */
function saidWith(invocation: Invocation) {
  const [remark, act, signed] = [invocation.text('remark'), invocation.text('act'), invocation.text('signed')]
  return {
    on: invocation.text('on') ?? localDay(new Date()),
    ...(remark === undefined ? {} : { remark }),
    ...(act === undefined ? {} : { act }),
    ...(signed === undefined ? {} : { signatures: signed.split(/[,，、]/).filter((name) => name.trim() !== '') }),
    ...votesOf(invocation),
  }
}

function votesOf(invocation: Invocation) {
  const text = invocation.text('votes')
  if (text === undefined) return {}
  const [inFavour, against, abstained, ...more] = text.split(/[,，]/).map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : undefined))
  if (inFavour === undefined || against === undefined || abstained === undefined || more.length > 0)
    throw invocation.wrong('--votes 要写三个数：同意,反对,弃权，如 20,1,0。')
  return { votes: { inFavour, against, abstained } }
}

async function made(invocation: Invocation, shell: Shell, idsOf: (office: OfficeSession) => Promise<string[]>): Promise<Answer> {
  const [register, step] = [invocation.argument('台账'), invocation.argument('步骤')]
  const said = saidWith(invocation)
  const done = await shell.withOffice('login', async (office) => {
    const ids = await idsOf(office)
    return ids.length === 0 ? { done: [], refused: [], changeSet: null } : office.client.procedures.step({ register, step, ids, ...said })
  })
  return {
    json: done,
    text: () =>
      [
        `办了 ${done.done.length} 条，没有办 ${done.refused.length} 条。`,
        ...done.refused.map(({ title, missing }) => `${title}：${missing.map(({ message }) => message).join('')}`),
      ].join('\n'),
    exit: done.refused.length > 0 ? 1 : 0,
  }
}

export const step: Run = (invocation, shell) => made(invocation, shell, async () => [...invocation.several('id')])

/** Records that one command takes through a step at most. */
const MOST = 5000

export const batch: Run = (invocation, shell) =>
  made(invocation, shell, async ({ client }) => {
    const where = whereShape.parse(invocation.json('where'))
    const { rows, total } = await client.records.query({ register: invocation.argument('台账'), where, limit: MOST })
    if (total > MOST) throw invocation.wrong(`筛选出 ${total} 条，一次最多 ${MOST} 条，请再缩小范围。`)
    return rows.map(({ id }) => String(id))
  })

export const undo: Run = async (invocation, shell) => {
  const wanted = { register: invocation.argument('台账'), id: invocation.argument('id') }
  const reason = invocation.required('reason')
  const done = await shell.withOffice('login', async ({ client }) => {
    const step = invocation.text('step') ?? (await client.procedures.show(wanted)).steps.findLast(({ mayUndo }) => mayUndo)?.id
    if (step === undefined) throw invocation.wrong('没有您可以撤销的步骤。')
    return client.procedures.undo({ ...wanted, step, reason })
  })
  return { json: done, text: () => '已撤销一步。' }
}

export const open: Run = async (invocation, shell) => {
  const wanted = {
    register: invocation.argument('台账'),
    ids: [...invocation.several('id')],
    state: invocation.argument('状态'),
    on: invocation.text('on') ?? localDay(new Date()),
    basis: invocation.required('basis'),
  }
  const done = await shell.withOffice('login', ({ client }) => client.procedures.open(wanted))
  return { json: done, text: () => `承接了 ${done.opened} 条；已有步骤的 ${done.left} 条没有动。` }
}

export const board: Run = async (invocation, shell) => {
  const by = invocation.text('by') ?? 'village'
  if (by !== 'village' && by !== 'township') throw invocation.wrong('--by 只能是 village 或 township。')
  const register = invocation.argument('台账')
  const year = invocation.integer('year')
  const { places, states } = await shell.withOffice('login', async ({ client }) => ({
    places: await client.procedures.board({ register, by, ...(year === undefined ? {} : { year }) }),
    states: (await client.procedures.list()).find((one) => one.register === register)?.states ?? [],
  }))
  return {
    json: places,
    text: () =>
      textTable(
        [
          { label: '地方', of: (row: (typeof places)[number]) => row.name },
          ...states.map(({ key, label }) => ({ label, of: (row: (typeof places)[number]) => String(row.counts[key] ?? 0) })),
          { label: '逾期', of: (row) => String(row.late) },
        ],
        places,
      ),
  }
}
