import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { type Fits, OWN_FLAGS } from '#domain/aftercare/plan.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { type Said, usePolicyNames } from './use-policy-names.ts'

type Plan = ContentOf<'aftercare-plan'>
type Step = Plan['steps'][number]
type Text = ContentOf<'aftercare-text'>

const LANGUAGES = ['en', 'de'] as const
const HOUR_MINUTES = 60

/** The names of what plans are about: services, what is known of people, the clinic's texts. */
export const useAftercareNames = () => {
  const t = useTranslations('policy.aftercare')
  const trpc = useTRPC()
  const { locale } = usePlace()
  const { conditions, condition } = usePolicyNames()
  const services = useQuery(trpc.healthcareService.list.queryOptions()).data?.services ?? []
  const entries = useQuery(trpc.clinicalPolicy.list.queryOptions({ kind: 'aftercare-text' })).data?.entries ?? []
  const texts = entries.flatMap(({ key, current, draft }) => {
    const proposal = (current ?? draft)?.proposal
    return proposal?.kind === 'aftercare-text' ? [{ key, name: proposal.content.name[locale] }] : []
  })
  const own = OWN_FLAGS.find.bind(OWN_FLAGS)
  return {
    services,
    texts,
    flags: [...OWN_FLAGS, ...conditions.map(({ code }) => code).filter((code) => code !== 'child')],
    service: (id: string): string => services.find((one) => one.id === id)?.name ?? id,
    text: (key: string): string => texts.find((one) => one.key === key)?.name ?? key,
    flag: (code: string): string => {
      const known = own((one) => one === code)
      return known === undefined ? condition(code) : t(`flag.${known}`)
    },
  }
}

/** Of which visits a plan or a message is, in one line. */
export const useFitsLine = () => {
  const t = useTranslations('policy.aftercare')
  const technique = useTranslations('technique.name')
  const body = useTranslations('body')
  const names = useAftercareNames()
  const { area } = usePolicyNames()
  return (fits: Fits): string =>
    [
      fits.techniques.map((name) => technique(name as Parameters<typeof technique>[0])),
      fits.riskZones.map((zone) => body(riskKeys[zone])),
      fits.areaIds.map(area),
      fits.serviceIds.map(names.service),
      fits.flags.map(names.flag),
    ]
      .filter((list) => list.length > 0)
      .map((list) => list.join(', '))
      .join(' · ') || t('every')
}

/** When a message comes and what quiet hours do with it, in one line. */
export const useStepLine = () => {
  const t = useTranslations('policy.aftercare')
  const names = useAftercareNames()
  const fitsLine = useFitsLine()
  const when = ({ anchor, offsetMinutes }: Step): string => {
    if (anchor !== 'last-needle-out') return t(`anchor.${anchor}`)
    return offsetMinutes === 0 ? t('atOnce') : t('afterHours', { hours: offsetMinutes / HOUR_MINUTES })
  }
  return (step: Step): string => {
    const narrow = Object.values(step.fits).some((list) => list.length > 0)
    const line = t('stepLine', {
      text: names.text(step.textKey),
      when: when(step),
      manner: t(`mannerInLine.${step.manner}`),
    })
    return narrow ? `${line} ${t('fitsLine', { what: fitsLine(step.fits) })}` : line
  }
}

/** A plan and a text thing by thing, to be read beside another version. */
export const useAftercareSaid = () => {
  const t = useTranslations('policy')
  const a = useTranslations('policy.aftercare')
  const fitsLine = useFitsLine()
  const stepLine = useStepLine()
  const inBoth = (what: string, said: Readonly<Record<'en' | 'de', string>>): Said[] =>
    LANGUAGES.map((language) => [t(`inLanguage.${language}`, { what }), said[language]])
  const stepSaid = (step: Step, index: number): Said => [
    a('step', { number: index + 1 }),
    [
      ...[stepLine(step), a(`channelOf.${step.channel}`), a(`languageOf.${step.language}`)],
      ...(step.checkIn ? [a('checkIn')] : []),
    ].join('\n'),
  ]
  return {
    plan: ({ name, fits, active, steps }: Plan): Said[] => [
      ...inBoth(a('name'), name),
      [a('whichVisits'), fitsLine(fits)],
      [t('inUse'), t(active ? 'yes' : 'no')],
      ...steps.map(stepSaid),
    ],
    text: ({ name, subject, intro, sms, sections }: Text): Said[] => [
      ...inBoth(a('name'), name),
      ...inBoth(a('subject'), subject),
      ...inBoth(a('intro2'), intro),
      ...inBoth(a('sms'), sms),
      ...sections.flatMap(({ topic, heading, words, source }, index): Said[] => {
        const part = a('section', { topic: a(`topic.${topic}`) }) + (topic === 'other' ? ` ${index + 1}` : '')
        const whole = { en: `${heading.en}\n${words.en}`, de: `${heading.de}\n${words.de}` }
        return [...inBoth(part, whole), ...(source === '' ? [] : [[`${part} · ${a('source')}`, source] as const])]
      }),
    ],
  }
}
