import { defineCodeList } from '../define.ts'
import { ownItems } from './items.ts'

const XIAN = '公开代码 #48267864181（全国系统字段码）'
const GUIZHOU = 'GitHub Gzuwkj/fuping（2023 核查规则）'

export const relation = defineCodeList({
  id: 'relation',
  label: '与户主关系',
  verified: true,
  source: `AAB006；${XIAN}；公开代码 #29153375492、#6542487859；${GUIZHOU}`,
  note: '男：03 06 07 09 11 13 15 17 19、x2 x4 x7；女：04 05 08 10 12 14 16 18 20、x3 x5 x6。2020 年后新增的七种只见中文名，国家码未找到。',
  items: [
    { code: '01', label: '本人或户主', aliases: ['户主', '本人', '户主本人', '本人(户主)', '户主或本人', '户 主'] },
    { code: '02', label: '配偶', aliases: ['妻子', '丈夫', '妻', '夫', '之妻', '之夫', '之配偶', '户主配偶', '爱人', '老婆'] },
    {
      code: '03',
      label: '之子',
      aliases: [
        '儿子',
        '子',
        '长子',
        '次子',
        '三子',
        '四子',
        '五子',
        '六子',
        '大儿子',
        '二儿子',
        '三儿子',
        '小儿子',
        '独生子',
        '养子',
        '继子',
        '之长子',
        '之次子',
        '之三子',
        '之儿子',
      ],
    },
    {
      code: '04',
      label: '之女',
      aliases: [
        '女儿',
        '女',
        '长女',
        '次女',
        '三女',
        '四女',
        '五女',
        '六女',
        '大女儿',
        '二女儿',
        '三女儿',
        '小女儿',
        '独生女',
        '养女',
        '继女',
        '之长女',
        '之次女',
        '之三女',
        '之女儿',
      ],
    },
    { code: '05', label: '之儿媳', aliases: ['儿媳', '儿媳妇', '媳妇', '长媳', '次媳', '三媳', '之儿媳妇'] },
    { code: '06', label: '之女婿', aliases: ['女婿', '上门女婿'] },
    { code: '07', label: '之孙子', aliases: ['孙子', '孙', '长孙', '次孙', '之孙'] },
    { code: '08', label: '之孙女', aliases: ['孙女', '长孙女', '次孙女'] },
    { code: '09', label: '之外孙子', aliases: ['外孙子', '外孙', '之外孙'] },
    { code: '10', label: '之外孙女', aliases: ['外孙女'] },
    { code: '11', label: '之父', aliases: ['父亲', '父', '爸爸', '之父亲', '继父', '养父'] },
    { code: '12', label: '之母', aliases: ['母亲', '母', '妈妈', '之母亲', '继母', '养母'] },
    { code: '13', label: '之岳父', aliases: ['岳父'] },
    { code: '14', label: '之岳母', aliases: ['岳母'] },
    { code: '15', label: '之公公', aliases: ['公公', '公爹'] },
    { code: '16', label: '之婆婆', aliases: ['婆婆'] },
    { code: '17', label: '之祖父', aliases: ['祖父', '爷爷'] },
    { code: '18', label: '之祖母', aliases: ['祖母', '奶奶'] },
    { code: '19', label: '之外祖父', aliases: ['外祖父', '外公', '姥爷'] },
    { code: '20', label: '之外祖母', aliases: ['外祖母', '外婆', '姥姥'] },
    {
      code: 'x1',
      label: '之兄弟姐妹',
      since: 2020,
      national: false,
      aliases: ['兄弟姐妹', '兄弟', '姐妹', '兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹', '之兄', '之弟', '之姐', '之妹'],
    },
    { code: 'x2', label: '之曾孙子', since: 2020, national: false, aliases: ['曾孙子', '曾孙', '重孙', '重孙子'] },
    { code: 'x3', label: '之曾孙女', since: 2020, national: false, aliases: ['曾孙女', '重孙女'] },
    { code: 'x4', label: '之侄儿', since: 2020, national: false, aliases: ['侄儿', '侄子', '侄', '之侄子'] },
    { code: 'x5', label: '之侄女', since: 2020, national: false, aliases: ['侄女'] },
    { code: 'x6', label: '之兄弟媳妇', since: 2020, national: false, aliases: ['兄弟媳妇', '弟媳', '弟媳妇', '嫂子', '嫂'] },
    { code: 'x7', label: '之叔伯', since: 2020, national: false, aliases: ['叔伯', '叔叔', '伯父', '叔父', '伯伯'] },
    { code: '99', label: '其他', aliases: ['其他关系', '其他亲属', '非亲属'] },
  ],
})

export const sex = defineCodeList({
  id: 'sex',
  label: '性别',
  verified: true,
  source: `AAB003；${XIAN}；公开代码 #6714075037`,
  note: '与 GB/T 2261.1 相同。',
  items: [
    { code: '1', label: '男', aliases: ['男性', '男士', 'M'] },
    { code: '2', label: '女', aliases: ['女性', '女士', 'F'] },
    { code: '9', label: '未说明的性别', aliases: ['未说明', '未知'] },
  ],
})

export const idType = defineCodeList({
  id: 'id_type',
  label: '证件类型',
  verified: true,
  source: `AAB018；${XIAN}；公开代码 #23669061269`,
  note: '01 为 18 位；09 为 20 位，补发的 22 位。其余码未找到。',
  items: [
    { code: '01', label: '居民身份证', aliases: ['身份证', '公民身份证', '二代身份证', '第二代身份证', '居民身份证(户口簿)', '身份证号', '公民身份号码'] },
    { code: '03', label: '解放军军官证', aliases: ['军官证', '军人证'] },
    { code: '09', label: '残疾人证', aliases: ['残疾证', '第二代残疾证', '第二代残疾人证', '中华人民共和国残疾人证', '二代残疾证'] },
  ],
})

export const memberStatus = defineCodeList({
  id: 'member_status',
  label: '生存状态',
  verified: true,
  source: `AAB015；${XIAN}`,
  note: '只有 1 正常 计入人口数。',
  items: [
    { code: '1', label: '正常', aliases: ['健在', '在世', '在册'] },
    { code: '2', label: '死亡', aliases: ['去世', '已故', '病故', '已死亡'] },
    { code: '3', label: '转出', aliases: ['迁出', '已转出'] },
    { code: '4', label: '转入', aliases: ['迁入'] },
    { code: '5', label: '减少' },
    { code: '9', label: '删除' },
    { code: '10', label: '户清退时清退人员' },
    { code: '11', label: '人员清退' },
    { code: '12', label: '人员清退(新识别人员调整)' },
    { code: '13', label: '户清退时人员清退(新识别人员调整)' },
  ],
})

export const memberIncreaseReason = defineCodeList({
  id: 'member_increase_reason',
  label: '人员增加原因',
  verified: true,
  source: '公开代码 #29153375492（自然增减，增加类 05–07）',
  items: [
    { code: '05', label: '嫁入', aliases: ['婚入', '婚嫁转入', '嫁娶'] },
    { code: '06', label: '新生儿', aliases: ['出生', '新生', '新出生'] },
    { code: '07', label: '其他转入', aliases: ['转入', '迁入', '户籍迁入', '其他'] },
  ],
})

export const memberDecreaseReason = defineCodeList({
  id: 'member_decrease_reason',
  label: '人员减少原因',
  verified: true,
  source: '公开代码 #29153375492（自然增减，减少类 01–04、08）',
  items: [
    { code: '01', label: '死亡', aliases: ['去世', '病故', '自然死亡'] },
    { code: '02', label: '嫁出', aliases: ['出嫁', '婚出', '婚嫁转出'] },
    { code: '03', label: '出国定居' },
    { code: '04', label: '判刑收监', aliases: ['服刑', '收监'] },
    { code: '08', label: '其他转出', aliases: ['转出', '迁出', '户籍迁出', '其他'] },
  ],
})

export const education = defineCodeList({
  id: 'education',
  label: '文化程度',
  verified: true,
  source: `AAB008；${XIAN}；公开代码 #29153375492、#6918421808、#6542487859`,
  note: '2020 年起“大专及以上”分为大专、本科及以上（国家码未找到），“学龄前儿童”转入在校生状况。',
  items: [
    { code: '01', label: '文盲或半文盲', aliases: ['文盲', '半文盲', '文盲半文盲', '文盲/半文盲', '文盲、半文盲', '不识字'] },
    { code: '02', label: '小学', aliases: ['小学文化', '小学毕业'] },
    { code: '03', label: '初中', aliases: ['初中文化', '初中毕业'] },
    { code: '04', label: '高中', aliases: ['高中文化', '高中毕业', '中专', '高中或中专', '高中(中专)', '职高', '中职', '高中/中专', '技校'] },
    {
      code: '05',
      label: '大专及以上',
      until: 2019,
      aliases: ['大专', '大专以上', '专科', '大学', '本科', '大学本科', '大学专科', '本科及以上', '本科以上', '研究生', '硕士', '大学及以上'],
    },
    { code: '06', label: '学龄前儿童', until: 2019, aliases: ['学龄前', '学前', '学前儿童', '未上学'] },
    { code: 'x1', label: '大专', since: 2020, national: false, aliases: ['专科', '大学专科', '高职', '高职高专'] },
    {
      code: 'x2',
      label: '本科及以上',
      since: 2020,
      national: false,
      aliases: ['本科', '大学', '大学本科', '本科以上', '研究生', '硕士', '博士', '大学及以上'],
    },
  ],
})

export const studentStatus = defineCodeList({
  id: 'student_status',
  label: '在校生状况',
  verified: true,
  source: `AAB009；${XIAN}；公开代码 #29153375492、#6918421808、#6542487859`,
  note: '2020 年起空白即非在校生，与文化程度二选一；新增标签的国家码未找到。',
  items: [
    { code: '01', label: '非在校生', aliases: ['非在校', '不在校', '未在校', '不是在校生', '非学生', '否', '无'] },
    { code: 'x1', label: '学龄前儿童', since: 2020, national: false, aliases: ['学龄前', '学前儿童'] },
    { code: '02', label: '学前教育', aliases: ['学前', '幼儿园', '幼儿', '学前班'] },
    {
      code: '03',
      label: '小学',
      aliases: [
        '小学生',
        '小学在读',
        '小学一年级',
        '小学二年级',
        '小学三年级',
        '小学四年级',
        '小学五年级',
        '小学六年级',
        '一年级',
        '二年级',
        '三年级',
        '四年级',
        '五年级',
        '六年级',
      ],
    },
    { code: '04', label: '七年级', aliases: ['初一', '初中一年级', '初中七年级'] },
    { code: '05', label: '八年级', aliases: ['初二', '初中二年级', '初中八年级'] },
    { code: '06', label: '九年级', aliases: ['初三', '初中三年级', '初中九年级'] },
    { code: '07', label: '高中一年级', aliases: ['高一'], yearLabels: [{ label: '普通高中一年级', since: 2020 }] },
    { code: '08', label: '高中二年级', aliases: ['高二'], yearLabels: [{ label: '普通高中二年级', since: 2020 }] },
    { code: '09', label: '高中三年级', aliases: ['高三'], yearLabels: [{ label: '普通高中三年级', since: 2020 }] },
    { code: '10', label: '中职一年级', aliases: ['中专一年级', '职高一年级'] },
    { code: '11', label: '中职二年级', aliases: ['中专二年级', '职高二年级'] },
    { code: '12', label: '中职三年级', aliases: ['中专三年级', '职高三年级'] },
    { code: '13', label: '高职一年级', aliases: ['高职高专一'], yearLabels: [{ label: '高职高专一年级', since: 2020 }] },
    { code: '14', label: '高职二年级', aliases: ['高职高专二'], yearLabels: [{ label: '高职高专二年级', since: 2020 }] },
    { code: '15', label: '高职三年级', aliases: ['高职高专三'], yearLabels: [{ label: '高职高专三年级', since: 2020 }] },
    { code: '16', label: '大专及以上', until: 2019, aliases: ['大专', '大专以上', '本科', '大学', '大学生', '大学本科', '本科及以上', '研究生'] },
    { code: 'x2', label: '技师学院一年级', since: 2020, national: false },
    { code: 'x3', label: '技师学院二年级', since: 2020, national: false },
    { code: 'x4', label: '技师学院三年级', since: 2020, national: false },
    { code: 'x5', label: '技师学院四年级', since: 2020, national: false },
    { code: 'x6', label: '本科一年级', since: 2020, national: false, aliases: ['大学本科一年级'] },
    { code: 'x7', label: '本科二年级', since: 2020, national: false, aliases: ['大学本科二年级'] },
    { code: 'x8', label: '本科三年级', since: 2020, national: false, aliases: ['大学本科三年级'] },
    { code: 'x9', label: '本科四年级', since: 2020, national: false, aliases: ['大学本科四年级'] },
    { code: 'x10', label: '本科五年级', since: 2020, national: false, aliases: ['大学本科五年级'] },
    { code: 'x11', label: '硕士研究生及以上', since: 2020, national: false, aliases: ['硕士研究生', '研究生', '硕士', '博士', '博士研究生', '硕士及以上'] },
  ],
})

export const health = defineCodeList({
  id: 'health',
  label: '健康状况',
  verified: true,
  source: `AAB017；${XIAN}；公开代码 #29153375492`,
  note: '2018 年起可多选；与“健康”互斥。',
  items: [
    { code: '01', label: '健康', aliases: ['良好', '身体健康', '健康或良好', '一般', '健康良好', '身体良好', '正常', '无病', '健康无病'] },
    {
      code: '02',
      label: '长期慢性病',
      aliases: ['慢性病', '慢病', '患有长期慢性病', '患长期慢性病', '长期慢病', '患有慢性病', '慢性疾病', '有慢性病', '长期患慢性病'],
    },
    { code: '03', label: '患有大病', aliases: ['大病', '患大病', '重大疾病', '重病', '患重病', '患有重病', '重大病', '有大病'] },
    { code: '04', label: '残疾', aliases: ['残疾人', '有残疾', '身体残疾', '患有残疾', '残疾者'] },
  ],
})

export const labour = defineCodeList({
  id: 'labour',
  label: '劳动技能',
  verified: true,
  source: `AAB010；${XIAN}；公开代码 #29153375492、#6918421808、#6542487859、#16818646274`,
  note: '“弱劳动力或半劳动力”2020 年起，国家码未找到，各地自编不一致。',
  items: [
    {
      code: '01',
      label: '普通劳动力',
      aliases: ['普通', '普通劳力', '普通劳动能力', '一般劳动力', '普通型劳动力', '一般劳力', '正常劳动力', '全劳动力', '全劳力', '整劳力'],
    },
    { code: '02', label: '技能劳动力', aliases: ['技能', '技能劳力', '有技能劳动力', '技术劳动力', '技能型劳动力', '技能型', '技能型劳力', '有技能的劳动力'] },
    {
      code: 'x1',
      label: '弱劳动力或半劳动力',
      since: 2020,
      national: false,
      aliases: ['弱劳动力', '半劳动力', '弱(半)劳动力', '弱半劳动力', '弱劳力或半劳力', '弱劳动力/半劳动力', '弱劳力', '半劳力'],
    },
    { code: '03', label: '丧失劳动力', aliases: ['丧失', '丧失劳力', '丧失劳动能力'] },
    { code: '04', label: '无劳动力', aliases: ['无', '无劳力', '无劳动能力', '没有劳动力', '没有劳动能力'] },
  ],
})

export const workPlace = defineCodeList({
  id: 'work_place',
  label: '务工状况',
  verified: true,
  source: `AAB011；${XIAN}；公开代码 #29153375492、#6918421808`,
  items: [
    { code: '01', label: '乡（镇）内务工', aliases: ['乡镇内务工', '乡内务工', '镇内务工', '乡(镇)内', '乡镇内', '乡内', '镇内'] },
    {
      code: '02',
      label: '乡（镇）外县内务工',
      aliases: ['乡镇外县内务工', '乡外县内务工', '镇外县内务工', '乡(镇)外县内', '乡镇外县内', '乡外县内', '县内乡外'],
    },
    { code: '03', label: '县外省内务工', aliases: ['县外省内', '省内县外', '省内县外务工'] },
    { code: '04', label: '省外务工', aliases: ['省外', '外省', '外省务工', '省外打工', '外省打工'] },
    { code: '99', label: '其他', aliases: ['其他务工'] },
  ],
})

export const politics = defineCodeList({
  id: 'politics',
  label: '政治面貌',
  verified: true,
  source: `AAK033；${XIAN}`,
  note: '编码与 GB/T 4762 一致，标签按全国系统原样。',
  items: [
    { code: '01', label: '中共党员', aliases: ['党员', '中国共产党党员', '共产党员'] },
    { code: '02', label: '中共预备党员', aliases: ['预备党员', '中国共产党预备党员'] },
    { code: '03', label: '共青团员', aliases: ['团员', '中国共产主义青年团团员'] },
    { code: '04', label: '民革会员', aliases: ['民革党员', '民革'] },
    { code: '05', label: '民盟盟员', aliases: ['民盟'] },
    { code: '06', label: '民建会员', aliases: ['民建'] },
    { code: '07', label: '民进会员', aliases: ['民进'] },
    { code: '08', label: '农工党党员', aliases: ['农工党'] },
    { code: '09', label: '致公党党员', aliases: ['致公党'] },
    { code: '10', label: '九三学社社员', aliases: ['九三学社'] },
    { code: '11', label: '台盟盟员', aliases: ['台盟'] },
    { code: '12', label: '无党派民主人士', aliases: ['无党派', '无党派人士'] },
    { code: '13', label: '群众', aliases: ['普通公民', '一般群众', '群众(现称普通公民)'] },
  ],
})

const CARD = '位次见公开代码 #48123586428、#23669061269；标签未核实'

export const disabilityCategory = defineCodeList({
  id: 'disability_category',
  label: '残疾类别',
  verified: false,
  source: CARD,
  note: '残疾证第 19 位。',
  items: [
    { code: '1', label: '视力残疾', aliases: ['视力', '视力残'] },
    { code: '2', label: '听力残疾', aliases: ['听力', '听力残'] },
    { code: '3', label: '言语残疾', aliases: ['言语', '语言残疾', '语言', '言语残'] },
    { code: '4', label: '肢体残疾', aliases: ['肢体', '肢体残'] },
    { code: '5', label: '智力残疾', aliases: ['智力', '智力残'] },
    { code: '6', label: '精神残疾', aliases: ['精神', '精神残'] },
    { code: '7', label: '多重残疾', aliases: ['多重', '多重残'] },
  ],
})

export const disabilityLevel = defineCodeList({
  id: 'disability_level',
  label: '残疾等级',
  verified: false,
  source: CARD,
  note: '残疾证第 20 位。',
  items: [
    { code: '1', label: '一级', aliases: ['1级', 'Ⅰ级', '壹级'] },
    { code: '2', label: '二级', aliases: ['2级', 'Ⅱ级', '贰级'] },
    { code: '3', label: '三级', aliases: ['3级', 'Ⅲ级', '叁级'] },
    { code: '4', label: '四级', aliases: ['4级', 'Ⅳ级', '肆级'] },
  ],
})

export const publicWelfareJob = defineCodeList({
  id: 'public_welfare_job',
  label: '公益性岗位类型',
  verified: false,
  source: '帮扶明白卡样式',
  note: '全国导出列的完整取值未找到。',
  items: [
    { code: 'x1', label: '生态护林员', national: false, aliases: ['护林员', '村级护林员', '公益林护林员'] },
    { code: 'x2', label: '河湖巡查员', national: false, aliases: ['河道巡查员', '河湖巡护员', '护河员'] },
    {
      code: 'x3',
      label: '村设公益岗',
      national: false,
      aliases: ['村级公益岗', '村级公益性岗位', '乡村公益性岗位', '乡村公益岗', '保洁员', '乡村保洁员', '村级保洁员'],
    },
    { code: 'x4', label: '其他', national: false, aliases: ['其他公益性岗位', '其他公益岗'] },
  ],
})

export const schoolAbsenceReason = defineCodeList({
  id: 'school_absence_reason',
  label: '义务教育阶段未上学原因',
  verified: false,
  source: GUIZHOU,
  note: '完整清单未见。',
  items: ownItems('因病', '因残'),
})
