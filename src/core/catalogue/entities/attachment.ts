import { defineRegister } from '../define.ts'

export const attachment = defineRegister({
  name: 'attachment',
  label: '附件',
  description: '附在户、人、村等记录上的一张照片或一份扫描件；内容按指纹另存，同样的内容只存一份。',
  title: 'name',
  internal: true,
  keptBy: 'owner',
  owner: 'village',
  match: [['register', 'record', 'sha256']],
  sort: [{ field: 'village' }, { field: 'record' }, { field: 'taken_on' }],
  indexes: [['record'], ['sha256']],
  source: 'exchange.md',
  sections: [{ key: 'basic', label: '附件' }],
  fields: [
    { key: 'register', label: '所附台账', type: 'text', required: true, maximumLength: 40, section: 'basic' },
    { key: 'record', label: '所附记录', type: 'text', required: true, maximumLength: 40, section: 'basic' },
    { key: 'village', label: '行政村', type: 'division', level: 'village', required: true, section: 'basic', listed: true },
    { key: 'name', label: '名称', type: 'text', required: true, maximumLength: 120, section: 'basic', listed: true },
    { key: 'sha256', label: '内容指纹', type: 'text', required: true, maximumLength: 64, section: 'basic' },
    { key: 'media_type', label: '文件类型', type: 'text', required: true, maximumLength: 40, section: 'basic' },
    { key: 'size', label: '大小', type: 'integer', unit: '字节', required: true, minimum: 1, section: 'basic', listed: true },
    { key: 'width', label: '宽', type: 'integer', unit: '像素', minimum: 1, section: 'basic' },
    { key: 'height', label: '高', type: 'integer', unit: '像素', minimum: 1, section: 'basic' },
    { key: 'taken_on', label: '拍摄日期', type: 'date', section: 'basic', listed: true },
    { key: 'remark', label: '说明', type: 'text', maximumLength: 200, section: 'basic', listed: true },
  ],
})
