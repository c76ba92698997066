import '@mantine/core/styles.css'
import type { ReactNode } from 'react'
import { homeOf } from '#auth/home.ts'
import { StaffShell } from '#ui/kit/shell/StaffShell.tsx'
import { StaffTheme } from '#ui/kit/shell/StaffTheme.tsx'
import { PageWords } from '../PageWords.tsx'
import { ApiProvider } from '../providers/ApiProvider.tsx'
import { LiveProvider } from '../providers/LiveProvider.tsx'
import { LiveSign } from '../providers/LiveSign.tsx'
import { TemporalReady } from '../providers/TemporalReady.tsx'
import { requestNonce, requestWords, requireStaff, serverCaller } from '../request.ts'
import { Alarms } from './Alarms.tsx'
import { EntriesOf } from './frame/EntriesOf.tsx'
import { LockButton } from './frame/LockButton.tsx'
import { LockProvider } from './frame/LockProvider.tsx'
import { StaffMenu } from './frame/StaffMenu.tsx'
import { StaffNav } from './frame/StaffNav.tsx'

/** The frame of every screen of the staff. Each page asks again who is there: a layout is not read anew at each step. */
const StaffLayout = async ({ children }: { children: ReactNode }) => {
  const actor = await requireStaff()
  const [{ clinic }, t, nonce] = await Promise.all([
    serverCaller().then((api) => api.session.current()),
    requestWords(),
    requestNonce(),
  ])
  return (
    <PageWords timeZone={clinic.timeZone}>
      <StaffTheme nonce={nonce}>
        <ApiProvider signInHref="/sign-in">
          <EntriesOf owner={`${actor.clinicId} ${actor.identityId}`} />
          <LockProvider afterMinutes={clinic.lockAfterMinutes}>
            <LiveProvider>
              <StaffShell
                product={t('common.product')}
                homeHref={homeOf(actor.roles)}
                place={<bdi>{clinic.name}</bdi>}
                navLabel={t('shell.mainNav')}
                nav={<StaffNav roles={actor.roles} />}
                tools={
                  <>
                    <LiveSign />
                    <LockButton />
                    <StaffMenu name={actor.name} />
                  </>
                }
              >
                <TemporalReady>
                  <Alarms />
                  {children}
                </TemporalReady>
              </StaffShell>
            </LiveProvider>
          </LockProvider>
        </ApiProvider>
      </StaffTheme>
    </PageWords>
  )
}

export default StaffLayout
