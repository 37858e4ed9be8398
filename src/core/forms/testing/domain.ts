/**
 * What forms.md of the domain lists for each paper, in its order, as it words it: one line a column, `word | placeholder`, and behind a second
 * bar what is printed where the paper words it otherwise or says the unit. A word without a placeholder is a column that the office has no
 * register of and fills by hand.
 */

export interface DomainBlock {
  /** Template workbook. */
  readonly file: string
  /** Chapter of forms.md. */
  readonly chapter: string
  /** These and no others, in one row, behind what the paper adds of its own. */
  readonly table?: { readonly own: readonly string[] }
  readonly columns: string
}

const MEMBERS_2015 = `
姓名 | person.name
性别 | person.sex
证件号码 | person.id_number
与户主关系 | membership.relation
民族 | person.ethnicity
政治面貌 | person.politics
文化程度 | person_year.education
在校生状况 | person_year.student_status
健康状况 | person_year.health
劳动技能 | person_year.labour
务工情况 | person_year.work_place
务工时间(月) | person_year.work_months
是否现役军人 | person_year.military
是否参加大病医疗保险 | person_year.critical_illness_insurance
是否享受低保 | person_year.low_income_allowance
务工企业名称 | person_year.employer`
const NATIONAL_MEMBERS = `
新农合 | person_year.resident_medical | 是否参加新农合
城乡居民养老 | person_year.resident_pension
城镇职工养老 | person_year.employee_pension`
const BASICS = `
家庭住址 | household.address
镇 | division.township | 乡镇
行政村 | division.village
组 | division.group
开户银行 | household.bank_name
银行账号 | household.bank_account
联系电话 | household.phone
识别标准 | household.identification_standard
贫困户属性 | household.attribute
是否军烈属 | household.military_family
独生子女户 | household.only_child_family
双女户 | household.two_daughter_family`
const INCOME = `
工资性 | household_year.wage_income | 工资性收入
生产经营性 | household_year.business_income | 生产经营性收入
财产性 | household_year.property_income | 财产性收入
转移性 | household_year.transfer_income | 转移性收入
计划生育金 | household_year.family_planning_payment
低保金 | household_year.allowance_payment`
const INCOME_AFTER = `
养老保险金 | household_year.pension_payment
生态补偿金 | household_year.ecological_payment
其他转移性 | household_year.other_transfer_income | 其他转移性收入
生产经营性支出 | household_year.business_expense
纯收入 | household_year.net_income
人均纯收入 | household_year.net_income_per_person`
const LAND = `
耕地 | household_year.farmland | 耕地(亩)
有效灌溉 | household_year.irrigated_land | 有效灌溉(亩)
林地 | household_year.forest | 林地(亩)
退耕还林 | household_year.returned_forest | 退耕还林(亩)
林果 | household_year.orchard | 林果(亩)
牧草地 | household_year.grassland | 牧草地(亩)
水面 | household_year.water_surface | 水面(亩)
是否通生产用电 | household_year.production_power
与村主干路距离 | household_year.road_distance
入户路类型 | household_year.road_type
是否通生活用电 | household_year.living_power
住房面积 | household_year.house_area | 住房面积(㎡)`
const CAUSES = `
主要 | household.main_cause | 主要（单选）
其他 | household.other_causes | 其他（≤2项）`
const HELPERS = `
姓名 | helper.name
性别 | helper.sex
政治面貌 | helper.politics
帮扶单位名称 | organization.name
帮扶开始时间 | pairing.start_date
帮扶结束时间 | pairing.end_date
单位隶属关系 | organization.affiliation | 隶属关系
单位地址 | organization.address
联系电话 | helper.phone`
const RELOCATION = `
是否搬迁户 | household.relocated
搬迁方式 | household.relocation_method
安置方式 | household.resettlement_method
安置地 | household.resettlement_place
搬迁可能存在的困难 | household.relocation_difficulties`

/** The blocks that both editions of the card share. */
const card = (file: string): DomainBlock[] =>
  [BASICS, MEMBERS_2015, NATIONAL_MEMBERS, CAUSES, HELPERS, RELOCATION].map((columns) => ({ file, chapter: '2.3', columns }))

const EXITED = `
户编号 | household.household_no
人编号 | person.person_no
姓名 | person.name
证件号码 | person.id_number
人数 | household.population
与户主关系 | membership.relation
民族 | person.ethnicity
文化程度 | person_year.education
在校生状况 | person_year.student_status
健康状况 | person_year.health
劳动技能 | person_year.labour`

const VILLAGE = `
村负责人 | village.leader
职务 | village.leader_position | 村负责人职务
联系电话 | village.phone
村属性 | village.village_attribute
发展方向属性 | village.development_direction
地形地貌属性 | village.terrain
经纬度 | village.longitude | 经度（度）
经纬度 | village.latitude | 纬度（度）
高程 | village.altitude | 高程（米）
计划脱贫（退出）年份 | village.planned_exit_year
大学生村官人数 | village_year.graduate_officials
中共党员人数 | village_year.party_members
牲畜存栏数(头) | village_year.livestock | 牲畜存栏数（头）
总户数 | village_year.households
自然村（村民小组）数 | village_year.natural_villages | 自然村（村民小组）数（个）
贫困户数 | village_year.poor_households
低保户数 | village_year.allowance_households
五保户数 | village_year.support_households
总人口 | village_year.population
贫困人口 | village_year.poor_population
低保人口 | village_year.allowance_population
五保人口 | village_year.support_population
少数民族人口 | village_year.minority_population
妇女人口 | village_year.women
残疾人口 | village_year.disabled
劳动力人数 | village_year.labourers
外出务工人数 | village_year.migrant_workers
一般贫困户数 | village_year.general_poor_households
一般贫困户人 | village_year.general_poor_population | 一般贫困户人数
低保贫困户数 | village_year.allowance_poor_households
低保贫困户人 | village_year.allowance_poor_population | 低保贫困户人数
五保贫困户数 | village_year.support_poor_households
五保贫困户人 | village_year.support_poor_population | 五保贫困户人数
残疾贫困人口 | village_year.poor_disabled
耕地(亩) | village_year.farmland | 耕地面积（亩）
有效灌溉(亩) | village_year.irrigated_land | 有效灌溉面积（亩）
林地(亩) | village_year.forest | 林地面积（亩）
退耕还林(亩) | village_year.returned_forest | 退耕还林面积（亩）
林果(亩) | village_year.orchard | 林果面积（亩）
牧草地(亩) | village_year.grassland | 牧草地面积（亩）
水域(亩) | village_year.water_surface | 水域面积（亩）
农民人均纯收入(元) | village_year.income_per_person | 农民人均纯收入（元）
村级集体经济收入(万元) | village_year.collective_income | 村级集体经济收入（万元）
直接经营性 | village_year.collective_business | 集体收入：直接经营性（万元）
发包及上缴 | village_year.collective_contract | 集体收入：发包及上缴（万元）
投资收益 | village_year.collective_investment | 集体收入：投资收益（万元）
其他 | village_year.collective_other | 集体收入：其他（万元）
新农合人数 | village_year.medical_insured | 参加新农合人数
医疗救助人次 | village_year.medical_aid | 医疗救助人次（人次）
城乡居民养老人数 | village_year.resident_pension_insured | 参加城乡居民基本养老保险人数
城镇职工养老人数 | village_year.employee_pension_insured | 参加城镇职工基本养老保险人数
到乡镇是否通沥青（水泥）路 | village_year.paved_to_township
是否通客运班车 | village_year.bus
行政村到乡镇未通沥青（水泥）路里程(公里) | village_year.unpaved_to_township | 行政村到乡镇未通沥青（水泥）路里程（公里）
自然村到行政村未通村数 | village_year.unpaved_natural_villages | 自然村到行政村未通沥青（水泥）路村数（个）
其里程(公里) | village_year.unpaved_natural_length | 自然村到行政村未通沥青（水泥）路里程（公里）
未实现饮水安全户数 | village_year.unsafe_water_households
饮水困难户数 | village_year.water_difficult_households
未通生活用电自然村数 | village_year.villages_without_living_power | 未通生活用电自然村数（个）
未通生活用电户数 | village_year.households_without_living_power
未通生产用电自然村数 | village_year.villages_without_production_power | 未通生产用电自然村数（个）
已通生产用电自然村数(20 户以上) | village_year.villages_with_production_power | 已通生产用电自然村数（个）
危房户数 | village_year.dangerous_houses
农民专业合作社个数 | village_year.cooperatives | 农民专业合作社个数（个）
加入合作社贫困户数 | village_year.poor_in_cooperatives
互助资金协会个数 | village_year.mutual_fund_associations | 互助资金协会个数（个）
互助资金规模(万元) | village_year.mutual_fund_size | 互助资金规模（万元）
开展乡村旅游户数 | village_year.tourism_households
农家乐户数 | village_year.farm_stays
从业人员 | village_year.tourism_workers | 乡村旅游从业人员
农家乐户年均收入(元) | village_year.farm_stay_income | 农家乐户年均收入（元）
卫生室个数 | village_year.clinics | 卫生室个数（个）
公共卫生厕所 | village_year.public_toilets | 公共卫生厕所个数（个）
执业（助理）医师 | village_year.doctors | 执业（助理）医师人数
垃圾集中堆放点 | village_year.waste_points | 垃圾集中堆放点个数（个）
卫生室面积 | village_year.clinic_area | 卫生室面积（㎡）
四室情况 | village_year.clinic_rooms
文化（图书）室 | village_year.reading_rooms | 文化（图书）室个数（个）
通广播电视户数 | village_year.broadcast_households
通宽带户数 | village_year.broadband_households
通宽带村小学数 | village_year.broadband_schools | 通宽带村小学数（个）
能用手机上网户数 | village_year.mobile_internet_households
行政村信息员人数 | village_year.information_officers
通宽带自然村数 | village_year.broadband_natural_villages | 通宽带自然村数（个）
应届初中毕业未升普高的新成长劳动力 | village_year.junior_graduates
应届高中毕业未升学 | village_year.senior_graduates
已参加雨露计划 | village_year.training_participants
批复户数 | village_year.credit_approved | 小额信贷批复户数
当年贷款户数 | village_year.credit_borrowers | 小额信贷当年贷款户数
逾期户数 | village_year.credit_overdue | 小额信贷逾期户数
纳入规划户数 | village_year.relocation_planned | 易地搬迁纳入规划户数
已搬迁户数 | village_year.relocation_done | 易地搬迁已搬迁户数`

export const domainBlocks: readonly DomainBlock[] = [
  ...card('household_card.xlsx'),
  { file: 'household_card.xlsx', chapter: '2.3', columns: `${INCOME}\n五保金 | household_year.support_payment${INCOME_AFTER}` },
  {
    file: 'household_card.xlsx',
    chapter: '2.3',
    columns: `${LAND}
饮水是否困难 | household_year.water_difficult
饮水是否安全 | household_year.water_safe
主要燃料类型 | household_year.fuel
是否加入农民专业合作社 | household_year.cooperative | 加入农民专业合作社
有无卫生厕所 | household_year.sanitary_toilet`,
  },
  ...card('household_card_2018.xlsx'),
  { file: 'household_card_2018.xlsx', chapter: '2.3', columns: `${INCOME}\n五保金 | household_year.support_payment | 特困供养金${INCOME_AFTER}` },
  {
    file: 'household_card_2018.xlsx',
    chapter: '2.3',
    columns: `${LAND}
是否解决安全饮用水 | household_year.water_resolved | 解决安全饮用水
主要燃料类型 | household_year.fuel
是否加入农民专业合作社 | household_year.cooperative | 加入农民专业合作社
龙头企业带动 | household_year.leading_enterprise | 有龙头企业带动
创业致富带头人带动 | household_year.entrepreneur | 有创业致富带头人带动
有无卫生厕所 | household_year.sanitary_toilet`,
  },
  {
    file: 'household_card_2018.xlsx',
    chapter: '2.4',
    columns: `
计划脱贫年度 | household.planned_exit_year
返贫原因 | household.return_cause
失学或辍学原因 | person_year.dropout_reason
是否会讲普通话 | person_year.mandarin
商业补充医疗保险 | person_year.commercial_medical | 是否参加商业补充医疗保险
人身意外保险补贴 | person_year.accident_subsidy
资产收益扶贫分红收入 | household_year.asset_dividend`,
  },
  ...['village_card.xlsx', 'poor_village_card.xlsx'].map((file) => ({ file, chapter: '3', columns: VILLAGE })),
  {
    file: 'village_groups.xlsx',
    chapter: '3',
    columns: `
编号 | village_group.national_no | 自然村编号
名称 | village_group.name
总户数 | village_group.households
贫困户数 | village_group.poor_households
低保户数 | village_group.allowance_households
五保户数 | village_group.support_households
总人口 | village_group.population
贫困人口 | village_group.poor_population
低保人口 | village_group.allowance_population
五保人口 | village_group.support_population
少数民族人口 | village_group.minority_population
妇女人口 | village_group.women
残疾人口 | village_group.disabled
劳动力人数 | village_group.labourers
外出务工人数 | village_group.migrant_workers
到行政村距离(公里) | village_group.distance | 到行政村距离（公里）
到行政村是否通沥青（水泥）路 | village_group.paved
生产用电 | village_group.production_power | 是否通生产用电
生活用电 | village_group.living_power | 是否通生活用电
通宽带 | village_group.broadband | 是否通宽带`,
  },
  {
    file: 'household_roster.xlsx',
    chapter: '6.1',
    table: { own: [] },
    columns: `
行政县 | division.county
乡镇 | division.township
行政村 | division.village
自然村 | division.group${EXITED}
务工状况 | person_year.work_place
务工时间 | person_year.work_months
参加大病医疗 | person_year.critical_illness_insurance
脱贫属性 | household.exit_status
脱贫年度 | household.exit_year
贫困户属性 | household.attribute
主要致贫原因 | household.main_cause
危房户 | household_year.dangerous_house
饮水安全 | household_year.water_safe
饮水困难 | household_year.water_difficult
人均纯收入 | household_year.net_income_per_person
联系电话 | household.phone`,
  },
  {
    file: 'exited_roster.xlsx',
    chapter: '6.2',
    table: { own: ['序号'] },
    columns: `
乡镇 | division.township
行政村 | division.village${EXITED}
务工状况 | person_year.work_place
务工时间 | person_year.work_months
参加大病医疗 | person_year.critical_illness_insurance
脱贫属性 | household.exit_status
脱贫年度 | household.exit_year
贫困户属性 | household.attribute
致贫原因 | household.main_cause
危房户 | household_year.dangerous_house
是否解决安全饮用水 | household_year.water_resolved
人均纯收入 | household_year.net_income_per_person
联系电话 | household.phone`,
  },
  {
    file: 'household_list.xlsx',
    chapter: '6.3',
    table: { own: [] },
    columns: `
序号 | @number
省 | division.province
市 | division.city
县 | division.county
行政村 | division.village
姓名 | person.name
性别 | person.sex
证件号码 | person.id_number
人数 | household.population
与户主关系 | membership.relation
民族 | person.ethnicity
文化程度 | person_year.education
在校生状况 | person_year.student_status
健康状况 | person_year.health
有无劳动能力 | person_year.able_to_work
是否计划生育户 | household.family_planning_family
新农合 | person_year.resident_medical
新农保 | person_year.resident_pension
享受低保 | person_year.low_income_allowance
脱贫属性 | household.exit_status
贫困户属性 | household.attribute
主要致贫原因 | household.main_cause
人均纯收入 | household_year.net_income_per_person
联系电话 | household.phone
开户银行名称 | household.bank_name
银行卡号 | household.bank_account`,
  },
  {
    file: 'exited_people.xlsx',
    chapter: '6.4',
    table: { own: [] },
    columns: `
序号 | @number
数据日期 | data_day
县 | division.county
乡 | division.township
行政村 | division.village
自然村 | division.group${EXITED}
务工时间（月） | person_year.work_months
是否参加大病保险 | person_year.critical_illness_insurance
致贫原因1 | household.main_cause
危房户 | household_year.dangerous_house
是否解决安全饮用水 | household_year.water_resolved
人均纯收入 | household_year.net_income_per_person
户联系电话 | household.phone
人联系电话 | person.phone
首次识别时间 | household.first_identified_on
人员识别时间 | membership.start_date
户类型 | monitored_household.household_type
易返贫致贫户(监测对象)类型 | monitored_household.kind | 易返贫致贫户（监测对象）类型
风险是否已消除 | monitored_household.risk_removed
风险识别时间 | monitored_household.identified_on
风险消除时间 | monitored_household.removed_on`,
  },
  {
    file: 'exit_notice.xlsx',
    chapter: '6.7',
    table: { own: [] },
    columns: `
序号 | @number
村民小组 | division.group
户主姓名 | household.head_name
家庭人口数 | household.population`,
  },
  {
    file: 'people_export.xlsx',
    chapter: '2.5',
    table: { own: [] },
    columns: `
省 | division.province
市 | division.city
县 | division.county
乡 | division.township
村 | division.village
户编号 | household.household_no
人口编号 | person.person_no
姓名 | person.name
性别 | person.sex
出生日期 | person.birth_date
证件类型 | person.id_type
证件号码 | person.id_number
民族 | person.ethnicity
户联系电话 | household.phone
成员联系电话 | person.phone
年度 | household_year.year
与户主关系 | membership.relation
文化程度 | person_year.education
在校生状况 | person_year.student_status
劳动技能 | person_year.labour
务工时间（月） | person_year.work_months
健康状况 | person_year.health
政治面貌 | person.politics
务工企业名称 | person_year.employer
是否享受低保 | person_year.low_income_allowance
是否参加城镇职工基本养老保险 | person_year.employee_pension
是否参加大病保险 | person_year.critical_illness_insurance
是否参加新型农村合作医疗（城乡居民基本医疗保险） | person_year.resident_medical
是否参加城乡居民基本养老保险 | person_year.resident_pension
失学或辍学原因 | person_year.dropout_reason
是否会讲普通话 | person_year.mandarin
是否参加商业补充医疗保险 | person_year.commercial_medical
是否国外务工 | person_year.abroad
产业分类 | person_year.industry
是否接受大病医疗救助 | person_year.medical_aid
是否接受其他健康扶贫 | person_year.health_aid
公益性岗位类型 | person_year.public_job
公益性岗位(月数) | person_year.public_job_months
就业渠道 | person_year.employment_channel
残疾类别 | person.disability_category
务工所在地 | person_year.work_location
户主姓名 | household.head_name
户主证件号码 | household.head_id_number
是否参加城镇职工基本医疗保险 | person_year.employee_medical
是否特困供养人员 | person_year.five_guarantee
残疾证办证年度 | person.disability_card_year
识别标准 | household.identification_standard`,
  },
  {
    file: 'changes_roster.xlsx',
    chapter: '2.7',
    columns: `
增加原因 | membership.increase_reason
减少原因 | membership.decrease_reason
生存状态 | membership.status`,
  },
  {
    file: 'pairing_roster.xlsx',
    chapter: '1.7',
    columns: `
户编号 | household.household_no
帮扶责任人 | helper.name
性别 | helper.sex
政治面貌 | helper.politics
单位名称 | organization.name | 帮扶单位
联系电话 | helper.phone
开始时间 | pairing.start_date
结束时间 | pairing.end_date`,
  },
]

/** Words that must stand on a paper without a value of their own: who signs, what is declared (forms.md §2.3, §6.7, §9.3). */
export const domainWords: Readonly<Record<string, readonly string[]>> = {
  'household_card.xlsx': ['户主签字', '采集人', '审核人', '日期'],
  'household_card_2018.xlsx': ['户主签字', '采集人', '审核人', '日期'],
  // One row a household (§6.3).
  'household_list.xlsx': ['{{#each rows}}', '{{members|where:membership.relation = "01"|first:person.name}}'],
  'exit_notice.xlsx': ['脱贫年度', '人民政府（盖章）', '扶贫办（盖章）', '一式三份', '{{division.county}}{{division.township}}{{division.village}}'],
  'exit_confirmation.xlsx': ['我家同意脱贫退出', '户主（或家庭成员代表）签字', '年　　月　　日'],
  'exit_verification.xlsx': [
    ...['指标', '标准', '现状', '达标', '□是 □否', '佐证', '收入测算'],
    ...['户主（或家庭成员代表）签字', '核实人签字', '驻村工作队队长签字', '帮扶责任人签字', '乡镇人民政府', '县扶贫办'],
  ],
}
