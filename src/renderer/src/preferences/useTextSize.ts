/** Text size of the whole program: everything is set in rem, so the root size scales all alike. */
import { useEffect } from 'react'
import { isText, usePreference } from './usePreference.ts'

export const textSizes = [
  { key: 'standard', label: '标准', root: '100%' },
  { key: 'large', label: '大', root: '112.5%' },
  { key: 'largest', label: '特大', root: '125%' },
] as const

/** The chosen size and its setter. */
export function useTextSize(): readonly [string, (key: string) => void] {
  return usePreference('textSize', 'standard', isText)
}

/** Applies the chosen size to the page; mounted once. */
export function useAppliedTextSize(): void {
  const [chosen] = useTextSize()
  useEffect(() => {
    document.documentElement.style.fontSize = textSizes.find((size) => size.key === chosen)?.root ?? '100%'
  }, [chosen])
}
