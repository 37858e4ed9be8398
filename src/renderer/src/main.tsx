/** Start of the screens: connects to the shell, then draws; a page without a shell says so. */
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './styles/global.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectShell } from '#bridge/connect.ts'
import { App } from './App.tsx'
import { createQueryClient } from './bridge/queryClient.ts'
import { ErrorPanel } from './components/ErrorPanel.tsx'
import { Providers } from './Providers.tsx'
import { loadFirstScreens } from './router/firstScreens.ts'
import { screens } from './router/screens.ts'
import { theme } from './theme.ts'

/** The gallery of components, in development only: the production build drops the branch. */
async function gallery(): Promise<ReactNode | null> {
  if (!import.meta.env.DEV || !window.location.hash.startsWith('#/gallery')) return null
  const { Gallery } = await import('./gallery/Gallery.tsx')
  return <Gallery />
}

async function start(): Promise<ReactNode> {
  const shown = await gallery()
  if (shown !== null) return shown
  const { client, bridge } = await connectShell()
  return (
    <Providers client={client} shell={bridge} queryClient={createQueryClient()}>
      <App />
    </Providers>
  )
}

function NoShell({ error }: { readonly error: unknown }): ReactNode {
  return (
    <MantineProvider theme={theme}>
      <div style={{ padding: '2rem', maxWidth: '40rem' }}>
        <ErrorPanel error={error} onRetry={() => window.location.reload()} />
      </div>
    </MantineProvider>
  )
}

const place = document.getElementById('root')
if (place !== null) {
  const root = createRoot(place)
  start().then(
    (content) => {
      root.render(<StrictMode>{content}</StrictMode>)
      // What cannot be loaded now is loaded, or told of, when it is opened.
      requestIdleCallback(() => void loadFirstScreens(screens).catch(() => undefined))
    },
    (error: unknown) => root.render(<NoShell error={error} />),
  )
}
