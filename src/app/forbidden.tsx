import { requestWords } from './request.ts'
import { StatusPage } from './StatusPage.tsx'

const Forbidden = async () => {
  const t = await requestWords()
  return <StatusPage title={t('shell.forbiddenTitle')}>{t('shell.forbiddenBody')}</StatusPage>
}

export default Forbidden
