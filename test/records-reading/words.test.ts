import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeLists } from '../../src/index.ts'
import { absenceOf, isFormulaError } from '../../src/records/reading/absence.ts'
import { isWholeCode, label, readCode } from '../../src/records/reading/code.ts'
import { readDivision } from '../../src/records/reading/division.ts'
import { gradeReading, gradeText, readGrade } from '../../src/records/reading/grade.ts'
import { phonesReading, readPhone } from '../../src/records/reading/phone.ts'
import { hasLetter, nameText, squash, tidy } from '../../src/records/reading/text.ts'
import { wordings } from '../../src/records/reading/wordings.ts'
import { readYesNo } from '../../src/records/reading/yes-no.ts'

describe('text', () => {
  it('is refused with control, zero-width, bidirectional, replacement or broken characters', () => {
    for (const bad of [
      '\0',
      '\u0007',
      '\u007f',
      '\u0085'.replace('\u0085', '\u0086'),
      '\u00ad',
      '\u200b',
      '\u200d',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\ufffd',
      '\ud800',
      '\udc00',
      '\u3164',
    ])
      for (const text of [`李${bad}花`, bad, `花${bad}`])
        expect([tidy(text), squash(text), nameText(text)]).toEqual([undefined, undefined, undefined])
  })
  it('keeps rare characters, emoji and scripts of other languages', () => {
    for (const text of ['𬭎𫟹', '㛃䶮', 'ئابدۇللا', '😀', '阿卜杜拉·买买提']) expect(tidy(text)).toBe(text)
  })
  it('is made regular once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const regular of [tidy, squash, nameText]) {
          const once = regular(text)
          if (once !== undefined) expect(regular(once)).toBe(once)
        }
      }),
      { numRuns: 1000 },
    )
  })
  it('has one form for one name', () => {
    expect(['白\u3000博', '白 博', ' 白博\n', '白\u00a0博'].map(nameText)).toEqual(
      Array.from({ length: 4 }, () => '白博'),
    )
    expect(['阿依古丽•买买提', '阿依古丽．买买提', '阿依古丽 · 买买提', '阿依古丽・买买提'].map(nameText)).toEqual(
      Array.from({ length: 4 }, () => '阿依古丽·买买提'),
    )
    expect(nameText('Anna  Maria')).toBe('Anna Maria')
    expect(nameText('é')).toBe('é'.normalize('NFC'))
    expect([hasLetter('李'), hasLetter('12'), hasLetter('—')]).toEqual([true, false, false])
  })
  it('keeps the punctuation of free words and loses that of codes', () => {
    expect(tidy('想学画画，２次（每周）')).toBe('想学画画，2次（每周）')
    expect(squash('４３（村）\u3000１')).toBe('43(村)1')
  })
})

describe('words of absence', () => {
  it('say none or not collected, and never no', () => {
    expect(['', '未采集', '不详', '不清楚', '？'].map(absenceOf)).toEqual(
      Array.from({ length: 5 }, () => 'notCollected'),
    )
    expect(['无', '没有', '/', '—', '-', '无电话'].map(absenceOf)).toEqual(Array.from({ length: 6 }, () => 'none'))
    expect(['否', '李无', '无锡市', '不详细'].map(absenceOf)).toEqual(Array.from({ length: 4 }, () => undefined))
    expect(['无', '/', '没有', ''].map(readYesNo)).toEqual(Array.from({ length: 4 }, () => undefined))
    expect([isFormulaError('#N/A'), isFormulaError('#1')]).toEqual([true, false])
  })
})

describe('a code', () => {
  it('is read from its label, its other wordings, its key and its English label in every list', () => {
    for (const list of Object.values(codeLists)) {
      const labels = new Set<string>(list.rows.map(({ zh }) => zh))
      for (const row of list.rows) {
        expect(readCode(list, row.zh)).toBe(row.key)
        expect(readCode(list, ` ${row.zh}\u3000`)).toBe(row.key)
        expect(label(list, row.key, 'zh')).toBe(row.zh)
        const also: readonly string[] = 'also' in row ? row.also : []
        for (const words of also) expect(labels.has(words) || isWholeCode(list, words)).toBe(true)
      }
    }
  })
  it('is read from words in use, each of them one code only', () => {
    for (const [id, rows] of Object.entries(wordings)) {
      const list = Object.values(codeLists).find((one) => one.id === id)!
      expect(list, id).toBeDefined()
      const published = new Map(
        list.rows.flatMap((row) =>
          [row.zh, ...('also' in row ? (row.also as readonly string[]) : [])].map((words) => [words, row.key] as const),
        ),
      )
      for (const [key, words] of Object.entries(rows)) {
        expect(
          list.rows.map((row) => row.key),
          `${id} ${key}`,
        ).toContain(key)
        for (const one of words.split(' ')) expect(readCode(list, one), `${id} ${one}`).toBe(published.get(one) ?? key)
      }
    }
  })
  it('is read without words in brackets, and not from words that merely begin alike', () => {
    expect(readCode(codeLists.relations, '祖母（奶奶）')).toBe('paternalGrandmother')
    expect(isWholeCode(codeLists.relations, '祖母（奶奶）')).toBe(false)
    expect(readCode(codeLists.healthStates, '良好')).toBe('healthy')
    expect(readCode(codeLists.healthStates, '良好吧')).toBeUndefined()
    expect(readCode(codeLists.ethnicities, '苗')).toBe('miao')
    expect(readCode(codeLists.parentStatuses, '不详')).toBe('whereaboutsUnknown')
  })
})

describe('numbers', () => {
  it('are telephone numbers in many forms', () => {
    const forms = [
      '13800000000',
      '138 0000 0000',
      '138-0000-0000',
      '+8613800000000',
      '+86 138 0000 0000',
      '0086-13800000000',
      '013800000000',
      '１３８００００００００',
      13800000000,
      '电话：13800000000',
      '13800000000（奶奶）',
    ]
    expect(forms.map((form) => readPhone(form).unwrapOr('' as never))).toEqual(forms.map(() => '13800000000'))
    expect(
      ['0857-6222222', '(0857)6222222', '+86 857 6222222'.replace('857', '0857')].map((form) =>
        readPhone(form).unwrapOr('' as never),
      ),
    ).toEqual(Array.from({ length: 3 }, () => '08576222222'))
    expect(phonesReading('13800000000/13900000000、0857-6222222').value).toEqual([
      '13800000000',
      '13900000000',
      '08576222222',
    ])
    for (const bad of [
      '1234',
      '1380000000',
      '138000000000',
      '6222222',
      '12800000000',
      '1.38E+10',
      1.38e10 + 0.5,
      '5205261965',
    ])
      expect(readPhone(bad).isErr()).toBe(true)
  })
  it('are division codes of five lengths', () => {
    for (const good of ['52', '5205', '520526', '520526113', '520526113205', 520526113205])
      expect(readDivision(good).isOk()).toBe(true)
    for (const bad of ['5', '520', '43%', '43_', '990000', '5.20526E+11', '520526113205 村 1', ''])
      expect(readDivision(bad).isErr()).toBe(true)
  })
  it('are grades in words and back', () => {
    for (let grade = 1; grade <= 12; grade++) expect(readGrade(gradeText(grade)).unwrapOr(0)).toBe(grade)
    expect(
      ['七年级', '初一', '初中一年级', '7', 7, '7年级', '七', '七年级上学期'].map((one) => readGrade(one).unwrapOr(0)),
    ).toEqual(Array.from({ length: 8 }, () => 7))
    expect(['高一', '高中一年级', '职高一年级', '10'].map((one) => readGrade(one).unwrapOr(0))).toEqual(
      Array.from({ length: 4 }, () => 10),
    )
    expect(gradeReading('四年级（2）班').value).toEqual({ grade: 4, class: '(2)班' })
    expect(gradeReading('大班').value).toEqual({ grade: 'none', class: '大班' })
    for (const bad of ['小学七年级', '十三', '0', '2020级', '好', '初四五']) expect(readGrade(bad).isErr()).toBe(true)
  })
})

describe('every reader', () => {
  it('answers anything without throwing, and repeats nothing of it', () => {
    const canary = '廿卅CANARY'
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        const text = noise + canary
        for (const outcome of [readPhone(text), readDivision(text), readGrade(text)])
          if (outcome.isErr()) expect(JSON.stringify(outcome.error)).not.toContain('CANARY')
        readYesNo(text)
        for (const list of [codeLists.relations, codeLists.sexes]) readCode(list, text)
      }),
    )
  })
})
