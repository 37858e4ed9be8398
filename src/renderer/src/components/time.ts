/** Times as people read them, in the time zone of the PC. */

const pad = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-23 14:05` from an ISO time; the text itself when it is no time. */
export function dateTimeText(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())} ${pad(time.getHours())}:${pad(time.getMinutes())}`
}
