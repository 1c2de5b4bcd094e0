import type { Source } from '../../source.ts'
import type { ConsentPurpose } from '../consent/consent-question.ts'
import type { FieldPath } from '../field/field-path.ts'
import type { FieldCategory } from '../field/mark.ts'
import type { Purpose } from './disclosures.ts'
import type { Relation, Role } from './viewer.ts'

/** Who may look for a purpose. */
export interface Grant {
  readonly roles: readonly Role[]
  readonly relations: readonly Relation[]
  /** What these never see, whatever the purpose needs. */
  readonly except?: readonly FieldPath[]
  /** Whether they may also write what they see. */
  readonly writes?: true
}

/** On what ground a purpose rests, and who may look for it. Whoever is not named may not. */
export interface PurposeTerms {
  /** `consent`: what is not in `without` needs one. The others need none. `anonymous`: there is no child in it. */
  readonly ground: 'statute' | 'emergency' | 'right' | 'anonymous' | 'consent'
  /** Which consent is asked for. */
  readonly consent?: ConsentPurpose
  /** Categories that may be shown without a consent. */
  readonly without: readonly FieldCategory[]
  readonly grants: readonly Grant[]
  readonly source: Source
}

const own = (title: string): Source => ({ title, kind: 'proposal', standing: 'proposal' })
const minors = (section: string): Source => ({ title: '未成年人保护法', section, kind: 'law', standing: 'statute' })
const pipl = (section: string): Source => ({ title: '个人信息保护法', section, kind: 'law', standing: 'statute' })

const everything: readonly FieldCategory[] = [
  'identity',
  'family',
  'contact',
  'schooling',
  'health',
  'mind',
  'livelihood',
  'preferences',
  'image',
  'work',
  'matter',
]
const duty: readonly FieldCategory[] = ['identity', 'family', 'contact', 'schooling', 'work']

/** What a parent or guardian never sees of the people around the child: where they live and how they are reached. */
const whereabouts: readonly FieldPath[] = [
  '/residenceDivision',
  '/residenceAddress',
  '/health/mind',
  '/screenings',
  '/claims',
]
const parts = [
  'name',
  'birthDate',
  'idNumber',
  'status',
  'workplace',
  'phone',
  'otherPhones',
  'division',
  'address',
] as const
const ofParent = (parent: 'father' | 'mother'): readonly FieldPath[] =>
  parts.map((part) => `/${parent}/${part}` as const)
const parentPhones: readonly FieldPath[] = [
  '/father/phone',
  '/father/otherPhones',
  '/mother/phone',
  '/mother/otherPhones',
]
const secrets = ['idNumber', 'status', 'workplace', 'division', 'address'] as const

/** The terms of every purpose. Which role does what is our own default; the grounds carry their source. */
export const purposeTerms = {
  care: {
    ground: 'statute',
    without: everything,
    grants: [
      { roles: ['worker'], relations: ['ownCase'], writes: true },
      { roles: ['supervisor'], relations: ['area', 'ownCase'], writes: true },
    ],
    source: minors('art. 43: the committee keeps the file and supervises delegated care'),
  },
  visit: {
    ground: 'statute',
    without: everything,
    grants: [{ roles: ['worker', 'supervisor'], relations: ['ownCase', 'area'], writes: true }],
    source: minors('art. 43'),
  },
  teaching: {
    ground: 'consent',
    consent: 'sharing',
    without: duty,
    grants: [{ roles: ['teacher'], relations: ['ownCase'] }],
    source: minors('art. 29: the school helps to build the files; art. 23: notice to the school'),
  },
  counselling: {
    ground: 'consent',
    consent: 'counselling',
    without: ['work'],
    grants: [{ roles: ['counsellor'], relations: ['ownCase'], writes: true }],
    source: { title: '精神卫生法', section: 'art. 23', kind: 'law', standing: 'statute' },
  },
  healthcare: {
    ground: 'consent',
    consent: 'medical',
    without: ['work'],
    grants: [{ roles: ['doctor'], relations: ['served'] }],
    source: pipl('art. 29: separate consent for sensitive data'),
  },
  activity: {
    ground: 'consent',
    consent: 'activity',
    without: ['work'],
    grants: [{ roles: ['organiser', 'teacher', 'worker'], relations: ['served', 'ownCase'] }],
    source: own('what a session needs'),
  },
  aid: {
    ground: 'consent',
    consent: 'sharing',
    without: duty,
    grants: [
      { roles: ['worker', 'supervisor'], relations: ['ownCase', 'area'] },
      { roles: ['organiser'], relations: ['served'], except: ['/livelihood/hardship', '/livelihood/assistance'] },
    ],
    source: own('what a delivery needs'),
  },
  support: {
    ground: 'consent',
    consent: 'pairing',
    without: ['work'],
    grants: [{ roles: ['helper'], relations: ['helper'] }],
    source: own('the minimum for a helper'),
  },
  protection: {
    ground: 'statute',
    without: everything,
    grants: [{ roles: ['protectionOfficer', 'authority', 'supervisor'], relations: ['appointed'], writes: true }],
    source: minors('art. 11: report; 个人信息保护法 art. 13(3): a statutory duty asks for no consent'),
  },
  rescue: {
    ground: 'emergency',
    without: everything,
    grants: [
      {
        roles: ['worker', 'supervisor', 'teacher', 'counsellor', 'doctor', 'protectionOfficer', 'authority'],
        relations: ['ownCase', 'area', 'served', 'appointed'],
      },
      { roles: ['supervisor', 'protectionOfficer', 'authority'], relations: ['emergency'] },
      {
        roles: ['worker', 'teacher', 'counsellor', 'doctor'],
        relations: ['emergency'],
        // Whoever has nothing to do with a child learns how to help and whom to call, not where it can be found.
        except: ['/residenceDivision', '/residenceAddress'],
      },
      { roles: ['helper'], relations: ['helper'], except: ['/residenceAddress', ...parentPhones] },
    ],
    source: pipl('art. 13(4): to protect life, health and property in an emergency'),
  },
  access: {
    ground: 'right',
    without: everything,
    grants: [
      {
        roles: ['child'],
        relations: ['self'],
        except: secrets.flatMap((part) => [`/father/${part}` as const, `/mother/${part}` as const]),
      },
      { roles: ['father'], relations: ['family'], except: [...whereabouts, ...ofParent('mother')] },
      { roles: ['mother'], relations: ['family'], except: [...whereabouts, ...ofParent('father')] },
      {
        roles: ['guardian'],
        relations: ['family'],
        except: [...whereabouts, ...ofParent('father'), ...ofParent('mother')],
      },
    ],
    source: pipl('art. 45: access and copy'),
  },
  statistics: {
    ground: 'anonymous',
    without: everything,
    grants: [{ roles: ['statistician', 'supervisor'], relations: ['area', 'none'] }],
    source: own('counts only, no child'),
  },
  donation: {
    ground: 'anonymous',
    without: everything,
    grants: [{ roles: ['donor'], relations: ['served'] }],
    source: { title: '慈善法', section: 'art. 63', kind: 'law', standing: 'seen' },
  },
  audit: {
    ground: 'statute',
    without: everything,
    grants: [{ roles: ['auditor'], relations: ['none', 'appointed'] }],
    source: {
      title: '未成年人网络保护条例',
      section: 'art. 36: access is recorded; art. 37: a yearly audit',
      kind: 'law',
      standing: 'statute',
    },
  },
  publicity: {
    ground: 'anonymous',
    without: everything,
    grants: [{ roles: ['public'], relations: ['none'] }],
    source: own('nothing of a child'),
  },
} as const satisfies Record<Purpose, PurposeTerms>

/** The grant under which somebody looks; undefined if there is none. */
export const grantOf = (purpose: Purpose, role: Role, relation: Relation): Grant | undefined => {
  const { grants }: PurposeTerms = purposeTerms[purpose]
  return grants.find((grant) => grant.roles.includes(role) && grant.relations.includes(relation))
}
