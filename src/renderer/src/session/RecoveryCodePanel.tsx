import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { localDay } from '#core/rules/dates.ts'
import { IconCopy, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useShell } from '../bridge/client.tsx'
import { notifyDone, notifyError } from '../bridge/notify.tsx'
import { copyText } from '../components/DataTable/clipboard.ts'
import classes from './RecoveryCodePanel.module.css'
import { escaped } from '../components/escaped.ts'

/** The sheet of paper that goes into the office's safe. */
export function recoverySheet(code: string, unitName: string, date: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>恢复码</title><style>@page{size:A4;margin:25mm}body{font-family:SimSun,"Noto Serif CJK SC",serif;font-size:14pt;line-height:1.8}h1{font-size:20pt;text-align:center}.code{font-family:Consolas,monospace;font-size:18pt;border:1px solid #000;padding:8mm;text-align:center;letter-spacing:1px;word-break:break-all}</style></head><body><h1>精准帮扶工作台　恢复码</h1><p>单位：${escaped(unitName)}<br>日期：${escaped(date)}</p><p class="code">${escaped(code)}</p><p>忘记密码时，用本恢复码可以重设密码、打开数据。谁拿到它都能打开数据，请由单位负责人锁存，不要拍照外传，不要和电脑放在一起。</p></body></html>`
}

/** Shows a new recovery code until somebody confirms that it is printed or written down; goes on only then. */
export function RecoveryCodePanel({ code, unitName, onDone }: { readonly code: string; readonly unitName: string; readonly onDone: () => void }): ReactNode {
  const shell = useShell()
  const [kept, setKept] = useState(false)
  const print = (): void => {
    shell.printHtml(recoverySheet(code, unitName, localDay(new Date()))).catch(notifyError)
  }
  const copy = (): void => {
    void copyText(code).then((copied) => {
      if (copied) notifyDone('已复制恢复码')
    })
  }
  return (
    <Stack gap="sm">
      <Text size="md">忘记密码时，只有恢复码能打开数据。确认收好以前每次打开都显示，确认以后谁也看不到，请打印或抄下来，由单位负责人锁存。</Text>
      <code className={classes['code']}>{code}</code>
      <Group gap="xs">
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
          打印恢复码
        </Button>
        <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>
          复制
        </Button>
      </Group>
      <Checkbox label="恢复码已打印或抄下，并交给负责人保管" checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Group justify="flex-end">
        <Button disabled={!kept} onClick={onDone}>
          开始使用
        </Button>
      </Group>
    </Stack>
  )
}
