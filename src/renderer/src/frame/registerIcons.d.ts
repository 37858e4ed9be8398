/** Made by `build/config/registerIcons.ts` from the catalogue. */
declare module 'virtual:register-icons' {
  import type { Icon } from '@tabler/icons-react'
  /** Symbols by the name in `screen.icon`. */
  export const registerIcons: Readonly<Record<string, Icon>>
}
