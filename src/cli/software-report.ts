// What is told while software is fetched, as lines of progress.

import { text } from '../model/text.ts'
import type { SoftwareEvent } from '../software/ensure-software.ts'
import type { Terminal } from './terminal.ts'

/** Tells software events on a terminal. */
export function softwareReport(terminal: Terminal): (event: SoftwareEvent) => void {
  const { say, note, progress } = terminal
  return (event) => {
    switch (event.kind) {
      case 'packages': {
        const list = event.packages.join(' ')
        note(say(text(`System packages to install: ${list}`, `설치할 시스템 패키지: ${list}`)))
        note(
          say(
            text(
              'Their daemons are kept from starting by themselves.',
              '패키지에 딸린 데몬이 저절로 시작되지 않게 막습니다.',
            ),
          ),
        )
        return
      }
      case 'downloads': {
        const amount = bytesWord(event.totalBytes)
        const list = event.softwares.join(', ')
        note(say(text(`To download, ${amount}: ${list}`, `내려받을 것 ${amount}: ${list}`)))
        return
      }
      case 'progress': {
        const { bytes, totalBytes, bytesPerSecond, secondsLeft } = event.progress
        const share = totalBytes === 0 ? 100 : Math.floor((bytes / totalBytes) * 100)
        const left = secondsLeft === undefined ? '' : durationWord(secondsLeft, say)
        progress(
          `${share} %  ${bytesWord(bytes)}/${bytesWord(totalBytes)}  ${bytesWord(bytesPerSecond)}/s  ${left}  ${event.active.join(' ')}`,
        )
        return
      }
      case 'ready': {
        const seconds = (event.ms / 1000).toFixed(1)
        note(say(text(`${event.software}: there (${seconds} s)`, `${event.software}: 받음(${seconds}초)`)))
      }
    }
  }
}

/** `1.9 GB`, as package managers count. */
export function bytesWord(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`
  return `${Math.round(bytes / 1e3)} kB`
}

/** `2 min 10 s left`. */
export function durationWord(seconds: number, say: Terminal['say']): string {
  const whole = Math.ceil(seconds)
  const minutes = Math.floor(whole / 60)
  const rest = whole % 60
  return minutes === 0
    ? say(text(`${rest} s left`, `${rest}초 남음`))
    : say(text(`${minutes} min ${rest} s left`, `${minutes}분 ${rest}초 남음`))
}
