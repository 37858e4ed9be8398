/** What a careful eye sees in a screen's layout: parts that lie over one another, are cut off, or stand outside the window. */
import type { Page } from '@playwright/test'

/**
 * Every control of the page that cannot be reached by the pointer where it stands, and every text on a control that is cut without a sign.
 * What only needs scrolling to come into sight is no fault. Answers one sentence a fault; none when the screen is sound.
 */
export function faultsOfLayout(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inSight = (box: DOMRect): boolean => box.width > 0 && box.height > 0
    const named = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30) || element.tagName
    /** The nearest ancestor that scrolls in a direction: what lies outside its box is reached by scrolling. */
    const scrolls = (element: Element, way: 'x' | 'y'): Element | null => {
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at)
        const overflow = way === 'x' ? style.overflowX : style.overflowY
        if ((overflow === 'auto' || overflow === 'scroll') && (way === 'x' ? at.scrollWidth > at.clientWidth : at.scrollHeight > at.clientHeight)) return at
      }
      return null
    }
    /** Whether the middle of an element is drawn: what a header sheds lies outside of it. */
    const isSeen = (element: Element): boolean => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return (
        document.elementFromPoint(left + width / 2, top + height / 2)?.contains(element) === true ||
        element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      )
    }
    const faults: string[] = []
    for (const element of document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea')) {
      const box = element.getBoundingClientRect()
      if (!inSight(box) || element.closest('[inert], [hidden], [aria-hidden=true]') !== null) continue
      const style = getComputedStyle(element)
      if (style.visibility === 'hidden' || style.opacity === '0' || style.position === 'absolute') continue
      if (box.right > window.innerWidth + 1 && scrolls(element, 'x') === null) {
        faults.push(`“${named(element)}” stands beyond the right edge by ${Math.round(box.right - window.innerWidth)} px`)
        continue
      }
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) continue
      const top = document.elementFromPoint(x, y)
      const reached = top !== null && (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element) === true)
      if (!reached && scrolls(element, 'x') === null && scrolls(element, 'y') === null)
        faults.push(`“${named(element)}” lies under “${top === null ? '' : named(top)}”`)
    }
    for (const label of document.querySelectorAll('.mantine-Button-label, .mantine-Badge-label, [role=tab], h1, h2')) {
      const box = label.getBoundingClientRect()
      if (!inSight(box)) continue
      const holder = label.matches('[role=tab]') ? label.parentElement : null
      if (holder !== null && (box.right > holder.getBoundingClientRect().right + 1 || box.left < holder.getBoundingClientRect().left - 1))
        faults.push(`the tab “${named(label)}” is out of sight`)
      if (label.scrollWidth > label.clientWidth + 1) faults.push(`the words “${named(label)}” are cut`)
      if (!label.matches('[role=tab]') && label.closest('[role=dialog]') === null && box.height > 2.5 * Number.parseFloat(getComputedStyle(label).fontSize))
        faults.push(`“${named(label)}” is broken into lines`)
    }
    // Selects and fields that have no room for what is chosen.
    for (const select of document.querySelectorAll<HTMLSelectElement>('select'))
      if (inSight(select.getBoundingClientRect()) && select.clientWidth < 40) faults.push(`the choice “${named(select)}” has no room`)
    // Short texts side by side: captions of columns, tiles, headings.
    for (const row of document.querySelectorAll('ul, [role=tablist], header')) {
      const texts = [...row.querySelectorAll('li > button > span, [role=tab], h1, h2, header span')]
        .filter((one) => one.childElementCount === 0 && inSight(one.getBoundingClientRect()) && isSeen(one))
        .map((one) => {
          const range = document.createRange()
          range.selectNodeContents(one)
          return { name: named(one), box: range.getBoundingClientRect(), clip: one.getBoundingClientRect(), cut: getComputedStyle(one).overflowX === 'hidden' }
        })
      texts.forEach((one, index) => {
        for (const other of texts.slice(index + 1)) {
          const right = one.cut ? Math.min(one.box.right, one.clip.right) : one.box.right
          if (one.box.top < other.box.bottom - 2 && other.box.top < one.box.bottom - 2 && one.box.left < other.box.left && right > other.box.left + 1)
            faults.push(`“${one.name}” runs into “${other.name}”`)
        }
      })
    }
    return [...new Set(faults)]
  })
}
