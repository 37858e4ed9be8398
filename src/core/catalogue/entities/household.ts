import { defineRegister } from '../define.ts'

export const household = defineRegister({
  name: 'household', label: '户', description: '建档立卡的一户：住址、识别、致贫原因、脱贫和搬迁情况。收入和生产生活条件按年记在“户年度记录”。',
  title: 'head_name', owner: 'village', match: [['household_no'], ['head_id_number'], ['village', 'local_no']],
  sort: [{ field: 'village' }, { field: 'household_no' }, { field: 'local_no' }], indexes: [['exit_status', 'village'], ['local_no']],
  menu: { group: '户与人', order: 10 }, source: '贫困户信息采集表；forms.md §1.1、§1.5、§2.3、§2.4、§6.1、§6.3',
  sections: [
    { key: 'basic', label: '基本情况' }, { key: 'cause', label: '致贫原因' }, { key: 'exit', label: '识别与脱贫' },
    { key: 'relocation', label: '易地扶贫搬迁' }, { key: 'note', label: '备注' },
  ],
  fields: [
    { key: 'village', label: '行政村', type: 'division', level: 'village', required: true, section: 'basic', listed: true, national: 'AAD001', headings: ['村', '村名', '行政村名称', '村名称', '建制村', '所属村'] },
    { key: 'group_id', label: '社（村民小组）', type: 'reference', register: 'village_group', createMissing: true, section: 'basic', listed: true, national: 'AAR007', headings: ['自然村', '社', '组', '村民小组', '小组', '自然村（村民小组）', '村民小组（自然村）', '所在自然村'] },
    { key: 'household_no', label: '户编号', type: 'text', unique: true, maximumLength: 40, section: 'basic', search: 'number', listed: true, national: 'AAC001', headings: ['户编码', '国家户编号', '国家平台编号', '国家平台户编号', '户编号（国家平台）', '贫困户编号', '家庭编号'], hint: '全国系统生成，按原样填写，不参与计算。' },
    { key: 'local_no', label: '本地户号', type: 'text', maximumLength: 40, section: 'basic', search: 'number', headings: ['临时户号', '本地编号', '档案编号', '档案号'], hint: '未进全国系统的户用自己的编号。' },
    { key: 'head_name', label: '户主姓名', type: 'text', section: 'basic', search: 'name', listed: true, national: 'AAC029', derived: '取与户主关系为“本人或户主”的现有成员的姓名。', headings: ['户主', '户主名称', '户主名字'] },
    { key: 'head_id_number', label: '户主证件号码', type: 'idNumber', sensitive: 'idNumber', section: 'basic', search: 'number', listed: true, national: 'AAC031', derived: '取户主成员的证件号码。', headings: ['户主身份证号', '户主身份证号码', '户主身份证', '户主证件号', '户主公民身份号码'] },
    { key: 'head_person_id', label: '户主人员记录', type: 'reference', register: 'person', section: 'basic', derived: '取户主成员的人员记录。' },
    { key: 'population', label: '家庭人口数', type: 'integer', unit: '人', minimum: 0, section: 'basic', listed: true, national: 'AAC017', derived: '生存状态为“正常”且未到结束日期的成员数。', headings: ['人数', '家庭人口', '家庭人数', '人口数', '家庭成员数', '成员数'] },
    { key: 'address', label: '家庭住址', type: 'text', maximumLength: 200, section: 'basic', headings: ['住址', '地址', '家庭地址', '详细地址', '现住址'] },
    { key: 'phone', label: '联系电话', type: 'phone', sensitive: 'phone', section: 'basic', search: 'number', listed: true, national: 'AAR012', headings: ['户联系电话', '电话', '户主电话', '户主联系电话', '联系方式', '手机号码', '手机', '手机号', '家庭电话'] },
    { key: 'bank_name', label: '开户银行', type: 'text', maximumLength: 100, section: 'basic', national: 'AAQ002', headings: ['开户银行名称', '开户行', '银行名称'] },
    { key: 'bank_account', label: '银行账号', type: 'bankAccount', sensitive: 'bankAccount', maximumLength: 30, section: 'basic', national: 'AAC004', headings: ['银行卡号', '账号', '银行帐号', '一折通账号', '一卡通账号', '卡号'] },
    { key: 'identification_standard', label: '识别标准', type: 'code', codeList: 'identification_standard', section: 'basic', national: 'AAC005', initial: '1', headings: ['贫困户识别标准'] },
    { key: 'attribute', label: '贫困户属性', type: 'code', codeList: 'household_attribute', section: 'basic', listed: true, national: 'AAC006', merge: 'decide', headings: ['户属性', '贫困属性', '户类别', '贫困户类型'] },
    { key: 'military_family', label: '是否军烈属', type: 'boolean', section: 'basic', national: 'AAC012', headings: ['军烈属'] },
    { key: 'only_child_family', label: '是否独生子女户', type: 'boolean', section: 'basic', national: 'AAC013', headings: ['独生子女户'] },
    { key: 'two_daughter_family', label: '是否双女户', type: 'boolean', section: 'basic', national: 'AAC014', headings: ['双女户', '二女户'] },
    { key: 'family_planning_family', label: '是否计划生育户', type: 'boolean', section: 'basic', until: 2014, source: 'forms.md §2.2 A2、§6.3', headings: ['计划生育户', '计生户', '是否计生户'] },

    { key: 'main_cause', label: '主要致贫原因', type: 'code', codeList: 'poverty_cause', section: 'cause', listed: true, national: 'AAC007', merge: 'decide', headings: ['致贫原因', '致贫原因1', '主要原因', '首要致贫原因'] },
    { key: 'other_causes', label: '其他致贫原因', type: 'codes', codeList: 'poverty_cause', maximumItems: 2, section: 'cause', national: 'AAC008', headings: ['其它致贫原因', '次要致贫原因', '致贫原因2'] },
    { key: 'cause_description', label: '致贫原因描述', type: 'longText', sensitive: 'illness', maximumLength: 500, section: 'cause', national: 'AAC011', headings: ['致贫原因说明', '致贫原因具体描述'] },

    { key: 'first_identified_on', label: '首次识别时间', type: 'date', section: 'exit', source: 'forms.md §6.4', headings: ['首次识别日期', '识别时间', '户识别时间'] },
    { key: 'registered_year', label: '登记年度', type: 'year', minimum: 2013, maximum: 2100, section: 'exit', national: 'AAR041', headings: ['录入年度', '录入（登记）年度', '建档年度'] },
    { key: 'exit_status', label: '脱贫标志', type: 'code', codeList: 'exit_status', section: 'exit', listed: true, national: 'AAR010', initial: '0', merge: 'decide', headings: ['脱贫属性', '脱贫状态', '是否脱贫', '脱贫情况'] },
    { key: 'planned_exit_year', label: '计划脱贫年度', type: 'year', minimum: 2013, maximum: 2100, section: 'exit', since: 2018, headings: ['计划脱贫年份', '计划脱贫时间'] },
    { key: 'exit_year', label: '脱贫年度', type: 'year', minimum: 2013, maximum: 2100, section: 'exit', listed: true, national: 'AAC016', merge: 'decide', headings: ['脱贫年份', '脱贫/变更年度', '脱贫时间'] },
    { key: 'return_cause', label: '返贫原因', type: 'code', codeList: 'poverty_cause', section: 'exit', since: 2018, headings: ['主要返贫原因'] },
    { key: 'valid', label: '是否有效', type: 'boolean', section: 'exit', national: 'AAR100', initial: true, merge: 'decide', headings: ['有效标志'], hint: '清退、销户后改为“否”，记录保留。' },
    { key: 'other_mark', label: '其他标记', type: 'text', maximumLength: 100, section: 'exit', national: 'AAC009', unverified: true, hint: '各地用法不同，按当地要求填写。' },

    { key: 'relocated', label: '是否搬迁户', type: 'boolean', section: 'relocation', national: 'ACR077', headings: ['是否易地搬迁户', '是否易地扶贫搬迁户', '易地搬迁户', '搬迁户'] },
    { key: 'relocation_method', label: '搬迁方式', type: 'code', codeList: 'relocation_method', section: 'relocation', national: 'ACR075' },
    { key: 'resettlement_method', label: '安置方式', type: 'code', codeList: 'resettlement_method', section: 'relocation', national: 'ACR078' },
    { key: 'resettlement_place', label: '安置地', type: 'code', codeList: 'resettlement_place', section: 'relocation', national: 'ACR079', headings: ['安置地点'] },
    { key: 'relocation_difficulties', label: '搬迁可能存在的困难', type: 'codes', codeList: 'relocation_difficulty', section: 'relocation', national: 'ACR081', merge: 'union', headings: ['搬迁存在的困难', '搬迁困难'] },

    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'note', headings: ['说明'] },
  ],
})
