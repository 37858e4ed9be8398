import { Badge, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { Detailed } from '../../components/Detailed.tsx'
import { codeLists } from '#core/catalogue/index.ts'
import type { CodeItem } from '#core/catalogue/types.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { matchesText } from '../../fields/pinyin.ts'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import classes from './settings.module.css'

function yearsOf(item: CodeItem): string {
  if (item.since === undefined && item.until === undefined) return '各年'
  return `${item.since ?? ''}—${item.until ?? ''}`
}

/** The code lists, to look at: national codes, years, other spellings, where they come from. */
export function CodeLists(): ReactNode {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(codeLists[0]?.id ?? '')
  const shown = codeLists.filter((list) => text.trim() === '' || matchesText(list.label, text) || list.items.some((item) => item.label.includes(text.trim())))
  const list = shown.find((known) => known.id === chosen) ?? shown[0]
  return (
    <div className={classes['codes']}>
      <nav className={classes['lists']} aria-label="代码表">
        <TextInput
          aria-label="查找代码表"
          placeholder="名称、首字母或其中一项"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          m="0.5rem"
        />
        {shown.map((known) => (
          <button
            key={known.id}
            type="button"
            className={classes['list']}
            aria-current={known.id === list?.id || undefined}
            onClick={() => setChosen(known.id)}
          >
            <span>{known.label}</span>
            {!known.verified && (
              <Badge size="xs" color="amber">
                待核
              </Badge>
            )}
            <small>{known.items.length}</small>
          </button>
        ))}
      </nav>
      {list === undefined ? (
        <EmptyState title="没有找到" hint="请换一个写法。" />
      ) : (
        <Panel
          title={list.label}
          detail={plainSource(list.source) === '' ? undefined : `来源：${plainSource(list.source)}`}
          actions={list.verified ? <Badge color="green">已核</Badge> : <Badge color="amber">待核</Badge>}
          flush
        >
          {plainSource(list.source) !== list.source && (
            <div className={classes['note']}>
              <Detailed>来源：{list.source}</Detailed>
            </div>
          )}
          {list.note !== undefined && <p className={classes['note']}>{list.note}</p>}
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col" style={{ width: '5rem' }}>
                  代码
                </th>
                <th scope="col">名称</th>
                <th scope="col">表里的其他写法</th>
                <th scope="col" style={{ width: '8rem' }}>
                  年度
                </th>
                <th scope="col" style={{ width: '8rem' }}>
                  编码
                </th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((item) => (
                <tr key={item.code}>
                  <td className={table['nowrap']}>{item.code}</td>
                  <td>{item.label}</td>
                  <td>{item.aliases?.join('、')}</td>
                  <td>{yearsOf(item)}</td>
                  <td>{item.national === false ? '本程序自编' : list.verified ? '国家编码' : '待核'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
    </div>
  )
}
