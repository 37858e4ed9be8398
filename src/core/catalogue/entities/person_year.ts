import { defineRegister } from '../define.ts'

export const personYear = defineRegister({
  name: 'person_year', label: '人年度记录', description: '一人一年一条：该年的文化、健康、劳动、务工和社会保障情况。',
  title: 'person_id', owner: 'village', yearly: { of: 'person', reference: 'person_id', year: 'year' },
  identity: ['person_id', 'year'], match: [['person_id', 'year']], uniqueTogether: [['person_id', 'year']], sort: [{ field: 'village' }, { field: 'year', descending: true }, { field: 'household_id' }, { field: 'person_id' }],
  indexes: [['household_id', 'year']], menu: { group: '户与人', order: 21 }, source: '贫困户信息采集表；forms.md §1.6、§2.3、§2.4、§2.5',
  sections: [
    { key: 'basic', label: '年度情况' }, { key: 'education', label: '文化教育' }, { key: 'health', label: '健康' }, { key: 'work', label: '劳动与务工' },
    { key: 'security', label: '社会保障' }, { key: 'note', label: '备注' },
  ],
  fields: [
    { key: 'person_id', label: '人', type: 'reference', register: 'person', required: true, section: 'basic', listed: true, headings: ['人编号', '人口编号', '人员编号'] },
    { key: 'year', label: '年度', type: 'year', required: true, minimum: 2000, maximum: 2100, section: 'basic', listed: true, national: 'AAR040', headings: ['年份', '数据年度', '分区年度'] },
    { key: 'household_id', label: '户', type: 'reference', register: 'household', section: 'basic', listed: true, derived: '取该人当前所在的户。', headings: ['户编号', '户编码'] },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'basic', listed: true, derived: '取该人所在户的行政村。', headings: ['村', '行政村名称'] },

    { key: 'education', label: '文化程度', type: 'code', codeList: 'education', section: 'education', listed: true, national: 'AAB008', headings: ['学历', '受教育程度'] },
    { key: 'student_status', label: '在校生状况', type: 'code', codeList: 'student_status', section: 'education', listed: true, national: 'AAB009', headings: ['在校生情况', '在校状况', '在校生', '是否在校生', '在校学生'] },
    { key: 'dropout_reason', label: '失学或辍学原因', type: 'text', maximumLength: 100, section: 'education', since: 2018, unverified: true, headings: ['失学辍学原因', '辍学原因', '义务教育阶段未上学原因', '未上学原因'] },
    { key: 'mandarin', label: '是否会讲普通话', type: 'boolean', section: 'education', since: 2018, national: 'AAB065', headings: ['会讲普通话'] },

    { key: 'health', label: '健康状况', type: 'codes', sensitive: 'illness', codeList: 'health', section: 'health', listed: true, national: 'AAB017', merge: 'decide', headings: ['身体状况', '健康情况'], hint: '2018 年以前单选，2018 年起可多选；与“健康”互斥。' },
    { key: 'illness', label: '疾病名称', type: 'text', maximumLength: 200, sensitive: 'illness', section: 'health', national: 'ABB001', unverified: true, source: '地方扩展', headings: ['病种', '疾病类型', '患病名称', '所患疾病'] },
    { key: 'illness_level', label: '疾病等级', type: 'text', maximumLength: 40, sensitive: 'illness', section: 'health', national: 'ABB002', unverified: true, source: '地方扩展' },
    { key: 'medical_aid', label: '是否接受大病医疗救助', type: 'boolean', sensitive: 'illness', section: 'health', since: 2021, headings: ['是否接受医疗救助', '接受大病医疗救助'] },
    { key: 'health_aid', label: '是否接受其他健康扶贫', type: 'boolean', sensitive: 'illness', section: 'health', since: 2021, headings: ['接受其他健康扶贫'] },

    { key: 'labour', label: '劳动技能', type: 'code', codeList: 'labour', section: 'work', listed: true, national: 'AAB010', headings: ['劳动能力', '劳动力', '劳动力状况'] },
    { key: 'able_to_work', label: '有无劳动能力', type: 'boolean', section: 'work', until: 2014, source: 'forms.md §6.3', headings: ['是否有劳动能力'] },
    { key: 'military', label: '是否现役军人', type: 'boolean', section: 'work', national: 'AAB019', headings: ['现役军人'] },
    { key: 'work_place', label: '务工状况', type: 'code', codeList: 'work_place', section: 'work', listed: true, national: 'AAB011', headings: ['务工情况', '务工区域', '务工状况（区域）'] },
    { key: 'work_months', label: '务工时间', type: 'integer', unit: '月', minimum: 0, maximum: 12, section: 'work', listed: true, national: 'AAB012', headings: ['务工月数', '务工时长'] },
    { key: 'work_province', label: '务工地（省）', type: 'text', maximumLength: 40, section: 'work', national: 'AAB025', headings: ['务工省', '务工地省'] },
    { key: 'work_city', label: '务工地（市）', type: 'text', maximumLength: 40, section: 'work', national: 'AAB026', headings: ['务工市', '务工地市'] },
    { key: 'work_county', label: '务工地（县）', type: 'text', maximumLength: 40, section: 'work', national: 'AAB027', headings: ['务工县', '务工地县', '务工所在县'] },
    { key: 'work_township', label: '务工地（乡）', type: 'text', maximumLength: 40, section: 'work', national: 'AAB028', headings: ['务工乡', '务工地乡'] },
    { key: 'work_location', label: '务工所在地', type: 'text', maximumLength: 200, section: 'work', since: 2020, source: 'forms.md §2.5', headings: ['务工地点', '务工地'] },
    { key: 'abroad', label: '是否国外务工', type: 'boolean', section: 'work', since: 2021, headings: ['国外务工'] },
    { key: 'employer', label: '务工企业名称', type: 'text', maximumLength: 100, section: 'work', national: 'AAB029', headings: ['务工单位', '务工企业', '务工单位名称'] },
    { key: 'industry', label: '产业分类', type: 'text', maximumLength: 100, section: 'work', since: 2021, unverified: true, headings: ['所属行业', '产业类别'] },
    { key: 'employment_channel', label: '就业渠道', type: 'text', maximumLength: 100, section: 'work', since: 2021, unverified: true, headings: ['就业渠道（易地搬迁后扶使用）'] },
    { key: 'public_job', label: '公益性岗位类型', type: 'codes', codeList: 'public_welfare_job', maximumItems: 2, section: 'work', since: 2018, unverified: true, headings: ['公益性岗位', '公益岗位类型', '公益岗类型'] },
    { key: 'public_job_months', label: '公益性岗位月数', type: 'integer', unit: '月', minimum: 0, maximum: 12, section: 'work', since: 2018, headings: ['公益性岗位（月数）', '公益岗位月数'] },

    { key: 'resident_medical', label: '是否参加城乡居民基本医疗保险', type: 'boolean', section: 'security', national: 'AAB013', headings: ['是否参加新农合', '新农合', '参加新农合', '新合疗', '是否参加新型农村合作医疗', '是否参加新型农村合作医疗（城乡居民基本医疗保险）', '是否参加新农合（城乡居民基本医疗保险）', '城乡居民基本医疗保险', '城乡医保'] },
    { key: 'employee_medical', label: '是否参加城镇职工基本医疗保险', type: 'boolean', section: 'security', since: 2021, headings: ['城镇职工基本医疗保险', '职工医保'] },
    { key: 'critical_illness_insurance', label: '是否参加大病保险', type: 'boolean', section: 'security', national: 'AAB022', headings: ['是否参加大病医疗保险', '参加大病医疗', '参加大病保险', '是否参加大病医疗', '大病保险'] },
    { key: 'commercial_medical', label: '是否参加商业补充医疗保险', type: 'boolean', section: 'security', since: 2018, national: 'AAB067', headings: ['商业补充医疗保险', '参加商业补充医疗保险'] },
    { key: 'accident_subsidy', label: '是否享受人身意外保险补贴', type: 'boolean', section: 'security', since: 2018, national: 'AAB066', headings: ['人身意外保险补贴', '是否享受人身意外险补贴'] },
    { key: 'resident_pension', label: '是否参加城乡居民基本养老保险', type: 'boolean', section: 'security', national: 'AAB014', headings: ['是否参加城乡居民养老保险', '新农保', '参加新农保', '城乡居民养老保险', '城乡居民基本养老保险', '是否参加新农保', '养老'] },
    { key: 'employee_pension', label: '是否参加城镇职工基本养老保险', type: 'boolean', section: 'security', national: 'AAB021', headings: ['是否参加城镇职工养老保险', '城镇职工养老保险', '城镇职工基本养老保险'] },
    { key: 'low_income_allowance', label: '是否享受低保', type: 'boolean', section: 'security', listed: true, national: 'AAB030', headings: ['享受低保', '低保', '低保人口', '是否低保'] },
    { key: 'five_guarantee', label: '是否特困供养人员', type: 'boolean', section: 'security', national: 'ABB003', source: '地方扩展；forms.md §2.5', headings: ['是否享受五保', '是否五保', '特困供养', '特困', '五保'] },

    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'note' },
  ],
})
