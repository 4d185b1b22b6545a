import { listShape, mapShape, plainListShape, structShape, type GoShape } from '../template/shapes.ts';

/** The types of inspected objects, as far as --format can tell them from their JSON (Go client, api/types). */

const lists = (...names: readonly string[]): Record<string, GoShape> =>
  Object.fromEntries(names.map((name) => [name, plainListShape]));

const healthcheck = structShape(
  '*container.HealthConfig',
  {},
  { Test: [], Interval: 0, Timeout: 0, StartPeriod: 0, Retries: 0 },
);

const containerConfig = structShape(
  '*container.Config',
  {
    ...lists('Env', 'Cmd', 'Entrypoint', 'OnBuild', 'Shell'),
    Labels: mapShape,
    ExposedPorts: mapShape,
    Volumes: mapShape,
    Healthcheck: healthcheck,
  },
  {
    ExposedPorts: {},
    ArgsEscaped: false,
    Healthcheck: null,
    NetworkDisabled: false,
    MacAddress: '',
    StopSignal: '',
    StopTimeout: null,
    Shell: [],
  },
);

const mount = structShape('container.MountPoint', {}, { Type: '', Name: '', Driver: '' });

const resourceFields = [
  ...['CpuShares', 'Memory', 'NanoCpus', 'CgroupParent', 'BlkioWeight', 'BlkioWeightDevice', 'BlkioDeviceReadBps'],
  ...['BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps', 'CpuPeriod', 'CpuQuota'],
  ...['CpuRealtimePeriod', 'CpuRealtimeRuntime', 'CpusetCpus', 'CpusetMems', 'Devices', 'DeviceCgroupRules'],
  ...['DeviceRequests', 'MemoryReservation', 'MemorySwap', 'MemorySwappiness'],
  ...['OomKillDisable', 'PidsLimit', 'Ulimits', 'CpuCount', 'CpuPercent', 'IOMaximumIOps', 'IOMaximumBandwidth'],
];

const hostConfigFields = [
  ...['Binds', 'ContainerIDFile', 'LogConfig', 'NetworkMode', 'PortBindings', 'RestartPolicy', 'AutoRemove'],
  ...['VolumeDriver', 'VolumesFrom', 'ConsoleSize', 'Annotations', 'CapAdd', 'CapDrop', 'CgroupnsMode', 'Dns'],
  ...['DnsOptions', 'DnsSearch', 'ExtraHosts', 'GroupAdd', 'IpcMode', 'Cgroup', 'Links', 'OomScoreAdj', 'PidMode'],
  ...['Privileged', 'PublishAllPorts', 'ReadonlyRootfs', 'SecurityOpt', 'StorageOpt', 'Tmpfs', 'UTSMode'],
  ...['UsernsMode', 'ShmSize', 'Sysctls', 'Runtime', 'Isolation', ...resourceFields, 'Mounts', 'MaskedPaths'],
  ...['ReadonlyPaths', 'Init'],
];

const deviceMapping = structShape('container.DeviceMapping', {}, {}, {}, [
  'PathOnHost',
  'PathInContainer',
  'CgroupPermissions',
]);

const deviceRequest = structShape(
  'container.DeviceRequest',
  { DeviceIDs: plainListShape, Capabilities: listShape(plainListShape), Options: mapShape },
  {},
  {},
  ['Driver', 'Count', 'DeviceIDs', 'Capabilities', 'Options'],
);

const hostConfig = structShape(
  '*container.HostConfig',
  {
    ...lists(
      'Binds',
      'VolumesFrom',
      'CapAdd',
      'CapDrop',
      'Dns',
      'DnsOptions',
      'DnsSearch',
      'ExtraHosts',
      'GroupAdd',
      'Links',
    ),
    ...lists('SecurityOpt', 'DeviceCgroupRules', 'MaskedPaths', 'ReadonlyPaths'),
    Devices: listShape(deviceMapping),
    DeviceRequests: listShape(deviceRequest),
    ...lists(
      'BlkioWeightDevice',
      'BlkioDeviceReadBps',
      'BlkioDeviceWriteBps',
      'BlkioDeviceReadIOps',
      'BlkioDeviceWriteIOps',
    ),
    Ulimits: listShape(structShape('*units.Ulimit', {}, {}, {}, ['Name', 'Hard', 'Soft'])),
    PortBindings: mapShape,
    LogConfig: structShape('container.LogConfig', { Config: mapShape }),
    Annotations: mapShape,
    StorageOpt: mapShape,
    Tmpfs: mapShape,
    Sysctls: mapShape,
    Mounts: listShape(
      structShape(
        'mount.Mount',
        {},
        { Source: '', ReadOnly: false, BindOptions: null, VolumeOptions: null, TmpfsOptions: null },
      ),
    ),
  },
  { Annotations: {}, StorageOpt: {}, Tmpfs: {}, Sysctls: {}, Mounts: [], Runtime: '', Init: null },
  {
    NanoCpus: 'NanoCPUs',
    CpuShares: 'CPUShares',
    CpuPeriod: 'CPUPeriod',
    CpuQuota: 'CPUQuota',
    CpuRealtimePeriod: 'CPURealtimePeriod',
    CpuRealtimeRuntime: 'CPURealtimeRuntime',
    CpuCount: 'CPUCount',
    CpuPercent: 'CPUPercent',
    Dns: 'DNS',
    DnsOptions: 'DNSOptions',
    DnsSearch: 'DNSSearch',
  },
  hostConfigFields,
);

const networkSettingsFields = [
  ...['Bridge', 'SandboxID', 'SandboxKey', 'Ports', 'HairpinMode', 'LinkLocalIPv6Address', 'LinkLocalIPv6PrefixLen'],
  ...['SecondaryIPAddresses', 'SecondaryIPv6Addresses', 'EndpointID', 'Gateway', 'GlobalIPv6Address'],
  ...['GlobalIPv6PrefixLen', 'IPAddress', 'IPPrefixLen', 'IPv6Gateway', 'MacAddress', 'Networks'],
];

const endpointFields = [
  ...['IPAMConfig', 'Links', 'Aliases', 'MacAddress', 'DriverOpts', ['GwPriority', 0] as const, 'NetworkID'],
  ...['EndpointID', 'Gateway', 'IPAddress', 'IPPrefixLen', 'IPv6Gateway', 'GlobalIPv6Address', 'GlobalIPv6PrefixLen'],
  ['DNSNames', null] as const,
];

const endpoint = structShape(
  '*network.EndpointSettings',
  { ...lists('Links', 'Aliases', 'DNSNames'), DriverOpts: mapShape },
  {},
  {},
  endpointFields,
);

export const containerShape = structShape(
  'container.InspectResponse',
  {
    ...lists('ExecIDs', 'Args'),
    State: structShape('*container.State', { Health: structShape('*container.Health') }, { Health: null }),
    GraphDriver: structShape('storage.DriverData', { Data: mapShape }),
    HostConfig: hostConfig,
    Config: containerConfig,
    Mounts: listShape(mount),
    NetworkSettings: structShape(
      '*container.NetworkSettings',
      { Ports: mapShape, Networks: { kind: 'map', of: endpoint } },
      {},
      {},
      networkSettingsFields,
    ),
  },
  { SizeRw: null, SizeRootFs: null, ImageManifestDescriptor: null },
  { Id: 'ID' },
);

export const imageShape = structShape(
  'image.InspectResponse',
  {
    ...lists('RepoTags', 'RepoDigests'),
    Config: containerConfig,
    ContainerConfig: containerConfig,
    GraphDriver: structShape('storage.DriverData', { Data: mapShape }),
    RootFS: structShape('image.RootFS', {}, { Layers: [] }),
  },
  {
    Created: '',
    Variant: '',
    OsVersion: '',
    VirtualSize: 0,
    Parent: '',
    Comment: '',
    Author: '',
    DockerVersion: '',
    Container: '',
  },
  { Id: 'ID' },
);

export const networkShape = structShape(
  'network.Inspect',
  {
    IPAM: structShape('network.IPAM', {
      Options: mapShape,
      Config: listShape(
        structShape(
          'network.IPAMConfig',
          { AuxiliaryAddresses: mapShape },
          { Subnet: '', IPRange: '', Gateway: '', AuxiliaryAddresses: {} },
        ),
      ),
    }),
    Containers: { kind: 'map', of: structShape('network.EndpointResource') },
    Options: mapShape,
    Labels: mapShape,
  },
  { Peers: [], Services: {}, EnableIPv4: false },
  { Id: 'ID' },
);

export const volumeShape = structShape(
  'volume.Volume',
  { Labels: mapShape, Options: mapShape, Status: mapShape },
  { CreatedAt: '', Status: {}, UsageData: null, ClusterVolume: null },
);
