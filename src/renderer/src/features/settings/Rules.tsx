import { Badge, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Detailed } from '../../components/Detailed.tsx'
import { parameterDeclarations } from '#core/rules/parameters.ts'
import { ruleSummaries } from '#core/features/checks/rules.ts'
import { matchesText } from '../../fields/pinyin.ts'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'

/** Every household check: what it asks, whether it blocks or asks for a reason, and the thresholds it reads. */
export function Rules(): ReactNode {
  const [text, setText] = useState('')
  const shown = ruleSummaries.filter((rule) => text.trim() === '' || rule.id.includes(text.trim()) || matchesText(rule.title, text))
  const blocking = ruleSummaries.filter((rule) => rule.severity === 'error').length
  return (
    <>
      <TextInput aria-label="查找规则" placeholder="编号或内容" value={text} onChange={(event) => setText(event.currentTarget.value)} w="18rem" />
      <Panel title="核查规则" detail={`共 ${ruleSummaries.length} 条，其中 ${blocking} 条不改不能保存，其余说明原因后可以保存`} flush>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col" style={{ width: '32%' }}>
                内容
              </th>
              <th scope="col" style={{ width: '7rem' }}>
                程度
              </th>
              <th scope="col" style={{ width: '18%' }}>
                用到的参数
              </th>
              <th scope="col" style={{ width: '20%' }}>
                为什么放宽
              </th>
              <th scope="col" style={{ width: '12%' }}>
                出处
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((rule) => (
              <tr key={rule.id}>
                <td>{rule.title}</td>
                <td>{rule.severity === 'error' ? <Badge color="red">必须改正</Badge> : <Badge color="amber">可说明</Badge>}</td>
                <td>{rule.parameters.map((key) => parameterDeclarations[key].label).join('；')}</td>
                <td>{rule.relaxed}</td>
                <td>
                  <Detailed>
                    编号 {rule.id}；{rule.source}
                  </Detailed>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  )
}
