import { describe, expect, it } from 'vitest'
import type { CompletionBlocker } from '#domain/encounter/completion.ts'
import type { ConsentDue } from '#domain/encounter/consent.ts'
import { EMPTY_COUNT } from '#domain/encounter/needle-count.ts'
import type { Matter } from '#domain/encounter/what-matters.ts'
import { INCIDENT_KINDS } from '#domain/incident/incident.ts'
import { blockerWords, matterWords } from '#words/encounter.ts'
import { wordsOf } from '../../support/words.ts'

const en = wordsOf('en')
const de = wordsOf('de')
const areaName = (areaId: string) => (areaId === 'upper-trapezius.left' ? 'left upper trapezius' : areaId)

describe('the words for what still blocks a visit', () => {
  it.each<[CompletionBlocker, string]>([
    [
      { reason: 'count-open', opened: 0, inserted: 1 },
      'One needle that went in has no fate yet: removed, fell out, broken, left in place or missing?',
    ],
    [{ reason: 'count-open', opened: 0, inserted: -2 }, '2 needles more came out than went in. Count again.'],
    [
      { reason: 'count-open', opened: 2, inserted: 0 },
      '2 opened needles have no fate yet: inserted, thrown away unused or dropped?',
    ],
    [{ reason: 'consent-missing', due: 'none' }, 'Consent is missing: nothing has been signed yet.'],
    [
      {
        reason: 'screening-missing',
        questions: [
          { en: 'blood thinners', de: 'Blutverdünner' },
          { en: 'pregnancy', de: 'Schwangerschaft' },
        ],
      },
      '2 questions before needling are not answered: blood thinners and pregnancy.',
    ],
    [{ reason: 'needles-still-in', needles: 1 }, 'One needle is still in.'],
    [{ reason: 'needles-still-in', needles: 0 }, 'Nobody has noted when the last needle was out.'],
    [
      { reason: 'count-differs-from-procedures', counted: 7, recorded: 8 },
      'The count says 7 went in; the areas together say 8.',
    ],
    [
      { reason: 'left-in-place-not-explained', lacks: ['leaflet', 'removal-date'] },
      'A needle was left in place on purpose. Still lacking: the leaflet and the day it comes out.',
    ],
    [{ reason: 'count-missing' }, 'The needles have not been counted yet.'],
    [{ reason: 'no-procedure-recorded' }, 'Nothing has been recorded yet: which area, which needles, how many.'],
  ])('say what to do: %o', (blocker, words) => {
    expect(blockerWords(blocker, en)).toBe(words)
  })

  it('a missing and a broken needle ask for an incident', () => {
    for (const reason of ['needle-missing-without-incident', 'needle-broken-without-incident'] as const) {
      expect(blockerWords({ reason, needles: 1 }, en)).toContain('Record an incident')
      expect(blockerWords({ reason, needles: 2 }, de)).toContain('Zwischenfall')
    }
  })

  it('two lacks of one count are both said', () => {
    const words = blockerWords({ reason: 'count-open', opened: -1, inserted: 3 }, de)
    expect(words).toContain('Von 3 gesetzten Nadeln')
    expect(words).toContain('Eine Nadel mehr ist verzeichnet')
  })

  it('every reason for consent has its words', () => {
    const reasons: Record<ConsentDue, true> = {
      none: true,
      withdrawn: true,
      'new-technique': true,
      'new-text-version': true,
      expired: true,
      'new-risk-zone': true,
      'new-contraindication': true,
    }
    for (const due of Object.keys(reasons) as ConsentDue[]) {
      for (const context of [en, de]) expect(blockerWords({ reason: 'consent-missing', due }, context)).toMatch(/\.$/)
    }
  })
})

describe('the words for the card of a visit', () => {
  it('every fate of a needle has a name', () => {
    for (const { t } of [en, de]) for (const fate of Object.keys(EMPTY_COUNT)) t(`encounter.fate.${fate}`)
  })

  it('every incident has a name', () => {
    for (const { t } of [en, de]) for (const kind of INCIDENT_KINDS) t(`encounter.incident.${kind}`)
  })

  it.each<[Matter, string, string]>([
    [
      { code: 'name-alert', severity: 'danger', others: 1 },
      'Another patient has nearly the same name: check the birth date',
      'Noch jemand heißt fast gleich: Geburtsdatum prüfen',
    ],
    [
      { code: 'condition', severity: 'danger', condition: 'anticoagulant' },
      'Takes a blood thinner',
      'Nimmt einen Blutverdünner',
    ],
    [{ code: 'condition', severity: 'info', condition: 'gout' }, 'gout', 'gout'],
    [
      { code: 'last-reaction', severity: 'danger', kind: 'faint', onDate: '2026-10-01' },
      'Last reaction: fainted, 1 Oct 2026',
      'Letzte Reaktion: ohnmächtig geworden, 1. Okt. 2026',
    ],
    [
      { code: 'last-reaction', severity: 'danger', kind: 'rash', onDate: '2026-10-01' },
      'Last reaction: other incident, 1 Oct 2026',
      'Letzte Reaktion: anderer Zwischenfall, 1. Okt. 2026',
    ],
    [{ code: 'consent-due', severity: 'due', due: 'expired' }, 'Consent due', 'Einwilligung fällig'],
    [
      { code: 'screening-due', severity: 'due' },
      'Questions before needling not answered',
      'Fragen vor dem Nadeln nicht beantwortet',
    ],
    [{ code: 'areas-undecided', severity: 'due' }, 'Area to be decided in the room', 'Stelle wird im Raum entschieden'],
    [
      {
        code: 'resting-areas',
        severity: 'due',
        areas: ['upper-trapezius.left', 'neck'].map((areaId) => ({ areaId, untilDate: '2026-11-27' })),
      },
      'Resting: left upper trapezius until Fri 27 Nov and neck until Fri 27 Nov',
      'Ruht: left upper trapezius bis Fr 27. Nov und neck bis Fr 27. Nov',
    ],
    [{ code: 'first-visit', severity: 'info' }, 'First visit', 'Erster Besuch'],
  ])('the card says %o', (matter, english, german) => {
    expect(matterWords(matter, { ...en, areaName })).toBe(english)
    expect(matterWords(matter, { ...de, areaName })).toBe(german)
  })
})
