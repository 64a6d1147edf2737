// What the agent asks of the kernel, as text: part of its program.

/** Python functions: which addresses this host holds, who answers for which in its networks, and closing connections. */
export const kernelFunctions = `# linux/rtnetlink.h, linux/neighbour.h
RTMGRP_NEIGH, RTMGRP_IPV4_IFADDR = 0x4, 0x10
RTM_NEWADDR, RTM_NEWNEIGH = 20, 28
NDA_DST, NDA_LLADDR = 1, 2
NUD_INCOMPLETE, NUD_FAILED = 0x01, 0x20


def local_addresses(wanted):
    """Those of \`wanted\` that this host holds now."""
    if not wanted:
        return []
    with open("/proc/net/fib_trie") as file:
        held, last = set(), ""
        for line in file:
            if "host LOCAL" in line:
                held.add(last)
            elif "-- " in line:
                last = line.split()[-1]
    return [address for address in wanted if address in held]


def attributes(body):
    """Those of a netlink message, by their number."""
    found = {}
    while len(body) >= 4:
        length, kind = int.from_bytes(body[:2], sys.byteorder), int.from_bytes(body[2:4], sys.byteorder)
        if not 4 <= length <= len(body):
            break
        found[kind] = body[4:length]
        body = body[(length + 3) & ~3 :]
    return found


def messages(data):
    """(type, body) of each message of a netlink datagram."""
    while len(data) >= 16:
        length, kind = int.from_bytes(data[:4], sys.byteorder), int.from_bytes(data[4:6], sys.byteorder)
        if not 16 <= length <= len(data):
            return
        yield kind, data[16:length]
        data = data[(length + 3) & ~3 :]


def neighbour_of(body):
    """(address, hardware address) of a neighbour that answers; None of any other."""
    if len(body) < 12 or body[0] != socket.AF_INET:
        return None
    if int.from_bytes(body[8:10], sys.byteorder) & (NUD_INCOMPLETE | NUD_FAILED):
        return None
    found = attributes(body[12:])
    if NDA_DST not in found or NDA_LLADDR not in found:
        return None
    return socket.inet_ntoa(found[NDA_DST]), found[NDA_LLADDR].hex(":")


def neighbours():
    """Hardware address of each neighbour that this host knows now."""
    with open("/proc/net/arp") as file:
        next(file)
        rows = [line.split() for line in file]
    return {row[0]: row[3] for row in rows if int(row[2], 16) & 0x2}


def hex_address(address):
    """An IPv4 address as /proc/net/tcp writes it: the bytes of the machine's order, in hexadecimal."""
    packed = socket.inet_aton(address)
    return "%08X" % int.from_bytes(packed, sys.byteorder)


def connected_to(addresses):
    """Those of \`addresses\` that some TCP socket of this host is connected to."""
    wanted = {hex_address(address): address for address in addresses}
    found = set()
    for path in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            with open(path) as file:
                next(file)
                for line in file:
                    fields = line.split(None, 4)
                    remote, state = fields[2].split(":")[0][-8:], fields[3]
                    # 06 TIME_WAIT and 0A LISTEN hold nobody up.
                    if remote in wanted and state not in ("06", "0A"):
                        found.add(wanted[remote])
        except OSError as error:
            if error.errno != errno.ENOENT:
                raise
    return sorted(found)


def close_connections(addresses):
    """Closes this host's TCP connections to the addresses; gives how many there were."""
    import subprocess

    filters = []
    for address in addresses:
        filters += (["or"] if filters else []) + ["dst", address]
    done = subprocess.run(["ss", "-HKtn", "(", *filters, ")"], capture_output=True, text=True, timeout=10)
    if done.returncode != 0:
        log("close-failed", status=done.returncode)
    return len(done.stdout.splitlines())`
