// Reads a register as it comes out of an office: a title, headings on two rows, years of two digits, an identity number that a spreadsheet has
// ruined, a day that does not exist, a line of totals. Nothing is guessed; every row comes back with what became of it.
import { text } from 'childfile'
import { decodeCsv, readChildren, recordsOf, rowsOf } from 'childfile/register'

const sheet = `赫章县农村留守儿童花名册（2026年9月）,,,,,,
序号,姓名,性别,出生日期,身份证号,母亲情况,
,,,,,状态,联系电话
1,李小花,女,2016年3月26日,520526201603263526,务工,134 0000 0001
2,王小明,男,2015-02-30,,在家,
3,陈晨,男,16.3.26,,离异,
4,杨小雨,女,2014/9/1,5.20526E+17,外出务工,无
合计,4人,,,,,`

// A file is bytes: UTF-8, UTF-16 and GB18030 are told apart. For a workbook: decodeXlsx of 'childfile/register/xlsx'.
const workbook = decodeCsv(new TextEncoder().encode(sheet))._unsafeUnwrap()
const register = readChildren(workbook, { asOf: '2026-09-15' })._unsafeUnwrap()

for (const { row, kind } of register.rows) console.log(row, kind)
for (const file of recordsOf(register)) console.log(file.name, file.birthDate, file.idNumber, file.mother.status)
for (const { row, findings } of register.rows)
  for (const finding of findings) console.log(row, finding.severity, text(finding, 'en'))

// What cannot become a file goes back to the village under its own headings, to be corrected and read again.
const rejects = register.rows.filter(({ kind }) => kind === 'reject')
for (const one of workbook.sheets)
  console.log(
    rowsOf(one, rejects)
      .rows.map((cells) => cells[1])
      .join(' '),
  )

// Prints:
//   1 title
//   2 heading
//   3 heading
//   4 record
//   5 reject
//   6 reject
//   7 record
//   8 note
//   李小花 2016-03-26 notCollected awayWorking
//   杨小雨 2014-09-01 notCollected awayWorking
//   4 error idNumber: has a wrong check digit, so that some digit is wrong; look it up in the household register
//   5 error birthDate: is a day that does not exist; write it like 2016-03-05
//   5 error birthDate: neither a trustworthy date of birth nor a valid identity number; write one of them
//   6 error birthDate: has a year of two digits; write four, like 2016-03-05
//   6 error birthDate: neither a trustworthy date of birth nor a valid identity number; write one of them
//   7 error idNumber: has lost its last digits in the spreadsheet; set the column to text and write it again
//   姓名  王小明 陈晨
