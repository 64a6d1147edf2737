# Rehearsal: enters a host's network namespace, connects, leaves, and relays. One line asks for a connection:
#   HOSTNAME ADDRESS PORT [TIMEOUT_MS]\n        HOSTNAME "-" is this machine itself
# and one line answers it: OK, or ERR refused|timeout|unreachable|nohost. After OK both directions are relayed,
# each closed by itself. Ends when its standard input does, which is when its supervisor has ended.
# Usage: dialer.py SOCKET NAMESPACE_PREFIX
import asyncio
import ctypes
import errno
import os
import socket
import sys

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)
HOME = os.open("/proc/self/ns/net", os.O_RDONLY)
PREFIX = sys.argv[2]


def enter(fd):
    if libc.setns(fd, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def socket_in(host):
    if host == "-":
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    else:
        fd = os.open("/run/netns/" + PREFIX + host, os.O_RDONLY)
        try:
            enter(fd)
            try:
                made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            finally:
                enter(HOME)
        finally:
            os.close(fd)
    made.setblocking(False)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def reason(error):
    if isinstance(error, (asyncio.TimeoutError, TimeoutError)):
        return "timeout"
    if error.errno == errno.ECONNREFUSED:
        return "refused"
    if error.errno == errno.ETIMEDOUT:
        return "timeout"
    return "unreachable"


class Relay(asyncio.Protocol):
    """One of the two sides. Reading stops while the other side cannot be written to."""

    def __init__(self):
        self.transport = None
        self.other = None
        self.ended = False

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.other.transport.write(data)

    def eof_received(self):
        self.ended = True
        if self.other.transport.can_write_eof() and not self.other.transport.is_closing():
            self.other.transport.write_eof()
        if self.other.ended:
            self.transport.close()
            self.other.transport.close()
        return True

    def connection_lost(self, error):
        other = self.other
        if other is not None and other.transport is not None and not other.transport.is_closing():
            if error is not None:
                other.transport.abort()
            else:
                other.transport.close()

    def pause_writing(self):
        self.other.transport.pause_reading()

    def resume_writing(self):
        if not self.other.transport.is_closing():
            self.other.transport.resume_reading()


class Client(Relay):
    """The side that asks. Its first line is the question."""

    def __init__(self):
        super().__init__()
        self.line = b""
        self.task = None

    def data_received(self, data):
        if self.other is not None:
            self.other.transport.write(data)
            return
        self.line += data
        if self.task is None and b"\n" in self.line:
            self.transport.pause_reading()
            self.task = asyncio.ensure_future(self.connect())
        elif len(self.line) > 4096:
            self.transport.abort()

    def eof_received(self):
        if self.other is None:
            return False
        return super().eof_received()

    def connection_lost(self, error):
        if self.other is None and self.task is not None:
            self.task.cancel()
        super().connection_lost(error)

    def refuse(self, why):
        self.transport.write(b"ERR " + why.encode() + b"\n")
        self.transport.close()

    async def connect(self):
        line, _, rest = self.line.partition(b"\n")
        words = line.decode("ascii", "replace").split()
        if len(words) not in (3, 4):
            return self.refuse("unreachable")
        timeout = int(words[3]) / 1000 if len(words) == 4 else 5
        loop = asyncio.get_running_loop()
        try:
            made = socket_in(words[0])
        except OSError:
            return self.refuse("nohost")
        try:
            await asyncio.wait_for(loop.sock_connect(made, (words[1], int(words[2]))), timeout)
        except (OSError, asyncio.TimeoutError) as error:
            made.close()
            return self.refuse(reason(error))
        except asyncio.CancelledError:
            made.close()
            raise
        server = Relay()
        server.other = self
        await loop.create_connection(lambda: server, sock=made)
        self.transport.write(b"OK\n")
        if rest:
            server.transport.write(rest)
        self.other = server
        self.transport.resume_reading()


async def main():
    path = sys.argv[1]
    if os.path.exists(path):
        os.unlink(path)
    os.umask(0o077)
    loop = asyncio.get_running_loop()
    over = loop.create_future()

    def ended():
        if not os.read(0, 1024) and not over.done():
            over.set_result(None)

    loop.add_reader(0, ended)
    server = await loop.create_unix_server(Client, path, backlog=512)
    print("ready", flush=True)
    await over
    server.close()


asyncio.run(main())
