import Link from 'next/link'
import classes from './contents.module.css'

interface ContentsProps {
  readonly label: string
  readonly chapters: readonly {
    readonly id: string
    readonly name: string
    readonly entries: readonly { readonly href: string; readonly name: string; readonly hint: string }[]
  }[]
}

/** A table of contents: chapters with the pages in them. A chapter without pages is left out. */
export const Contents = ({ label, chapters }: ContentsProps) => (
  <nav className={classes.contents} aria-label={label}>
    {chapters
      .filter(({ entries }) => entries.length > 0)
      .map(({ id, name: chapter, entries }) => (
        <section key={id} className={classes.chapter} aria-labelledby={`chapter-${id}`}>
          <h2 id={`chapter-${id}`}>{chapter}</h2>
          <ul>
            {entries.map(({ href, name, hint }) => (
              <li key={href}>
                <Link className={classes.entry} href={href} prefetch={false}>
                  <span className={classes.entryName}>{name}</span>
                  <span className={classes.entryHint}>{hint}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
  </nav>
)
