/**
 * All marks of a template in the words of clerks, one example each: the notes sheet of each template, the manual and the screen of
 * templates show this list. A test reads every example as a template.
 */
export interface MarkNote {
  readonly mark: string
  readonly meaning: string
  readonly example: string
}

export const MARKS: readonly MarkNote[] = [
  {
    mark: '{{名称}}',
    meaning: '打印时换成内容。一个单元格里可以有文字和几个占位符。单独一个占位符的数字，在工作簿里仍是数字。',
    example: '{{household.address}}',
  },
  {
    mark: '+ - * / ( )',
    meaning: '计算。金额和面积始终精确，只在显示时四舍五入；加减时没有填的当作没有，乘除时没有填的或除数为零，结果空着。',
    example: '{{household_year.total_income - household_year.business_expense}}',
  },
  {
    mark: '|format:格式',
    meaning: '数字和日期的写法：0、0.00、#,##0.00、0.0%、yyyy年m月d日、yyyy-mm-dd、大写（金额、日期都可以）。',
    example: '{{household_year.total_income|format:#,##0.00}}',
  },
  { mark: '|or:文字', meaning: '没有内容时打印这几个字。', example: '{{household.phone|or:无}}' },
  { mark: '|choices', meaning: '列出全部选项并打勾。也可以只列几项并改说法。', example: '{{household.attribute|choices:01=一般贫困户,04=低保贫困户}}' },
  { mark: '|tick:代码', meaning: '选中该项时为 ☑，否则为 □。', example: '{{household.attribute|tick:01}}' },
  {
    mark: '清单|count　清单|sum:名称',
    meaning: '行数、合计。合计里可以写计算。',
    example: '{{members|count}} 人，务工 {{members|sum:person_year.work_months}} 个月',
  },
  { mark: '清单|where:条件', meaning: '只要符合条件的，后面再写 |count、|sum: 或 |first:。', example: '{{members|where:person.sex = "女"|count}}' },
  { mark: '清单|first:名称', meaning: '第一项的内容。', example: '{{members|where:membership.relation = "01"|first:person.name}}' },
  { mark: '|qr', meaning: '印成二维码，占满所在单元格（合并的也可以）。单元格里只写这一个占位符。', example: '{{household.household_no|qr}}' },
  {
    mark: '照片',
    meaning:
      '每条记录的照片是清单 photos，每张有 photo（照片）、name、taken_on、kind、remark。photo 单独写在一个单元格里，印在这一格（合并的也可以）里面，不变形。能看原图的人才印得出。',
    example: '{{photos|first:photo}}',
  },
  {
    mark: '上一年、各年',
    meaning: '年度台账的名称后面加 _before 是上一年，加 _all 是各年的清单。打印时选“本年度留空”，本年各项空着下村填，旁边印上一年。',
    example: '{{household_year.net_income}}（上年 {{household_year_before.net_income}}）',
  },
  {
    mark: '文号、数据截止日',
    meaning: '文号在打印时填写；数据截止日是打印当天，以前的年度是年底。页眉页脚里也能写。',
    example: '{{document_no}} 数据截止 {{data_day}}',
  },
  {
    mark: '清单|bar:名称,数值　清单|pie:名称,数值',
    meaning: '条形图、圆形图，占满所在单元格。',
    example: '{{members|bar:person.name,person_year.work_months}}',
  },
  {
    mark: '清单|network:起点,止点,实线,字,each 清单 名称',
    meaning: '从左到右画出相连的路：条件成立的画实线，其余画虚线，后面的几项写在线旁边。',
    example: '{{rows|network:road.from_place,road.to_place,road.hardened,road.length,each road_group road_group.group_id}}',
  },
  {
    mark: '条件',
    meaning: '= != < <= > >=，and、or、not，文字和代码加引号。选项可以写代码，也可以写名称；只写名称就是问有没有（是否类问是不是）。',
    example: '{{#if household_year.net_income_per_person < 3000 and not household.relocated}}待核{{/if}}',
  },
  {
    mark: '{{#if 条件}}…{{#else}}…{{/if}}',
    meaning: '在一个单元格里：按条件打印一段文字。开头和结尾在不同的单元格里：按条件打印这几行。整行只有这一段文字的，不符合时整行不印。',
    example: '{{#if year >= 2018}}新表{{#else}}旧表{{/if}}',
  },
  {
    mark: '{{#each 清单}}…{{/each}}',
    meaning:
      '中间的行对每一项重复。where=条件 只要一部分（条件里有空格时加括号）；sort=名称 排序，前面加 - 从大到小，几个用逗号分开；min=8 不足 8 行补空行；together=名称 同一值的行不分在两页；break 每项另起一页。',
    example: '{{#each members where=(person.sex = "女") sort=-person_year.work_months,person.name min=8}}{{person.name}}{{/each}}',
  },
  {
    mark: '{{#group 清单 by=名称}}…{{/group}}',
    meaning:
      '按一个内容分组：中间写组的标题行、{{#each items}} 的各行、小计行。group 是组的名称，items 是组里的各项；组里还可以分组。where=、sort=、break 也能用。合计写在外面。',
    example: '{{#group members by=person.sex sort=person.sex}}{{group}}：{{items|count}} 人{{/group}}',
  },
  {
    mark: '{{#head}}…{{/head}}',
    meaning: '紧接在重复的行前面：这几行是它的表头，接到下一页时再印一次；@continued 表示是接上页的。',
    example: '{{#head}}姓名{{#if @continued}}（续）{{/if}}{{/head}}',
  },
  { mark: '{{#page}}…{{/page}}', meaning: '紧跟在重复的行后面：打印在每页末尾，page 是本页的各项。', example: '{{#page}}本页 {{page|count}} 人{{/page}}' },
  {
    mark: '{{#across 清单}}…{{/across}}',
    meaning:
      '从一个单元格到右边（或右下）的另一个单元格：这几列对每一项向右重复，例如各年度、各成员。where=、sort=、min= 也能用；上面盖住这几列的标题跟着变宽。一张工作表里一处。',
    example: '{{#across members min=4}}{{person.name}}{{/across}}',
  },
  {
    mark: '{{#sheet}}　{{#sheet 条件}}',
    meaning: '写在第二张以后的工作表第一行某个单元格的开头：这张工作表也打印（符合条件时才打印）。没有写的工作表是说明，不打印。',
    example: '{{#sheet year >= 2018}}',
  },
  { mark: '{{@number}}', meaning: '第几项，从 1 开始。', example: '{{@number}}' },
  {
    mark: '{{@page}}　{{@pages}}　{{@seam}}',
    meaning: '第几页、共几页、骑缝页码（本页／下一页），写在单元格里。页眉页脚里用 &P、&N。',
    example: '第{{@page}}页 共{{@pages}}页{{#if @page < @pages}}，接第{{@page + 1}}页{{/if}}　{{@seam}}',
  },
  {
    mark: '{{#keep}}…{{/keep}}',
    meaning: '中间的行不分在两页。写在表的最后，这几行也不单独成页，上面总有一行别的内容。',
    example: '{{#keep}}审核意见{{/keep}}',
  },
  {
    mark: '{{#cover}}…{{/cover}}',
    meaning: '中间的行单独成页，例如封面；后面的行另起一页。首页的页眉页脚用“页面布局”里的“首页不同”。',
    example: '{{#cover}}封面{{/cover}}',
  },
  { mark: '每页重复的行', meaning: '用“页面布局—打印标题—顶端标题行”设置。', example: '' },
]
