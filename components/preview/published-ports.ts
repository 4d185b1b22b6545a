/** A port of the machine that a container has published, or would publish if it ran. */
export interface PublishedPort {
  readonly port: number;
  readonly containerPort: number;
  readonly containerName: string;
  readonly isRunning: boolean;
}

/** Of GET /containers/json?all=1 (Engine API). */
export interface ListedContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly State: string;
  readonly Ports: readonly { readonly PrivatePort: number; readonly PublicPort?: number; readonly Type: string }[];
}

/** Of GET /containers/ID/json: '80/tcp' → [{ HostPort: '8080' }], '' for a port that is chosen at the start. */
export type PortBindings = Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;

/**
 * TCP alone, each port once, in the order of numbers. A container that does not run lists no ports: its own are what
 * it was made with, as `bindingsOf` knows; a running container's come first.
 */
export function publishedPorts(
  containers: readonly ListedContainer[],
  bindingsOf: (id: string) => PortBindings,
): PublishedPort[] {
  const found = new Map<number, PublishedPort>();
  const add = (port: number, containerPort: number, container: ListedContainer, isRunning: boolean) => {
    if (!found.has(port)) found.set(port, { port, containerPort, containerName: nameOf(container), isRunning });
  };
  for (const container of containers.filter(isUp)) {
    for (const { PublicPort, PrivatePort, Type } of container.Ports) {
      if (PublicPort !== undefined && Type === 'tcp') add(PublicPort, PrivatePort, container, true);
    }
  }
  for (const container of containers.filter((each) => !isUp(each))) {
    for (const [name, hosts] of Object.entries(bindingsOf(container.Id))) {
      const containerPort = Number(/^(\d+)\/tcp$/.exec(name)?.[1]);
      for (const { HostPort } of hosts ?? []) {
        if (containerPort > 0 && /^[1-9]\d*$/.test(HostPort)) add(Number(HostPort), containerPort, container, false);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.port - b.port);
}

/** Paused containers hold their ports. */
export function isUp({ State }: ListedContainer): boolean {
  return State === 'running' || State === 'paused';
}

function nameOf({ Id, Names }: ListedContainer): string {
  return Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12);
}
