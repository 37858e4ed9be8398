import { defineRegister } from '../define.ts'

export const person = defineRegister({
  name: 'person', label: '人', description: '建档立卡人口中的一个人。与户的关系记在“家庭成员关系”，按年变化的情况记在“人年度记录”。',
  title: 'name', owner: 'village', match: [['id_number'], ['person_no'], ['household_id', 'name']],
  sort: [{ field: 'village' }, { field: 'household_id' }, { field: 'relation' }], indexes: [['household_id', 'relation']],
  menu: { group: '户与人', order: 20 }, source: '贫困户信息采集表；forms.md §1.6、§2.3、§2.5、§6.1',
  sections: [{ key: 'basic', label: '基本情况' }, { key: 'household', label: '所在户' }, { key: 'disability', label: '残疾情况' }, { key: 'note', label: '备注' }],
  fields: [
    { key: 'name', label: '姓名', type: 'text', required: true, maximumLength: 40, section: 'basic', search: 'name', listed: true, national: 'AAB002', merge: 'decide', headings: ['家庭成员姓名', '成员姓名', '人员姓名'] },
    { key: 'sex', label: '性别', type: 'code', codeList: 'sex', section: 'basic', listed: true, national: 'AAB003', merge: 'decide' },
    { key: 'id_type', label: '证件类型', type: 'code', codeList: 'id_type', section: 'basic', national: 'AAB018', initial: '01', headings: ['证件种类'] },
    { key: 'id_number', label: '证件号码', type: 'idNumber', unique: true, sensitive: 'idNumber', section: 'basic', search: 'number', listed: true, national: 'AAB004', merge: 'decide', headings: ['身份证号', '身份证号码', '身份证', '公民身份号码', '证件号', '公民身份号码或残疾证号', '居民身份证号码', '身份证件号码'] },
    { key: 'birth_date', label: '出生日期', type: 'date', section: 'basic', listed: true, national: 'AAB005', merge: 'decide', headings: ['出生年月日', '出生时间', '出生年月'] },
    { key: 'ethnicity', label: '民族', type: 'code', codeList: 'ethnicity', section: 'basic', listed: true, national: 'AAB007', initial: '01' },
    { key: 'politics', label: '政治面貌', type: 'code', codeList: 'politics', section: 'basic', national: 'AAK033' },
    { key: 'phone', label: '本人电话', type: 'phone', sensitive: 'phone', section: 'basic', search: 'number', national: 'AAB031', headings: ['成员联系电话', '人联系电话', '家庭成员联系电话', '联系电话', '本人联系电话', '手机号码'] },
    { key: 'person_no', label: '人编号', type: 'text', unique: true, maximumLength: 40, section: 'basic', search: 'number', listed: true, national: 'AAB001', headings: ['人口编号', '人员编号', '人编码', '国家人编号', '成员编号'], hint: '全国系统生成，按原样填写。' },

    { key: 'household_id', label: '户', type: 'reference', register: 'household', section: 'household', listed: true, derived: '取当前有效的家庭成员关系所在的户。', headings: ['户编号', '户编码', '国家户编号', '贫困户编号'] },
    { key: 'relation', label: '与户主关系', type: 'code', codeList: 'relation', section: 'household', listed: true, derived: '取当前有效的家庭成员关系中的与户主关系。', headings: ['家庭关系', '与户主的关系'] },
    { key: 'village', label: '行政村', type: 'division', level: 'village', section: 'household', listed: true, derived: '取所在户的行政村；不在任何户时保留最后一户的。', headings: ['村', '村名', '行政村名称'] },

    { key: 'disability_card_no', label: '残疾证号', type: 'idNumber', sensitive: 'idNumber', section: 'disability', search: 'number', headings: ['残疾人证号', '残疾证号码', '残疾证'] },
    { key: 'disability_category', label: '残疾类别', type: 'code', sensitive: 'illness', codeList: 'disability_category', section: 'disability', unverified: true, headings: ['残疾类型'] },
    { key: 'disability_level', label: '残疾等级', type: 'code', sensitive: 'illness', codeList: 'disability_level', section: 'disability', unverified: true, headings: ['残疾级别'] },
    { key: 'disability_card_date', label: '残疾证发证日期', type: 'date', sensitive: 'illness', section: 'disability', headings: ['发证时间', '残疾证发证时间', '残疾证办证时间'] },
    { key: 'disability_card_year', label: '残疾证办证年度', type: 'year', sensitive: 'illness', minimum: 1949, maximum: 2100, section: 'disability', since: 2021, source: 'forms.md §2.5', headings: ['残疾证办证年份'] },

    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'note' },
  ],
})
