// `hanok certificates`: who has which certificate, and until when. `hanok certificates renew [NAME]`: new ones, services kept up.

import { type Text, text } from '../../model/text.ts'
import { type CertificateOrigin, warnBelowDays } from '../../operate/secrets/certificate-list.ts'
import { certificateErrors } from '../certificate-errors.ts'
import type { CommandRun } from '../command.ts'
import { dayOf, type HeldCertificate, renewCertificates, runningCertificates } from '../renew-certificates.ts'
import { table } from '../table.ts'
import type { Terminal } from '../terminal.ts'

/** Lists them, or renews. 1 where one is over; with `--strict` also where one soon is. */
export const run: CommandRun = async (terminal, input) => {
  const [action, name] = input.arguments
  if (action === undefined) return list(terminal, input.options.strict === true)
  if (action !== 'renew') throw certificateErrors.unknownCertificateAction({ found: action })
  const renewed = await renewCertificates(terminal, name)
  if (terminal.json) {
    const certificates = renewed.map(({ notAfterMs, ...result }) => ({
      ...result,
      notAfter: iso(notAfterMs),
    }))
    terminal.printJson({ schemaVersion: 1, renewed: certificates })
    return 0
  }
  const ports = renewed.reduce((sum, one) => sum + one.ports, 0)
  const restarted = renewed.reduce((sum, one) => sum + one.restarted.length, 0)
  terminal.print(
    terminal.say(
      text(
        `${renewed.length} certificates are new: ${ports} ports serve them, ${restarted} instances restarted.`,
        `인증서 ${renewed.length}개를 새로 만들었습니다: 포트 ${ports}개가 새 인증서를 내보내고, 인스턴스 ${restarted}개를 다시 시작했습니다.`,
      ),
    ),
  )
  return 0
}

function list(terminal: Terminal, strict: boolean): number {
  const all = runningCertificates()
  if (terminal.json) {
    const certificates = all.map(({ notAfterMs, ...entry }) => ({ ...entry, notAfter: iso(notAfterMs) }))
    terminal.printJson({ schemaVersion: 1, certificates })
  } else {
    for (const line of certificatesTable(all, terminal.say)) terminal.print(line)
    for (const words of warnings(all)) terminal.print(terminal.say(words))
  }
  const severities = all.map(({ severity }) => severity)
  return severities.includes('error') || (strict && severities.includes('warning')) ? 1 : 0
}

const origins: Readonly<Record<CertificateOrigin, Text>> = {
  platform: text("the platform's authority", '플랫폼의 인증 기관'),
  authority: text('itself', '자체'),
  given: text('you', '직접 줌'),
}

function certificatesTable(all: readonly HeldCertificate[], say: Terminal['say']): readonly string[] {
  return table(
    [
      { heading: say(text('CERTIFICATE', '인증서')) },
      { heading: say(text('FROM', '발급')) },
      { heading: say(text('UNTIL', '만료')) },
      { heading: say(text('DAYS', '남은 날')), right: true },
      { heading: say(text('WHO HAS IT', '가진 인스턴스')) },
    ],
    all.map(({ name, origin, notAfterMs, daysLeft, holders }) => [
      name,
      say(origins[origin]),
      dayOf(notAfterMs),
      String(daysLeft),
      origin === 'authority'
        ? say(text(`${holders.length} instances`, `인스턴스 ${holders.length}개`))
        : holders.join(', '),
    ]),
  )
}

function warnings(all: readonly HeldCertificate[]): readonly Text[] {
  return all.flatMap(({ name, origin, notAfterMs, severity }) => {
    if (severity === 'fine') return []
    const what =
      severity === 'error'
        ? text(
            `${name} is over since ${dayOf(notAfterMs)}.`,
            `${name}은(는) ${dayOf(notAfterMs)}에 만료되었습니다.`,
          )
        : text(
            `${name} ends in less than ${warnBelowDays} days.`,
            `${name}은(는) ${warnBelowDays}일 안에 만료됩니다.`,
          )
    const how = remedies[origin](name)
    return [text(`${what.en} ${how.en}`, `${what.ko} ${how.ko}`)]
  })
}

const remedies: Readonly<Record<CertificateOrigin, (name: string) => Text>> = {
  platform: (name) =>
    text(`Renew it: hanok certificates renew ${name}`, `새로 만들기: hanok certificates renew ${name}`),
  authority: () =>
    text(
      'What to do: hanok certificates renew authority',
      '해야 할 일 보기: hanok certificates renew authority',
    ),
  given: (name) =>
    text(
      `Give a new one: hanok secrets set FILE ${name} < PEM`,
      `새 인증서 주기: hanok secrets set FILE ${name} < PEM`,
    ),
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
