import { MantineThemeProvider } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

/**
 * Keeps the dialogs, menus and hints of what stands in it inside its own part of the page: whatever hides that part (the lock, the page of a recovery
 * code) hides them with it, from the eye, from the keyboard and from a screen reader.
 */
export function PortalHome({ children }: { readonly children: ReactNode }): ReactNode {
  // Made beforehand: what stands in it is drawn once, and not once more in one piece when its place is there.
  const [home] = useState(() => document.createElement('div'))
  const theme = useMemo(() => ({ components: { Portal: { defaultProps: { target: home } } } }), [home])
  const take = useCallback((place: HTMLElement | null) => place?.append(home), [home])
  return (
    <>
      <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
      <div ref={take} />
    </>
  )
}
