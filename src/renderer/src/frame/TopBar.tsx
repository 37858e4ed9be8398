import { Kbd, NativeSelect, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { shortcutKeys } from '../keyboard/shortcuts.ts'
import { useSession } from '../session/useSession.tsx'
import classes from './TopBar.module.css'
import { UserMenu } from './UserMenu.tsx'

const FIRST_YEAR = 2013

/** Years to choose from, newest first: from the beginning of 建档立卡 to the year after the office's own. */
export function yearChoices(officeYear: number, chosen: number): readonly number[] {
  const last = Math.max(officeYear + 1, chosen)
  return Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => last - index)
}

/** The bar on top: office, quick find, year, user. */
export function TopBar({ officeYear, onFind }: { readonly officeYear: number; readonly onFind: () => void }): ReactNode {
  const { unit, demo, year, setYear } = useSession()
  return (
    <section className={classes['bar']} aria-label="顶栏">
      <div className={classes['brand']}>
        <span className={classes['seal']} aria-hidden>
          帮
        </span>
        <span className={classes['unit']}>{unit.name}</span>
        <span className={classes['product']}>精准帮扶工作台</span>
        {demo && (
          <span className={classes['demo']} title="户和人由程序编出，区划和总数参照漳县，可以随意修改、导入、打印。">
            演示数据，不是真实情况
          </span>
        )}
      </div>
      <UnstyledButton className={classes['find']} onClick={onFind} aria-label={`快速查找（${shortcutKeys('find')}）`} aria-keyshortcuts="Control+K">
        <IconSearch size={15} aria-hidden />
        <span className={classes['findText']}>查找户、人、村、帮扶责任人</span>
        <Kbd className={classes['keys']}>{shortcutKeys('find')}</Kbd>
      </UnstyledButton>
      <label className={classes['year']}>
        <span>年度</span>
        <NativeSelect
          aria-label="年度"
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={yearChoices(officeYear, year).map(String)}
          classNames={{ input: classes['yearInput'] ?? '' }}
          w={84}
        />
      </label>
      <UserMenu />
    </section>
  )
}
