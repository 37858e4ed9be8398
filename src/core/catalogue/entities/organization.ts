import { defineRegister } from '../define.ts'

export const organization = defineRegister({
  name: 'organization', label: '帮扶单位', description: '承担结对帮扶的机关、企事业单位和社会团体。',
  title: 'name', match: [['national_no'], ['organization_code'], ['name']], sort: [{ field: 'name' }], menu: { group: '帮扶', order: 30 }, source: 'AP11；forms.md §1.7',
  sections: [{ key: 'basic', label: '单位情况' }, { key: 'contact', label: '联系方式' }],
  fields: [
    { key: 'name', label: '单位名称', type: 'text', required: true, maximumLength: 100, section: 'basic', search: 'name', listed: true, national: 'AAP001', headings: ['帮扶单位', '帮扶单位名称', '名称'] },
    { key: 'organization_type', label: '单位类型', type: 'code', codeList: 'organization_type', section: 'basic', listed: true, national: 'AAP051', headings: ['帮扶单位类型', '类型'] },
    { key: 'affiliation', label: '单位隶属关系', type: 'code', codeList: 'affiliation', section: 'basic', listed: true, national: 'AAP004', headings: ['隶属关系'] },
    { key: 'national_no', label: '单位编号', type: 'text', unique: true, maximumLength: 40, section: 'basic', search: 'number', national: 'AAP110', headings: ['帮扶单位编号'] },
    { key: 'organization_code', label: '组织机构代码', type: 'text', maximumLength: 18, section: 'basic', search: 'number', national: 'AAP003', headings: ['机构代码', '统一社会信用代码'] },
    { key: 'back_office', label: '是否后台支持部门', type: 'boolean', section: 'basic', national: 'AAR016', unverified: true },
    { key: 'address', label: '单位地址', type: 'text', maximumLength: 200, section: 'contact', national: 'AAP002', headings: ['地址', '联系地址'] },
    { key: 'postcode', label: '邮编', type: 'text', maximumLength: 6, section: 'contact', national: 'AAR014', headings: ['邮政编码'] },
    { key: 'office_phone', label: '单位电话', type: 'phone', sensitive: 'phone', section: 'contact', listed: true, national: 'AAP005', headings: ['电话', '办公电话'] },
    { key: 'contact', label: '联系人', type: 'text', maximumLength: 40, section: 'contact', listed: true, national: 'AAR011' },
    { key: 'contact_phone', label: '联系人电话', type: 'phone', sensitive: 'phone', section: 'contact', listed: true, national: 'AAR012', headings: ['联系电话'] },
    { key: 'email', label: '电子邮箱', type: 'text', maximumLength: 100, section: 'contact', national: 'AAR015', headings: ['邮箱'] },
    { key: 'remark', label: '备注', type: 'longText', maximumLength: 1000, section: 'basic' },
  ],
})
