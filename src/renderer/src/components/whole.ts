/** Numbers with separators: 13,600. */
export const whole = new Intl.NumberFormat('zh-CN')
