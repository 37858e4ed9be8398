import { Button, Text } from '@mantine/core'
import { IconBook2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { codeLists, registerNames } from '#core/catalogue/index.ts'
import { ruleSummaries } from '#core/features/checks/rules.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import classes from './settings.module.css'

/** What is running here, for whom, and the data dictionary. */
export function About(): ReactNode {
  const { unit, version, demo, idleMinutes } = useSession()
  const client = useClient()
  const shell = useShell()
  const run = useRunJob({ saveFile: true })
  const facts: readonly (readonly [string, string])[] = [
    ['程序', `精准帮扶工作台 ${version}`],
    ['单位', `${unit.name}（${unit.code}）${demo ? '，演示数据，非真实' : ''}`],
    ['运行方式', shell.shell === 'electron' ? '桌面程序' : '浏览器（只在本机，不上网）'],
    ['自动锁定', idleMinutes > 0 ? `${idleMinutes} 分钟不操作后锁定` : '不自动锁定'],
    ['内容', `${registerNames.length} 个台账，${codeLists.length} 个代码表，${ruleSummaries.length} 条核查规则`],
  ]
  return (
    <>
      <Panel title="关于本程序" flush>
        <table className={table['table']}>
          <tbody>
            {facts.map(([label, text]) => (
              <tr key={label}>
                <th scope="row" style={{ width: '8rem' }}>
                  {label}
                </th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel
        title="数据字典"
        actions={
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconBook2 size={16} aria-hidden />}
            onClick={() => {
              void run(client.exports.dictionary())
            }}
          >
            下载数据字典
          </Button>
        }
      >
        <Text size="sm" c="gray.7">
          每个台账的每一项：名称、类型、单位、代码表、是否必填、国家编码和依据文件。
        </Text>
      </Panel>
      <Licences />
    </>
  )
}

/** Licences of the libraries, fonts and data in the program, as the build wrote them down. */
function Licences(): ReactNode {
  const [text, setText] = useState<string | null>(null)
  const show = async (): Promise<void> => {
    const answer = await fetch('/NOTICE.txt').catch(() => null)
    setText(answer?.ok === true ? await answer.text() : '这份程序里没有许可文本（开发时没有生成）。')
  }
  return (
    <Panel
      title="开源许可"
      actions={
        text === null ? (
          <Button
            size="compact-md"
            variant="default"
            onClick={() => {
              void show()
            }}
          >
            查看许可
          </Button>
        ) : null
      }
    >
      {text === null ? (
        <Text size="sm" c="gray.7">
          本程序使用的开源软件、字体和数据，各按自己的许可使用；原文在程序里，不用联网。
        </Text>
      ) : (
        <pre className={classes['licences']} aria-label="许可原文">
          {text}
        </pre>
      )}
    </Panel>
  )
}
