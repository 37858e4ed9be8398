import { Button, PasswordInput, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

interface Proof {
  readonly login: string
  readonly password: string
  readonly recoveryCode?: string | undefined
}

/** Who does it: a password of an administrator, or the recovery code. `when` says whose password, `code` which code. */
export function ProofFields({
  given,
  set,
  when,
  code,
}: {
  readonly given: Proof
  readonly set: (patch: Partial<Proof>) => void
  readonly when: string
  readonly code: string
}): ReactNode {
  if (given.recoveryCode !== undefined) {
    return (
      <>
        <TextInput
          label={code}
          value={given.recoveryCode}
          onChange={(event) => set({ recoveryCode: event.currentTarget.value })}
          autoComplete="off"
          data-autofocus
        />
        <Text size="sm">
          <Button variant="subtle" size="compact-sm" onClick={() => set({ recoveryCode: undefined })}>
            改用管理员密码
          </Button>
        </Text>
      </>
    )
  }
  return (
    <>
      <TextInput label={`登录名（${when}）`} value={given.login} onChange={(event) => set({ login: event.currentTarget.value })} autoComplete="username" />
      <PasswordInput
        label={`密码（${when}）`}
        value={given.password}
        onChange={(event) => set({ password: event.currentTarget.value })}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': '显示密码' }}
        data-autofocus
      />
      <Text size="sm">
        <Button variant="subtle" size="compact-sm" onClick={() => set({ recoveryCode: '' })}>
          改用恢复码
        </Button>
      </Text>
    </>
  )
}
