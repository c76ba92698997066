import type { Metadata } from 'next'
import { PatientShell } from '#ui/kit/shell/PatientShell.tsx'
import { LanguageSwitch } from '../../LanguageSwitch.tsx'
import type { LayoutProps } from '../../page-props.ts'
import { patientActor, requestWords } from '../../request.ts'
import { PatientSignOut } from './PatientSignOut.tsx'
import classes from './portal.module.css'
import { portalOf } from './portal.ts'

type Props = LayoutProps<{ slug: string }>

export const generateMetadata = async ({ params }: Pick<Props, 'params'>): Promise<Metadata> => {
  const { slug } = await params
  // the page of a clinic that is not there has a title too: the one further up
  const clinic = await portalOf(slug).catch(() => null)
  return clinic === null ? {} : { title: { default: clinic.name, template: `%s · ${clinic.name}` } }
}

/** The frame of every patients' page: the clinic's name above, how to reach it below. */
const PortalLayout = async ({ params, children }: Props) => {
  const { slug } = await params
  const [clinic, actor, t] = [await portalOf(slug), await patientActor(slug), await requestWords()]
  const foot = (
    <>
      <p className={classes.reach}>
        <a href={`tel:${clinic.phone}`}>{t('shell.callUs', { phone: clinic.phone })}</a>
        <a href={`tel:${clinic.emergencyPhone}`}>{t('shell.emergency', { phone: clinic.emergencyPhone })}</a>
      </p>
      <div className={classes.own}>
        <LanguageSwitch />
        {actor === null ? null : <PatientSignOut slug={clinic.slug} />}
      </div>
    </>
  )
  return (
    <PatientShell clinicName={clinic.name} homeHref={`/c/${clinic.slug}`} foot={foot}>
      {children}
    </PatientShell>
  )
}

export default PortalLayout
