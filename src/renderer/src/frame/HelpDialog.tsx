import { Kbd } from '@mantine/core'
import { createContext, useCallback, useContext, useState } from 'react'
import type { ReactNode } from 'react'
import { readableKeys, shortcuts } from '../keyboard/shortcuts.ts'
import type { ShortcutScope } from '../keyboard/shortcuts.ts'
import { useActiveShortcuts, useShortcut } from '../keyboard/useShortcut.ts'
import { Dialog } from '../components/Dialog.tsx'
import classes from './HelpDialog.module.css'

const HelpContext = createContext<() => void>(() => undefined)

const scopes: readonly ShortcutScope[] = ['通用', '列表', '表单', '表格录入', '冲突台']

/** Holds the F1 dialog; stands once, around the frame. */
export function HelpProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [opened, setOpened] = useState(false)
  const open = useCallback(() => setOpened(true), [])
  useShortcut('help', open)
  return (
    <HelpContext value={open}>
      {children}
      {opened && (
        <Dialog onClose={() => setOpened(false)} title="快捷键" size={860}>
          <ShortcutList />
        </Dialog>
      )}
    </HelpContext>
  )
}

/** Opens the dialog. */
export function useHelp(): () => void {
  return useContext(HelpContext)
}

/** All shortcuts by where they hold; those that do nothing on the present page are grey. */
function ShortcutList(): ReactNode {
  const active = useActiveShortcuts()
  return (
    <div className={classes['columns']}>
      {scopes.map((scope) => (
        <section key={scope} className={classes['scope']}>
          <h3 className={classes['heading']}>{scope}</h3>
          <table className={classes['table']}>
            <tbody>
              {shortcuts
                .filter((shortcut) => shortcut.scope === scope && !/^section-[2-9]$/.test(shortcut.id))
                .map((shortcut) => {
                  const usable = shortcut.local === true || active.includes(shortcut.id)
                  return (
                    <tr key={shortcut.id} data-idle={!usable || undefined}>
                      <th scope="row" className={classes['keys']}>
                        {keysOf(shortcut.id, shortcut.keys).map((keys) => (
                          <Kbd key={keys} size="xs">
                            {keys}
                          </Kbd>
                        ))}
                      </th>
                      <td>
                        {shortcut.id === 'section-1' ? '转到第 1 – 9 部分' : shortcut.label}
                        {!usable && <span className={classes['idle']}>（本页不用）</span>}
                      </td>
                    </tr>
                  )
                })}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  )
}

function keysOf(id: string, keys: readonly string[]): readonly string[] {
  return id === 'section-1' ? ['Alt+1 … Alt+9'] : keys.map(readableKeys)
}
