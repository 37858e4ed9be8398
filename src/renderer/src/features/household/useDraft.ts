/** The draft of one household and year, kept in the session of the page: a reload or a crash of the page loses nothing typed. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { forgetSealed, readSealed, writeSealed } from '../../preferences/sealedStorage.ts'
import type { Draft } from './draft.ts'

const PREFIX = 'bangfu.draft.household.'

function nameOf(id: string, year: number): string {
  return `${PREFIX}${id}.${year}`
}

function readStored(name: string): Draft | null {
  const kept = readSealed(name)
  return isDraft(kept) ? kept : null
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'household' in value && 'householdYear' in value && 'members' in value && Array.isArray(value.members)
}

/** Forgets what was typed for a household in any year: it was saved, or given up. */
export function forgetDrafts(id: string): void {
  forgetSealed(`${PREFIX}${id}.`)
}

export interface DraftState {
  readonly draft: Draft
  /** What is on file. */
  readonly base: Draft
  readonly dirty: boolean
  /** The draft came back after a reload. */
  readonly restored: boolean
  readonly change: (change: (draft: Draft) => Draft) => void
  /** Starts again from what is on file. */
  readonly reset: (base: Draft) => void
}

/** @param id our id of the household, or `new` */
export function useDraft(id: string, loaded: Draft): DraftState {
  const name = nameOf(id, loaded.year)
  const [base, setBase] = useState(loaded)
  const [kept] = useState(() => readStored(name))
  const [draft, setDraft] = useState(kept ?? loaded)
  const [restored, setRestored] = useState(kept !== null)
  const dirty = useMemo(() => draft !== base && JSON.stringify(draft) !== JSON.stringify(base), [draft, base])
  useEffect(() => {
    writeSealed(name, dirty ? draft : null)
  }, [name, dirty, draft])
  const change = useCallback((apply: (now: Draft) => Draft) => setDraft(apply), [])
  const reset = useCallback((next: Draft) => {
    setBase(next)
    setDraft(next)
    setRestored(false)
  }, [])
  return { draft, base, dirty, restored: restored && dirty, change, reset }
}
