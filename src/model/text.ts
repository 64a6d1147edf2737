// Two languages, declared together beside what says them.

/** The languages that Hanok speaks. */
export type Language = 'ko' | 'en'

/** One message in both languages. */
export type Text = Readonly<Record<Language, string>>

/** Declares a message in both languages: `text('English', '한국어')`. */
export function text(en: string, ko: string): Text {
  return { en, ko }
}
