// The peer watch's program against the kernel itself, in a network namespace of its own: needs root.

import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { agentProgram } from '../../src/catalog/peer-watch/agent.ts'

/** Runs Python in a new network namespace against the agent's program, imported as `agent`; what it prints comes back as lines. */
function inNamespace(script: string): readonly string[] {
  const program = [
    'import errno, select, socket, subprocess, sys, time, types',
    "agent = types.ModuleType('agent')",
    `exec(compile(${JSON.stringify(agentProgram)}, 'agent.py', 'exec'), agent.__dict__)`,
    'def sh(line): subprocess.run(line, shell=True, check=True)',
    'sh("ip link set lo up; ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; ip address add 10.0.0.9/24 dev v0")',
    script,
  ].join('\n')
  const argv = ['--net', 'python3', '-I', '-S', '-B', '-']
  const output = execFileSync('unshare', argv, { input: program, encoding: 'utf8', timeout: 30_000 })
  return output.split('\n').filter((line) => line !== '')
}

it('aborts connections to an address, of both families and half-made ones, and nothing else', () => {
  const lines = inNamespace(`
listener = socket.create_server(("127.0.0.1", 9000))
first = socket.create_connection(("127.0.0.1", 9000))
mapped = socket.socket(socket.AF_INET6); mapped.connect(("::ffff:127.0.0.1", 9000))
other = socket.create_server(("127.0.0.2", 9000))
spared = socket.create_connection(("127.0.0.2", 9000), source_address=("127.0.0.2", 0))
half = socket.socket(); half.setblocking(False); half.connect_ex(("10.0.0.7", 9000))
diag = agent.diag_socket()
found = agent.connections_to(diag, ["127.0.0.1", "10.0.0.7"])
print(sorted({address for address, _family, _identity in found}), agent.destroy(diag, found) >= 3)
for one in (first, mapped, half):
    one.settimeout(2)
    try: one.recv(1); print("open")
    # Both ends are here: the one that is aborted second has its peer's reset by then.
    except OSError as error: print(error.errno in (errno.ECONNABORTED, errno.ECONNRESET))
print(agent.connections_to(diag, ["127.0.0.1", "10.0.0.7"]), agent.destroy(diag, found))
spared.sendall(b"x"); print(other.accept()[0].recv(1))
again = socket.create_connection(("127.0.0.1", 9000)); print("the listener lives")
`)
  expect(lines).toEqual([
    "['10.0.0.7', '127.0.0.1'] True",
    'True',
    'True',
    'True',
    '[] 0',
    "b'x'",
    'the listener lives',
  ])
})

it('closes connections to a virtual IP as soon as another host answers for it', () => {
  const lines = inNamespace(`
sh("ip neigh add 10.0.0.5 lladdr 02:00:00:00:00:01 dev v0 nud reachable")
config = types.SimpleNamespace(node="host/me", port=7946, heartbeat_s=1.0, silence_s=5.0, virtual=[], peers=[])
watch = agent.Agent(config)
watch.open()
watch.holders["10.0.0.5"] = "host/a"
client = socket.socket(); client.setblocking(False); client.connect_ex(("10.0.0.5", 9000))
began = time.monotonic()
agent.log = lambda event, **fields: print(event, fields["addresses"], fields["connections"], fields["why"])
sh("ip neigh replace 10.0.0.5 lladdr 02:00:00:00:00:01 dev v0 nud stale")
watch.rest(time.monotonic() + 0.2)
print("nobody moved")
subprocess.Popen("sleep 0.3; ip neigh replace 10.0.0.5 lladdr 02:00:00:00:00:02 dev v0 nud stale", shell=True)
client.setblocking(True)
import threading
threading.Thread(target=lambda: watch.rest(time.monotonic() + 5), daemon=True).start()
client.settimeout(4)
try: client.recv(1)
except OSError as error: print(errno.errorcode[error.errno], time.monotonic() - began < 3)
`)
  expect(lines).toEqual(['nobody moved', 'closed 10.0.0.5 1 moved to 02:00:00:00:00:02', 'ECONNABORTED True'])
})
