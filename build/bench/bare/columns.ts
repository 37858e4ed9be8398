/** Columns of the workbook that is imported. Here, since whoever makes that workbook loads exceljs, which is not to be in the memory that is measured. */
export const COLUMNS = 40
