/** Rendering for tests: the providers of the program around a component or a screen, with a client of plain functions. */
import { createMemoryHistory, Outlet, RouterProvider } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import type { RenderResult } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import type { ShellBridge } from '#core/contract.ts'
import type { Role } from '#core/features/session/contract.ts'
import { createQueryClient } from '../bridge/queryClient.ts'
import { FieldSourcesContext } from '../fields/sources.tsx'
import { fakeClient, fakeShell, sampleStatus } from '../gallery/fakeClient.ts'
import type { FakeCalls } from '../gallery/fakeClient.ts'
import { sampleDivisions } from '../gallery/sampleData.ts'
import { Providers } from '../Providers.tsx'
import { createScreenRouter } from '../router/router.tsx'
import type { ScreenDefinition } from '../router/screens.ts'
import { SessionProvider } from '../session/useSession.tsx'

export interface RenderOptions {
  /** Answers of the core; everything else is the gallery's made-up data. */
  readonly calls?: FakeCalls
  readonly shell?: Partial<ShellBridge>
  readonly role?: Role
  /** What the user is limited to; the whole unit without. */
  readonly divisions?: readonly string[]
  readonly unit?: string
}

export interface Rendered extends RenderResult {
  readonly user: UserEvent
}

function Around({ options, children }: { readonly options: RenderOptions; readonly children: ReactNode }): ReactNode {
  const client = fakeClient(options.calls)
  const user = { ...sampleStatus.user, role: options.role ?? 'administrator', divisions: [...(options.divisions ?? sampleStatus.user.divisions)] }
  const unit = options.unit === undefined ? sampleStatus.unit : { ...sampleStatus.unit, code: options.unit }
  const sources = { year: 2016, divisions: sampleDivisions, searchReference: (register: string, text: string) => client.records.choices({ register, text }) }
  return (
    <Providers client={client} shell={{ ...fakeShell, ...options.shell }} queryClient={createQueryClient()} animated={false}>
      <SessionProvider status={{ ...sampleStatus, user, unit }}>
        <FieldSourcesContext value={sources}>{children}</FieldSourcesContext>
      </SessionProvider>
    </Providers>
  )
}

/** A component with everything around it except routes. */
export function renderComponent(content: ReactNode, options: RenderOptions = {}): Rendered {
  const user = userEvent.setup()
  return { user, ...render(<Around options={options}>{content}</Around>) }
}

/**
 * A screen at its path, e.g. `await renderScreen(screens, '/households/h1')`; resolves when the screen is there.
 * Other paths lead to the not-found screen.
 */
export async function renderScreen(
  screens: readonly ScreenDefinition[],
  path: string,
  options: RenderOptions = {},
): Promise<Rendered & { readonly currentPath: () => string }> {
  const user = userEvent.setup()
  const router = createScreenRouter(screens, Outlet, createMemoryHistory({ initialEntries: [path] }))
  await router.load()
  const rendered = render(
    <Around options={options}>
      <RouterProvider router={router} />
    </Around>,
  )
  return { user, ...rendered, currentPath: () => router.state.location.href }
}

export { screen }
