/** Papers of a village that leaves poverty (forms.md §6.8, §9.2): what was found of each item, and by whom it is signed. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate, type CardPart } from '../../../src/core/forms/drawing/card.ts'
import { ticks } from './exitVerification.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

/** The items of Gansu 2018 (forms.md §9.2), and which department signs. */
const ITEMS = [
  ['v_rate', '贫困发生率', '低于 3%', '扶贫办'],
  ['v_industry', '产业：主导产业', '有主导产业', '农业部门'],
  ['v_cooperative', '产业：合作组织', '有农民专业合作组织', '农业部门'],
  ['v_collective', '产业：集体经济收入', '有集体经济收入', '农业部门'],
  ['v_road', '基础设施：硬化路', '建制村通硬化路', '交通部门'],
  ['v_power', '基础设施：动力电', '自然村通动力电', '供电部门'],
  ['v_environment', '基础设施：人居环境', '干净整洁', '住建部门'],
  ['v_school', '公共服务：义务教育', '义务教育阶段有学上', '教育部门'],
  ['v_clinic', '公共服务：村卫生室', '有村卫生室', '卫生部门'],
  ['v_pension', '公共服务：养老保险', '基本养老保险全覆盖', '人社部门'],
  ['v_allowance', '公共服务：低保', '应保尽保', '民政部门'],
] as const

/** A value of what was judged of an item. */
const of = (item: string, key: string): string => `{{exit_judgement|where:exit_judgement.item = "${item}"|first:exit_judgement.${key}}}`
const met = (item: string): string =>
  `{{#if exit_judgement|where:exit_judgement.item = "${item}" and exit_judgement.met = "1"|count}}☑达标 □未达标{{#else}}□达标 □未达标{{/if}}`

const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const TEXT = { size: 11, wrap: true } as const
const WRAPPED = { wrap: true } as const
const SIGNING: readonly CardPart[] = [
  { kind: 'text', height: 34, look: TEXT, text: '村民委员会（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
  { kind: 'text', height: 34, look: TEXT, text: '乡镇人民政府（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
  { kind: 'text', height: 34, look: TEXT, text: '县扶贫开发领导小组（盖章）　负责人签字：', right: '　　　　年　　月　　日' },
]

export const villageExitVerification = (): FormSheet =>
  cardTemplate({
    title: '贫困村退出验收表',
    under: [PLACE, '{{village_year.year}}年度'],
    size: 10,
    rowHeight: 26,
    parts: [
      {
        kind: 'items',
        heading: '一、基本情况',
        items: [
          { label: '总户数', text: '{{village_year.households}}' },
          { label: '总人口', text: '{{village_year.population}}' },
          { label: '农业户籍人口', text: '{{village_year.rural_population}}' },
          { label: '年初贫困人口', text: '{{village_year.poor_population}}' },
          { label: '应补齐的短板', text: '{{village_year.shortfalls_counted}}' },
          { label: '没有补齐的短板', text: '{{village_year.shortfalls_open}}' },
        ],
      },
      {
        kind: 'table',
        heading: '二、逐项验收',
        each: 'conditions',
        rowHeight: 28,
        size: 9,
        columns: [
          { heading: '序号', text: '{{@number}}', width: 28 },
          { heading: '指标', text: '{{label}}', width: 100, look: WRAPPED },
          { heading: '目标值', text: '{{target}}', width: 100, look: WRAPPED },
          { heading: '现状', text: '{{value}}', width: 120, look: WRAPPED },
          { heading: '达标', text: ticks('met'), width: 70 },
          { heading: '佐证资料', text: '{{evidence}}', width: 80, look: WRAPPED },
          { heading: '签认部门、签认人', text: '{{signed}}', width: 100, look: WRAPPED },
        ],
      },
      {
        kind: 'text',
        height: 44,
        look: TEXT,
        text: '　　{{procedure_step.done_on|format:yyyy年m月d日}}{{step_name}}。验收意见：□各项达标，同意退出　□没有达标，不同意退出{{#if procedure_step.remark}}。说明：{{procedure_step.remark}}{{/if}}',
      },
      { kind: 'text', height: 30, look: TEXT, text: '验收人签字：{{procedure_step.signatures}}', right: '　　　　年　　月　　日' },
      ...SIGNING,
    ],
    signatures: [],
  })

/** 序号, 指标, 目标值, 脱贫认定 (forms.md §6.8). */
export const villageExitRecognition = (): FormSheet =>
  cardTemplate({
    title: '贫困村摘帽认定表',
    under: [PLACE, '{{village_year.year}}年度'],
    size: 11,
    rowHeight: 30,
    parts: [
      {
        kind: 'grid',
        heading: '脱贫认定',
        columns: [
          { heading: '序号', width: 36 },
          { heading: '指标', width: 150 },
          { heading: '目标值', width: 150 },
          { heading: '脱贫认定', width: 200 },
        ],
        rows: ITEMS.map(([item, label, target], index) => [String(index + 1), label, target, `${met(item)}　${of(item, 'value')}`]),
      },
      { kind: 'text', height: 44, look: TEXT, text: '　　认定意见：□各项达标，同意摘帽　□没有达标，不同意摘帽' },
      ...SIGNING,
    ],
    signatures: [],
  })

export const villageExitTable = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年村退出验收统计表',
    each: 'rows',
    columns: [
      { heading: '序号', text: '{{@number}}', width: 34 },
      { heading: '乡镇', text: '{{division.township}}', width: 80 },
      { heading: '行政村', text: '{{division.village}}', width: 80 },
      { heading: '总人口', text: '{{village_year.population}}', width: 56 },
      { heading: '农业户籍人口', text: '{{village_year.rural_population}}', width: 60 },
      { heading: '贫困人口', text: '{{village_year.poor_population}}', width: 56 },
      { heading: '应补齐的短板', text: '{{village_year.shortfalls_counted}}', width: 56 },
      { heading: '没有补齐的', text: '{{village_year.shortfalls_open}}', width: 56 },
      { heading: '办到哪里', text: '{{village_year.exit_stage}}', width: 80 },
      { heading: '公示日', text: '{{village_year.exit_noticed_on}}', width: 80 },
      { heading: '公告日', text: '{{village_year.exit_announced_on}}', width: 80 },
    ],
    under: ['{{division.county}}', '{{year}}年度', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{rows|count}} 个村，已公告退出 {{rows|where:village_year.exit_stage = "exited"|count}} 个',
    size: 10,
  })
