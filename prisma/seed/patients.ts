import type { Prisma } from '#db/generated/client.ts'
import { asDate, type SeedScope } from './scope.ts'

interface DemoPatient {
  readonly key: string
  readonly name: string
  readonly preferredName?: string
  /** 'YYYY-MM-DD'; a few never told us. */
  readonly birthDate?: string
  readonly email?: string
  readonly phone?: string
  readonly locale?: 'en' | 'de'
  readonly pronouns?: string
  readonly needs?: string
  readonly conditions?: readonly { readonly code: string; readonly note?: string }[]
  /** What their visits have to be like. */
  readonly structuredNeeds?: readonly DemoNeed[]
}

export interface DemoNeed {
  readonly kind: 'woman-practitioner' | 'chaperone' | 'interpreter' | 'accessible-room'
  readonly language?: string
  readonly extraMinutes?: number
}

/** The patient of the story: the demo patient sign-in is hers. */
export const BJORK = 'bjork'
export const PATIENT_EMAIL = 'patient@demo.test'

const mail = (name: string): string => `${name}@example.test`
const mobile = (last: number): string => `+49 171 39200${String(last).padStart(2, '0')}`
const landline = (last: number): string => `+49 30 23125${last}`

/** Written as two code points per accent, the way some systems send it. */
const DECOMPOSED = 'Zoë Müller-Lüdenscheidt'.normalize('NFD')

export const patients: readonly DemoPatient[] = [
  { key: BJORK, name: 'Björk Guðmundsdóttir', birthDate: '1987-11-02', email: PATIENT_EMAIL, phone: mobile(11) },
  // two people, one name, one year: nothing but the date and the telephone tells them apart
  {
    key: 'maria-1',
    name: 'María García',
    birthDate: '1984-03-14',
    email: mail('maria.garcia'),
    phone: mobile(12),
    conditions: [{ code: 'anticoagulant', note: 'Apixaban since spring.' }],
  },
  { key: 'maria-2', name: 'María García', birthDate: '1984-09-30', phone: mobile(13) },
  { key: 'obrien', name: "Siobhán O'Brien", birthDate: '1979-05-21', email: mail('siobhan.obrien'), phone: mobile(14) },
  {
    key: 'louis',
    name: 'Anne-Sophie Louis-Dreyfus',
    birthDate: '1991-01-09',
    email: mail('as.louis'),
    phone: mobile(15),
  },
  { key: 'berg', name: 'Pieter van der Berg', birthDate: '1966-07-17', email: mail('p.vanderberg'), phone: mobile(16) },
  {
    key: 'yamada',
    name: '山田 祐介',
    preferredName: 'Yusuke',
    birthDate: '1983-12-24',
    email: mail('yamada'),
    phone: mobile(17),
  },
  {
    key: 'husseini',
    name: 'محمد عبد الرحمن الحسيني',
    preferredName: 'Mohammed',
    birthDate: '1972-02-28',
    email: mail('alhusseini'),
    phone: mobile(18),
    needs: 'Arabic interpreter',
    structuredNeeds: [{ kind: 'interpreter', language: 'ar', extraMinutes: 10 }],
  },
  {
    key: 'bendavid',
    name: 'נועה בן־דוד',
    preferredName: 'Noa',
    birthDate: '1995-06-06',
    email: mail('noa'),
    phone: mobile(19),
  },
  { key: 'suryani', name: 'Suryani', birthDate: '1989-08-17', email: mail('suryani'), phone: mobile(20) },
  {
    key: 'hohenstein',
    name: 'Maximiliana Theodora Wilhelmina Friederike von und zu Hohenstein-Wolfenbüttel-Schönburg-Glauchau',
    preferredName: 'Maxi',
    birthDate: '1958-10-03',
    phone: landline(211),
    locale: 'de',
  },
  {
    key: 'mueller',
    name: DECOMPOSED,
    birthDate: '1993-04-12',
    email: mail('zoe.mueller'),
    phone: mobile(22),
    locale: 'de',
  },
  { key: 'wisniewski', name: 'Łukasz Wiśniewski', birthDate: '1985-03-03', email: mail('lukasz'), phone: mobile(23) },
  { key: 'dang', name: 'Đặng Thị Hồng Nhung', birthDate: '1990-02-10', email: mail('nhung'), phone: mobile(24) },
  {
    key: 'gross',
    name: 'Jürgen Groß',
    birthDate: '1951-01-30',
    phone: landline(225),
    locale: 'de',
    needs: 'Hears badly on the left',
    conditions: [{ code: 'anticoagulant', note: 'Phenprocoumon.' }, { code: 'pacemaker' }],
  },
  { key: 'lecuyer', name: "François L'Écuyer", birthDate: '1976-06-14', email: mail('lecuyer'), phone: mobile(26) },
  { key: 'aegisdottir', name: 'Þórunn Ægisdóttir', birthDate: '1998-12-01', email: mail('thorunn'), phone: mobile(27) },
  {
    key: 'yildiz',
    name: 'Çağla Yıldız',
    birthDate: '1992-05-19',
    email: mail('cagla'),
    phone: mobile(28),
    locale: 'de',
  },
  { key: 'sahin', name: 'İbrahim Şahin', birthDate: '1964-11-10', phone: landline(229), locale: 'de' },
  {
    key: 'shevchenko',
    name: 'Олена Шевченко',
    preferredName: 'Olena',
    birthDate: '1988-08-24',
    email: mail('olena'),
    phone: mobile(30),
    conditions: [{ code: 'pregnancy', note: 'Second trimester.' }],
  },
  {
    key: 'papadopoulou',
    name: 'Αικατερίνη Παπαδοπούλου',
    birthDate: '1970-03-25',
    email: mail('katerina'),
    phone: mobile(31),
  },
  {
    key: 'kim',
    name: '김민준',
    preferredName: 'Minjun',
    birthDate: '2001-07-07',
    email: mail('minjun'),
    phone: mobile(32),
  },
  {
    key: 'chen',
    name: '陳美玲',
    preferredName: 'Meiling',
    birthDate: '1982-09-15',
    email: mail('meiling'),
    phone: mobile(33),
  },
  { key: 'aubigne', name: "Jean-Baptiste d'Aubigné", birthDate: '1969-12-12', email: mail('jb'), phone: mobile(34) },
  {
    key: 'ndiaye',
    name: "Fatoumata N'Diaye",
    birthDate: '1994-04-04',
    email: mail('fatoumata'),
    phone: mobile(35),
    needs: 'Woman practitioner',
    structuredNeeds: [{ kind: 'woman-practitioner' }],
    conditions: [{ code: 'fainted-before', note: 'Once, at a blood test.' }],
  },
  {
    key: 'phadraig',
    name: 'Seán Mac Giolla Phádraig',
    birthDate: '1980-03-17',
    email: mail('sean'),
    phone: mobile(36),
  },
  { key: 'zizkova', name: 'Renée Žižková', birthDate: '1986-10-28', email: mail('renee'), phone: mobile(37) },
  { key: 'conceicao', name: 'João da Conceição', birthDate: '1973-06-10', email: mail('joao'), phone: mobile(38) },
  {
    key: 'schmidt',
    name: 'Thomas Schmidt',
    birthDate: '1968-02-02',
    email: mail('t.schmidt'),
    phone: mobile(39),
    locale: 'de',
  },
  {
    key: 'hoffmann',
    name: 'Lena Hoffmann',
    birthDate: '1997-05-05',
    email: mail('lena'),
    phone: mobile(40),
    locale: 'de',
  },
  { key: 'rahman', name: 'Aaliyah Abdul-Rahman', birthDate: '1999-01-20', email: mail('aaliyah'), phone: mobile(41) },
  { key: 'raghunathan', name: 'Priya Raghunathan', birthDate: '1981-08-15', email: mail('priya'), phone: mobile(42) },
  { key: 'mensah', name: 'Kwame Mensah', birthDate: '1977-03-06', phone: mobile(43) },
  {
    key: 'sorensen',
    name: 'Ingrid Sørensen',
    birthDate: '1955-06-05',
    phone: landline(244),
    structuredNeeds: [{ kind: 'accessible-room' }],
  },
  {
    key: 'akesson',
    name: 'Mats Åkesson',
    birthDate: '1984-12-13',
    email: mail('mats'),
    phone: mobile(45),
    pronouns: 'they/them',
  },
  { key: 'dangelo', name: "Giulia D'Angelo", birthDate: '1996-06-02', email: mail('giulia'), phone: mobile(46) },
  { key: 'becker', name: 'Noah Becker', birthDate: '2008-02-29', email: mail('noah'), phone: mobile(47), locale: 'de' },
  { key: 'baumgaertner', name: 'Hildegard Baumgärtner', birthDate: '1938-04-20', phone: landline(248), locale: 'de' },
  { key: 'smith', name: 'Jo Smith' },
  { key: 'okonkwo', name: 'Chidi Okonkwo', birthDate: '1990-10-01', email: mail('chidi'), phone: mobile(50) },
]

export const patientId = (scope: SeedScope, key: string): string => scope.id('patient', key)

export const patientRows = (scope: SeedScope): Prisma.PatientCreateManyInput[] =>
  patients.map((patient) => ({
    clinicId: scope.clinicId,
    id: patientId(scope, patient.key),
    name: patient.name,
    preferredName: patient.preferredName ?? null,
    birthDate: patient.birthDate === undefined ? null : asDate(patient.birthDate),
    phone: patient.phone ?? null,
    email: patient.email ?? null,
    locale: patient.locale ?? 'en',
    pronouns: patient.pronouns ?? null,
    needs: patient.needs ?? null,
    version: 1,
  }))

export const conditionRows = (scope: SeedScope): Prisma.PatientConditionCreateManyInput[] =>
  patients.flatMap((patient) =>
    (patient.conditions ?? []).map(({ code, note }) => ({
      clinicId: scope.clinicId,
      id: scope.id('condition', `${patient.key} ${code}`),
      patientId: patientId(scope, patient.key),
      code,
      note: note ?? null,
    })),
  )

export const patientNeedRows = (scope: SeedScope): Prisma.PatientNeedCreateManyInput[] =>
  patients.flatMap((patient) =>
    (patient.structuredNeeds ?? []).map(({ kind, language, extraMinutes }) => ({
      clinicId: scope.clinicId,
      id: scope.id('need', `${patient.key} ${kind}`),
      patientId: patientId(scope, patient.key),
      kind,
      language: language ?? null,
      extraMinutes: extraMinutes ?? 0,
    })),
  )
