"""Works through a list of HTTP requests with several clients at once, each on a connection of its own, and says how long it took.

Reads one JSON document from its standard input: {"address", "port", "authority": PEM or null, "clients", "timeoutS", "requests": [{"method",
"path", "headers", "body": text or null, "zeros": bytes of a body of zeros}]}. Prints {"seconds", "answered", "bytes", "latenciesMs", "problem"}:
`bytes` went in bodies either way, `problem` is the first answer that was no success.
"""

import http.client
import json
import queue
import ssl
import sys
import threading
import time


def connection(work):
    if work["authority"] is None:
        return http.client.HTTPConnection(work["address"], work["port"], timeout=work["timeoutS"])
    context = ssl.create_default_context(cadata=work["authority"])
    return http.client.HTTPSConnection(work["address"], work["port"], timeout=work["timeoutS"], context=context)


class Client(threading.Thread):
    def __init__(self, work, waiting):
        super().__init__(daemon=True)
        self.work, self.waiting = work, waiting
        self.bytes, self.latencies, self.problem = 0, [], None

    def run(self):
        try:
            link = connection(self.work)
            while self.problem is None:
                try:
                    request = self.waiting.get_nowait()
                except queue.Empty:
                    break
                self.ask(link, request)
            link.close()
        except (OSError, http.client.HTTPException) as error:
            self.problem = f"{type(error).__name__}: {error}"

    def ask(self, link, request):
        zeros = request.get("zeros")
        text = request.get("body")
        body = bytes(zeros) if zeros is not None else text.encode() if text is not None else None
        begun = time.monotonic()
        link.request(request["method"], request["path"], body, request.get("headers", {}))
        answer = link.getresponse()
        content = answer.read()
        self.latencies.append((time.monotonic() - begun) * 1000)
        self.bytes += len(content) if body is None else len(body)
        if not 200 <= answer.status < 300:
            self.problem = f"{request['method']} {request['path'][:80]}: {answer.status} {content[:200]!r}"
        elif b'"errors":true' in content[:200]:
            self.problem = f"{request['path'][:80]}: {content[:400]!r}"


def main():
    work = json.load(sys.stdin)
    waiting = queue.SimpleQueue()
    for request in work["requests"]:
        waiting.put(request)
    clients = [Client(work, waiting) for _ in range(work["clients"])]
    begun = time.monotonic()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    json.dump(
        {
            "seconds": time.monotonic() - begun,
            "answered": sum(len(client.latencies) for client in clients),
            "bytes": sum(client.bytes for client in clients),
            "latenciesMs": [latency for client in clients for latency in client.latencies],
            "problem": next((client.problem for client in clients if client.problem is not None), None),
        },
        sys.stdout,
    )


main()
