/** The lines of a record being typed, for each register of lines: what stands in the grids, what is wrong with it, what a save has to write. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { linesOf, namedIn } from '#core/catalogue/derive/related.ts'
import type { Related } from '#core/catalogue/derive/related.ts'
import type { FieldIssue } from '#core/errors.ts'
import { emptyHistory, remembered, wentBack, wentForward } from '../../fields/history.ts'
import type { History } from '../../fields/history.ts'
import { useApi } from '../../bridge/client.tsx'
import { useMayRead } from './useMayWrite.ts'
import { asTyped, draftOf, lineIssues, problemIssue, toSave } from './lines.ts'
import type { LinesDraft, LinesToSave } from './lines.ts'

/** Lines of a record that are edited in it; further ones are edited one by one. */
export const MOST_LINES = 2000

export interface LinesOfRegister {
  readonly related: Related
  readonly draft: LinesDraft
  /** Not yet read from the core. */
  readonly waiting: boolean
  /** `tag` names the cell: letters typed into one are one step of undoing. */
  readonly change: (draft: LinesDraft, tag?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Text that cannot be read stands in a cell of the line of this key, or no longer does. */
  readonly setProblem: (line: string, key: string, problem: string | null) => void
}

export interface LinesEditing {
  readonly registers: readonly LinesOfRegister[]
  readonly dirty: boolean
  readonly issues: readonly FieldIssue[]
  readonly toSave: () => readonly LinesToSave[]
  /** Begins again from what is on file. */
  readonly reset: () => Promise<void>
}

const NOTHING = draftOf([])

/** Unreadable text by line key and field. */
type Problems = Readonly<Record<string, string>>

/** @param id of the parent, or `new` */
export function useLines(register: string, id: string): LinesEditing {
  const mayRead = useMayRead()
  const all = linesOf(register).filter((one) => mayRead(one.register))
  const api = useApi()
  const queries = useQueries({
    queries: all.map(({ register: of, by }) => ({
      // In the order in which they were entered.
      ...api.records.query.queryOptions({
        input: { register: of, where: { [by]: namedIn({ register: of, by }, register, id) }, sort: [{ field: 'id' }], limit: MOST_LINES },
      }),
      enabled: id !== 'new',
      select: onFile,
    })),
  })
  const [drafts, setDrafts] = useState<Readonly<Record<string, LinesDraft>>>({})
  const [histories, setHistories] = useState<Readonly<Record<string, History<LinesDraft>>>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, Problems>>>({})

  const registers = all.map((related, index): LinesOfRegister => {
    const { register: of } = related
    const draft = drafts[of] ?? queries[index]?.data ?? NOTHING
    const history = histories[of] ?? emptyHistory<LinesDraft>()
    const step = (found: ReturnType<typeof wentBack<LinesDraft>>): void => {
      if (found === null) return
      setHistories((now) => ({ ...now, [of]: found.history }))
      setDrafts((now) => ({ ...now, [of]: found.state }))
    }
    return {
      related,
      draft,
      waiting: id !== 'new' && queries[index]?.data === undefined,
      change: (next, tag) => {
        setHistories((now) => ({ ...now, [of]: remembered(now[of] ?? emptyHistory<LinesDraft>(), draft, tag ?? null) }))
        setDrafts((now) => ({ ...now, [of]: next }))
      },
      undo: () => step(wentBack(history, draft)),
      redo: () => step(wentForward(history, draft)),
      setProblem: (line, key, problem) => setProblems((now) => ({ ...now, [of]: withProblem(now[of] ?? {}, `${line} ${key}`, problem) })),
    }
  })
  const changes = registers.flatMap(({ related, draft }) => toSave(draft, related) ?? [])
  const unreadable = registers.flatMap(({ related, draft }) => problemsOf(related.register, draft, problems[related.register] ?? {}))
  return {
    registers,
    dirty: changes.length > 0 || unreadable.length > 0,
    issues: [
      ...unreadable,
      ...registers.filter(({ related }) => drafts[related.register] !== undefined).flatMap(({ related, draft }) => lineIssues(draft, related)),
    ],
    toSave: () => changes,
    reset: async () => {
      const fresh = id === 'new' ? [] : await Promise.all(queries.map((query) => query.refetch()))
      setDrafts(
        Object.fromEntries(
          registers.flatMap(({ related: { register: of }, draft }, index) => {
            const { data } = fresh[index] ?? {}
            return data === undefined ? [] : [[of, asTyped(draft, data.base, of)]]
          }),
        ),
      )
      setHistories({})
      setProblems({})
    },
  }
}

function onFile({ rows }: { readonly rows: Parameters<typeof draftOf>[0] }): LinesDraft {
  return draftOf(rows)
}

function withProblem(problems: Problems, name: string, problem: string | null): Problems {
  const { [name]: _gone, ...rest } = problems
  return problem === null ? rest : { ...rest, [name]: problem }
}

/** Those of lines that are still there. */
function problemsOf(register: string, draft: LinesDraft, problems: Problems): readonly FieldIssue[] {
  return Object.entries(problems).flatMap(([name, message]) => {
    const [lineKey = '', key = ''] = name.split(' ')
    const at = draft.lines.findIndex((line) => line.key === lineKey)
    return at < 0 ? [] : [problemIssue(register, at, key, message)]
  })
}
