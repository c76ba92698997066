import { type AskedOutput, LONGEST_WORDS } from '#features/check-in/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import kit from '#ui/kit/kit.module.css'
import { requestWords } from '../../../request.ts'
import classes from './check-in.module.css'

const SCORES = Array.from({ length: 11 }, (_, score) => String(score))

interface AnswerFormProps {
  hidden: Readonly<Record<string, string>>
  numbers: AskedOutput['numbers']
}

/** A plain form without scripts: what needs help first, then the rest. Nothing has to be marked to send it. */
export const AnswerForm = async ({ hidden, numbers }: AnswerFormProps) => {
  const t = await requestWords()
  return (
    <form method="post" action="/api/check-in" className={classes.form}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {numbers?.only ? <Numbers numbers={numbers} /> : <Signs />}
      {numbers?.only ? (
        <details className={classes.more}>
          <summary>{t('outcome.ask.signs')}</summary>
          <div className={classes.form}>
            <Signs />
          </div>
        </details>
      ) : numbers === null ? null : (
        <Numbers numbers={numbers} />
      )}
      <div className={kit.field}>
        <label className={kit.label} htmlFor="words">
          {t('answer.ask.words')}
        </label>
        <p id="words-hint" className={kit.hint}>
          {t('answer.ask.wordsHint')}
        </p>
        <textarea
          id="words"
          name="words"
          rows={4}
          maxLength={LONGEST_WORDS}
          className={kit.control}
          aria-describedby="words-hint"
        />
      </div>
      <p className={kit.hint}>{t('answer.ask.photosAfter')}</p>
      <Button type="submit" kind="primary" wide scriptless>
        {t('answer.page.send')}
      </Button>
    </form>
  )
}

/** What needs help first, then the rest. */
const Signs = async () => {
  const t = await requestWords()
  const yesNo = [
    { value: 'no', label: t('answer.ask.no') },
    { value: 'yes', label: t('answer.ask.yes') },
    { value: 'unsure', label: t('answer.ask.unsure') },
  ]
  const needle = [
    { value: 'none', label: t('answer.ask.no') },
    { value: 'in-the-body', label: t('answer.ask.needleIn') },
    { value: 'outside', label: t('answer.ask.needleOut') },
  ]
  const bruise = [
    { value: 'none', label: t('answer.ask.no') },
    { value: 'small', label: t('answer.ask.bruiseSmall') },
    { value: 'growing', label: t('answer.ask.bruiseGrowing') },
  ]
  return (
    <>
      <Marks name="chest" legend={t('answer.ask.chest')} choices={yesNo} />
      <Marks name="needle" legend={t('answer.ask.needle')} choices={needle} />
      <div className={`${kit.field} ${classes.howMany}`}>
        <label className={kit.label} htmlFor="needles">
          {t('answer.ask.needles')}
        </label>
        <input
          id="needles"
          name="needles"
          type="number"
          inputMode="numeric"
          min={1}
          max={20}
          defaultValue={1}
          className={kit.control}
        />
      </div>
      <Marks name="infection" legend={t('answer.ask.infection')} choices={yesNo} />
      <Marks name="numbness" legend={t('answer.ask.numbness')} choices={yesNo} />
      <Marks name="bruise" legend={t('answer.ask.bruise')} choices={bruise} />
      <Marks
        name="soreness"
        legend={t('answer.ask.soreness')}
        hint={t('answer.ask.sorenessHint')}
        choices={SCORES.map((score) => ({ value: score, label: score }))}
        narrow
      />
    </>
  )
}

/** Pain, and what the patient wants to do again, from 0 to 10. */
const Numbers = async ({ numbers: { activities } }: { numbers: NonNullable<AskedOutput['numbers']> }) => {
  const t = await requestWords()
  const choices = SCORES.map((score) => ({ value: score, label: score }))
  return (
    <>
      <Marks name="pain" legend={t('outcome.ask.pain')} hint={t('outcome.ask.painHint')} choices={choices} narrow />
      {activities.map(({ goalId, title }) => (
        <Marks
          key={goalId}
          name={`goal-${goalId}`}
          legend={t('outcome.ask.activity', { what: title })}
          hint={t('outcome.ask.activityHint')}
          choices={choices}
          narrow
        />
      ))}
    </>
  )
}

interface MarksProps {
  name: string
  legend: string
  hint?: string
  choices: readonly { value: string; label: string }[]
  /** Small choices side by side. */
  narrow?: boolean
}

const Marks = ({ name, legend, hint, choices, narrow = false }: MarksProps) => (
  <fieldset className={kit.field} data-asks={name} {...(hint !== undefined && { 'aria-describedby': `${name}-hint` })}>
    <legend className={kit.label}>{legend}</legend>
    {hint === undefined ? null : (
      <p id={`${name}-hint`} className={kit.hint}>
        {hint}
      </p>
    )}
    <div className={narrow ? classes.scores : kit.choices}>
      {choices.map(({ value, label }) => (
        <label key={value} className={narrow ? classes.score : kit.choice}>
          <input type="radio" name={name} value={value} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  </fieldset>
)
