import { requestWords } from '../request.ts'
import { StatusCard } from '../StatusPage.tsx'

const Forbidden = async () => {
  const t = await requestWords()
  return <StatusCard title={t('shell.forbiddenTitle')}>{t('shell.forbiddenBody')}</StatusCard>
}

export default Forbidden
