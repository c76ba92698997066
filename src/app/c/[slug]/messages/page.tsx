import type { Metadata } from 'next'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { orNotFound } from '../../../or-not-found.ts'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, requirePatient, serverCaller } from '../../../request.ts'
import { BackLink } from '../BackLink.tsx'
import { PortalPage } from '../PortalPage.tsx'
import pages from '../pages.module.css'
import { portalOf } from '../portal.ts'
import { OwnChoice } from './OwnChoice.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('portal.messages.title'),
})

/** Which messages come to a patient and how; each can be stopped and had again. */
const OwnMessagesPage = async ({ params, searchParams }: PageProps<{ slug: string }>) => {
  const { slug } = await params
  const clinic = await portalOf(slug)
  const home = `/c/${clinic.slug}`
  await requirePatient(slug, `${home}/messages`)
  const [t, { done }, api] = [await requestWords(), await searchParams, await serverCaller(slug)]
  const { people } = await api.patient.mine()
  const reached = await Promise.all(people.map(({ id }) => orNotFound(api.contact.reach({ patientId: id }))))
  return (
    <PortalPage slug={slug}>
      <BackLink href={home}>{t('portal.toStart')}</BackLink>
      <PageTitle subtitle={t('portal.messages.intro')}>{t('portal.messages.title')}</PageTitle>
      {done === undefined ? null : <Notice tone="done" role="status" title={t('portal.messages.done')} />}
      <p>{t('portal.messages.emergency', { phone: clinic.emergencyPhone })}</p>
      {reached.map((reach) => {
        const standing = (channel: 'email' | 'sms', purpose: 'care' | 'visits') =>
          reach.standings.find((one) => one.channel === channel && one.purpose === purpose)?.standing ?? 'not-agreed'
        const choices = [
          { channel: 'email', purpose: 'care', label: t('portal.messages.care') },
          { channel: 'email', purpose: 'visits', label: t('portal.messages.visits') },
          ...(reach.textsAreSetUp
            ? [{ channel: 'sms', purpose: 'all', label: t('portal.messages.texts') } as const]
            : []),
        ] as const
        return (
          <section key={reach.patientId} className={pages.section} aria-labelledby={`messages-${reach.patientId}`}>
            <h2 id={`messages-${reach.patientId}`}>{t('portal.messages.of', { name: reach.name })}</h2>
            <p>
              {reach.email === null
                ? t('portal.messages.noEmail')
                : t('portal.messages.email', { address: reach.email })}
            </p>
            {reach.textsAreSetUp ? (
              <p>
                {reach.phone === null ? t('portal.messages.noSms') : t('portal.messages.sms', { address: reach.phone })}
              </p>
            ) : null}
            <ul className={pages.cards}>
              {choices.map(({ channel, purpose, label }) => (
                <li key={`${channel} ${purpose}`}>
                  <OwnChoice
                    slug={clinic.slug}
                    choice={{ patientId: reach.patientId, channel, purpose }}
                    label={label}
                    standing={standing(channel, purpose === 'all' ? 'care' : purpose)}
                  />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </PortalPage>
  )
}

export default OwnMessagesPage
