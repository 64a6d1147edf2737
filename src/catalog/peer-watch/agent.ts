// The agent's program, as text: the catalog touches no file, and the program is one file on each host.

import { kernelFunctions } from './agent-kernel.ts'

/**
 * Python 3 without any library beyond the interpreter's own, so that it is small and needs nothing installed.
 * It imports as little as it can: an agent runs on every host.
 */
export const agentProgram = `"""Closes connections to hosts that went silent. Part of Hanok; see the catalog's peer-watch/README.md.

A host that dies sends no farewell, and TCP may wait for its answer for minutes. Agents send each other a datagram on
every network on which their hosts talk. An agent that hears nothing of an address for the configured time closes
this host's TCP connections to it (SOCK_DESTROY), again and again while the silence lasts, so that whoever waits gets an
error at once and can turn to another host.

When a virtual IP moves, the kernel tells who answers for it now (gratuitous ARP): connections to the old are closed at once.

Usage: agent.py CONFIG. CONFIG has lines "name value...": see read_config.
"""
import errno
import os
import select
import signal
import socket
import sys
import time

HELLO = b"hanok-peer-watch/1"
BYE = b"bye"
QUICK_CLOSES_S = 15.0
SLOW_CLOSE_INTERVAL_S = 2.0


def log(event, **fields):
    """One line of JSON; no value needs escaping."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()) + ".%03dZ" % (time.time() * 1000 % 1000)
    pairs = [("time", stamp), ("event", event)] + list(fields.items())
    body = ", ".join('"%s": %s' % (k, v if isinstance(v, (int, float)) else '"%s"' % v) for k, v in pairs)
    sys.stdout.write("{" + body + "}\\n")
    sys.stdout.flush()


class Peer:
    """An address to watch. \`silent_s\` counts only time in which this agent was awake to listen."""

    def __init__(self, host, network, address, local):
        self.host, self.network, self.address, self.local = host, network, address, local
        self.known = False
        self.held = set()
        self.silent_s = 0.0
        self.closed_since = None
        self.last_close = 0.0


class Config:
    def __init__(self, path):
        self.node, self.port, self.heartbeat_s, self.silence_s = "", 0, 1.0, 5.0
        self.peers, self.virtual = [], []
        with open(path) as file:
            for line in file:
                words = line.split()
                if not words or words[0].startswith("#"):
                    continue
                name, values = words[0], words[1:]
                if name == "node":
                    self.node = values[0]
                elif name == "port":
                    self.port = int(values[0])
                elif name == "heartbeat-ms":
                    self.heartbeat_s = int(values[0]) / 1000
                elif name == "silence-ms":
                    self.silence_s = int(values[0]) / 1000
                elif name == "peer":
                    self.peers.append(Peer(*values))
                elif name == "virtual-ip":
                    self.virtual.append(values[0])


${kernelFunctions}


class Agent:
    def __init__(self, config):
        self.config = config
        self.by_address = {peer.address: peer for peer in config.peers}
        self.holders = {}
        self.lost_virtual = {}
        self.sockets = {}
        self.stopping = False
        self.kernel, self.diag, self.hardware, self.own_virtual = None, None, {}, set()
        self.send_failed = set()
        self.closed, self.last_words, self.last_log = 0, "", 0.0

    def open(self):
        """One socket for each own address: heartbeats leave from, and arrive at, the network they speak of."""
        for local in sorted({peer.local for peer in self.config.peers}):
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((local, self.config.port))
            self.sockets[local] = sock
        kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.NETLINK_ROUTE)
        kernel.bind((0, RTMGRP_NEIGH | (RTMGRP_IPV4_IFADDR if self.config.virtual else 0)))
        self.kernel, self.diag, self.hardware = kernel, diag_socket(), neighbours()
        self.own_virtual = set(local_addresses(self.config.virtual))

    def listen(self):
        """Takes what the kernel has told: who answers for which address, and which addresses are this host's own."""
        own_changed = False
        while True:
            try:
                data = self.kernel.recv(65536)
            except BlockingIOError:
                break
            except OSError as error:
                if error.errno != errno.ENOBUFS:
                    raise
                # More was told than fits: what counts is how it is now.
                own_changed = True
                for address, hardware in neighbours().items():
                    self.answers(address, hardware)
                continue
            for kind, body in messages(data):
                neighbour = neighbour_of(body) if kind == RTM_NEWNEIGH else None
                if neighbour:
                    self.answers(*neighbour)
                own_changed = own_changed or kind == RTM_NEWADDR
        if own_changed:
            self.own()

    def answers(self, address, hardware):
        """A neighbour answers for an address. Connections to a virtual IP that another answered for before are dead."""
        before = self.hardware.get(address)
        self.hardware[address] = hardware
        if before not in (None, hardware) and address in self.holders:
            # Its new holder is told of in the next heartbeats; until then nothing is closed again.
            self.holders[address] = ""
            self.lost_virtual.pop(address, None)
            self.close([address], "moved to " + hardware)

    def own(self):
        """This host may have become the holder: what it had to the old one is dead, and all others hear of it at once."""
        held = set(local_addresses(self.config.virtual))
        new, self.own_virtual = held - self.own_virtual, held
        if new:
            self.close(sorted(new), "moved here")
            self.send(self.words())

    def words(self):
        held = local_addresses(self.config.virtual)
        return b" ".join([HELLO, self.config.node.encode()] + [address.encode() for address in held])

    def rest(self, until):
        """Waits for the end of a period, and does at once what the kernel's news ask for."""
        while not self.stopping:
            pause = until - time.monotonic()
            if pause <= 0:
                return
            if select.select([self.kernel], [], [], pause)[0]:
                self.listen()

    def send(self, words):
        for peer in self.config.peers:
            try:
                self.sockets[peer.local].sendto(words, (peer.address, self.config.port))
                self.send_failed.discard(peer.address)
            except OSError as error:
                # No route and the like: the peer is as silent as if the datagram were lost.
                if peer.address not in self.send_failed:
                    self.send_failed.add(peer.address)
                    log("send-failed", peer=peer.host, address=peer.address, errno=error.errno)

    def receive(self):
        """Takes every datagram that has come; gives the addresses that were heard."""
        heard = set()
        for sock in self.sockets.values():
            while True:
                try:
                    data, (address, _port) = sock.recvfrom(512)
                except BlockingIOError:
                    break
                except OSError:
                    continue
                peer = self.by_address.get(address)
                words = data.split()
                if peer is None or not words or words[0] != HELLO:
                    continue
                if words[-1] == BYE:
                    # Its agent was told to stop: from now on its silence means nothing.
                    peer.known, peer.silent_s = False, 0.0
                    heard.discard(address)
                    continue
                heard.add(address)
                self.hear(peer, [word.decode("ascii", "replace") for word in words[2:]])
        return heard

    def hear(self, peer, held):
        if not peer.known:
            log("peer-seen", peer=peer.host, address=peer.address)
        elif peer.closed_since is not None:
            log("peer-back", peer=peer.host, address=peer.address, silent_s=round(peer.silent_s, 1))
        peer.known, peer.silent_s, peer.closed_since = True, 0.0, None
        before, peer.held = peer.held, set(held)
        for virtual in sorted(peer.held - before):
            self.take(virtual, peer.host)
        for virtual in sorted(before - peer.held):
            if self.holders.get(virtual) == peer.host:
                self.lose(virtual)

    def take(self, virtual, host):
        """A host says for the first time that it holds the address. What another living host held is cut off."""
        before = self.holders.get(virtual)
        self.holders[virtual] = host
        self.lost_virtual.pop(virtual, None)
        log("virtual-ip-holder", address=virtual, peer=host)
        if before and before != host and not local_addresses([virtual]):
            self.close([virtual], "moved to " + host)

    def lose(self, virtual):
        """Its holder is gone: connections to the address lead nowhere until another host says that it holds it."""
        for peer in self.config.peers:
            if peer.known and virtual in peer.held:
                self.take(virtual, peer.host)
                return
        self.holders[virtual] = ""
        self.lost_virtual[virtual] = time.monotonic()

    def close(self, addresses, why):
        try:
            found = connections_to(self.diag, addresses)
            self.closed += destroy(self.diag, found)
        except OSError as error:
            # The socket may hold the rest of an answer: a new one begins anew.
            self.diag = diag_socket()
            log("close-failed", errno=error.errno or 0)
            return
        if not found:
            return
        open_ones = sorted({address for address, _family, _identity in found})
        words = " ".join(open_ones) + ": " + why
        now = time.monotonic()
        # Whoever keeps trying to reach a dead host is cut off every time; a line every ten seconds tells of it.
        if words != self.last_words or now - self.last_log >= 10:
            log("closed", addresses=" ".join(open_ones), connections=self.closed, why=why)
            self.closed, self.last_words, self.last_log = 0, words, now

    def judge(self, heard, awake_s):
        """Adds the time awake to the silence of whoever was not heard, and closes what is due."""
        now = time.monotonic()
        due = []
        for peer in self.config.peers:
            if not peer.known or peer.address in heard:
                continue
            peer.silent_s += awake_s
            if peer.silent_s < self.config.silence_s:
                continue
            if peer.closed_since is None:
                peer.closed_since = now
                log("peer-silent", peer=peer.host, address=peer.address, silent_s=round(peer.silent_s, 1))
                held, peer.held = peer.held, set()
                for virtual in sorted(held):
                    if self.holders.get(virtual) == peer.host:
                        self.lose(virtual)
            quick = now - peer.closed_since < QUICK_CLOSES_S
            if quick or now - peer.last_close >= SLOW_CLOSE_INTERVAL_S:
                peer.last_close = now
                due.append(peer.address)
        own = local_addresses(list(self.lost_virtual))
        for virtual, since in list(self.lost_virtual.items()):
            if virtual in own:
                self.lost_virtual.pop(virtual)
            elif now - since < QUICK_CLOSES_S:
                due.append(virtual)
        if due:
            self.close(due, "silent")

    def stop(self, _signal, _frame):
        self.stopping = True

    def run(self):
        config = self.config
        self.open()
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        log("started", node=config.node, peers=len(config.peers), silence_ms=int(config.silence_s * 1000))
        started = last = time.monotonic()
        sequence = 0
        while not self.stopping:
            sequence += 1
            self.send(self.words())
            # Heartbeats are taken in one go at the end of a period: two wake-ups a heartbeat, whatever the peers.
            deadline = started + sequence * config.heartbeat_s
            self.rest(deadline)
            now = time.monotonic()
            late = now - deadline
            if late > config.heartbeat_s:
                # This agent did not get the processor: peers may have, so neither silence nor beats are made up for.
                log("late", late_ms=int(late * 1000))
                started, sequence = now, 0
            self.judge(self.receive(), 0.0 if late > config.heartbeat_s / 2 else min(now - last, config.heartbeat_s))
            last = now
        self.send(b" ".join([HELLO, config.node.encode(), BYE]))
        log("stopped", node=config.node)


if __name__ == "__main__":
    Agent(Config(sys.argv[1])).run()
`
