/** A client without a core, over made-up rows: for the gallery and for tests of screens. */
import type { ShellBridge } from '#core/contract.ts'
import type { SessionStatus } from '#core/features/session/contract.ts'
import type { Client } from '../bridge/client.tsx'
import { sampleDivisions, sampleHistory, sampleHousehold, sampleJobs } from './sampleData.ts'

export const sampleStatus: SessionStatus & { readonly user: NonNullable<SessionStatus['user']>; readonly unit: NonNullable<SessionStatus['unit']> } = {
  state: 'ready',
  unit: { code: '621125101000', name: '漳县三岔镇' },
  logins: ['李文书', '王专干'],
  demo: true,
  version: '0.1.0',
  year: 2016,
  newestYear: 2016,
  idleMinutes: 0,
  notice: null,
  recovery: null,
  draftKey: btoa('0123456789abcdef0123456789abcdef'),
  user: { id: 'u1', login: 'li', displayName: '李文书', role: 'administrator', divisions: ['621125101000'], mustChangePassword: false },
}

const TOTAL = 13_600

/** Answers of the calls, by area and name; a test overrides those it is about. */
export type FakeCalls = { readonly [A in keyof Client]?: { readonly [P in keyof Client[A]]?: (input: never) => unknown } }

const calls = {
  session: {
    status: () => sampleStatus,
    lock: () => ({ ...sampleStatus, state: 'locked' }),
    logout: () => ({ ...sampleStatus, state: 'closed', user: null }),
    unlock: () => sampleStatus,
    login: () => sampleStatus,
  },
  records: {
    query: ({ offset = 0, limit = 100, text = '' }: { offset?: number; limit?: number; text?: string }) => {
      const total = text === '' ? TOTAL : text.includes('无') ? 0 : 37
      return { total, rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => sampleHousehold(offset + index)) }
    },
    places: () => sampleDivisions.map(({ code }) => ({ code, count: 120 })),
    choices: ({ register, text }: { register: string; text: string }) =>
      Array.from({ length: text.includes('无') ? 0 : 3 }, (_, index) => {
        const row = sampleHousehold(index * 17)
        return { id: `${register}-${index}`, title: String(row['head_name']), detail: `${String(row['village$title'])} ${String(row['household_no'])}` }
      }),
    find: ({ text }: { text: string }) =>
      text.includes('无')
        ? []
        : ['household', 'person'].flatMap((register) =>
            Array.from({ length: 3 }, (_, index) => {
              const row = sampleHousehold(index * 17)
              const reason = register === 'household' && index === 2 ? { label: '成员', value: '赵建国' } : null
              return { register, id: `${register}-${index}`, title: String(row['head_name']), detail: String(row['village$title']), reason }
            }),
          ),
    names: ({ divisions }: { divisions: readonly string[] }) => ({
      records: [],
      divisions: divisions.map((code) => ({ code, name: sampleDivisions.find((division) => division.code === code)?.name ?? code })),
    }),
    views: () => [
      { id: 'v1', register: 'household', name: '未脱贫户', where: { and: [{ exit_status: { in: ['0', '3'] } }] }, sort: null, columns: null, shared: true },
    ],
    history: () => ({ entries: sampleHistory }),
  },
  divisions: {
    tree: () => sampleDivisions.map((division) => ({ ...division, poor: false })),
    search: () => [],
    national: ({ parent }: { parent?: string }) => sampleDivisions.filter((division) => division.parent === (parent ?? null)),
  },
  jobs: {
    list: () => sampleJobs,
    get: ({ job }: { job: string }) => sampleJobs.find((candidate) => candidate.id === job),
    cancel: () => ({ cancelled: true }),
    dismiss: () => ({ done: true }),
    watch: async function* () {
      await new Promise(() => undefined)
    },
  },
}

/**
 * The fake client. A call that has no answer rejects, so that a test notices it.
 * @param overrides answers by area and name, e.g. `{ records: { save: (input) => … } }`
 */
export function fakeClient(overrides: FakeCalls = {}): Client {
  const answerOf = (area: string, name: string): unknown => {
    const own: unknown = Reflect.get(Reflect.get(overrides, area) ?? {}, name)
    return own ?? Reflect.get(Reflect.get(calls, area) ?? {}, name)
  }
  const areaOf = (area: string): unknown =>
    new Proxy(
      {},
      {
        get: (_, name) => async (input: unknown) => {
          const answer = answerOf(area, String(name))
          if (typeof answer !== 'function') throw new Error(`No answer for ${area}.${String(name)}`)
          return answer(input ?? {})
        },
      },
    )
  return new Proxy({}, { get: (_, area) => areaOf(String(area)) }) as Client
}

/** A shell that saves and prints nothing. */
export const fakeShell: ShellBridge = {
  shell: 'web',
  pickFile: () => Promise.resolve(null),
  pickFolder: null,
  saveFile: () => Promise.resolve(true),
  printHtml: () => Promise.resolve(),
}
