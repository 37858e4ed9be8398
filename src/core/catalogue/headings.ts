import { LOWEST_LEVEL, type DivisionLevel } from '#core/rules/levels.ts'

/**
 * Headings of the columns that say in which province, city, county, township and village a row lies. The upper ones only
 * tell apart villages of one name; the village itself is the `division` field of the register.
 */
export const divisionHeadings: Readonly<Record<DivisionLevel, readonly string[]>> = {
  province: ['省', '省份', '省(区、市)', '省（自治区、直辖市）'],
  city: ['市', '市州', '市(州)', '市（地、州、盟）', '地市', '州市'],
  county: ['县', '行政县', '县区', '区县', '县(市、区、旗)', '县市区', '县(区)', '县名'],
  township: ['乡', '乡镇', '乡(镇)', '镇', '镇乡', '乡镇名称', '乡(镇、街道)', '街道'],
  [LOWEST_LEVEL]: ['村', '行政村', '村名', '行政村名称', '村名称', '建制村'],
}
