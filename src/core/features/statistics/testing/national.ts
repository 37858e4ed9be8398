/**
 * The national tables as forms.md §11 of the domain lists them, all but 16: by code the columns in their order, as it words them. `word` or
 * `word%` (a share follows) or `word(unit)`, and behind `=` the key of the column where the word alone does not say which it is.
 */
export const nationalTables: Readonly<Record<string, string>> = {
  '1.0': '人数=people, 女性%=women, 少数民族%=minority, 新农合参保%=medical, 新农保参保%=pension, 持证残疾%=disabled, 现役军人%=military',
  '1.1': '总贫困人数=people, 不满16%=a0, 16–30%=a16, 30–40%=a30, 40–50%=a40, 50–60%=a50, ≥60%=a60',
  '1.2': '人数=people, 健康%=healthy, 长期慢性病%=chronic, 大病%=serious, 残疾%=disability',
  '1.3': '人数=people, 学龄前儿童%=preschool, 文盲半文盲%=illiterate, 小学%=primary, 初中%=junior, 高中%=senior, 大专及以上%=college',
  '1.4': '人数=people, 普通%=ordinary, 技能%=skilled, 丧失%=lost, 无%=none',
  '1.5': '人数=people, 乡内%=township, 乡外县内%=county, 县外省内%=province, 省外%=outside, 其他%=other',
  '1.6': '人数=people, 1%=m1, 2%=m2, 3%=m3, 4%=m4, 5%=m5, 6%=m6, 7%=m7, 8%=m8, 9%=m9, 10%=m10, 11%=m11, 12%=m12',
  '1.7':
    '人数=people, 非在校生%=none, 学前%=preschool, 小学%=primary, 七年级%=g7, 八年级%=g8, 九年级%=g9, 高中1%=s1, 高中2%=s2, 高中3%=s3, 中职1%=v1, 中职2%=v2, 中职3%=v3, 高职1%=h1, 高职2%=h2, 高职3%=h3, 大专及以上%=college',
  '1.8': '人数=people, 一般贫困户人数%=general, 低保贫困户人数%=allowance, 五保贫困户人数%=support',
  '16': '贫困人口=people, 产业发展和转移就业(人)=industry_work, 易地扶贫搬迁(人)=relocated, 生态补偿(人)=ecology, 教育扶贫(人)=schooling, 大病救治(人)=treated, 社会保障兜底(人)=supported',
  '1.9': '总人数=people, 3–6%=a3, 6–15%=a6, 15–18%=a15, 18–22%=a18, 22–60%=a22, ≥60%=a60',
  // Cities and counties are told of in its notes: an office has one of each.
  '1.10': '贫困户=households, 贫困人口=people, 乡镇数=poor_townships, 总乡镇数=townships, 村数=poor_villages, 总村数=villages',
  '1.11':
    '贫困人口=people, 贫困县%=poor_county, 重点县%=key_county, 片区县%=area_county, 老区县%=revolutionary_county, 少数民族自治县%=autonomous_county, 边境县%=border_county',
  '1.12': '片区县数=counties, 贫困村数=villages, 贫困户数=households, 贫困人口=people',
  '1.13':
    '贫困户=households, 贫困人口=people, 贫困村户数%=poor_village_households, 非贫困村户数%=households_rest, 贫困村人数%=poor_village_people, 非贫困村人数%=people_rest',
  '2.1':
    '总户数=households, 总人数=people, 一般户数%=general, 低保户数%=allowance, 五保户数%=support, 一般人数%=general_people, 低保人数%=allowance_people, 五保人数%=support_people',
  '2.2':
    '贫困户数=households, 户均家庭年人均纯收入(元)=per_person_mean, 工资户数=wage_income_households, 户均(元)=wage_income_mean, 财产户数=property_income_households, 户均(元)=property_income_mean, 生产经营户数=business_income_households, 户均(元)=business_income_mean, 转移户数=transfer_income_households, 户均(元)=transfer_income_mean, 经营支出户数=business_expense_households, 户均(元)=business_expense_mean, 纯收入户数=net_income_households, 户均(元)=net_income_mean',
  '2.3':
    '有转移性收入户数=transfer_income_households, 户均(元)=transfer_income_mean, 低保金户数=allowance_payment_households, 户均(元)=allowance_payment_mean, 五保金户数=support_payment_households, 户均(元)=support_payment_mean, 养老户数=pension_payment_households, 户均(元)=pension_payment_mean, 计生户数=family_planning_payment_households, 户均(元)=family_planning_payment_mean, 生态补偿户数=ecological_payment_households, 户均(元)=ecological_payment_mean, 其他户数=other_transfer_income_households, 户均(元)=other_transfer_income_mean',
  '2.4':
    '总户数=households, 因病%=illness, 因残%=disability, 因学%=schooling, 因灾%=disaster, 缺土地%=land, 缺水%=water, 缺技术%=technique, 缺劳力%=labour, 缺资金%=funds, 交通条件落后%=traffic, 自身发展力不足%=drive',
  '2.5':
    '总户数=households, 因病%=illness, 因残%=disability, 因学%=schooling, 因灾%=disaster, 缺土地%=land, 缺水%=water, 缺技术%=technique, 缺劳力%=labour, 缺资金%=funds, 交通条件落后%=traffic, 自身发展力不足%=drive, 因婚%=marriage, 其他%=other',
  '2.6': '总户数=households, 落实户数%=helped',
  '2.7':
    '总户数=households, 饮水困难%=water, 无安全饮水%=unsafe_water, 未通生活用电%=power, 未通广播电视%=broadcast, 危房%=dangerous, 无卫生厕所%=toilet, 人均住房面积(㎡)=area_per_person',
  '2.8':
    '总户数=households, 总人数=people, 耕地面积(亩)=farmland, 人均(亩)=farmland_mean, 有效灌溉(亩)=irrigated_land, 人均(亩)=irrigated_land_mean, 林地(亩)=forest, 人均(亩)=forest_mean, 退耕还林(亩)=returned_forest, 人均(亩)=returned_forest_mean, 林果(亩)=orchard, 人均(亩)=orchard_mean, 牧草地(亩)=grassland, 人均(亩)=grassland_mean, 水域(亩)=water_surface, 人均(亩)=water_surface_mean',
  '2.9': '总户数=households, <500%=i0, 500–1000%=i500, 1000–1500%=i1000, 1500–2000%=i1500, 2000–2500%=i2000, 2500–2800%=i2500, ≥2800%=i2800',
  '2.10': '总户数=households, 柴草%=straw, 干畜粪%=dung, 煤炭%=coal, 清洁能源%=clean, 其它%=other',
  '2.11': '总户数=households, 距离主干路(公里)=mean_distance, 普通泥土路=earth, 砂石公路=gravel, 水泥路面公路=cement, 沥青路面公路=asphalt',
  '2.12':
    '户数=households, 人数=people, 年收入(元)=total_income, 户均年收入(元)=total_income_mean, 生产经营(元)=business_income, 务工(元)=wage_income, 财产(元)=property_income, 转移(元)=transfer_income, 户均经营支出(元)=business_expense_mean, 户均纯收入(元)=net_income_mean, 人均纯收入(元)=net_income_per_person',
  '2.13':
    '户数=households, 户均转移性收入(元)=transfer_income_mean, 计生户均(元)=family_planning_payment_mean, %=family_planning_payment_share, 低保户均(元)=allowance_payment_mean, %=allowance_payment_share, 养老户均(元)=pension_payment_mean, %=pension_payment_share, 生态户均(元)=ecological_payment_mean, %=ecological_payment_share',
  '2.14': '总户数=households, 1人户%=p1, 2人户%=p2, 3人户%=p3, 4人户%=p4, 5人户%=p5, ≥6人户%=p6',
  '2.15':
    '户数=households, 人数=people, 有党员户%=member_households, 党员人%=member_people, 有预备党员户%=probationary_households, 预备党员人%=probationary_people',
  '2.16': '总户数=households, 0%=h0, ≤10%=h10, 10–25%=h25, 25–50%=h50, 50–75%=h75, 75–100%=h100, >100%=more',
  '2.17': '总户数=households, <1%=d1, 1–3%=d3, 3–5%=d5, 5–10%=d10, 10–20%=d20, ≥20%=more',
  '22': '行政村数=villages, 贫困村数%=poor, 非贫困村数%=villages_rest',
  '23': '未脱贫总户=households, 总人=people, 贫困村户%=poor_village_households, 贫困村人%=poor_village_people, 非贫困村户%=households_rest, 非贫困村人%=people_rest',
  '24': '贫困村数=poor_villages, 总人数=population, 贫困人数=people, 占比=share, 贫困村人数=village_people, 贫困发生率=rate',
  '06-4': '年底贫困户数=households, 落实帮扶责任人数=helpers, 落实比例%=helped',
  '06-5':
    '现有贫困户数=households, 落实责任总人数=helpers, 省级领导=province, 帮扶户数=province_households, 市级领导=city, 帮扶户数=city_households, 县级领导=county, 帮扶户数=county_households, 县级以下干部=others, 帮扶户数=others_households',
}
