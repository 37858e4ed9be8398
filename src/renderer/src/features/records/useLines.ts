/** The lines of a record being typed, for each register of lines: what stands in the grids, what is wrong with it, what a save has to write. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { linesOf, namedIn } from '#core/catalogue/derive/related.ts'
import type { Related } from '#core/catalogue/derive/related.ts'
import type { FieldIssue } from '#core/errors.ts'
import { useApi } from '../../bridge/client.tsx'
import { useMayRead } from './useMayWrite.ts'
import { draftOf, lineIssues, problemIssue, toSave } from './lines.ts'
import type { LinesDraft, LinesToSave } from './lines.ts'

/** Lines of a record that are edited in it; further ones are edited one by one. */
export const MOST_LINES = 2000

export interface LinesOfRegister {
  readonly related: Related
  readonly draft: LinesDraft
  /** Not yet read from the core. */
  readonly waiting: boolean
  readonly change: (draft: LinesDraft) => void
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
      ...api.records.query.queryOptions({ input: { register: of, where: { [by]: namedIn({ register: of, by }, register, id) }, limit: MOST_LINES } }),
      enabled: id !== 'new',
      select: onFile,
    })),
  })
  const [drafts, setDrafts] = useState<Readonly<Record<string, LinesDraft>>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, Problems>>>({})

  const registers = all.map((related, index): LinesOfRegister => {
    const { register: of } = related
    const draft = drafts[of] ?? queries[index]?.data ?? NOTHING
    return {
      related,
      draft,
      waiting: id !== 'new' && queries[index]?.data === undefined,
      change: (next) => setDrafts((now) => ({ ...now, [of]: next })),
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
      if (id !== 'new') await Promise.all(queries.map((query) => query.refetch()))
      setDrafts({})
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
