import { MantineThemeProvider } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'

/**
 * Keeps the dialogs, menus and hints of what stands in it inside its own part of the page: whatever hides that part (the lock, the page of a recovery
 * code) hides them with it, from the eye, from the keyboard and from a screen reader.
 */
export function PortalHome({ children }: { readonly children: ReactNode }): ReactNode {
  const [home, setHome] = useState<HTMLElement | null>(null)
  const theme = useMemo(() => (home === null ? undefined : { components: { Portal: { defaultProps: { target: home } } } }), [home])
  return (
    <>
      {theme !== undefined && <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>}
      <div ref={setHome} />
    </>
  )
}
