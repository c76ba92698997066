import type { Metadata } from 'next'
import { PatientShell } from '#ui/kit/PatientShell.tsx'
import { LanguageSwitch } from '../../LanguageSwitch.tsx'
import type { LayoutProps } from '../../page-props.ts'
import { portalOf } from './portal.ts'

export const generateMetadata = async ({ params }: LayoutProps<{ slug: string }>): Promise<Metadata> => {
  const { name } = await portalOf((await params).slug)
  return { title: { default: name, template: `%s · ${name}` } }
}

const PortalLayout = async ({ params, children }: LayoutProps<{ slug: string }>) => {
  const clinic = await portalOf((await params).slug)
  return (
    <PatientShell clinicName={clinic.name} homeHref={`/c/${clinic.slug}`} tools={<LanguageSwitch />}>
      {children}
    </PatientShell>
  )
}

export default PortalLayout
