// The drawing as SVG: one element, with its own colours for day and night, that stands alone or inside a page.

import type { NetworkId } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import type { Facts } from '../facts.ts'
import { escapeHtml } from '../html.ts'
import { type Band, type Box, fontSizes, type Lane, type Layout, layOut } from './layout.ts'

const style = `
.topology{--t-ink:#1b1f24;--t-soft:#59636e;--t-box:#fff;--t-band:#f0f3f6;--t-line:#b6bec7;--t-management:#6b7280;--t-data:#1d6fd1;--t-service:#1a8a4a;--t-storage:#b45309;
font-family:Pretendard,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",system-ui,"Segoe UI",sans-serif}
@media screen and (prefers-color-scheme:dark){.topology{--t-ink:#e3e7eb;--t-soft:#9aa5b0;--t-box:#14181d;--t-band:#222931;--t-line:#4a535e;--t-management:#9aa5b0;--t-data:#6cb0ff;--t-service:#5fd392;--t-storage:#f0a85a}}
.topology .band{fill:var(--t-band)}.topology .box{fill:var(--t-box);stroke:var(--t-line)}
.topology text{fill:var(--t-ink)}.topology .soft{fill:var(--t-soft)}.topology .strong{font-weight:700}
.topology .next{stroke:var(--t-soft);stroke-width:1.5;fill:none}
.topology .lane{opacity:.13}
${(['management', 'data', 'service', 'storage'] as const)
  .map(
    (id) =>
      `.topology .n-${id}{fill:var(--t-${id})}.topology .l-${id}{stroke:var(--t-${id});stroke-width:2.5;fill:none}`,
  )
  .join('\n')}
`

/** The drawing, a complete `<svg>` element. */
export function topologySvg(facts: Facts): string {
  const layout = layOut(facts)
  const title = facts.say(text(`Topology of ${facts.plan.name}`, `${facts.plan.name}의 구성도`))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="topology" viewBox="0 0 ${layout.width} ${at(layout.height)}" role="img">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    ...layout.bands.map((band) => rectangle(band, 'band', 8)),
    ...layout.lanes.flatMap(laneSvg),
    rectangle(layout.users, 'box', 19),
    label(
      layout.users.title,
      layout.users.x + layout.users.width / 2,
      layout.users.y + 24,
      fontSizes.title,
      'strong',
      'middle',
    ),
    ...layout.bands.flatMap((band, index) => bandSvg(band, layout, index)),
    '</svg>',
  ].join('\n')
}

function laneSvg(lane: Lane): readonly string[] {
  const middle = lane.x + lane.width / 2
  return [
    `<rect class="lane n-${lane.network}" x="${at(lane.x + 3)}" y="${at(lane.y)}" width="${at(lane.width - 6)}" height="${at(lane.height)}" rx="6"/>`,
    ...lane.lines.map((line, index) =>
      label(
        line,
        middle,
        lane.y + 19 + index * 18,
        fontSizes.lane,
        index === 0 ? `strong n-${lane.network}` : 'soft',
        'middle',
      ),
    ),
  ]
}

function bandSvg(band: Band, layout: Layout, index: number): readonly string[] {
  return [
    ...arrowsSvg(band, layout, index),
    ...band.label.map((line, row) =>
      label(
        line,
        band.x + 12,
        band.y + 28 + row * fontSizes.label * 1.35,
        fontSizes.label,
        'strong',
        'start',
      ),
    ),
    ...band.boxes.flatMap(boxSvg),
    ...band.networks
      .filter((network) => band.virtualIps.every((one) => one.network !== network))
      .flatMap((network) => layout.lanes.filter((lane) => lane.network === network))
      .map((lane) => dot(lane.network, lane.x + lane.width / 2, band.y + band.height / 2, 6)),
    ...band.virtualIps.flatMap((pill) => [
      `<rect class="n-${pill.network}" opacity="0.28" x="${at(pill.x)}" y="${at(pill.y)}" width="${at(pill.width)}" height="${at(pill.height)}" rx="6"/>`,
      label('VIP', pill.x + pill.width / 2, pill.y + 14, fontSizes.virtualIp, 'strong', 'middle'),
      label(pill.address, pill.x + pill.width / 2, pill.y + 28, pill.fontSize, '', 'middle'),
    ]),
  ]
}

/** One arrow for each network that leads into the band, side by side, from the band above. */
function arrowsSvg(band: Band, layout: Layout, index: number): readonly string[] {
  if (band.arrows.length === 0) return []
  const above = layout.bands[index - 1] ?? layout.users
  const from = above.y + above.height + 2
  const left = layout.spine - ((band.arrows.length - 1) * 16) / 2
  const end = left + (band.arrows.length - 1) * 16
  return [
    ...band.arrows.flatMap((network, place) => arrow(network, left + place * 16, from, band.y - 2)),
    label(band.arrowWords, end + 14, (from + band.y) / 2 + 4, fontSizes.arrow, 'soft', 'start'),
  ]
}

function arrow(network: NetworkId, x: number, from: number, to: number): readonly string[] {
  return [
    `<path class="l-${network}" d="M${at(x)} ${at(from)}V${at(to - 5)}"/>`,
    `<path class="n-${network}" d="M${at(x - 5)} ${at(to - 8)}h10l-5 8z"/>`,
  ]
}

function boxSvg(box: Box): readonly string[] {
  const right = box.x + box.width
  const next = `M${at(right + 4)} ${at(box.y + box.height / 2)}h16m-6 -5l6 5l-6 5`
  return [
    rectangle(box, 'box', 6),
    label(box.title, box.x + 12, box.y + 21, fontSizes.title, 'strong', 'start'),
    label(box.detail, box.x + 12, box.y + 39, fontSizes.detail, 'soft', 'start'),
    ...box.networks.map((network, index) =>
      dot(network, right - 12 - (box.networks.length - 1 - index) * 11, box.y + 12, 4),
    ),
    ...(box.leadsOn ? [`<path class="next" d="${next}"/>`] : []),
  ]
}

function dot(network: NetworkId, x: number, y: number, radius: number): string {
  return `<circle class="n-${network}" cx="${at(x)}" cy="${at(y)}" r="${radius}"/>`
}

function rectangle(
  place: { x: number; y: number; width: number; height: number },
  name: string,
  round: number,
): string {
  return `<rect class="${name}" x="${at(place.x)}" y="${at(place.y)}" width="${at(place.width)}" height="${at(place.height)}" rx="${round}"/>`
}

function label(
  words: string,
  x: number,
  y: number,
  size: number,
  name: string,
  anchor: 'start' | 'middle',
): string {
  return `<text class="${name}" x="${at(x)}" y="${at(y)}" font-size="${at(size)}" text-anchor="${anchor}">${escapeHtml(words)}</text>`
}

/** Coordinates with a digit after the point at most. */
function at(value: number): string {
  return String(Math.round(value * 10) / 10)
}
