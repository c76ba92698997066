import type { Metadata } from 'next'
import { now } from '#lib/clock.ts'
import { PhoneText, phoneHref } from '#ui/clinic/PhoneText.tsx'
import { LinkButton } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDay } from '#words/time.ts'
import { orNotFound } from '../../../../or-not-found.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestLocale, requestWords, requirePatient, serverCaller } from '../../../../request.ts'
import { BackLink } from '../../BackLink.tsx'
import { PortalPage } from '../../PortalPage.tsx'
import { portalOf } from '../../portal.ts'
import classes from './leaflet.module.css'
import { leafletGroups } from './leaflet-groups.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('portal.aftercare.title'),
})

/** The aftercare of one visit: what needs help at once stands first, the rest reads like a good leaflet. */
const AftercarePage = async ({ params }: PageProps<{ slug: string; id: string }>) => {
  const { slug, id } = await params
  const clinic = await portalOf(slug)
  await requirePatient(slug, `/c/${clinic.slug}/aftercare/${id}`)
  const api = await serverCaller(slug)
  const leaflet = await orNotFound(api.communication.leaflet({ id }))
  const [t, locale] = [await requestWords(), await requestLocale()]
  const { urgent, groups } = leafletGroups(leaflet.sections)
  const phones = [clinic.phone, ...leaflet.emergencyPhones]
  const day = formatDay(Date.parse(leaflet.visitStartsAt), { locale, zone: leaflet.timeZone }, { nowMs: now() })
  return (
    <PortalPage slug={slug}>
      <BackLink href={`/c/${clinic.slug}`}>{t('portal.toStart')}</BackLink>
      <article className={classes.leaflet}>
        <PageTitle subtitle={t('portal.aftercare.visit', { day, practitioner: leaflet.practitionerName })}>
          {t('portal.aftercare.title')}
        </PageTitle>
        {urgent.map(({ key, heading, text }) => (
          <section key={key} className={classes.urgent} aria-labelledby={`part-${key}`}>
            <h2 id={`part-${key}`}>
              <Icon name="alert" size={28} />
              {heading}
            </h2>
            <p>
              <PhoneText phones={phones}>{text}</PhoneText>
            </p>
            {leaflet.emergencyPhones.map((phone) => (
              <LinkButton key={phone} href={phoneHref(phone)} kind="danger" wide>
                {t('portal.aftercare.call', { phone })}
              </LinkButton>
            ))}
          </section>
        ))}
        <div className={classes.lead}>
          <p>
            <bdi>{leaflet.greeting}</bdi>
          </p>
          <p>{leaflet.intro}</p>
          {leaflet.treated === '' ? null : <p>{leaflet.treated}</p>}
        </div>
        {groups.map(({ name, parts }) => (
          <section key={name} className={classes.group} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{t(`portal.aftercare.group.${name}`)}</h2>
            {parts.map(({ key, heading, text }) => (
              <div key={key} className={classes.part}>
                {name === 'reach' ? null : <h3>{heading}</h3>}
                <p>
                  <PhoneText phones={phones}>{text}</PhoneText>
                </p>
              </div>
            ))}
            {name === 'reach' ? (
              <LinkButton href={phoneHref(clinic.phone)} wide>
                {t('portal.aftercare.call', { phone: clinic.phone })}
              </LinkButton>
            ) : null}
          </section>
        ))}
        <section className={classes.group} aria-labelledby="tell">
          <h2 id="tell">{t('answer.page.title')}</h2>
          <p>{t('answer.page.linkHint')}</p>
          <LinkButton href={`/c/${clinic.slug}/aftercare/${id}/check-in`} kind="primary" wide>
            {t('answer.page.link')}
          </LinkButton>
        </section>
        <p>{leaflet.closing}</p>
        <LinkButton href={`/c/${clinic.slug}/book`} wide>
          {t('portal.aftercare.next')}
        </LinkButton>
        <p className={classes.small}>{leaflet.demoNote}</p>
      </article>
    </PortalPage>
  )
}

export default AftercarePage
