import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listPath } from '#core/catalogue/derive/screen.ts'
import { shortcutKeys } from '../../keyboard/shortcuts.ts'
import { useGo } from '../../router/navigation.ts'

/** Back to where the user came from, or to the list. */
export function BackButton({ register }: { readonly register: string }): ReactNode {
  const router = useRouter()
  const go = useGo()
  const back = (): void => {
    if (router.history.canGoBack()) router.history.back()
    else go(listPath(register))
  }
  return (
    <Button variant="subtle" color="gray" size="compact-md" px={4} aria-label="返回" title={`返回（${shortcutKeys('back')}）`} onClick={back}>
      <IconArrowLeft size={18} aria-hidden />
    </Button>
  )
}
