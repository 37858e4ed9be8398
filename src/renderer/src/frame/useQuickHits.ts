/** What quick find shows for a text: one question at a time for all registers, asked when typing pauses; the next text calls it off. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Icon } from '@tabler/icons-react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useApi } from '../bridge/client.tsx'
import { matchesText } from '../fields/pinyin.ts'
import { iconOf, pages } from './menu.ts'
import { useIsShown } from './useIsShown.ts'

export interface Hit {
  readonly key: string
  readonly group: string
  readonly title: string
  readonly detail: string
  /** Why it was found, where neither title nor detail shows it. */
  readonly reason: { readonly label: string; readonly value: string } | null
  readonly path: string
  readonly icon: Icon
}

export interface QuickHits {
  readonly hits: readonly Hit[]
  /** The hits are those of an earlier text; those of this one are on their way. */
  readonly searching: boolean
}

const PER_GROUP = 6
/** Milliseconds without a key after which a text is looked for. */
const PAUSE = 120

/** A text as it was when it last stood still; `now` takes it at once. */
export function useSettledText(text: string): { readonly settled: string; readonly now: () => void } {
  const [settled, settle] = useState(text)
  useEffect(() => {
    if (text === settled) return undefined
    const timer = setTimeout(() => settle(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text, settled])
  return { settled, now: () => settle(text) }
}

/** Records and pages for a text. */
export function useQuickHits(text: string): QuickHits {
  const api = useApi()
  const isShown = useIsShown()
  const query = useQuery({
    ...api.records.find.queryOptions({ input: { text, limit: PER_GROUP } }),
    enabled: text !== '',
    staleTime: 5000,
    retry: false,
    placeholderData: keepPreviousData,
  })
  const found = text === '' ? [] : (query.data ?? [])
  const records = found.map(
    ({ register, id, title, detail, reason }): Hit => ({
      key: `${register} ${id}`,
      group: registerOf(register).label,
      title,
      detail,
      reason,
      path: recordPath(register, id),
      icon: iconOf(register),
    }),
  )
  const screens = pages
    .filter((entry) => isShown(entry) && matchesText(entry.label, text))
    .map(({ path, label, icon }): Hit => ({ key: path, group: '页面', title: label, detail: '', reason: null, path, icon }))
  return { hits: [...records, ...screens], searching: text !== '' && (query.isPlaceholderData || query.isFetching) }
}
