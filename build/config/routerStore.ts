/** The router's screens are drawn in slices: `router/routerStore.ts` says how. */
import { fileURLToPath } from 'node:url'

export const ROUTER_STORE = { '@tanstack/react-store': fileURLToPath(new URL('../../src/renderer/src/router/routerStore.ts', import.meta.url)) }
