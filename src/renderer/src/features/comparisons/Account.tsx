/** The account of a list, as sums that add up. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ComparedList } from '#core/features/comparisons/contract.ts'
import { whole } from '../../components/whole.ts'
import classes from '../imports/imports.module.css'

type Term = readonly [label: string, count: number]

function Sum({ of, terms }: { readonly of: Term; readonly terms: readonly Term[] }): ReactNode {
  const [label, count] = of
  return (
    <p className={classes['equation']} aria-label={`${label} ${count} 等于${terms.map(([name, one]) => `${name} ${one}`).join('，加')}`}>
      <span>
        <b>{whole.format(count)}</b>
        {label}
      </span>
      <i>=</i>
      {terms.map(([name, one], index) => (
        <span key={name} className={classes['term']}>
          {index > 0 && <i>+</i>}
          <span>
            <b>{whole.format(one)}</b>
            {name}
          </span>
        </span>
      ))}
    </p>
  )
}

export function Account({ compared }: { readonly compared: ComparedList }): ReactNode {
  const { account, skipped, same } = compared
  const more = [
    account.repeated > 0 ? `另有重复的 ${whole.format(account.repeated)} 行，只算一次` : '',
    account.namesakes > 0 ? `没对上的里，同名不同号的 ${whole.format(account.namesakes)} 行，不是同一人` : '',
    account.several > 0 ? `没对上的里，村里同名几人、分不清的 ${whole.format(account.several)} 行` : '',
    skipped > 0 ? `跳过合计、说明等不是数据的 ${whole.format(skipped)} 行` : '',
  ].filter((text) => text !== '')
  return (
    <div className={classes['sum']}>
      <Sum
        of={['比对行数', account.read]}
        terms={[
          ['对上', account.matched],
          ['存疑', account.unsure],
          ['没对上', account.unmatched],
          ['读不出', account.unreadable],
        ]}
      />
      <Sum
        of={['对上和存疑', account.matched + account.unsure]}
        terms={[
          ['新疑点', account.hits],
          ['已判过', account.known],
          ['已在待核实', account.pending],
          ['不算疑点', account.harmless],
        ]}
      />
      {more.length > 0 && (
        <Text size="sm" c="gray.7" mt={4}>
          {more.join('；')}。
        </Text>
      )}
      {same !== null && (
        <Text size="sm" c="amber.9" mt={4}>
          同一份文件 {same.on} 比对过（{same.name}），请核对是不是重复。
        </Text>
      )}
    </div>
  )
}
