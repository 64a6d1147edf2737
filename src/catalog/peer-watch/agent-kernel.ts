// What the agent asks of the kernel, as text: part of its program.

/** Python functions: which addresses this host holds, who answers for which in its networks, and closing connections. */
export const kernelFunctions = `# linux/rtnetlink.h, linux/neighbour.h
RTMGRP_NEIGH, RTMGRP_IPV4_IFADDR = 0x4, 0x10
RTM_NEWADDR, RTM_NEWNEIGH = 20, 28
NDA_DST, NDA_LLADDR = 1, 2
NUD_INCOMPLETE, NUD_FAILED = 0x01, 0x20
# linux/netlink.h, linux/sock_diag.h, linux/inet_diag.h
NLMSG_ERROR, NLMSG_DONE, NLM_F_ACK, NLM_F_DUMP = 2, 3, 0x1 | 0x4, 0x1 | 0x300
NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, SOCK_DESTROY = 4, 20, 21
# net/tcp_states.h: all, and those that may hold somebody up: not 3 SYN_RECV, 6 TIME_WAIT, 7 CLOSE, 10 LISTEN and above.
ALL_STATES, CONNECTED_STATES = 0xFFFFFFFF, 0x3FF & ~(1 << 3 | 1 << 6 | 1 << 7)
MAPPED = bytes(10) + b"\\xff\\xff"


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


def diag_request(kind, flags, family, states, identity):
    """A message for the kernel's sock_diag: inet_diag_req_v2 (linux/inet_diag.h) for TCP."""
    body = bytes((family, socket.IPPROTO_TCP, 0, 0)) + states.to_bytes(4, sys.byteorder) + identity
    head = (16 + len(body)).to_bytes(4, sys.byteorder) + kind.to_bytes(2, sys.byteorder)
    return head + flags.to_bytes(2, sys.byteorder) + bytes(8) + body


def answers_to(diag, request):
    """(type, body) of each message of the kernel's answer, to its end. An error that it answers with is thrown."""
    diag.send(request)
    while True:
        for kind, body in messages(diag.recv(262144)):
            if kind == NLMSG_ERROR:
                code = -int.from_bytes(body[:4], sys.byteorder, signed=True)
                if code:
                    raise OSError(code, os.strerror(code))
            if kind in (NLMSG_ERROR, NLMSG_DONE):
                return
            yield kind, body


def connections_to(diag, addresses):
    """(address, family, identity) of each TCP connection of this host to one of \`addresses\`, also one that is being made."""
    wanted = {socket.inet_aton(address): address for address in addresses}
    found = []
    for family in (socket.AF_INET, socket.AF_INET6):
        request = diag_request(SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, family, CONNECTED_STATES, bytes(48))
        for _kind, body in answers_to(diag, request):
            # inet_diag_msg: four bytes, then the socket's identity: ports, source, destination, interface, cookie.
            remote = body[24:40]
            if family == socket.AF_INET:
                remote = remote[:4]
            elif remote[:12] == MAPPED:
                remote = remote[12:]
            if remote in wanted:
                found.append((wanted[remote], family, body[4:52]))
    return found


def destroy(diag, connections):
    """Aborts connections: whoever reads or writes there gets ECONNABORTED. Gives how many were still there."""
    count = 0
    for _address, family, identity in connections:
        try:
            # The identity has the kernel's cookie: another socket that has the same ports by now is spared.
            list(answers_to(diag, diag_request(SOCK_DESTROY, NLM_F_ACK, family, ALL_STATES, identity)))
            count += 1
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ESTALE):
                raise
    return count


def diag_socket():
    """For the two above."""
    diag = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG)
    diag.settimeout(10)
    return diag`
