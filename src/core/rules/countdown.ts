/** Days left until a deadline (倒计时＝时限－今日, mechanisms.md M07.c). Pure. */

/** What is done, or no longer to be done, counts no days. */
const SETTLED: readonly unknown[] = ['finished', 'closed', 'dropped']
const DAY = 86_400_000

/** `剩 3 天`, `逾期 2 天`; 「—」 for what is done, or has no day. Days are `YYYY-MM-DD`. */
export function countdown({ due_on: due, stage }: Readonly<Record<string, unknown>>, today: string): string {
  if (typeof due !== 'string' || SETTLED.includes(stage)) return '—'
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY)
  return days < 0 ? `逾期 ${-days} 天` : `剩 ${days} 天`
}
