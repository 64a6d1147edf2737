// Rehearsal: whether two IPv4 networks overlap. Pure.

/** Whether two IPv4 networks in CIDR notation share an address. */
export function overlaps(a: string, b: string): boolean {
  const [first, second] = [rangeOf(a), rangeOf(b)]
  return first.from <= second.to && second.from <= first.to
}

function rangeOf(cidr: string): { from: number; to: number } {
  const [base = '', length = '32'] = cidr.split('/')
  const parts = base.split('.').map(Number)
  const value = parts.reduce((sum, part) => sum * 256 + part, 0)
  const size = 2 ** (32 - Number(length))
  const from = Math.floor(value / size) * size
  return { from, to: from + size - 1 }
}
