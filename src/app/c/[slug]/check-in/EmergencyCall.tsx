import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { LinkButton } from '#ui/kit/Button.tsx'
import { requestWords } from '../../../request.ts'

/** Calls for help, by each number that may be the right one where somebody is. */
export const EmergencyCall = async ({ phones }: { phones: readonly string[] }) => {
  const t = await requestWords()
  return phones.map((phone) => (
    <LinkButton key={phone} href={phoneHref(phone)} kind="danger" wide>
      {t('answer.page.call', { phone })}
    </LinkButton>
  ))
}
