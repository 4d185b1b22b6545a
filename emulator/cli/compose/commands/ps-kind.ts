import type { ContainerSummary } from '../../api/types.ts';
import { containerKind } from '../../commands/container-ls.ts';
import type { ListKind } from '../../format/list.ts';
import { displayPorts } from '../../format/ports.ts';
import { listShape, structShape, typedValue } from '../../template/shapes.ts';
import { canonicalName, labelOf, serviceOf, type ProjectContainer } from '../project/containers.ts';
import { label } from '../project/labels.ts';

/** A container with what only its details say. */
export interface InspectedContainer extends ProjectContainer {
  /** 'healthy', 'starting' …; '' without a check or when it does not run. */
  readonly health: string;
  /** 0 unless it ended. */
  readonly exitCode: number;
}

const publisherShape = listShape(structShape('api.PortPublisher'));

/** What `compose ps --format` shows of a container. */
export const psKind: ListKind<InspectedContainer> = {
  typeName: '*formatter.ContainerContext',
  headers: {
    ID: 'CONTAINER ID',
    Name: 'NAME',
    Project: 'PROJECT',
    Service: 'SERVICE',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
  },
  labels: (container) => container.Labels,
  fields: (container, options) => {
    const { Platform: _platform, ...fields } = containerKind.fields(container as ContainerSummary, options);
    return {
      ...fields,
      Name: () => canonicalName(container),
      Project: () => labelOf(container, label.project),
      Service: () => serviceOf(container),
      Image: () => container.Image,
      Ports: () => displayPorts(publishedPorts(container)),
      ExitCode: () => container.exitCode,
      Health: () => container.health,
      Publishers: () => typedValue(publishersOf(container), publisherShape),
    };
  },
};

/** In the order `json` prints them. */
function publishersOf({ Ports }: ProjectContainer): unknown {
  const ports = (Ports ?? []).toSorted((a, b) => a.PrivatePort - b.PrivatePort);
  return ports.map(({ IP = '', PrivatePort, PublicPort = 0, Type }) => ({
    URL: IP,
    TargetPort: PrivatePort,
    PublishedPort: PublicPort,
    Protocol: Type,
  }));
}

const publishedPorts = ({ Ports }: ProjectContainer) =>
  (Ports ?? []).map((port) => ({ ...port, PublicPort: port.PublicPort ?? 0 }));
