/** What answers for the numbers of mechanisms.md M09–M13 and M27, 水、电、路、房、坡改梯和灾后重建. */
import type { Group } from './types.ts'

const FIGURES = 'src/core/features/works/figures.test.ts'
const WORKS = 'src/core/features/works/works.test.ts'
const once = ['M12-once-house_retrofit', 'M12-once-damage_household', 'M12-once-relocation']

export const works: Group = {
  page: 'mechanisms.md M09–M13、M27',
  title: '水、电、路、房、坡改梯和灾后重建',
  answers: [
    { number: 'M09.a1', what: '饮水困难的界限（以上含本数）', rules: ['M09-difficult'] },
    { number: 'M09.c1', what: '入户率以户为分母', statistics: ['works_progress'], tests: [FIGURES] },
    { number: 'M09.c2', what: '解决人数由户算出', statistics: ['works_progress', 'water_works'], rules: ['M09-before'], tests: [WORKS, FIGURES] },
    { number: 'M09.e1', what: '入户户数>总户数', rules: ['6-E66'] },
    { number: 'M09.e2', what: '同户同年在两个工程受益', rules: ['M09-twice'], tests: [WORKS] },
    { number: 'M09.e3', what: '解决人数不是整数户人口和', rules: ['M09-people', 'M09-design'], tests: [WORKS] },
    { number: 'M10.c1', what: '动力电覆盖率以自然村为分母', statistics: ['group_power', 'works_progress'], tests: [FIGURES] },
    { number: 'M10.e1', what: '用“通电率”冒充“动力电率”', rules: ['M10-power'] },
    { number: 'M10.e2', what: '已覆盖村仍有低电压项目未关', rules: ['M10-open'], tests: [WORKS] },
    { number: 'M11.c1', what: '硬化率', statistics: ['works_progress'], tests: [FIGURES] },
    { number: 'M11.c2', what: '里程完成率分列', statistics: ['roads', 'works_progress'], rules: ['M11-longer'], tests: [FIGURES] },
    { number: 'M11.e1', what: '起讫重复', rules: ['M11-same'], tests: [WORKS] },
    { number: 'M11.e2', what: '里程小于直线距离', rules: ['M11-straight'] },
    { number: 'M11.e3', what: '“已通”但无验收', rules: ['M11-unaccepted'], tests: [WORKS] },
    { number: 'M12.c1', what: '一户一次，与重建、搬迁互斥', rules: once, tests: [WORKS] },
    { number: 'M12.c2', what: '优先序', statistics: ['house_priorities'], tests: [WORKS] },
    {
      number: 'M12.c3',
      what: '补助=标准×系数、人均面积上限',
      rules: ['M12-grant', 'M12-area'],
      tests: [WORKS],
      reason: '2015 年甘肃的补助金额、系数没有文件，是参数（待核）',
    },
    { number: 'M12.c4', what: '完成率分母=下达任务户', statistics: ['house_retrofits'], tests: [FIGURES] },
    { number: 'M12.e1', what: 'B 级房列危改', rules: ['M12-grade'], tests: [WORKS] },
    { number: 'M12.e2', what: '同户三年内两次', rules: ['M12-again', ...once], tests: [WORKS] },
    { number: 'M12.e3', what: '验收早于开工', rules: ['M12-order-house_retrofit', 'M12-order-damage_household', 'M12-order-relocation'] },
    { number: 'M12.e4', what: '照片同图', rules: ['M12-photo-house_retrofit', 'M12-photo-damage_household', 'M12-photo-relocation'], tests: [WORKS] },
    { number: 'M12.e5', what: '已重建户再报', rules: once, tests: [WORKS] },
    { number: 'M13.c1', what: '完成率', statistics: ['terraces', 'works_progress'], tests: [FIGURES] },
    { number: 'M13.c2', what: 'Σ亩≤村坡耕地面积', rules: ['M13-slope'] },
    { number: 'M13.e1', what: '亩数重复统计（退耕/流转同图斑）', rules: ['M13-overlap', 'M13-same'], tests: [WORKS] },
    { number: 'M13.e2', what: '分户合计≠图斑', rules: ['S-terrace_share-area'], tests: [WORKS] },
    { number: 'M13.e3', what: '验收亩>计划亩 10% 以上无变更单', rules: ['M13-excess'] },
    { number: 'M27.c1', what: '双标只计一次', statistics: ['programs'], tests: [FIGURES] },
    { number: 'M27.c2', what: '户级互斥：重建户不再领危改', rules: once, tests: [WORKS] },
    { number: 'M27.c3', what: '助推率', statistics: ['rebuilding_projects'], tests: [FIGURES] },
    { number: 'M27.e1', what: '双重计投', statistics: ['programs'], tests: [FIGURES] },
    { number: 'M27.e2', what: '重建户又列 D 级危改', rules: once, tests: [WORKS] },
    { number: 'M27.e3', what: '384 与分项和不等', statistics: ['rebuilding_projects'], tests: [FIGURES] },
  ],
}
