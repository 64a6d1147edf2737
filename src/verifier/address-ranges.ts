// IPv4 addresses and subnets as numbers, for the checks that compare them.

/** The addresses of a subnet: its own number, its last one (the broadcast's), and its prefix's length. */
export interface AddressRange {
  readonly first: number
  readonly last: number
  readonly prefix: number
}

/** An IPv4 address as a number; undefined where it is none. */
export function addressNumber(address: string): number | undefined {
  const octets = address.split('.').map((octet) => (/^\d{1,3}$/.test(octet) ? Number(octet) : 256))
  if (octets.length !== 4 || octets.some((octet) => octet > 255)) return undefined
  return octets.reduce((number, octet) => number * 256 + octet, 0)
}

/** The range of a subnet in CIDR notation; undefined where it is none. */
export function subnetRange(subnet: string): AddressRange | undefined {
  const [address = '', length = ''] = subnet.split('/')
  const number = addressNumber(address)
  const prefix = /^\d{1,2}$/.test(length) ? Number(length) : 33
  if (number === undefined || prefix > 32) return undefined
  const size = 2 ** (32 - prefix)
  const first = Math.floor(number / size) * size
  return { first, last: first + size - 1, prefix }
}

/** Whether two ranges have an address in common. */
export function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.first <= b.last && b.first <= a.last
}

/** Whether a range lies wholly within another. */
export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  return inner.first >= outer.first && inner.last <= outer.last
}
