import { defineRegister } from '../define.ts'

export const helper = defineRegister({
  name: 'helper', label: '帮扶责任人', description: '结对帮扶贫困户的干部，含第一书记、驻村工作队员和包村干部。',
  title: 'name', match: [['id_number'], ['helper_no'], ['organization_id', 'name'], ['name', 'phone']], sort: [{ field: 'organization_id' }, { field: 'name' }],
  menu: { group: '帮扶', order: 20 }, source: 'AK11；forms.md §1.7、§2.3',
  sections: [{ key: 'basic', label: '基本情况' }, { key: 'work', label: '单位与职务' }, { key: 'team', label: '驻村身份' }],
  fields: [
    { key: 'name', label: '姓名', type: 'text', required: true, maximumLength: 40, section: 'basic', search: 'name', listed: true, national: 'AAB002', merge: 'decide', headings: ['帮扶责任人', '帮扶责任人姓名', '责任人姓名', '帮扶人', '帮扶干部', '队员姓名'] },
    { key: 'sex', label: '性别', type: 'code', codeList: 'sex', section: 'basic', listed: true, national: 'AAB003' },
    { key: 'id_number', label: '证件号码', type: 'idNumber', unique: true, sensitive: 'idNumber', section: 'basic', search: 'number', national: 'AAB004', merge: 'decide', headings: ['身份证号', '身份证号码', '公民身份号码', '证件号'] },
    { key: 'birth_date', label: '出生日期', type: 'date', section: 'basic', national: 'AAB005', headings: ['出生年月日', '出生年月', '出生'] },
    { key: 'politics', label: '政治面貌', type: 'code', codeList: 'politics', section: 'basic', listed: true, national: 'AAK033' },
    { key: 'education', label: '学历', type: 'code', codeList: 'helper_education', section: 'basic', national: 'AAK036', headings: ['文化程度'] },
    { key: 'specialty', label: '技术特长', type: 'code', codeList: 'specialty', section: 'basic', national: 'AAK037', headings: ['特长'] },
    { key: 'helper_no', label: '干部编号', type: 'text', unique: true, maximumLength: 40, section: 'basic', search: 'number', national: 'AAK110', headings: ['责任人编号', '帮扶责任人编号'] },
    { key: 'organization_id', label: '帮扶单位', type: 'reference', register: 'organization', createMissing: true, section: 'work', listed: true, national: 'AAP110', headings: ['帮扶单位名称', '单位名称', '单位', '派出单位', '工作单位'] },
    { key: 'rank', label: '职务级别', type: 'code', codeList: 'rank', section: 'work', national: 'AAF031', headings: ['级别'] },
    { key: 'position', label: '职务', type: 'text', maximumLength: 60, section: 'work', listed: true, national: 'AAK888', headings: ['派出单位职务', '单位职务'] },
    { key: 'phone', label: '联系电话', type: 'phone', sensitive: 'phone', section: 'work', search: 'number', listed: true, national: 'AAR012', headings: ['电话', '手机', '手机号码', '责任人电话', '帮扶责任人电话', '帮扶责任人联系电话'] },
    { key: 'address', label: '单位地址', type: 'text', maximumLength: 200, section: 'work', national: 'AAR013', headings: ['地址'] },
    { key: 'first_secretary', label: '是否第一书记', type: 'boolean', section: 'team', listed: true, national: 'AAK032', headings: ['第一书记'] },
    { key: 'team_leader', label: '是否工作队队长', type: 'boolean', section: 'team', national: 'AAK031', headings: ['工作队队长', '队长'] },
    { key: 'deputy_leader', label: '是否副队长', type: 'boolean', section: 'team', national: 'AAK666', headings: ['副队长'] },
    { key: 'team_member', label: '是否驻村队员', type: 'boolean', section: 'team', national: 'AAK039', headings: ['驻村队员'] },
    { key: 'village_cadre', label: '是否包村干部', type: 'boolean', section: 'team', national: 'AAK777', headings: ['包村干部'] },
    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'basic' },
  ],
})
