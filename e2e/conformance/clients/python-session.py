# A container's life through Docker's client library for Python; prints what must not vary.
import os
import docker

client = docker.DockerClient(base_url="unix://" + os.environ["SOCKET"])
print("ping", client.ping())
print("images", [image.tags for image in client.images.list()])
print("run", client.containers.run("busybox", ["echo", "hello"], remove=True))
try:
    client.containers.run("busybox", ["sh", "-c", "echo bad >&2; exit 3"], remove=True)
except docker.errors.ContainerError as error:
    print("failed", error.exit_status, error.stderr)
volume = client.volumes.create("data", labels={"a": "b"})
network = client.networks.create("net", driver="bridge")
container = client.containers.run(
    "busybox",
    "sleep 100",
    name="py",
    detach=True,
    environment={"A": "1"},
    volumes={"data": {"bind": "/data", "mode": "rw"}},
    network="net",
    labels={"x": "y"},
    mem_limit="64m",
)
print("status", client.containers.get("py").status)
print("exec", container.exec_run(["sh", "-c", "echo $A; exit 2"]))
print("demux", container.exec_run(["sh", "-c", "echo out; echo err >&2"], demux=True))
print("top", [row[-1] for row in container.top()["Processes"]])
print("put", container.put_archive("/data", b"\0" * 1024))
print("diff", container.diff())
print("stats", container.stats(stream=False)["name"])
container.rename("python")
container.pause()
container.reload()
print("paused", container.status)
container.unpause()
container.restart(timeout=0)
container.kill()
print("wait", container.wait()["StatusCode"])
print("logs", container.logs())
print("list", [each.name for each in client.containers.list(all=True, filters={"label": "x=y"})])
container.remove()
network.remove()
volume.remove()
for what, attempt in {
    "container": lambda: client.containers.get("nosuch"),
    "image": lambda: client.images.get("nosuch"),
    "volume": lambda: client.volumes.get("nosuch"),
    "network": lambda: client.networks.get("nosuch"),
}.items():
    try:
        attempt()
    except docker.errors.NotFound as error:
        print(what, error.explanation)
