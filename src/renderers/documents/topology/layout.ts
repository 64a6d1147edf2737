// Where everything of the drawing stands: layers as bands from top to bottom, roles as boxes in them, networks as
// coloured lanes at the right. Computed by hand, so that the same plan gives the same drawing and nothing overlaps.

import type { NetworkId } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { bareName, type Facts } from '../facts.ts'
import { type TopologyLayer, type TopologyRole, topologyLayers } from './layers.ts'
import { fitText, textWidth, wrapText } from './text-width.ts'

/** Units of the drawing; on a desk about a pixel each. */
const drawing = {
  width: 1200,
  margin: 12,
  label: 132,
  lane: 78,
  header: 78,
  gap: 34,
  bandPadding: 10,
  boxHeight: 50,
  boxPadding: 12,
  boxGap: 26,
  rowGap: 8,
  maxBox: 330,
} as const

/** Font sizes. */
export const fontSizes = { title: 14, detail: 12, label: 14, lane: 12, virtualIp: 11.5, arrow: 11.5 } as const

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A role as it is drawn. */
export interface Box extends Rectangle {
  readonly title: string
  readonly detail: string
  readonly networks: readonly NetworkId[]
  /** It hands work on to the box at its right. */
  readonly leadsOn: boolean
}

/** A virtual IP as it is drawn in the lane of its network. */
export interface VirtualIpPill extends Rectangle {
  readonly network: NetworkId
  readonly address: string
  /** Small enough for the address to stand there whole. */
  readonly fontSize: number
}

/** A layer as it is drawn. */
export interface Band extends Rectangle {
  readonly label: readonly string[]
  readonly boxes: readonly Box[]
  /** Networks of the arrows that come in from above. */
  readonly arrows: readonly NetworkId[]
  readonly arrowWords: string
  readonly virtualIps: readonly VirtualIpPill[]
  /** Networks that some box of it is on. */
  readonly networks: readonly NetworkId[]
}

/** A network as it is drawn. */
export interface Lane extends Rectangle {
  readonly network: NetworkId
  readonly lines: readonly string[]
}

/** The whole drawing. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly users: Rectangle & { readonly title: string }
  readonly bands: readonly Band[]
  readonly lanes: readonly Lane[]
  /** Where arrows between bands come down. */
  readonly spine: number
}

/** Lays out the topology of a plan. */
export function layOut(facts: Facts): Layout {
  const networks = facts.plan.networks.map(({ id }) => bareName(id) as NetworkId)
  const lanesLeft = drawing.width - drawing.margin - networks.length * drawing.lane
  const boxesLeft = drawing.margin + drawing.label
  const boxesWidth = lanesLeft - boxesLeft - drawing.margin
  const laneAt = (network: NetworkId) => lanesLeft + networks.indexOf(network) * drawing.lane
  const users = usersBox(facts, boxesLeft, boxesWidth)

  const bands: Band[] = []
  let top = drawing.header + drawing.margin
  for (const layer of topologyLayers(facts)) {
    top += layer.reachedOver.length === 0 ? drawing.rowGap : drawing.gap
    const band = layOutBand(facts, layer, { top, boxesLeft, boxesWidth, laneAt })
    bands.push(band)
    top += band.height
  }
  const height = top + drawing.margin
  const lanes = networks.map((network) =>
    layOutLane(facts, network, {
      x: laneAt(network),
      y: drawing.margin,
      width: drawing.lane,
      height: height - 2 * drawing.margin,
    }),
  )
  return { width: drawing.width, height, users, bands, lanes, spine: boxesLeft + boxesWidth / 2 }
}

function usersBox(facts: Facts, left: number, width: number): Layout['users'] {
  const title = facts.say(text('Users, internet', '사용자, 인터넷'))
  const own = textWidth(title, fontSizes.title) + 4 * drawing.boxPadding
  return { title, x: left + (width - own) / 2, y: drawing.header - 32, width: own, height: 38 }
}

interface Place {
  readonly top: number
  readonly boxesLeft: number
  readonly boxesWidth: number
  laneAt(network: NetworkId): number
}

function layOutBand(facts: Facts, layer: TopologyLayer, place: Place): Band {
  const boxes = layOutBoxes(facts, layer, place)
  const label = wrapText(layer.title, fontSizes.label, drawing.label - 2 * drawing.margin)
  const bottom = Math.max(
    ...boxes.map((box) => box.y + box.height),
    place.top + drawing.bandPadding + label.length * fontSizes.label * 1.35,
  )
  const used = new Set(boxes.flatMap((box) => box.networks))
  return {
    x: drawing.margin,
    y: place.top,
    width: drawing.width - 2 * drawing.margin,
    height: bottom + drawing.bandPadding - place.top,
    label,
    boxes,
    arrows: layer.reachedOver,
    arrowWords: layer.reachedOver.map(facts.network).join(', '),
    virtualIps: virtualIpPills(layer, place),
    networks: facts.plan.networks.map(({ id }) => bareName(id) as NetworkId).filter((id) => used.has(id)),
  }
}

/** One pill in the lane of each network that has a virtual IP; the section on networks lists all of them. */
function virtualIpPills(layer: TopologyLayer, place: Place): Band['virtualIps'] {
  const first = new Map([...layer.virtualIps].reverse().map((one) => [one.network, one.address]))
  return [...first].map(([network, address]) => ({
    network,
    address,
    fontSize: Math.min(fontSizes.virtualIp, (drawing.lane - 8) / textWidth(address, 1)),
    x: place.laneAt(network) + 1,
    y: place.top + drawing.bandPadding,
    width: drawing.lane - 2,
    height: 34,
  }))
}

/** Boxes of all chains, left to right, on as many rows as they need. */
function layOutBoxes(facts: Facts, layer: TopologyLayer, place: Place): readonly Box[] {
  const boxes: Box[] = []
  let [x, y] = [place.boxesLeft, place.top + drawing.bandPadding]
  const fits = (width: number) => x === place.boxesLeft || x + width <= place.boxesLeft + place.boxesWidth
  for (const chain of layer.chains) {
    const words = chain.map((role) => boxWords(facts, role))
    const whole = words.reduce((sum, { width }) => sum + width + drawing.boxGap, -drawing.boxGap)
    for (const [index, box] of words.entries()) {
      // A chain is kept in one row where it can be.
      if (!fits(index === 0 ? Math.min(whole, place.boxesWidth) : box.width)) {
        x = place.boxesLeft
        y += drawing.boxHeight + drawing.rowGap
      }
      boxes.push({ ...box, x, y, height: drawing.boxHeight, leadsOn: index < chain.length - 1 })
      x += box.width + drawing.boxGap
    }
  }
  return boxes.map((box, index) => ({ ...box, leadsOn: box.leadsOn && boxes[index + 1]?.y === box.y }))
}

function boxWords(facts: Facts, role: TopologyRole): Omit<Box, 'x' | 'y' | 'height' | 'leadsOn'> {
  const { title: titleSize, detail: detailSize } = fontSizes
  const inner = drawing.maxBox - 2 * drawing.boxPadding
  const dots = role.networks.length * 11
  const title = fitText(role.title, titleSize, inner - dots)
  const counted = facts.say(text(`${role.instances} on ${role.hosts}`, `${role.instances}개 · ${role.hosts}`))
  const detail = fitText(counted, detailSize, inner)
  const width =
    Math.max(textWidth(title, titleSize) + dots + 6, textWidth(detail, detailSize)) + 2 * drawing.boxPadding
  return { title, detail, width: Math.ceil(width), networks: role.networks }
}

function layOutLane(facts: Facts, network: NetworkId, at: Rectangle): Lane {
  const own = facts.index.networks.get(network)
  const lines = [facts.network(network), `VLAN ${own?.vlan ?? '?'}`, `${own?.gbps ?? '?'} Gbit/s`]
  return { ...at, network, lines: lines.map((line) => fitText(line, fontSizes.lane, at.width - 4)) }
}
