import type { Source } from '../../source.ts'

/** Law on the Protection of Minors, revision of 2020, in force since 2021-06-01; articles that were read in the statute. */
export const minorsLaw = (article: 11 | 17 | 21 | 22 | 23 | 28 | 83): Source => ({
  title: '中华人民共和国未成年人保护法',
  section: `art. ${article}`,
  kind: 'law',
  standing: article === 17 ? 'known' : 'statute',
})

/** Opinion of nine bodies of 2020 on mandatory reporting; items 8 and 9 are general knowledge. */
export const reportOpinion = (item: number): Source => ({
  title: '关于建立侵害未成年人案件强制报告制度的意见（试行）',
  section: `art. 4 item ${item}`,
  kind: 'guideline',
  standing: item >= 8 ? 'known' : 'seen',
})

export const civilCode: Source = {
  title: '中华人民共和国民法典',
  section: 'art. 18',
  kind: 'law',
  standing: 'seen',
}

export const delinquencyLaw = (article: 28 | 38): Source => ({
  title: '中华人民共和国预防未成年人犯罪法',
  section: `art. ${article}`,
  kind: 'law',
  standing: 'seen',
})

export const compulsoryEducation: Source = {
  title: '中华人民共和国义务教育法',
  section: 'art. 11',
  kind: 'law',
  standing: 'known',
}

export const form2016: Source = {
  title: '农村留守儿童摸底排查登记表（2016）',
  section: '监护情况',
  kind: 'guideline',
  standing: 'seen',
}

/** An additive instrument of social work whose four emergencies pass by the sum. */
export const emergencyList: Source = {
  title: 'difficulty score of social work with an emergency screen',
  section: 'emergency screen',
  kind: 'instrument',
  standing: 'seen',
}

export const phq: Source = {
  title: 'PHQ-9, PHQ-A',
  section: 'Kroenke 2001; Richardson 2010 (cut-off 11 from 13 to 17)',
  kind: 'instrument',
  standing: 'seen',
}

export const gad: Source = { title: 'GAD-7', section: 'Spitzer 2006', kind: 'instrument', standing: 'seen' }
export const kessler: Source = { title: 'K6', section: 'Kessler 2003', kind: 'instrument', standing: 'seen' }
export const psc: Source = { title: 'PSC-17', section: 'total', kind: 'instrument', standing: 'seen' }

export const malnutrition: Source = {
  title: 'WHO child growth standards and the identification of severe acute malnutrition',
  section: 'WHO and UNICEF 2009',
  kind: 'guideline',
  standing: 'seen',
}

export const insurance: Source = {
  title: '国务院关于加强农村留守儿童关爱保护工作的意见 and medical insurance for residents',
  kind: 'guideline',
  standing: 'known',
}

/** What is done in counties and not written in any law. */
export const practice = (section: string): Source => ({
  title: '民政工作惯例 (practice of civil affairs)',
  section,
  kind: 'practice',
  standing: 'known',
})

export const ours: Source = { title: 'childfile defaults', kind: 'proposal', standing: 'proposal' }
