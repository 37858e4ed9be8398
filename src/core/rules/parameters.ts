/**
 * Thresholds and lines that the rules need, by the day and the division: what is asked for, the value to begin with, and where it comes from.
 *
 * Almost all stem from tools of other provinces (forms.md §16-8), so every one is 待核 and may be changed by the county in the
 * `parameter` register, which set-up and the demo fill from `parameterDefaults`.
 */

import { intervalsOf, lastDayOf, parameterOn, type ParameterIntervals, type ParameterTerm } from './parameterTerms.ts'

interface ParameterDeclaration {
  readonly label: string
  readonly unit: string
  readonly source: string
  /**
   * Values by the first year in which they hold. A threshold holds until a later one replaces it;
   * with `exactYear` a value holds for its own year only, because next year's figure is a new decision.
   */
  readonly values: Readonly<Record<number, number>>
  readonly exactYear?: true
}

const FIRST_YEAR = 2013
const S14 = '公开代码 #23669061269（2015–2017 核查工具）'
const S15 = '公开代码 #48123586428（2018 全国数据清洗）'
const S16 = 'GitHub Gzuwkj/fuping（2023 核查规则）'
const GENERAL = '按常识填写，未核实'
const SIX = '“六签字”为哪六方没有文件（forms.md §7），按机制资料推定'
const DISPUTED = '机制资料 M02.c（争议口径），未核实'
const ASSUMED = '没有文件依据，按办理习惯推定'

/** A threshold that holds from the first year on file. */
function threshold(label: string, unit: string, value: number, source: string): ParameterDeclaration {
  return { label, unit, source, values: { [FIRST_YEAR]: value } }
}

export const parameterDeclarations = {
  poverty_line_national: {
    label: '国家扶贫标准（年人均纯收入）',
    unit: '元',
    exactYear: true,
    source: '2014、2015 年见公开转载；2013、2016、2018–2020 年按常识填写，2017 年见 2018 数据清洗；均未核实',
    values: { 2013: 2736, 2014: 2800, 2015: 2855, 2016: 2952, 2017: 2952, 2018: 2995, 2019: 3218, 2020: 4000 },
  },
  poverty_line_provincial: {
    label: '省定工作线（年人均纯收入）',
    unit: '元',
    exactYear: true,
    source: '2018 年见《甘肃省精准脱贫验收标准及认定程序》（3500 元以上）；其他年份未得，有文件后补填',
    values: { 2018: 3500 },
  },

  income_check_tolerance: threshold('人均纯收入重算允许误差', '元', 1, '全国系统收入公式'),
  income_maximum: threshold('人均纯收入上限（超过即可疑）', '元', 100_000, S15),
  income_low_doubt: threshold('人均纯收入偏低疑点（不高于）', '元', 500, S14),
  income_high_doubt: threshold('人均纯收入偏高疑点（高于）', '元', 30_000, S14),
  income_unrelieved_doubt: threshold('未脱贫户人均纯收入警示（高于）', '元', 20_000, S14),
  income_change_doubt: threshold('人均纯收入比上年增减疑点（达到）', '%', 100, '机制资料 §6-W18'),
  income_small_doubt: threshold('单项收入过小疑点（低于）', '元', 100, S14),
  pension_minimum: threshold('养老金过小疑点（低于）', '元', 70, S14),
  pension_age: threshold('领取养老金年龄（满）', '岁', 60, S14),
  allowance_minimum: threshold('低保户全年低保金至少', '元', 100, S14),
  five_guarantee_minimum: threshold('五保户全年五保金至少', '元', 100, S14),
  five_guarantee_size_doubt: threshold('五保户人口疑点（多于）', '人', 2, GENERAL),

  household_size_doubt: threshold('户人数疑点（达到）', '人', 7, S14),
  labour_shortage_doubt: threshold('缺劳力户劳动力人数疑点（达到）', '人', 3, S14),

  labour_age_from: threshold('劳动年龄起', '岁', 16, S16),
  labour_age_last: threshold('劳动年龄止（含）', '岁', 59, `${S14}；${S15}（另有 64 岁的做法）`),
  labour_old_age: threshold('高龄劳动力疑点（满）', '岁', 60, `${S16}（争议较大）`),
  public_job_age_from: threshold('公益性岗位年龄起', '岁', 16, S16),
  public_job_age_last: threshold('公益性岗位年龄止（含）', '岁', 69, S16),
  work_income_least: threshold('务工月收入至少', '元', 100, S16),
  work_income_low_doubt: threshold('务工月收入偏低疑点（低于）', '元', 400, S16),
  work_income_most: threshold('务工月收入上限（超过即可疑）', '元', 30_000, S16),
  public_job_kinds: threshold('一人公益性岗位最多种数', '种', 2, S16),

  student_status_age_from: threshold('须填在校生状况的年龄起', '岁', 6, S15),
  student_status_age_last: threshold('须填在校生状况的年龄止（含）', '岁', 23, S15),
  school_age_from: threshold('义务教育年龄起', '岁', 6, S16),
  school_age_last: threshold('义务教育年龄止（含）', '岁', 14, `${S14}（${S16} 用 16 岁）`),
  primary_age_from: threshold('小学在校年龄起', '岁', 6, S16),
  primary_age_last: threshold('小学在校年龄止（含）', '岁', 14, S16),
  junior_age_from: threshold('初中在校年龄起', '岁', 12, S16),
  junior_age_last: threshold('初中在校年龄止（含）', '岁', 17, S16),
  senior_age_from: threshold('高中、中职在校年龄起', '岁', 15, S16),
  senior_age_last: threshold('高中、中职在校年龄止（含）', '岁', 20, S16),
  college_age_from: threshold('大专、本科、技师学院在校年龄起', '岁', 18, S16),
  master_age_from: threshold('硕士研究生在校年龄起', '岁', 20, S16),
  preschool_age_last: threshold('健康儿童学前教育年龄止（含）', '岁', 6, S16),
  senior_too_young: threshold('高中及以上在校而年龄过小（不满此岁数加一）', '岁', 14, S14),
  primary_too_old: threshold('小学及以下在校而年龄过大（满）', '岁', 20, S14),
  student_too_young: threshold('在校生年龄过小（不满）', '岁', 3, '机制资料 §6-E08'),
  student_too_old: threshold('在校生年龄过大（满）', '岁', 30, S15),
  illiterate_doubt_from: threshold('文化程度过低疑点年龄起', '岁', 16, S16),
  illiterate_doubt_last: threshold('文化程度过低疑点年龄止（含）', '岁', 22, S16),

  farmland_doubt: { label: '户耕地面积疑点', unit: '亩', source: `${S14}；${S16}`, values: { 2013: 10, 2018: 100 } },
  forest_doubt: { label: '户林地面积疑点', unit: '亩', source: `${S14}；${S16}`, values: { 2013: 50, 2018: 200 } },
  returned_forest_doubt: { label: '户退耕还林面积疑点', unit: '亩', source: S16, values: { 2018: 200 } },
  orchard_doubt: { label: '户林果面积疑点', unit: '亩', source: `${S14}；${S16}`, values: { 2013: 50, 2018: 200 } },
  grassland_doubt: { label: '户牧草地面积疑点', unit: '亩', source: `${S14}；${S16}`, values: { 2013: 50, 2018: 100 } },
  water_surface_doubt: { label: '户水面面积疑点', unit: '亩', source: `${S14}；${S16}`, values: { 2013: 50, 2018: 100 } },
  farmland_person_doubt: { label: '人均耕地面积疑点', unit: '亩', source: S15, values: { 2018: 50 } },
  forest_person_doubt: { label: '人均林地面积疑点', unit: '亩', source: S15, values: { 2018: 70 } },
  road_distance_doubt: { label: '与村主干路距离疑点（超过）', unit: '公里', source: `${S14}；${S15}；${S16}`, values: { 2013: 2, 2018: 50, 2023: 5 } },
  house_area_doubt: threshold('住房面积疑点（超过）', '㎡', 500, S15),
  house_area_minimum: threshold('脱贫户住房面积至少', '㎡', 10, S14),

  helped_maximum: threshold('一名干部帮扶户数上限（超过即可疑）', '户', 20, '机制资料 §6-W53，未核实'),

  help_gap_doubt: threshold('两任帮扶责任人之间断档疑点（超过）', '天', 30, '机制资料 §6-E51，天数按常识填写，未核实'),
  shared_phone_doubt: threshold('一个电话号码登记在几户算疑点（达到）', '户', 3, 'design.md §9，户数按常识填写，未核实'),
  shared_account_doubt: threshold('一个银行账号登记在几户算疑点（达到）', '户', 2, '机制资料 §6-E37，户数按常识填写，未核实'),
  shared_photo_doubt: threshold('一张照片用在几户算疑点（达到）', '户', 2, '机制资料 §6-W45，户数按常识填写，未核实'),
  line_crowding_width: threshold('踩线收入：高出标准不超过', '%', 3, '机制资料 §6-W20，宽度按常识填写，未核实'),
  line_crowding_share: threshold('踩线收入：占全村户数达到', '%', 30, '机制资料 §6-W20，比例按常识填写，未核实'),
  backstop_share: threshold('兜底脱贫占全村当年脱贫户疑点（超过）', '%', 60, '机制资料 §6-W22，未核实'),
  backstop_least: threshold('兜底脱贫占比：写明退出方式的户数至少', '户', 5, '机制资料 §6-W22，户数按常识填写，未核实'),
  income_median_doubt: threshold('人均纯收入高于全村中位数疑点（超过）', '倍', 3, '机制资料 §6-E17'),
  line_crowding_least: threshold('踩线收入：全村有收入的户数至少', '户', 10, '机制资料 §6-W20，户数按常识填写，未核实'),

  exit_present_parts: threshold('退出评议到会比例（分子）', '份', 2, `识别评议到会三分之二 [W09]；${ASSUMED}`),
  exit_present_of: threshold('退出评议到会比例（分母）', '份', 3, `识别评议到会三分之二 [W09]；${ASSUMED}`),
  exit_favour_parts: threshold('退出评议同意比例（分子，要超过）', '份', 1, ASSUMED),
  exit_favour_of: threshold('退出评议同意比例（分母）', '份', 2, ASSUMED),
  exit_verify_days: threshold('列为拟退出户后核实的天数', '天', 15, ASSUMED),
  balance_first_year: threshold('平衡表建账年度', '年', 2014, ASSUMED),
  exit_local_notice_days: threshold('退出村内公示天数', '天', 7, '常见写法 [W09][W16]，未核实'),
  exit_county_notice_days: threshold('退出公告天数', '天', 5, '甘肃公告 5 个工作日 [W14][W19]，未核实'),
  exit_county_notice_working: threshold('退出公告按工作日（1 是，0 否）', '', 1, '甘肃公告 5 个工作日 [W14][W19]，未核实'),
  exit_margin_doubt: threshold('退出收入踩线疑点（高出标准不超过）', '元', 10, 'readings.md 2（2855 至 2865 元），未核实'),
  delisting_rate: threshold('村退出：贫困发生率低于', '%', 3, '中办发〔2016〕16 号（西部）'),
  exit_rate_rural: threshold('村退出：发生率的分母用农业户籍人口（1 是，0 用总人口）', '', 1, `两种分母都有 [M01][§11 表 24]；${ASSUMED}`),
  delisting_notice_days: threshold('村退出公示天数', '天', 5, '甘肃公告 5 个工作日 [W14]，未核实'),
  delisting_notice_working: threshold('村退出公示按工作日（1 是，0 否）', '', 1, '甘肃公告 5 个工作日 [W14]，未核实'),
  exit_county_rate: threshold('县退出：综合贫困发生率低于', '%', 3, '中办发〔2016〕16 号（西部）；甘肃 2018 [W15]'),
  exit_wrong_rate: threshold('县退出：错退率低于', '%', 2, '甘肃 2018 [W15]'),
  exit_omission_rate: threshold('县退出：漏评率低于', '%', 2, '甘肃 2018 [W15]'),
  exit_recognition: threshold('县退出：群众认可度不低于', '%', 90, '甘肃 2018 [W15]'),
  delisting_share: {
    label: '县退出：贫困村退出比例不低于',
    unit: '%',
    source: '甘肃 2018 [W15]：2018 年 80%，2019、2020 年 90%',
    values: { 2018: 80, 2019: 90 },
  },
  exit_sample_all: threshold('退出抽查：多少户以下全查', '户', 20, '城口 [S40]，未核实'),
  exit_sample_some: threshold('退出抽查：多少户以下按中档', '户', 100, '城口 [S40]，未核实'),
  exit_sample_few: threshold('退出抽查：中档抽多少户', '户', 20, '城口 [S40]，未核实'),
  exit_sample_many: threshold('退出抽查：高档抽多少户', '户', 30, '城口 [S40]，未核实'),
  identify_present_parts: threshold('识别评议到会比例（分子）', '份', 2, `识别评议到会三分之二 [W09]；${ASSUMED}`),
  identify_present_of: threshold('识别评议到会比例（分母）', '份', 3, `识别评议到会三分之二 [W09]；${ASSUMED}`),
  identify_favour_parts: threshold('识别评议同意比例（分子，要超过）', '份', 1, ASSUMED),
  identify_favour_of: threshold('识别评议同意比例（分母）', '份', 2, ASSUMED),
  identify_visit_days: threshold('识别核查立案后入户的天数', '天', 30, ASSUMED),
  identify_hearing_days: threshold('疑点核实后听取申辩的天数', '天', 15, ASSUMED),
  identify_first_notice_days: threshold('识别第一次公示天数', '天', 7, '不少于 7 天 [S40]，未核实'),
  identify_second_notice_days: threshold('识别第二次公示天数', '天', 7, '不少于 7 天 [S40]，未核实'),
  identify_filing_days: threshold('公告以后落实的天数', '天', 30, ASSUMED),
  visit_days: threshold('安排以后入户的天数', '天', 30, ASSUMED),
  visit_review_days: threshold('入户以后复核的天数', '天', 15, ASSUMED),
  visit_return_days: threshold('入户记录退回后重办的天数', '天', 15, ASSUMED),
  visit_daily_most: threshold('一名调查人一天入户的户数（多于即可疑）', '户', 15, '机制资料 M03.e（一天 80 户），户数按常识填写，未核实'),
  same_problem_doubt: threshold('一个村几户写一样的问题算疑点（达到）', '户', 10, '机制资料 M03.e，户数按常识填写，未核实'),
  same_document_doubt: threshold('一份六有文件用在几个村算疑点（达到）', '个', 2, '机制资料 M03.e，村数按常识填写，未核实'),
  clear_base: threshold('五清计入底数清（1 是，0 否）', '', 1, ASSUMED),
  clear_problem: threshold('五清计入问题清（1 是，0 否）', '', 1, ASSUMED),
  clear_answer: threshold('五清计入对策清（1 是，0 否）', '', 1, ASSUMED),
  clear_duty: threshold('五清计入责任清（1 是，0 否）', '', 1, ASSUMED),
  clear_task: threshold('五清计入任务清（1 是，0 否）', '', 1, ASSUMED),
  progress_green: threshold('项目进度：比计划慢不超过几个百分点是绿', '点', 5, '机制资料 M06.c【推】，未核实'),
  progress_amber: threshold('项目进度：比计划慢不超过几个百分点是黄（再慢是红）', '点', 15, '机制资料 M06.c【推】，未核实'),
  progress_step_doubt: threshold('进度机械增长：一样的增幅连续几次算疑点（达到）', '次', 3, '机制资料 M06.e、§6-E44，次数按常识填写，未核实'),
  approved_excess: threshold('超过批复总投资的百分之几要重新报批', '%', 110, '丹凤 [S62]；readings.md 23，未核实'),
  change_approval_days: threshold('项目变更批复的天数', '天', 15, ASSUMED),
  library_notice_days: threshold('项目入库公示天数', '天', 7, ASSUMED),
  first_acceptance_days: threshold('完工后乡镇初验的天数', '天', 30, ASSUMED),
  second_acceptance_days: threshold('初验后县验收的天数', '天', 30, ASSUMED),
  acceptance_correction_days: threshold('验收整改的天数', '天', 30, ASSUMED),
  water_test_days: threshold('饮水工程水质检测的间隔', '天', 365, ASSUMED),
  water_distance: threshold('饮水困难：取水水平距离达到', '米', 1000, '机制资料 M09.a（1 公里以上）[S27][S28]'),
  water_height: threshold('饮水困难：取水垂直高度达到', '米', 100, '机制资料 M09.a（100 米以上）[S27][S28]'),
  water_short_months: threshold('饮水困难：一年缺水达到', '个月', 6, '机制资料 M09.a（缺水半年以上）[S27][S28]'),
  retrofit_notice_days: threshold('危房改造公示天数', '天', 7, ASSUMED),
  retrofit_acceptance_days: threshold('危房竣工后验收的天数', '天', 30, ASSUMED),
  retrofit_payment_days: threshold('危房验收后拨款的天数', '天', 30, ASSUMED),
  retrofit_again_years: threshold('维修加固后几年内不应再危改', '年', 3, '机制资料 M12.e（同户三年内两次）'),
  retrofit_grant_repair: threshold('危改补助标准：C 级', '元', 3_000, '2015 年甘肃的金额未查实，按常识填写'),
  retrofit_grant_rebuild: threshold('危改补助标准：D 级', '元', 11_500, '2015 年甘肃的金额未查实，按常识填写'),
  retrofit_share_1: threshold('危改补助系数：五保户', '%', 100, '机制资料 M12.c（标准×系数），系数未查实'),
  retrofit_share_2: threshold('危改补助系数：低保户', '%', 100, '机制资料 M12.c（标准×系数），系数未查实'),
  retrofit_share_3: threshold('危改补助系数：残疾人家庭', '%', 100, '机制资料 M12.c（标准×系数），系数未查实'),
  retrofit_share_4: threshold('危改补助系数：建档立卡户', '%', 100, '机制资料 M12.c（标准×系数），系数未查实'),
  retrofit_share_5: threshold('危改补助系数：其他户', '%', 100, '机制资料 M12.c（标准×系数），系数未查实'),
  retrofit_area_each: threshold('危改户人均面积上限', '㎡', 18, '机制资料 M12.c（3 人以上户人均不超过 18 ㎡【常】），未核实'),
  retrofit_area_people: threshold('危改户人均面积上限从几口人起管', '人', 3, '机制资料 M12.c【常】，未核实'),
  terrace_excess: threshold('坡改梯验收超出计划要有变更单（超过）', '%', 10, '机制资料 M13.e'),
  claim_review_days: threshold('报账主管部门审核的工作日', '天', 15, ASSUMED),
  claim_approval_days: threshold('报账财政审核的工作日', '天', 15, ASSUMED),
  claim_payment_days: threshold('报账拨付的工作日', '天', 10, ASSUMED),
  claim_start_share: threshold('报账比例：启动', '份', 4, '机制资料 M08（4:5:1，重庆某县）；漳县比例待核'),
  claim_finish_share: threshold('报账比例：基本完工', '份', 5, '机制资料 M08（4:5:1，重庆某县）；漳县比例待核'),
  claim_retention_share: threshold('报账比例：质保金', '份', 1, '机制资料 M08（质保金不超过财政补助 10%）；漳县比例待核'),
  retention_days: threshold('质保金到期：县验收以后的天数', '天', 365, '机制资料 M08（验收+365 天）；漳县天数待核'),
  money_notice_days: threshold('资金分配以后公示的天数', '天', 7, ASSUMED),
  amount_gap: threshold('金额与同类相差多少倍要核对（元与万元）', '倍', 10_000, '机制资料 M08.e（把“万元”录成“元”）'),
  filling_review_days: threshold('短板补齐后复核的天数', '天', 30, ASSUMED),
  need_urgency_points: threshold('需求优先级：民生急迫的分值', '分', 40, '机制资料 M05（示例【推】），未核实'),
  need_poor_points: threshold('需求优先级：受益贫困户占比的分值', '分', 30, '机制资料 M05（示例【推】），未核实'),
  need_plan_points: threshold('需求优先级：当年脱贫村的分值', '分', 20, '机制资料 M05（示例【推】），未核实'),
  need_vote_points: threshold('需求优先级：群众投票的分值', '分', 10, '机制资料 M05（示例【推】），未核实'),
  need_urgency_grade_1: threshold('需求优先级：急迫的得', '%', 100, ASSUMED),
  need_urgency_grade_2: threshold('需求优先级：较急的得', '%', 60, ASSUMED),
  battle_check_days: threshold('作战任务完成后销号审核的天数', '天', 15, ASSUMED),
  need_urgency_grade_3: threshold('需求优先级：一般的得', '%', 30, ASSUMED),
  six_signatures_bar: {
    label: '六签字不齐不能乡镇锁定（1 是，0 否）',
    unit: '',
    source: `机制资料 M02（缺一不得乡镇锁，2015 年起六签字）【推】，未核实`,
    values: { 2013: 0, 2015: 1 },
  },
  signature_head: threshold('六签字要户主签字（1 是，0 否）', '', 1, SIX),
  signature_group: threshold('六签字要社（组）长签字（1 是，0 否）', '', 1, SIX),
  signature_leader: threshold('六签字要村主要负责人签字（1 是，0 否）', '', 1, SIX),
  signature_team: threshold('六签字要工作队长签字（1 是，0 否）', '', 1, SIX),
  signature_cadre: threshold('六签字要包村乡镇干部签字（1 是，0 否）', '', 1, SIX),
  signature_township: threshold('六签字要乡镇负责人签字（1 是，0 否）', '', 1, SIX),
  income_year_lag: threshold('没有写收入起止月的，收入年度比年度记录早几年', '年', 0, `表格填上年度收入的改为 1（${ASSUMED}`),
  income_reimbursement_counts: threshold('报销的医药费计入收入（1 是，0 否）', '', 0, `${DISPUTED}（有监测系统列入补贴性收入 [S132]）`),
  income_one_off_counts: threshold('一次性补助计入收入（1 是，0 否）', '', 0, DISPUTED),
  income_by_sharing: threshold('人均收入除以共享收支人口（1 是，0 除以登记人口）', '', 0, `${DISPUTED}；登记用在册人数 [S04][W08]`),
  income_disposable: threshold('收入按可支配收入（1 是，0 按纯收入）', '', 0, `${DISPUTED}；甘肃 2018 起有用可支配收入的 [S44]，改用的从那一年起设 1`),
  identify_quota_bars: threshold('识别人数超过下达规模不能乡镇审核（1 是，0 否）', '', 1, '机制资料 M01.c（规模控制），未核实'),
  identify_surveyors: threshold('入户评估的调查人（不少于）', '人', 2, `机制资料 M01“调查人×2”，未核实`),
  comparison_judge_days: threshold('比对疑点核实的天数', '天', 30, ASSUMED),
  monitoring_line: {
    label: '防止返贫监测范围线（年人均纯收入）',
    unit: '元',
    exactYear: true,
    source: '2020 年 5000 元 [W12]；贵州 2023 年 7300 元、个别来源 2024 年 8800 元；甘肃各年线未得，有文件后补填；线只作参考',
    values: { 2020: 5000 },
  },
  monitor_present_parts: threshold('监测评议到会比例（分子）', '份', 2, `识别评议到会三分之二 [W09]；${ASSUMED}`),
  monitor_present_of: threshold('监测评议到会比例（分母）', '份', 3, `识别评议到会三分之二 [W09]；${ASSUMED}`),
  monitor_favour_parts: threshold('监测评议同意比例（分子，要超过）', '份', 1, ASSUMED),
  monitor_favour_of: threshold('监测评议同意比例（分母）', '份', 2, ASSUMED),
  monitor_verify_days: threshold('列入监测排查后核实的天数', '天', 15, ASSUMED),
  monitor_notice_days: threshold('监测对象公示天数', '天', 7, ASSUMED),
  monitor_removal_notice_days: threshold('风险消除公示天数', '天', 7, ASSUMED),
  monitor_removal_months: threshold('识别监测到风险消除至少', '个月', 6, `${S16}（2_11_002 标题写 6 个月，代码用 2 个月，未核实）`),
  monitor_aid_months: threshold('识别监测后落实措施的期限', '个月', 1, `${S16}（1_11_010）`),
  monitor_development_months: threshold('有劳动力的落实开发式措施的期限', '个月', 6, `${S16}（5_12_007）`),
  correction_days: threshold('更正单申请后审定的天数', '天', 15, ASSUMED),
  return_answer_days: threshold('审核退回后回复的天数', '天', 15, ASSUMED),
  return_close_days: threshold('回复后办结的天数', '天', 15, ASSUMED),
  move_answer_days: threshold('迁出后接收的天数', '天', 30, ASSUMED),

  plan_target_line: {
    label: '一户一策的目标线（年人均纯收入，不设的用国家线）',
    unit: '元',
    exactYear: true,
    source: '2018 年同省定工作线（3500 元以上）；其他年份没有文件，不设',
    values: { 2018: 3500 },
  },
  plan_sign_days: threshold('一户一策编制后户主签字的天数', '天', 15, ASSUMED),
  plan_review_days: threshold('一户一策签字后村审、乡镇审各自的天数', '天', 15, ASSUMED),
  plan_least_exit: threshold('当年拟脱贫户的措施至少', '项', 6, '外地规定 [S32]，未核实'),
  plan_least_other: threshold('其他户的措施至少', '项', 3, '外地规定 [S32]，未核实'),
  plan_same_words: threshold('一个村几户方案的措施文字一样算疑点（达到）', '户', 5, '机制资料 M04.e、§6-W56，户数按常识填写，未核实'),
  text_same_share: threshold('文字重复疑点（超过）', '%', 90, '机制资料 §6-W56，未核实'),
  plan_actual_excess: threshold('实际增收超过预计的百分之几算疑点', '%', 200, ASSUMED),
  plan_income_poultry: threshold('一户一策：养鸡等家禽一只一年净增收上限', '元', 100, GENERAL),
  plan_income_sheep: threshold('一户一策：养羊一只一年净增收上限', '元', 1_500, GENERAL),
  plan_income_pig: threshold('一户一策：养猪一头一年净增收上限', '元', 2_000, GENERAL),
  plan_income_cattle: threshold('一户一策：养牛一头一年净增收上限', '元', 10_000, GENERAL),
  plan_income_bee: threshold('一户一策：养蜂一箱一年净增收上限', '元', 1_500, GENERAL),
  plan_income_grain: threshold('一户一策：粮食洋芋一亩一年净增收上限', '元', 3_000, GENERAL),
  plan_income_herb: threshold('一户一策：药材一亩一年净增收上限', '元', 8_000, GENERAL),
  plan_income_vegetable: threshold('一户一策：蔬菜一亩一年净增收上限', '元', 15_000, GENERAL),
  plan_income_fruit: threshold('一户一策：林果一亩一年净增收上限', '元', 10_000, GENERAL),
  plan_income_work: threshold('一户一策：务工一人一年净增收上限', '元', 60_000, GENERAL),
  plan_income_post: threshold('一户一策：公益性岗位一人一年净增收上限', '元', 12_000, GENERAL),
  plan_income_buffer: threshold('一户一策预计人均要达到线的百分之几', '%', 105, '机制资料 M04（×1.05，缓冲参数），未核实'),

  attachment_size_maximum: threshold('照片、附件的文件大小上限', 'MB', 20, GENERAL),
} as const satisfies Record<string, ParameterDeclaration>

export type ParameterKey = keyof typeof parameterDeclarations

/**
 * Reads the value of a parameter in its own unit (元, 岁, 亩 …) as it holds on a day (`YYYY-MM-DD`) in a division (12 digits; null: in general);
 * `undefined` where none is set. Whoever judges a year asks for its last day.
 */
export type ParameterReader = (key: string, day: string, division: string | null) => number | undefined

/** A row of the `parameter` register as set-up writes it. `value` is decimal text in `unit`. */
export interface ParameterRow {
  readonly year: number
  readonly key: string
  readonly label: string
  readonly value: string
  readonly unit: string
  readonly basis: string
  readonly unverified: boolean
}

const declared: Readonly<Record<string, ParameterDeclaration>> = parameterDeclarations

/** Rows to begin with, in the order of declaration and year. All are marked 待核. */
export const parameterDefaults: readonly ParameterRow[] = Object.entries(declared).flatMap(([key, { label, unit, source, values }]) =>
  Object.entries(values).map(([year, value]) => ({ year: Number(year), key, label, value: String(value), unit, basis: source, unverified: true })),
)

/** Whether figures of a key hold for their own year only. */
export const isYearlyParameter = (key: string): boolean => declared[key]?.exactYear === true

/** A record of the `parameter` register as it is asked. */
export interface ParameterValue extends ParameterTerm {
  readonly value: string | null
}

/** The intervals of records, by what the program knows of their keys; keys that it does not know are read like thresholds. */
export function parameterIntervals<T extends ParameterTerm>(rows: readonly T[]): ParameterIntervals<T> {
  return intervalsOf(rows, isYearlyParameter)
}

/** Makes a reader over records of the `parameter` register; one whose value is no number is passed over. */
export function parameterReader(rows: readonly ParameterValue[]): ParameterReader {
  const intervals = parameterIntervals(rows.filter(({ value }) => value !== null && value.trim() !== '' && Number.isFinite(Number(value))))
  return (key, day, division) => {
    const found = parameterOn(intervals, key, day, division)
    return found === undefined ? undefined : Number(found.row.value)
  }
}

/** The columns of {@link ParameterValue}, for whoever reads them from the register. */
export const PARAMETER_COLUMNS = 'key, year, value, valid_from, valid_until, division'

/** The values the program brings along, for tests and as fallback where a county has deleted a row. */
export const defaultParameters: ParameterReader = parameterReader(parameterDefaults)

/** The earliest value a parameter was declared with, for years before it. */
export function firstValue(key: ParameterKey): number {
  const [value] = Object.values(parameterDeclarations[key].values)
  if (value === undefined) throw new RangeError(`parameter without values: ${key}`)
  return value
}

/** A poverty line: 元 per person and year, and how it is called in sentences. */
export interface PovertyLine {
  readonly yuan: number
  readonly label: string
}

/**
 * The line a household is measured against: the provincial one where it is set, else the national one.
 * `undefined` when the year has neither; then nothing is compared.
 */
export function povertyLine(parameters: ParameterReader, year: number, division: string | null): PovertyLine | undefined {
  const provincial = parameters('poverty_line_provincial', lastDayOf(year), division)
  if (provincial !== undefined) return { yuan: provincial, label: `${year} 年省定线 ${provincial} 元` }
  const national = parameters('poverty_line_national', lastDayOf(year), division)
  return national === undefined ? undefined : { yuan: national, label: `${year} 年国家线 ${national} 元` }
}
