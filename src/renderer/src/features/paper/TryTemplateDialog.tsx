import { Alert, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { notifyError } from '../../bridge/notify.tsx'
import table from '../../components/PlainTable.module.css'
import { Dialog } from '../../components/Dialog.tsx'
import classes from './paper.module.css'

/** A template that was brought back, and what happens when it is taken. */
export interface Tried {
  readonly title: string
  readonly file: string
  readonly trial: {
    readonly problems: readonly { readonly sheet: string; readonly cell: string; readonly message: string }[]
    readonly html: string | null
    readonly pages: number
  }
  readonly action: string
  readonly put: () => Promise<void>
}

/** What is wrong with it, cell by cell, or its first pages; only a sound one can be put in force. */
export function TryTemplateDialog({ tried, onClose }: { readonly tried: Tried | null; readonly onClose: () => void }): ReactNode {
  if (tried === null) return null
  return (
    <Dialog onClose={onClose} size="70rem" title={`${tried.title}：${tried.file}`}>
      <Trial tried={tried} onClose={onClose} />
    </Dialog>
  )
}

function Trial({ tried, onClose }: { readonly tried: Tried; readonly onClose: () => void }): ReactNode {
  const [busy, setBusy] = useState(false)
  const { problems, html, pages } = tried.trial
  const put = async (): Promise<void> => {
    setBusy(true)
    try {
      await tried.put()
      onClose()
    } catch (problem) {
      notifyError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {problems.length > 0 ? (
        <>
          <Alert color="red" mb="sm">
            这个表样有 {problems.length} 处错误，没有启用。请在 Excel 或 WPS 里改正下面的单元格，存好后再选一次。能用的占位符写在表样的“占位符说明”工作表里。
          </Alert>
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col">工作表</th>
                <th scope="col">单元格</th>
                <th scope="col">问题</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ sheet, cell, message }, index) => (
                <tr key={`${sheet} ${cell} ${index}`}>
                  <td>{sheet}</td>
                  <td>{cell}</td>
                  <td>{message.replace(/^的/u, '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : (
        <>
          <Text size="sm" mb="xs">
            检查没有发现错误。下面是用台账里最前面的内容排出的样张，证号、电话遮住中间几位{pages > 1 && `，共 ${pages} 页`}。
          </Text>
          {html !== null && <iframe title="样张" className={classes['trial']} sandbox="" srcDoc={html} />}
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {problems.length > 0 ? '关闭' : '不用'}
        </Button>
        {problems.length === 0 && (
          <Button
            loading={busy}
            onClick={() => {
              void put()
            }}
          >
            {tried.action}
          </Button>
        )}
      </Group>
    </>
  )
}
