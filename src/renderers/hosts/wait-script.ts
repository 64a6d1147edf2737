// The program that holds a unit's start back on a real server until its needs answer. The rehearsal asks the same
// probes from its own supervisor and does not run this.

/** Python 3 without packages: reads a list of waits and returns when all hold, or fails saying what it last saw. */
export const waitScript = `#!/usr/bin/env python3
"""Waits until every probe of a file holds. Usage: hanok-wait WAITS.json SECONDS"""
import http.client
import json
import re
import socket
import ssl
import subprocess
import sys
import time


def probe(p):
    """None when the probe holds, otherwise what was seen."""
    try:
        return {"http": ask_http, "tcp": ask_tcp, "exec": ask_exec, "alive": lambda _: None}[p["kind"]](p)
    except (OSError, http.client.HTTPException, subprocess.SubprocessError) as error:
        return f"{type(error).__name__}: {error}"


def ask_http(p):
    connection = http.client.HTTPConnection(p["address"], p["port"], timeout=3)
    try:
        connection.connect()
        if p.get("tellsClient"):
            connection.sock.sendall(b"PROXY UNKNOWN\\r\\n")
        if p.get("tls"):
            # Whether it answers is asked, not whose certificate it shows.
            connection.sock = ssl._create_unverified_context().wrap_socket(connection.sock)
        connection.request(p.get("method", "GET"), p["path"], body=p.get("body"))
        answer = connection.getresponse()
        body = answer.read(65536).decode("utf-8", "replace")
    finally:
        connection.close()
    if answer.status not in p.get("expectStatus", [200]):
        return f"status {answer.status}"
    if "expectBody" in p and not re.search(p["expectBody"], body):
        return "another body"
    for name, pattern in p.get("expectHeaders", {}).items():
        if not re.search(pattern, answer.getheader(name) or ""):
            return f"another header {name}"
    return None


def ask_tcp(p):
    with socket.create_connection((p["address"], p["port"]), timeout=3) as connection:
        if "sendHex" in p:
            connection.sendall(bytes.fromhex(p["sendHex"]))
        if "expectHex" not in p:
            return None
        seen = ""
        while len(seen) < 8192:
            part = connection.recv(4096)
            seen += part.hex()
            if re.search(p["expectHex"], seen):
                return None
            if not part:
                break
        return f"answer {seen[:80]}"


def ask_exec(p):
    done = subprocess.run(p["argv"], capture_output=True, timeout=10, text=True)
    if done.returncode != 0:
        return f"exit status {done.returncode}"
    if "expectOutput" in p and not re.search(p["expectOutput"], done.stdout):
        return "another output"
    return None


def missing(wait):
    probes = [wait["probe"]] if wait["kind"] == "probe" else wait["probes"]
    seen = [probe(p) for p in probes]
    if seen.count(None) >= wait.get("atLeast", 1):
        return None
    return f"{wait['what']}: " + "; ".join(s for s in seen if s is not None)


def main():
    with open(sys.argv[1]) as file:
        waits = json.load(file)
    deadline = time.monotonic() + float(sys.argv[2])
    while waits:
        left = missing(waits[0])
        if left is None:
            waits.pop(0)
        elif time.monotonic() > deadline:
            sys.exit(f"hanok-wait: gave up after {sys.argv[2]} s: {left}")
        else:
            time.sleep(1)


main()
`
