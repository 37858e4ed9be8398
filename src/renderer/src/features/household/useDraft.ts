/** The draft of one household and year, kept in the session of the page: a reload or a crash of the page loses nothing typed. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Draft } from './draft.ts'

const PREFIX = 'bangfu.draft.household.'

function nameOf(id: string, year: number): string {
  return `${PREFIX}${id}.${year}`
}

function readStored(name: string): Draft | null {
  try {
    const raw = window.sessionStorage.getItem(name)
    const parsed: unknown = raw === null ? null : JSON.parse(raw)
    return isDraft(parsed) ? parsed : null
  } catch {
    return null
  }
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'household' in value && 'householdYear' in value && 'members' in value && Array.isArray(value.members)
}

function store(name: string, draft: Draft | null): void {
  try {
    if (draft === null) window.sessionStorage.removeItem(name)
    else window.sessionStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

/** Forgets what was typed for a household in any year: it was saved, or given up. */
export function forgetDrafts(id: string): void {
  try {
    for (const name of Object.keys(window.sessionStorage)) if (name.startsWith(`${PREFIX}${id}.`)) window.sessionStorage.removeItem(name)
  } catch {
    // See store.
  }
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
  useEffect(() => { store(name, dirty ? draft : null) }, [name, dirty, draft])
  const change = useCallback((apply: (now: Draft) => Draft) => setDraft(apply), [])
  const reset = useCallback((next: Draft) => { setBase(next); setDraft(next); setRestored(false) }, [])
  return { draft, base, dirty, restored: restored && dirty, change, reset }
}
